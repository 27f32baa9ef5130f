"""A newsletter's name, its publisher and what to know its issues by, as the issues print them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kb.folding import fold
from kb.model import Document
from kb.segment.recurring import (
    content,
    forms,
    least_of,
    name_in,
    printed,
    shared_stem,
    shared_words,
    specific,
)

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PUBLISHER = re.compile(
    r"(?:©|copyright\b(?:\s*\(c\))?|\(c\)|published by|발행(?:처|인|기관)?\s*[:：])\s*"
    r"(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?(?P<name>[^.,|·]{3,80})",
    re.IGNORECASE,
)
# Lines that newsletters of anybody share
_ANYBODY = re.compile(
    r"unsubscribe|subscri|view (?:it |this )?in|browser|copyright|©|all rights|forward|privacy|"
    r"in this issue|contents|목차|read more|click here|http|www\.|수신|구독|더 ?보기|바로 ?가기",
    re.IGNORECASE,
)
# *|MC_PREVIEW_TEXT|*, {{ name }}, %%email%%
_FIELD = re.compile(r"\*\||\{\{|%%")
_LONGEST_NAME = 60
_SHORTEST_MARK = 15
_LONGEST_MARK = 80
_TOP = 8


def usable(lines: Iterable[str]) -> frozenset[str]:
    """The lines without those that a program was to fill in, and without what YAML cannot say."""
    return frozenset(line for line in lines if line.isprintable() and not _FIELD.search(line))


def series_of(
    documents: Sequence[Document],
    names: Sequence[str],
    lines: frozenset[str],
    recur: frozenset[str],
) -> tuple[str, str]:
    """The newsletter's name and where it was found.

    `recur` are the lines that recur, `lines` those of them that are no titles.
    """
    for form in forms(documents):
        if name := name_in(form):
            return name, "from the masthead"
    top = [block.text for block in content(documents[0])[:_TOP] if block.text in lines]
    short = [text for text in top if _like_a_name(text)]
    if short:
        return short[-1], "a line that stands above every issue"
    stem = shared_stem([Path(name).stem for name in names])
    for line in sorted(recur):
        if fold(line) == fold(stem):
            return line, "a line of every issue, and what the files are called"
    name = shared_words([document.title for document in documents])
    if name and name.isprintable():
        return name, "from the titles of the pages or mails"
    return stem, "NOT PRINTED in the issues: this is from the names of the files"


def _like_a_name(text: str) -> bool:
    return (
        specific(text)
        and len(text) <= _LONGEST_NAME
        and not text.endswith((".", "!", "?", ":"))
        and not _ANYBODY.search(text)
    )


def marks_of(series: str, lines: frozenset[str], documents: Sequence[Document]) -> Iterator[str]:
    """What to know an issue by: the name where it is printed, an address, a line that recurs."""
    if specific(series) and printed(series, documents):
        yield series
    addresses = Counter(
        address
        for d in documents
        for address in {a for b in content(d) for a in _EMAIL.findall(b.text)}
    )
    yield from [a for a, n in addresses.most_common() if n == len(documents)][:1]
    fit = (line for line in lines if _SHORTEST_MARK <= len(line) <= _LONGEST_MARK)
    own = sorted(
        line
        for line in fit
        if specific(line) and not _ANYBODY.search(line) and printed(line, documents)
    )
    yield from sorted(own, key=len, reverse=True)[:1]


def publisher_of(documents: Sequence[Document]) -> str | None:
    """Whom most of the documents name as their publisher, or as the holder of the rights."""
    counted = Counter(
        name
        for d in documents
        for name in {m["name"].strip() for m in map(_PUBLISHER.match, _texts(d)) if m}
        if specific(name) and name.isprintable() and not _ANYBODY.search(name)
    )
    names = [name for name, n in counted.most_common() if n >= least_of(len(documents))]
    return names[0] if names else None


def _texts(document: Document) -> list[str]:
    return [block.text for block in content(document)]


def slug(text: str) -> str:
    """ "Town News!" is "town-news"."""
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))[:60].strip("-") or "newsletter"
