"""What is read out of a document of the store: the values of its fields, whatever its kind.

An article has `headline`, `body`, `section` …; a literature record has CSL-JSON under `csl`, and
`mentions` that say which issues list it. Every key may be absent or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kb.search import said
from kb.search.dates import Days, interval
from kb.search.records import Doc

DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
NAMES = ("author", "editor", "compiler")


def csl(document: Doc) -> Doc:
    return document.get("csl") or {}


def present(*values: Any) -> list[str]:
    """Those values that say something, as text, each once."""
    texts = [str(value).strip() for value in values if value is not None]
    return [text for text in dict.fromkeys(texts) if text]


def title(document: Doc) -> list[str]:
    return present(document.get("headline"), document.get("subtitle"), csl(document).get("title"))


def authors(document: Doc) -> list[str]:
    """Names as printed and, for people, turned round as well: 'Soon-gu Hong', 'Hong Soon-gu'.

    Those under which they are counted come last.
    """
    people = (name for role in NAMES for name in csl(document).get(role) or ())
    forms = (form for name in people for form in _name_forms(name))
    return present(*forms, *(document.get("authors") or ()))


def author_names(document: Doc) -> list[str]:
    """The names under which the authors are counted."""
    return present(*(document.get("authors") or ()))


def _name_forms(name: Any) -> Iterable[str]:
    if not isinstance(name, dict):
        return [str(name)]
    parts = [str(name[key]) for key in ("family", "given") if name.get(key)]
    return [" ".join(parts), " ".join(reversed(parts)), name.get("literal") or ""]


def journal(document: Doc) -> list[str]:
    """The journal's name as printed, and the one under which it is counted."""
    return present(csl(document).get("container-title"), document.get("journal"))


def journal_name(document: Doc) -> list[str]:
    """The name under which the journal is counted."""
    return present(document.get("journal") or csl(document).get("container-title"))


def publisher(document: Doc) -> list[str]:
    return present(csl(document).get("publisher"))


def places(document: Doc) -> list[str]:
    """Where a publication came out, and the places that an article names."""
    return present(csl(document).get("publisher-place"), *said.forms(document, "places"))


def place_names(document: Doc) -> list[str]:
    """The names under which the places that an article names are counted."""
    return said.names(document, "places")


def countries(document: Doc) -> list[str]:
    return said.forms(document, "countries")


def country_names(document: Doc) -> list[str]:
    return said.names(document, "countries")


def organisations(document: Doc) -> list[str]:
    return said.forms(document, "organisations")


def organisation_names(document: Doc) -> list[str]:
    return said.names(document, "organisations")


def programmes(document: Doc) -> list[str]:
    return said.forms(document, "programmes")


def programme_names(document: Doc) -> list[str]:
    return said.names(document, "programmes")


def keywords(document: Doc) -> list[str]:
    """Between semicolons where there are any, else between commas, as the store counts them."""
    keyword = csl(document).get("keyword") or ""
    if isinstance(keyword, list):
        return present(*keyword)
    return present(*keyword.split(";" if ";" in keyword else ","))


def note(document: Doc) -> list[str]:
    return present(csl(document).get("note"))


def body(document: Doc) -> list[str]:
    """The running text: an article's body under its feature's title, a record's abstract."""
    return present(document.get("feature"), document.get("body"), csl(document).get("abstract"))


def sources(document: Doc) -> list[str]:
    return present(*(document.get("sources") or ()))


def sections(document: Doc) -> list[str]:
    return present(document.get("section"), *_mentioned(document, "section"))


def series(document: Doc) -> list[str]:
    return present(document.get("series"), *_mentioned(document, "series"))


def issues(document: Doc) -> list[str]:
    return present(document.get("issue"), *_mentioned(document, "issue"))


def numbers(document: Doc) -> list[str]:
    return present(document.get("number"), *_mentioned(document, "number"))


def _mentioned(document: Doc, key: str) -> Iterator[Any]:
    return (mention.get(key) for mention in document.get("mentions") or ())


def types(document: Doc) -> list[str]:
    return present(csl(document).get("type"))


def kinds(document: Doc) -> list[str]:
    return present(document.get("kind"))


def languages(document: Doc) -> list[str]:
    return present(document.get("language") or csl(document).get("language"))


def ids(document: Doc) -> list[str]:
    return present(document.get("id"))


def dois(document: Doc) -> list[str]:
    return [DOI_PREFIX.sub("", doi) for doi in present(csl(document).get("DOI"))]


SEARCHED = (title, body, authors, journal, publisher, keywords, note, sources, sections)
"""What a search without a field looks through.

Not the series: its name would find all of its articles.
"""


def everything(document: Doc) -> list[str]:
    """All values of what a search without a field looks through."""
    return present(*(value for part in SEARCHED for value in part(document)))


def date(document: Doc) -> str | None:
    """The date in ISO 8601 at the precision that the document states."""
    if document.get("date"):
        return str(document["date"])
    issued = csl(document).get("issued")
    if isinstance(issued, dict):
        parts = [_joined(part) for part in issued.get("date-parts") or () if part and part[0]]
        return "/".join(parts) or issued.get("raw") or issued.get("literal")
    return str(issued) if issued else None


def _joined(parts: list[Any]) -> str:
    return "-".join(f"{int(part):02}" for part in parts if str(part).isdigit())


def days(document: Doc) -> Days | None:
    return interval(date(document))


def years(document: Doc) -> list[str]:
    """The year that the store files the document under, else that of its date."""
    if document.get("year"):
        return [str(document["year"])]
    found = days(document)
    return [str(found.first // 10000)] if found else []
