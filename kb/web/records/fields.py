"""The fields of a bibliographic record in the order and the words of library catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.exports.records import iso_day, text
from kb.references.csl import DATE_VARIABLES, NAME_VARIABLES
from kb.store.names import display
from kb.web import words
from kb.web.addresses import http
from kb.web.records.works import variable

Shown = dict[str, Any]

FIRST = (
    *("title", "title-short", "original-title", *NAME_VARIABLES[:1]),
    *("editor", "translator", "compiler", "container-title", "collection-title", "volume"),
    *("issue", "page", "number", "edition", "issued", "publisher", "publisher-place"),
    *("event-title", "event-place", "event-date", "genre", "type", "language"),
    *("DOI", "ISBN", "ISSN", "URL", "keyword", "abstract", "note"),
)
LEFT_OUT = frozenset({"id", "citation-key", "custom"})
DOI = "https://doi.org/"


def fields(
    csl: Mapping[str, Any],
    people: Mapping[str, Sequence[Shown]],
    journal: Shown | None,
    keywords: Sequence[Shown],
) -> list[Shown]:
    """Each field as its label and parts, [{"name", "url"}…]; `long` is a text of its own."""
    order = [*FIRST, *(name for name in csl if name not in FIRST and name not in LEFT_OUT)]
    if csl.get("source") == csl.get("URL"):
        order = [name for name in order if name != "source"]
    linked = {**people, "keyword": keywords, "container-title": [journal] if journal else ()}
    found = []
    for name in order:
        parts = [*(linked.get(name) or _parts(name, csl.get(name)))]
        if parts:
            long = name in ("abstract", "note")
            found.append({"label": variable(name), "parts": parts, "long": long})
    return found


def _parts(name: str, value: Any) -> Iterator[Shown]:
    if name in NAME_VARIABLES:
        names = value if isinstance(value, list) else []
        yield from (_plain(display(one)) for one in names if isinstance(one, Mapping))
    elif name in DATE_VARIABLES:
        if said := words.date(_span(value)):
            yield _plain(said)
    elif said := text(value):
        yield _said(name, said)


def _said(name: str, said: str) -> Shown:
    if name == "DOI":
        bare = said.removeprefix("doi:").removeprefix(DOI).strip()
        return {"name": bare, "url": DOI + bare if bare.startswith("10.") else None, "out": True}
    if name in ("URL", "source"):
        return {"name": said, "url": http(said), "out": True}
    if name in ("type", "language"):
        return _plain(words.value(name, said))
    return _plain(said.replace("-", "–") if name == "page" else said)


def _span(value: Any) -> str:
    """A CSL date as ISO 8601; "2021-12/2022-01" of an interval."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if isinstance(parts, list) and len(parts) == 2:
        return "/".join(filter(None, (iso_day({"date-parts": [part]}) for part in parts)))
    return iso_day(value)


def _plain(said: str) -> Shown:
    return {"name": said, "url": None}
