"""A store in memory for the tests of search, and the engines to test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kb.search.backend import Backend
from kb.search.tantivy_backend import TantivyBackend
from kb.search.tantivy_compile import installed
from kb.search.whoosh_backend import WhooshBackend

Doc = Mapping[str, Any]

needs_tantivy = pytest.mark.skipif(not installed(), reason="the package tantivy is not installed")
ENGINES = ("whoosh", pytest.param("tantivy", marks=[needs_tantivy, pytest.mark.tantivy]))


class MemoryRecords:
    """Documents with a numbered list of changes, as a store has them."""

    def __init__(self, documents: Iterable[Doc] = (), store: str = "one store") -> None:
        self.token = store
        self.log: list[str] = []
        self.kept: dict[str, Doc] = {}
        for document in documents:
            self.put(document)

    @property
    def revision(self) -> int:
        return len(self.log)

    def put(self, document: Doc) -> None:
        self.kept[document["id"]] = document
        self.log.append(document["id"])

    def remove(self, id: str) -> None:
        del self.kept[id]
        self.log.append(id)

    def changed(self, since: int) -> Iterator[str]:
        return iter(dict.fromkeys(self.log[since:]))

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Doc]:
        if ids is None:
            return iter(list(self.kept.values()))
        return (self.kept[id] for id in ids if id in self.kept)


def new_backend(engine: str, folder: Path) -> Backend:
    """An empty index of an engine."""
    if engine == "tantivy":
        return TantivyBackend(folder, create=True)
    return WhooshBackend(folder, create=True)


def article(id: str, headline: str = "", body: str = "", **more: Any) -> Doc:
    return {"kind": "article", "id": id, "headline": headline, "body": body, **more}


def literature(id: str, title: str = "", **csl: Any) -> Doc:
    more = {name.replace("_", "-"): value for name, value in csl.items()}
    return {"kind": "literature", "id": id, "csl": {"type": "book", "title": title, **more}}
