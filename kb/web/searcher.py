"""A store with its index, open for searching while the website runs."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kb.errors import KBError, SearchIndexError
from kb.search.backend import Backend
from kb.search.engine import Answer, Request, matching_ids, search
from kb.search.filters import filters_of
from kb.search.index import open_index
from kb.search.prisma import report
from kb.search.records import Doc
from kb.search.saved import Entry, Since, entries, since
from kb.search.thesaurus import NO_SYNONYMS, Thesaurus, thesaurus_of
from kb.store import Store
from kb.web.worker import Worker
from kb.wording import Wording

T = TypeVar("T")
Facets = tuple[tuple[str, str], ...]

# Seconds that a page waits for the index; longer than a small collection takes to index.
PATIENCE = 5.0
# Queries whose ids are kept: those of 100,000 hits take about 2 MB.
KEPT = 16
# Among facets: only the names as typed.
EXACTLY = ("names", "as typed")

LATE = Wording(
    "the search index is being built or brought up to date; please try again in a moment"
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Matches:
    """All that a query finds: a JSON array of ids, and what is to be said about the query."""

    ids: str = "[]"
    notes: tuple[str, ...] = ()


class _Read:
    """The records of a store, of which it keeps what was read: a page shows what was searched."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.found: dict[str, Doc] = {}
        self.token, self.revision, self.changed = store.token, store.revision, store.changed

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Doc]:
        for document in self._store.documents(ids):
            self.found[str(document["id"])] = document
            yield document


class Searcher:
    """Answers from one store, always at its present revision.

    The store and the index are opened on first use, in a thread of their own, where an index that
    is missing is built: who asks meanwhile is told so after PATIENCE seconds, so that no page of a
    large collection waits for minutes, and the first page of a small one already has its answer.
    """

    def __init__(self, path: Path, url: str) -> None:
        self.path = path
        self.url = url
        self._worker = Worker(f"kb search {path.name}")
        self._store: Store | None = None
        self._backend: Backend | None = None
        self._prepared = False
        self._kept: OrderedDict[tuple[int, Thesaurus, str, Facets], Matches] = OrderedDict()

    async def answer(self, request: Request) -> tuple[Answer, dict[str, Doc]]:
        """The answer to a search, with the documents of its hits by id. Raises KBError."""

        def find(backend: Backend, store: Store) -> tuple[Answer, dict[str, Doc]]:
            records = _Read(store)
            return search(backend, records, request, thesaurus_of(store)), records.found

        return await self.ask(find)

    async def saved(self, name: str, part: slice) -> tuple[Doc, Since, list[Entry]]:
        """A saved search, what has changed since, and a part of what it found. Raises KBError."""

        def find(backend: Backend, store: Store) -> tuple[Doc, Since, list[Entry]]:
            saved = store.saved_search(name)
            changes = since(backend, store, saved, thesaurus_of(store))
            return saved, changes, entries(store, saved, changes, part)

        return await self.ask(find)

    async def report(self, name: str, collection: str) -> str:
        """The report of a saved search as text. Raises KBError."""

        def find(backend: Backend, store: Store) -> str:
            saved = store.saved_search(name)
            return report(collection, saved, since(backend, store, saved, thesaurus_of(store)))

        return await self.ask(find)

    async def document(self, id: str) -> Doc | None:
        """An article or a record. Raises KBError."""
        return await self.ask(lambda backend, store: next(iter(store.documents([id])), None))

    async def all_saved(self) -> list[Doc]:
        """The saved searches, the latest first. Raises KBError."""
        return await self.ask(lambda backend, store: list(store.saved_searches()))

    async def matches(self, query: str, facets: Iterable[tuple[str, str]]) -> Matches:
        """What a query finds under filters. Raises KBError."""
        wanted = tuple(facets)
        return await self.ask(lambda backend, store: self._matches(backend, store, query, wanted))

    def ids(self, query: str | None, facets: str | None = None) -> str:
        """The SQL function kb_ids: a JSON array of ids, empty where a search is impossible.

        `facets` is a JSON array of pairs: '[["kind", "article"]]'.
        """
        asked = self._worker.submit(lambda: self._found(query or "", facets or "[]"))
        try:
            return asked.result(PATIENCE).ids
        except Exception as error:  # SQLite tells nobody what went wrong in a function
            asked.cancel()
            log.warning("kb_ids(%r, %r): %s", query, facets, error)
            return "[]"

    def prepare(self) -> None:
        """Begins to open the index, for a visitor who may search soon."""
        if not self._prepared:
            self._prepared = True
            self._worker.submit(lambda: self._level(lambda backend, store: None))

    def close(self) -> None:
        self._worker.stop(self._close)

    async def ask(self, do: Callable[[Backend, Store], T]) -> T:
        """What `do` makes of the index and the store, in their thread. Raises KBError."""
        future = self._worker.submit(lambda: self._level(do))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), PATIENCE)
        except asyncio.TimeoutError as error:
            raise SearchIndexError(LATE) from error
        except KBError:
            raise
        except Exception as error:
            log.exception("search in %s", self.path)
            raise SearchIndexError(f"the search failed: {error}") from error

    def _level(self, do: Callable[[Backend, Store], T]) -> T:
        """Does something with the index at the store's revision; runs in the worker's thread."""
        if self._store is None:
            self._store = Store.open(self.path)
        try:
            revision = self._store.revision
            if self._backend is None or self._backend.revision != revision:
                behind, self._backend = self._backend, open_index(self.url, self._store)
                if behind is not None:
                    behind.close()
            return do(self._backend, self._store)
        except sqlite3.Error:
            self._close()
            raise

    def _found(self, query: str, facets: str) -> Matches:
        wanted = tuple((str(name), str(value)) for name, value in json.loads(facets))
        return self._level(lambda backend, store: self._matches(backend, store, query, wanted))

    def _matches(self, backend: Backend, store: Store, query: str, facets: Facets) -> Matches:
        thesaurus = NO_SYNONYMS if EXACTLY in facets else thesaurus_of(store)
        key = (backend.revision or 0, thesaurus, query, facets)
        found = self._kept.pop(key, None)
        if found is None:
            narrowed = tuple(pair for pair in facets if pair != EXACTLY)
            ids = matching_ids(backend, query, filters_of(None, narrowed), thesaurus)
            unseen = Request(query, facets=narrowed, limit=0, snippets=False, counted=())
            notes = search(backend, store, unseen, thesaurus).notes
            found = Matches(json.dumps(ids, ensure_ascii=False), notes)
        self._kept[key] = found
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found

    def _close(self) -> None:
        opened, self._backend, self._store = (self._backend, self._store), None, None
        for each in opened:
            if each is not None:
                each.close()
