"""schema.org as JSON-LD: one graph of works; an issue is a part of a volume, that of a journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.exports.records import Item, iso_day, item, names, text

_TYPES = {
    "article": "ScholarlyArticle", "article-journal": "ScholarlyArticle",
    "article-magazine": "Article", "article-newspaper": "NewsArticle", "bill": "Legislation",
    "book": "Book", "chapter": "Chapter", "dataset": "Dataset", "graphic": "VisualArtwork",
    "interview": "Conversation", "legislation": "Legislation", "manuscript": "Manuscript",
    "map": "Map", "motion_picture": "Movie", "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical", "post-weblog": "BlogPosting", "regulation": "Legislation",
    "report": "Report", "review": "Review", "software": "SoftwareSourceCode",
    "song": "MusicRecording", "thesis": "Thesis", "webpage": "WebPage",
}  # fmt: skip
_ROLES = ("author", "editor", "translator", "contributor", "director", "illustrator")
_PERIODICAL = ("article-journal", "article-magazine", "article-newspaper", "review")


def json_ld(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One object with a context and a graph, a node a line."""
    yield '{"@context": "https://schema.org", "@graph": ['
    for number, document in enumerate(documents):
        line = json.dumps(node(item(document)), ensure_ascii=False)
        yield (",\n " if number else "\n ") + line
    yield "\n]}\n"


def node(csl: Item) -> Item:
    """The node of a CSL-JSON item."""
    kind = csl.get("type", "")
    identifiers = [_identifier(name, text(csl.get(name))) for name in ("DOI", "PMID")]
    made: Item = {
        "@type": _TYPES.get(kind, "CreativeWork"),
        "identifier": [text(csl.get("id")), *filter(None, identifiers)],
        "name": text(csl.get("title")),
        "headline": text(csl.get("title")) if kind in _PERIODICAL else "",
        **{role: [_agent(n) for n in names(csl, role)] for role in _ROLES},
        "datePublished": iso_day(csl["issued"]) if csl.get("issued") else "",
        "publisher": _organization(text(csl.get("publisher")), text(csl.get("publisher-place"))),
        "isPartOf": _whole(csl),
        "pagination": text(csl.get("page")),
        "isbn": "" if kind == "chapter" else text(csl.get("ISBN")),
        "bookEdition": text(csl.get("edition")) if kind == "book" else "",
        "numberOfPages": text(csl.get("number-of-pages")),
        "articleSection": text(csl.get("section")),
        "inLanguage": text(csl.get("language")),
        "abstract": text(csl.get("abstract")),
        "keywords": text(csl.get("keyword")),
        "url": text(csl.get("URL")),
        "sameAs": f"https://doi.org/{text(csl['DOI'])}" if csl.get("DOI") else "",
        "isBasedOn": _original(csl),
    }
    return {name: value for name, value in made.items() if value}


def _identifier(name: str, value: str) -> Item | None:
    return {"@type": "PropertyValue", "propertyID": name, "value": value} if value else None


def _agent(name: Mapping[str, Any]) -> Item:
    """A person, or an organisation where the name is whole."""
    parts = (text(name.get(part)) for part in ("non-dropping-particle", "family"))
    family = " ".join(filter(None, parts))
    given = text(name.get("given"))
    if not family:
        return {"@type": "Organization", "name": text(name.get("literal")) or given}
    person = {"@type": "Person", "name": f"{given} {family}".strip(), "familyName": family}
    return {**person, **({"givenName": given} if given else {})}


def _organization(name: str, place: str = "") -> Item | None:
    if not name:
        return None
    return {"@type": "Organization", "name": name, **({"location": place} if place else {})}


def _whole(csl: Item) -> Item | None:
    """Issue in volume in periodical, or the book or site that a part stands in."""
    title = text(csl.get("container-title"))
    if not title:
        return None
    if csl.get("type") not in _PERIODICAL:
        kinds = {"chapter": "Book", "webpage": "WebSite"}
        made: Item = {"@type": kinds.get(csl.get("type", ""), "CreativeWork"), "name": title}
        isbn = text(csl.get("ISBN"))
        return {**made, **({"isbn": isbn} if isbn else {})}
    issn = text(csl.get("ISSN"))
    made = {"@type": "Periodical", "name": title, **({"issn": issn} if issn else {})}
    if volume := text(csl.get("volume")):
        made = {"@type": "PublicationVolume", "volumeNumber": volume, "isPartOf": made}
    if issue := text(csl.get("issue")):
        made = {"@type": "PublicationIssue", "issueNumber": issue, "isPartOf": made}
    return made


def _original(csl: Item) -> Item | None:
    """Where an article of a newsletter has its news from."""
    publisher = _organization(text(csl.get("original-publisher")))
    if not publisher:
        return None
    day = iso_day(csl["original-date"]) if csl.get("original-date") else ""
    made: Item = {"@type": "CreativeWork", "publisher": publisher}
    return {**made, **({"datePublished": day} if day else {})}
