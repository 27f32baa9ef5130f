"""The stores among the databases that a Datasette serves, whatever their names."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from kb.search.index import default_url
from kb.web.searcher import Searcher

if TYPE_CHECKING:
    from datasette.app import Datasette

PLUGIN = "kb"
TABLES = frozenset({"settings", "changes", "issues", "articles", "literature", "source_texts"})


class Stores:
    """The searchers of one Datasette's stores, each made when first asked for."""

    def __init__(self) -> None:
        self._searchers: dict[str, Searcher] = {}
        self._lock = Lock()

    def known(self, name: str) -> Searcher | None:
        return self._searchers.get(name)

    def add(self, name: str, path: str, url: str) -> Searcher:
        with self._lock:
            if name not in self._searchers:
                self._searchers[name] = Searcher(Path(path), url)
            return self._searchers[name]

    def close(self) -> None:
        with self._lock:
            for searcher in self._searchers.values():
                searcher.close()
            self._searchers.clear()


_stores: weakref.WeakKeyDictionary[Any, Stores] = weakref.WeakKeyDictionary()


def _of(datasette: Datasette) -> Stores:
    if datasette not in _stores:
        stores = _stores.setdefault(datasette, Stores())
        weakref.finalize(datasette, stores.close).atexit = False
    return _stores[datasette]


def is_store(tables: Iterable[str]) -> bool:
    """Whether a database with these tables is a store of kb."""
    return TABLES.issubset(tables)


def searcher_for(datasette: Datasette, name: str, tables: Iterable[str]) -> Searcher | None:
    """The searcher of a database that has these tables; None where that is no store in a file."""
    stores = _of(datasette)
    if found := stores.known(name):
        return found
    database = datasette.databases.get(name)
    if database is None or not database.path or not is_store(tables):
        return None
    return stores.add(name, database.path, index_url(datasette, name, database.path))


async def searcher(datasette: Datasette, name: str) -> Searcher | None:
    """The searcher of a database, None where that is no store."""
    if found := _of(datasette).known(name):
        return found if name in datasette.databases else None
    database = datasette.databases.get(name)
    if database is None or not database.path:
        return None
    return searcher_for(datasette, name, await database.table_names())


async def searchers(datasette: Datasette) -> dict[str, Searcher]:
    """The stores by the names of their databases, in Datasette's order."""
    found = {name: await searcher(datasette, name) for name in list(datasette.databases)}
    return {name: each for name, each in found.items() if each is not None}


def index_url(datasette: Datasette, name: str, path: str) -> str:
    """Where a store's index is: as configured, else beside the store.

    What is configured for the whole site, and KB_INDEX, would be one index for all stores: it holds
    only where Datasette serves a single file.
    """
    own = datasette.plugin_config(PLUGIN, database=name, fallback=False) or {}
    if own.get("index"):
        return str(own["index"])
    files = [database for database in datasette.databases.values() if database.path]
    if len(files) == 1:
        whole = datasette.plugin_config(PLUGIN) or {}
        if url := whole.get("index") or os.environ.get("KB_INDEX"):
            return str(url)
    return default_url(path)
