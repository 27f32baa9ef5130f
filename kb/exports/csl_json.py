"""CSL-JSON (CSL 1.0.2): one array; articles of newsletters are items of type article-newspaper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.exports.records import item


def csl_json(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON array, an item a line."""
    yield "["
    for number, document in enumerate(documents):
        yield (",\n " if number else "\n ") + json.dumps(item(document), ensure_ascii=False)
    yield "\n]\n"
