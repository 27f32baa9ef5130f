"""What a page tells reference managers of its record: Highwire's citation_* and Zotero's type.

Zotero, Mendeley and Google Scholar read these from a page's head; names are "Family, Given".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kb.exports.records import iso_day, names, text
from kb.store.names import display

Tag = tuple[str, str]

# The type that Zotero gives to a CSL type, where it is no journal article.
ZOTERO = {
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "chapter": "bookSection",
    "dataset": "dataset",
    "document": "document",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "report": "report",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
# What the container and the publisher of a type are called.
_CONTAINER = {
    "chapter": "citation_inbook_title",
    "paper-conference": "citation_conference_title",
}
_PUBLISHER = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}
_TEXTS = {
    "volume": "citation_volume",
    "issue": "citation_issue",
    "DOI": "citation_doi",
    "ISSN": "citation_issn",
    "ISBN": "citation_isbn",
    "language": "citation_language",
    "abstract": "citation_abstract",
    "keyword": "citation_keywords",
    "URL": "citation_public_url",
}


def tags(csl: Mapping[str, Any]) -> list[Tag]:
    """Names and contents of the meta elements of a CSL-JSON item, without empty ones."""
    return [(name, value) for name, value in _tags(csl) if value]


def _tags(csl: Mapping[str, Any]) -> Iterator[Tag]:
    kind = text(csl.get("type"))
    yield "z:itemType", ZOTERO.get(kind, "")
    yield "citation_title", text(csl.get("title"))
    for role in ("author", "editor"):
        for person in names(dict(csl), role):
            yield f"citation_{role}", text(display(person))
    yield "citation_publication_date", iso_day(csl.get("issued")).replace("-", "/")
    yield _CONTAINER.get(kind, "citation_journal_title"), text(csl.get("container-title"))
    yield _PUBLISHER.get(kind, "citation_publisher"), text(csl.get("publisher"))
    for variable, name in _TEXTS.items():
        yield name, text(csl.get(variable))
    first, _, last = text(csl.get("page")).partition("-")
    yield "citation_firstpage", first
    yield "citation_lastpage", last
