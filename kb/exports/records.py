"""What exports of single works share: a document as a CSL-JSON item, and an item as a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.dates import find_date
from kb.folding import squeeze
from kb.references.citekey import citekey, free, usable
from kb.references.csl import date_to_csl, from_csl

Item = dict[str, Any]

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, and no text file should: control characters, lone surrogates."""


def item(document: Mapping[str, Any]) -> Item:
    """A literature record's own CSL-JSON item; an article as a part of its newsletter's issue.

    An article states its newsletter with the issuer, the issue's number and date, and, under
    `original-publisher` and `original-date`, the source that it reports from with that one's date.
    """
    if document["kind"] == "literature":
        return {**document["csl"], "id": document["id"]}
    issued = document["issue_date"] or document["date"]
    sources = "; ".join(document["sources"])
    original = document["date"] if document["date"] != issued or sources else None
    fields = {
        "id": document["id"],
        "type": "article-newspaper",
        "title": document["headline"],
        "container-title": document["series"],
        "issue": document["number"],
        "publisher": document.get("publisher"),
        "section": document["section"],
        "issued": date_to_csl(issued) if issued else None,
        "original-publisher": sources,
        "original-date": date_to_csl(original) if original else None,
        "URL": document["url"],
        "language": document["language"],
        "abstract": document["body"],
    }
    return {name: value for name, value in fields.items() if value}


def documents_of(items: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Documents of literature that no store holds: each with an id that no other one has."""
    taken: set[str] = set()
    for one in items:
        record = from_csl(one)
        wanted = one["id"] if usable(one.get("id")) else citekey(record)
        identifier = free(wanted, taken)
        taken.add(identifier)
        year = find_date(str((record.issued or "")[:4])) or ""
        yield {
            "kind": "literature",
            "id": identifier,
            "language": record.language,
            "year": int(year) if year else None,
            "csl": {**one, "id": identifier, "type": record.type},
            "mentions": [],
        }


def rest(wanted: Mapping[str, Any], said: Mapping[str, Any]) -> Item:
    """The variables that a format does not say as they are; None for one that it says too much.

    `wanted` is an item, `said` what reading gives back of its export. Exports state the rest in a
    field of their own, so that nothing is lost on the way through.
    """
    missing = {k: v for k, v in wanted.items() if said.get(k) != v}
    return missing | {name: None for name in said if name not in wanted}


def first_day(date: Any) -> list[int]:
    """Year, month and day of a CSL date, as many as it states; of an interval those it begins with.

    Empty where the date is in words.
    """
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    try:
        return [int(part) for part in parts[0][:3]] if parts else []
    except (TypeError, ValueError, KeyError, IndexError):
        return []


def iso_day(date: Any) -> str:
    """ "2021-12-31", "2021-12" or "2021"; an interval's beginning; a date in words as it is."""
    day = first_day(date)
    if day and 0 < day[0] <= 9999:
        return "-".join(f"{n:04}" if not at else f"{n:02}" for at, n in enumerate(day))
    words = (date.get("literal") or date.get("raw")) if isinstance(date, Mapping) else date
    return text(words)


def text(value: Any) -> str:
    """A variable on one line, without control characters; a list, or what is no text, is none."""
    return squeeze(FORBIDDEN.sub("", str(value))) if isinstance(value, (str, int, float)) else ""


def names(item: Mapping[str, Any], role: str) -> list[Mapping[str, Any]]:
    """The names of a role; none where the variable holds something else."""
    found = item.get(role)
    return [n for n in found if isinstance(n, Mapping)] if isinstance(found, list) else []
