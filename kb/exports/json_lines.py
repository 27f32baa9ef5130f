"""JSON lines (https://jsonlines.org): one record a line, with everything that the store knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def json_lines(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """An article as the store has it; a literature record as its CSL-JSON item and its mentions."""
    for document in documents:
        yield json.dumps(flat(document), ensure_ascii=False) + "\n"


def flat(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document without what only the store needs; CSL variables stand at the top."""
    kept = {k: v for k, v in document.items() if k not in ("csl", "edited", "origin")}
    return {**kept, **document.get("csl", {}), "id": document["id"]}
