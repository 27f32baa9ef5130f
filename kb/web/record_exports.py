"""One record out: as a file of every export format, and as a citation in every style.

/export/ID.bib is a file, for an article, a literature record or a whole issue; /cite/ID?style=apa
is a citation, /cite/ID.txt?style=apa the same as plain text.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from kb.exports import exporter
from kb.exports.citation import STYLES, cite
from kb.exports.records import item
from kb.store.database import Database
from kb.store.documents import documents
from kb.store.merged import resolve
from kb.web.addresses import Addresses, with_query
from kb.web.language import gettext, marked

Doc = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Format:
    """An export format by the suffix of its files; `name` is its row of kb.exports.EXPORTERS."""

    suffix: str
    name: str
    label: str
    media_type: str


FORMATS = (
    Format("bib", "bibtex", "BibTeX", "application/x-bibtex"),
    Format("ris", "ris", "RIS", "application/x-research-info-systems"),
    Format("json", "csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
    Format("xml", "marcxml", "MARCXML", "application/marcxml+xml"),
    Format("dc.xml", "dc", "Dublin Core", "application/xml"),
    Format("jsonld", "jsonld", "JSON-LD", "application/ld+json"),
    Format("csv", "csv", "CSV", "text/csv"),
    Format("jsonl", "jsonl", "JSON Lines", "application/jsonl"),
)
BY_SUFFIX: Mapping[str, Format] = {format.suffix: format for format in FORMATS}
STYLE_NAMES = {
    "apa": marked("APA"),
    "chicago": marked("Chicago"),
    "korean": marked("Korean journals"),
}
# Ids have their full stops written as ~2E, so that the first one begins the suffix.
EXPORT_ROUTE = r"^/export/(?P<id>[^/.]+)\.(?P<suffix>[a-z.]+)$"
CITE_ROUTE = r"^/cite/(?P<id>[^/.]+)(?P<text>\.txt)?$"

_MARKS = re.compile(r"(</?(?:i|b|sup|sub)>|&(?:amp|lt|gt|quot|#x?[0-9a-fA-F]+);)")
_SPAN = re.compile(r"</?span[^>]*>")
_OF_AN_ISSUE = """
SELECT id FROM (SELECT id, first_line FROM articles WHERE issue = :issue
UNION SELECT literature, min(first_line) FROM mentions
WHERE issue = :issue AND literature IS NOT NULL GROUP BY literature) ORDER BY first_line
"""


def named(conn: sqlite3.Connection, identifier: str) -> list[Doc]:
    """The document of an article or a record, or those that an issue has, in its order.

    The id of a record that was merged gives the one that it went into; an unknown id none.
    """
    db = Database(conn)
    found = list(documents(db, [resolve(db, identifier)]))
    if found:
        return found
    ids = [row[0] for row in conn.execute(_OF_AN_ISSUE, {"issue": identifier})]
    by_id = {document["id"]: document for document in documents(db, ids)}
    return [by_id[one] for one in ids]


def exported(found: list[Doc], format: Format) -> str:
    """The documents as the text of a file."""
    return "".join(exporter(format.name)(found))


def headers(identifier: str, suffix: str) -> dict[str, str]:
    """The file's name by RFC 6266, in ASCII and as it is."""
    name = f"{identifier}.{suffix}"
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in name)
    said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return {"content-disposition": said, "x-content-type-options": "nosniff"}


def citation(document: Mapping[str, Any], style: str = STYLES[0]) -> Markup:
    """A document's citation as HTML that holds no other marks than its own; kept in memory."""
    return _set(_cited(_key(document), style, "html"))


def _set(cited: str) -> Markup:
    """What is no mark of a citation and no character reference is text, whoever wrote it."""
    parts = _MARKS.split(_SPAN.sub("", cited))
    return Markup("").join(
        Markup(part) if place % 2 else escape(part)  # noqa: S704
        for place, part in enumerate(parts)
    )


def plain_citation(document: Mapping[str, Any], style: str = STYLES[0]) -> str:
    """The same as plain text, for a clipboard."""
    return _cited(_key(document), style, "text")


def _key(document: Mapping[str, Any]) -> str:
    return json.dumps(item(document), ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=2048)
def _cited(csl: str, style: str, form: str) -> str:
    return cite([json.loads(csl)], style, form)[0]


def style_of(asked: str | None) -> str:
    """A style by its name; the first one where it is none."""
    return asked if asked in STYLES else STYLES[0]


def downloads(addresses: Addresses, identifier: str) -> list[Doc]:
    """Links to a record's files, or an issue's."""
    return [
        {"label": format.label, "url": addresses.export(identifier, format.suffix)}
        for format in FORMATS
    ]


def styles(addresses: Addresses, identifier: str, chosen: str = STYLES[0]) -> list[Doc]:
    """Links to the citations of a record, style by style."""
    return [
        {
            "name": style,
            "label": gettext(STYLE_NAMES[style]),
            "url": with_query(addresses.cite(identifier), [("style", style)]),
            "current": style == chosen,
        }
        for style in STYLES
    ]


def context(found: Doc, style: str, addresses: Addresses) -> Doc:
    """What the page of a citation shows."""
    identifier = found["id"]
    table = "articles" if found["kind"] == "article" else "literature"
    return {
        "addresses": addresses,
        "title": found["headline"] if table == "articles" else found["csl"].get("title"),
        "url": addresses.row(table, identifier),
        "style": style,
        "citations": [
            {**one, "text": citation(found, one["name"])}
            for one in styles(addresses, identifier, style)
        ],
        "downloads": downloads(addresses, identifier),
    }
