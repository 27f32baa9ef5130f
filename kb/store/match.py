"""Which stored articles and references those of a newly parsed issue are. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

from kb.folding import fold
from kb.model import Article, Record, Reference
from kb.store.rows import Doc

_ALIKE = 0.75

Same = Callable[[Any, Any], bool]


def match_articles(old: Sequence[Doc], new: Sequence[Article]) -> list[Doc | None]:
    """For each new article the stored one that it is, each stored one at most once.

    `old` has documents of articles; a removed one has its headline only.
    """
    return _match(old, new, (_same_headline_and_date, _same_headline, _same_body, _alike_headline))


def match_references(old: Sequence[Doc], new: Sequence[Reference]) -> list[Doc | None]:
    """For each new reference the stored mention that it is, each mention at most once."""
    return _match(old, new, (_same_raw, _alike_raw))


def _match(old: Sequence[Doc], new: Sequence[Any], rounds: Sequence[Same]) -> list[Doc | None]:
    """Pairs in rounds, the surest first; within a round in the order of the issue."""
    found: list[Doc | None] = [None] * len(new)
    left = list(old)
    for same in rounds:
        for index, item in enumerate(new):
            if found[index] is None:
                partner = next((doc for doc in left if same(doc, item)), None)
                if partner is not None:
                    found[index] = partner
                    left.remove(partner)
    return found


def _same_headline_and_date(doc: Doc, article: Article) -> bool:
    return _same_headline(doc, article) and doc.get("date") == article.date


def _same_headline(doc: Doc, article: Article) -> bool:
    return fold(doc["headline"]) == fold(article.headline)


def _same_body(doc: Doc, article: Article) -> bool:
    return bool(fold(article.body)) and fold(doc.get("body")) == fold(article.body)


def _alike_headline(doc: Doc, article: Article) -> bool:
    return _alike(doc["headline"], article.headline)


def _same_raw(doc: Doc, reference: Reference) -> bool:
    return fold(doc["raw"]) == fold(reference.raw)


def _alike_raw(doc: Doc, reference: Reference) -> bool:
    return _alike(doc["raw"], reference.raw)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def same_work(one: Record, other: Record) -> bool:
    """Whether two records are surely of one work: the same DOI, or title, year and first author.

    Two that state different DOIs are not, whatever else they share.
    """
    if one.DOI and other.DOI:
        return one.DOI.casefold() == other.DOI.casefold()
    return bool(fold(one.title)) and _key(one) == _key(other)


def _key(record: Record) -> tuple[str, str, str]:
    names = record.author or record.editor or record.compiler
    first = (names[0].family or names[0].literal) if names else ""
    return fold(record.title), (record.issued or "")[:4], fold(first)
