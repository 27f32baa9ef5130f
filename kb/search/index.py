"""Opening an index so that it is level with its store, whatever state it was left in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kb.errors import KBError, SearchIndexError
from kb.search import schema
from kb.search.backend import Backend, Busy, Engine, Filters, Found, Page
from kb.search.folder import LOCK, Folder
from kb.search.lock import locked
from kb.search.records import Doc, Records
from kb.search.tantivy_compile import installed, missing
from kb.search.tree import Node

# The most changes that are caught up with in place.
MOST_CHANGES = 5000
# Seconds to wait for another process that is building the index we need.
PATIENCE = 60.0

T = TypeVar("T")


# The modules of the engines, imported when they are asked for; each has an ENGINE.
ENGINES = {"tantivy": "kb.search.tantivy_backend", "whoosh": "kb.search.whoosh_backend"}


def default_url(store: str | Path) -> str:
    """The index beside a store, Tantivy's where it is installed: 'tantivy:kb.db.index'."""
    engine = "tantivy" if installed() else "whoosh"
    return f"{engine}:{store}.index"


def open_index(url: str, records: Records, *, rebuild: bool = False) -> Backend:
    """The index at a URL, level with the store where that can be written at once.

    An index that is behind is caught up; one that is missing, ahead of the store, of another store,
    of another version or broken is built anew and swapped in. While another process writes, and in
    a folder that cannot be written, the index answers as it is.
    """
    folder, engine = _located(url, records)
    folder.check()
    backend = None if rebuild else _usable(folder, engine, records)
    if not (backend and backend.revision == records.revision and not backend.bloated):
        backend = _levelled(folder, engine, records, backend, rebuild=rebuild)
    return Mending(backend, lambda: _levelled(folder, engine, records, None, rebuild=True))


class Mending:
    """A backend that is built anew where it fails: a broken file may show only when read."""

    def __init__(self, backend: Backend, anew: Callable[[], Backend]) -> None:
        self._backend = backend
        self._anew = anew

    @property
    def revision(self) -> int | None:
        return self._tried(lambda backend: backend.revision)

    @property
    def bloated(self) -> bool:
        return self._tried(lambda backend: backend.bloated)

    def apply(self, documents: Iterable[Doc], removed: Iterable[str], revision: int | None) -> None:
        self._backend.apply(documents, removed, revision)

    def search(self, tree: Node, filters: Filters, page: Page) -> Found:
        return self._tried(lambda backend: backend.search(tree, filters, page))

    def ids(self, tree: Node, filters: Filters) -> list[str]:
        return self._tried(lambda backend: backend.ids(tree, filters))

    def terms(self, field: str, prefixes: Iterable[str]) -> Mapping[str, int]:
        return self._tried(lambda backend: backend.terms(field, prefixes))

    def frequencies(self, field: str, terms: Iterable[str]) -> Mapping[str, int]:
        return self._tried(lambda backend: backend.frequencies(field, terms))

    @property
    def size(self) -> int:
        return self._tried(lambda backend: backend.size)

    def close(self) -> None:
        self._backend.close()

    def _tried(self, ask: Callable[[Backend], T]) -> T:
        try:
            return ask(self._backend)
        except KBError:
            raise
        except Exception:  # a broken index fails in as many ways as there are bytes
            self._backend.close()
            self._backend = self._anew()
            return ask(self._backend)


def _located(url: str, records: Records) -> tuple[Folder, Engine]:
    name, colon, path = url.partition(":")
    if name.startswith("opensearch"):
        raise SearchIndexError("opensearch is not available yet; use tantivy: or whoosh:")
    if name not in ENGINES or not colon or not path:
        raise SearchIndexError(f'"{url}" is no index URL; write tantivy:FOLDER or whoosh:FOLDER')
    if name == "tantivy" and not installed():
        raise missing()
    engine: Engine = import_module(ENGINES[name]).ENGINE
    stamp = f"{name} {engine.version()} {schema.VERSION} {records.token}"
    return Folder(Path(path), name, stamp), engine


def _usable(folder: Folder, engine: Engine, records: Records) -> Backend | None:
    """The current generation, if it opens and is not ahead of the store."""
    generation = folder.current()
    if generation is None:
        return None
    try:
        backend = engine.open(generation)
        revision = backend.revision
    except KBError:
        raise
    except Exception:  # a broken index fails in as many ways as there are bytes
        return None
    if revision is None or revision > records.revision:
        backend.close()
        return None
    return backend


def _levelled(
    folder: Folder, engine: Engine, records: Records, backend: Backend | None, *, rebuild: bool
) -> Backend:
    """The index brought up to date, or the one at hand where it cannot be written now."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        with locked(folder.path / LOCK, wait=0.0 if backend else PATIENCE) as ours:
            if ours:
                return _written(folder, engine, records, rebuild=rebuild)
        message = "another process is building the search index; try again shortly"
    except (OSError, ValueError) as error:  # Tantivy tells of a full disk by a ValueError
        reason = getattr(error, "strerror", None) or error
        message = (
            f"no search index can be written to {folder.path} ({reason}); "
            "give --index a folder that can be written"
        )
    backend = backend or _usable(folder, engine, records)
    if backend is None:
        raise SearchIndexError(message)
    return backend


def _written(folder: Folder, engine: Engine, records: Records, *, rebuild: bool) -> Backend:
    """The index, caught up or built; looked at again, for it may have changed before we locked."""
    backend = None if rebuild else _usable(folder, engine, records)
    if backend is None or backend.bloated or not _caught_up(backend, records):
        return _built(folder, engine, records)
    folder.tidy(folder.current())
    return backend


def _caught_up(backend: Backend, records: Records) -> bool:
    """Apply what has changed since; False where that is too much, or the index turns out broken.

    The revision is read first: what changes meanwhile is applied again the next time.
    """
    revision, applied = records.revision, backend.revision
    if revision == applied or applied is None:
        return applied is not None
    changed = list(islice(records.changed(applied), MOST_CHANGES + 1))
    if len(changed) > MOST_CHANGES:
        return False
    try:
        backend.apply(records.documents(changed), changed, revision)
    except Busy:
        return True
    except (KBError, OSError):
        raise
    except Exception:  # see _usable
        return False
    return True


def _built(folder: Folder, engine: Engine, records: Records) -> Backend:
    """A new generation out of all documents, in one commit, which leaves it in few parts."""
    folder.tidy(folder.current())
    generation = folder.new()
    backend = engine.open(generation, create=True)
    revision = records.revision
    backend.apply(records.documents(), (), revision)
    folder.switch(generation)
    return backend
