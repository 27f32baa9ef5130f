"""CSV (RFC 4180): articles and literature in one table, with the columns that librarians use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.references.csl import from_csl
from kb.store.names import display

COLUMNS = (
    "id", "kind", "type", "title", "subtitle", "authors", "date", "journal", "volume", "issue",
    "pages", "publisher", "doi", "url", "language", "newsletter", "section", "sources", "lines",
    "text", "note",
)  # fmt: skip


def csv_table(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line of column names, then a record a line; several values are joined by "; "."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for document in documents:
        writer.writerow(_ROWS[document["kind"]](document))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _article(document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": document["id"],
        "kind": "article",
        "title": document["headline"],
        "subtitle": document["subtitle"],
        "date": document["date"],
        "url": document["url"],
        "language": document["language"],
        "newsletter": document["issue_label"],
        "section": document["section"],
        "sources": "; ".join(document["sources"]),
        "lines": _span(document["lines"]),
        "text": document["body"],
    }


def _literature(document: Mapping[str, Any]) -> dict[str, Any]:
    csl = document["csl"]
    record = from_csl(csl)
    mentions = document["mentions"]
    return {
        "id": document["id"],
        "kind": "literature",
        "type": record.type,
        "title": record.title,
        "authors": "; ".join(display(name) for name in csl.get("author") or ()),
        "date": record.issued,
        "journal": record.container_title,
        "volume": record.volume,
        "issue": record.issue,
        "pages": record.page,
        "publisher": record.publisher,
        "doi": record.DOI,
        "url": record.URL,
        "language": record.language,
        "newsletter": "; ".join(mention["label"] for mention in mentions),
        "section": "; ".join(filter(None, (mention["section"] for mention in mentions))),
        "lines": "; ".join(_span(mention["lines"]) for mention in mentions),
        "text": record.abstract,
        "note": record.note,
    }


def _span(lines: Iterable[int]) -> str:
    return "–".join(str(line) for line in dict.fromkeys(lines))


_ROWS = {"article": _article, "literature": _literature}
