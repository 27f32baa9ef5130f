"""CSL-JSON (CSL 1.0.2): one array; articles of newsletters are items of type article-newspaper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.references.csl import date_to_csl


def csl_json(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON array, an item a line."""
    yield "["
    for number, document in enumerate(documents):
        yield (",\n " if number else "\n ") + json.dumps(item(document), ensure_ascii=False)
    yield "\n]\n"


def item(document: Mapping[str, Any]) -> dict[str, Any]:
    """A literature record's own item; an article cited as a part of its newsletter's issue."""
    if document["kind"] == "literature":
        return {**document["csl"], "id": document["id"]}
    fields = {
        "id": document["id"],
        "type": "article-newspaper",
        "title": document["headline"],
        "container-title": document["series"],
        "number": document["number"],
        "section": document["section"],
        "source": "; ".join(document["sources"]),
        "URL": document["url"],
        "language": document["language"],
        "abstract": document["body"],
    }
    issued = document["date"] or document["issue_date"]
    dated = {"issued": date_to_csl(issued)} if issued else {}
    return {name: value for name, value in fields.items() if value} | dated
