"""Dublin Core XML (the fifteen elements, as in OAI-PMH's oai_dc), one dc element a record.

Dublin Core has no place for volume, issue and pages as such; they stand in `source`, as cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from kb.exports.records import Item, iso_day, item, names, text
from kb.store.names import display

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<records xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
         xmlns:dc="http://purl.org/dc/elements/1.1/">
"""
_CONTRIBUTORS = ("editor", "translator", "compiler", "illustrator", "contributor", "director")


def dublin_core(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One document, a record each."""
    yield _HEAD
    for document in documents:
        lines = (
            f"  <dc:{name}>{escape(value)}</dc:{name}>\n"
            for name, value in elements(item(document))
            if value
        )
        yield f" <oai_dc:dc>\n{''.join(lines)} </oai_dc:dc>\n"
    yield "</records>\n"


def elements(csl: Item) -> Iterator[tuple[str, str]]:
    """Names and values of the elements of a CSL-JSON item; empty ones come, too."""
    yield "title", text(csl.get("title"))
    for name in names(csl, "author"):
        yield "creator", text(display(name))
    for role in _CONTRIBUTORS:
        for name in names(csl, role):
            yield "contributor", text(display(name))
    yield "publisher", text(csl.get("publisher"))
    yield "date", iso_day(csl.get("issued")) if csl.get("issued") else ""
    yield "type", text(csl.get("type"))
    yield "identifier", text(csl.get("id"))
    for variable, prefix in (("DOI", "doi:"), ("ISBN", "urn:isbn:"), ("URL", "")):
        if value := text(csl.get(variable)):
            yield "identifier", prefix + value
    yield "source", _source(csl)
    yield "source", _original(csl)
    if issn := text(csl.get("ISSN")):
        yield "relation", f"urn:issn:{issn}"
    yield "relation", text(csl.get("collection-title"))
    yield "language", text(csl.get("language"))
    yield "description", text(csl.get("abstract"))
    yield "description", text(csl.get("note"))
    for word in text(csl.get("keyword")).split(";"):
        yield "subject", word.strip()


def _source(csl: Item) -> str:
    """ "International Journal of Geospatial and Environmental Research, 7(2), 1-15"."""
    volume, issue = text(csl.get("volume")), text(csl.get("issue"))
    number = f"{volume}({issue})" if volume and issue else volume or issue
    listed = (text(csl.get("container-title")), number, text(csl.get("page")))
    return ", ".join(filter(None, listed)) if listed[0] else ""


def _original(csl: Item) -> str:
    """Where an article of a newsletter has its news from, and when that came out."""
    name = text(csl.get("original-publisher"))
    day = iso_day(csl["original-date"]) if name and csl.get("original-date") else ""
    return f"{name} ({day})" if day else name
