"""The object that `kb parse` prints: an issue as it was segmented and parsed, before the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kb.confidence import CONFIDENT
from kb.model import Article, Document, Issue, Reference
from kb.pages import pages_of
from kb.references.csl import to_csl

NAMED = ("places", "countries", "organisations", "programmes")


def parse_json(document: Document, issue: Issue, *, with_text: bool = False) -> dict[str, Any]:
    """The issue as JSON values; lines are [first, last], counted from 1 in the text as read.

    Beside those of all but furniture stand the pages, [first, last] too, null where there are none.
    """
    masthead = asdict(issue.masthead)
    parts = {
        "headings": [asdict(heading) for heading in issue.headings],
        "articles": [_article(article) for article in issue.articles],
        "references": [_reference(reference) for reference in issue.references],
    }
    own = {k: v for k, v in masthead.items() if k != "series_key"}
    parsed = {
        "issue": with_pages(own, document.pages),
        "sections": list(issue.sections),
        **{name: [with_pages(p, document.pages) for p in found] for name, found in parts.items()},
        "furniture": [asdict(furniture) for furniture in issue.furniture],
        "unaccounted": list(issue.unaccounted),
    }
    return {**parsed, "text": document.text} if with_text else parsed


def with_pages(part: Mapping[str, Any], starts: Sequence[int]) -> dict[str, Any]:
    """`part` with "pages" beside its "lines"; `starts` is `Document.pages`."""
    return {**part, "pages": pages_of(starts, part["lines"])}


def _article(article: Article) -> dict[str, Any]:
    """Names as the authorities write them, each once; where they stand is in "mentions".

    A name that is only proposed is among them where it is likely; "proposals" has all that are.
    """
    fields = asdict(article)
    annotations = annotations_json(fields.pop("annotations"))
    return {"section": None, "feature": None, **fields, **annotations}


def annotations_json(found: Mapping[str, Any]) -> dict[str, Any]:
    """Annotations as `kb parse` prints them."""
    return {
        **{which: names(found[which]) for which in NAMED},
        "amounts": list(found["amounts"]),
        "deadlines": [d for d in found["deadlines"] if d["kind"] == "deadline"],
        "events": [d for d in found["deadlines"] if d["kind"] == "event"],
        "flags": list(found["flags"]),
        "mentions": {which: [m for m in found[which] if not m["proposed"]] for which in NAMED},
        "proposals": {which: [m for m in found[which] if m["proposed"]] for which in NAMED},
    }


def names(mentions: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of mentions, each once, without those that wait for a librarian."""
    return list(dict.fromkeys(m["name"] for m in mentions if m["confidence"] >= CONFIDENT))


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "lines": reference.lines,
        "raw": reference.raw,
        "record": to_csl(reference.record) if reference.record else None,
        "problem": reference.problem,
        "section": reference.section,
    }
