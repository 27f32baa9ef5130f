"""What a search costs beside the engine: marking hits, small commits, starting the program."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kb.search.backend import Page
from kb.search.engine import Request, search
from kb.search.index import open_index
from kb.search.language import parse
from kb.search.tantivy_merging import merges_done
from kb.store import Store
from scripts.benchmarks.collection import Collection
from scripts.benchmarks.engines import typed
from scripts.benchmarks.figures import Figure, at_most

ISSUE = 15
"""Articles of an issue that is added."""
ADDED = 40
STARTS = 9


class Growing:
    """A collection as a store that issues are added to; a revision is an issue."""

    def __init__(self, collection: Collection, size: int) -> None:
        self.token = "benchmark"  # noqa: S105 - tells stores apart, and is no secret
        self.collection = collection
        self.first = self.size = size
        self.added: dict[str, dict[str, Any]] = {}

    @property
    def revision(self) -> int:
        return 1 + (self.size - self.first) // ISSUE

    def add(self) -> str:
        """Adds an issue; the id of its last article."""
        issue = self.collection.documents(self.size, self.size + ISSUE)
        self.added |= {document.id: document.record() for document in issue}
        self.size += ISSUE
        return list(self.added)[-1]

    def changed(self, since: int) -> Iterator[str]:
        return islice(self.added, (since - 1) * ISSUE, None)

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
        if ids is None:
            return (self.collection.document(number).record() for number in range(self.size))
        return (self.added.get(id) or self._made(id) for id in ids)

    def _made(self, id: str) -> dict[str, Any]:
        return self.collection.document(_number(id)).record()


def _number(id: str) -> int:
    """The number of the document that a collection gives this id."""
    _, issue, place = id.split("-")
    return int(issue) * ISSUE + int(place)


def figures(size: int, commits: int, seed: int) -> list[Figure]:
    """All figures, in one process."""
    collection = Collection(korean=False, seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "large")
        store = Growing(collection, size)
        open_index(f"tantivy:{place}", store).close()
        return [
            *_marking(place, store),
            *_adding(place, store, size),
            *_commits(Path(folder), collection, commits),
            *_start(Path(folder)),
        ]


def _marking(place: Path, store: Growing) -> Iterator[Figure]:
    """Milliseconds of ten snippets with marks, without finding the hits."""
    backend = open_index(f"tantivy:{place}", store)
    times = []
    for query in store.collection.queries("or", store.size):
        request = Request(typed(query))
        without = min(_asked(backend, store, Request(typed(query), snippets=False)))
        times.append(min(_asked(backend, store, request)) - without)
    backend.close()
    yield at_most("ten highlighted hits", statistics.median(times), 10, "ms of CPU")


def _asked(backend: Any, store: Growing, request: Request) -> Iterator[float]:
    for _ in range(3):
        began = time.process_time()
        search(backend, store, request)
        yield (time.process_time() - began) * 1000


def _adding(place: Path, store: Growing, size: int) -> Iterator[Figure]:
    """From a store's commit to a search that finds what is new; merges are waited for between."""
    before = time.process_time()
    times = list(_added(place, store, ADDED))
    spent = (time.process_time() - before) * 1000 / ADDED
    name = f"add {ISSUE} articles, to findable"
    yield at_most(f"{name}, median", statistics.median(times), 100, "ms")
    yield at_most(f"{name}, worst of {ADDED}", max(times), None, "ms")
    yield at_most(f"add {ISSUE} articles, merging and all", spent, None, "ms of CPU")


def _added(place: Path, store: Growing, count: int, *, wait: bool = True) -> Iterator[float]:
    for _ in range(count):
        last = store.add()
        began = time.perf_counter()
        backend = open_index(f"tantivy:{place}", store)
        found = backend.search(parse(f"id:{last}").tree, {}, Page())
        yield (time.perf_counter() - began) * 1000
        if found.total != 1:
            raise RuntimeError(f"{last} was not found")
        if wait:
            backend.close()


def _commits(folder: Path, collection: Collection, count: int) -> Iterator[Figure]:
    """An index after many commits beside one that is built of the same documents at once."""
    old, fresh = folder / "old", folder / "fresh"
    store = Growing(collection, ISSUE)
    open_index(f"tantivy:{old}", store).close()
    times = list(_added(old, store, count, wait=False))
    for generation in old.glob("tantivy-*"):
        merges_done(generation)
    open_index(f"tantivy:{fresh}", store).close()
    yield at_most(
        f"size after {count} small commits / fresh", _size(old) / _size(fresh), 2, "bytes"
    )
    after = f"after {count} small commits / fresh"
    ratio = _queries(old, store) / _queries(fresh, store)
    yield at_most(f"queries {after}", ratio, 2, "CPU")
    tenth = max(count // 10, 1)
    growth = statistics.median(times[-tenth:]) / statistics.median(times[:tenth])
    yield at_most("the last tenth of these commits / the first", growth, None, "time")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _queries(place: Path, store: Growing) -> float:
    """CPU milliseconds of a query, the middle of many."""
    backend = open_index(f"tantivy:{place}", store)
    asked = [query for kind in ("term", "or") for query in store.collection.queries(kind, ISSUE)]
    plain = (Request(typed(query), snippets=False) for query in asked)
    middle = statistics.median(min(_asked(backend, store, request)) for request in plain)
    backend.close()
    return middle


def _start(folder: Path) -> Iterator[Figure]:
    """Milliseconds of `kb search` in a process of its own, the least of some: what it can be."""
    path = folder / "kb.db"
    Store.open(path, write=True).close()
    command = [sys.executable, "-m", "kb", "search", "harbour", "--store", str(path)]
    times, spent = [], []
    for _ in range(STARTS):
        began, before = time.perf_counter(), os.times()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own program
        times.append((time.perf_counter() - began) * 1000)
        after = os.times()
        spent.append((after.children_user - before.children_user) * 1000)
        spent[-1] += (after.children_system - before.children_system) * 1000
    yield at_most("cold start of kb search", min(times[1:]), 400, "ms")
    yield at_most("cold start of kb search", min(spent[1:]), None, "ms of CPU")
