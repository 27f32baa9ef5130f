"""Search beside other engines: CPU time of building and asking, sizes, small commits, the start.

Every engine gets the same made articles, in a process of its own, and its CPU time is taken;
making the articles is not counted. What kb takes for a query includes reading it, as each query is
new to it. Every figure is printed with the aim that it is held to, and whether it is met.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kb.search.language import parse
from scripts.benchmarks import upkeep
from scripts.benchmarks.collection import Collection, Made
from scripts.benchmarks.engines import Engine, Fts5, Kb, Native, WhooshIndex
from scripts.benchmarks.figures import Figure, at_least, at_most, show
from scripts.benchmarks.ingest import alone

KINDS = ("term", "or", "and", "phrase", "prefix", "fuzzy", "range")
SLOW = 20_000
"""Documents up to which the Whoosh index is measured, which takes minutes to build."""
_ROUNDS = 3
_WHOOSH_AIMS = {("term", False): 8.0, ("or", False): 20.0, ("term", True): 10.0}


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds and megabytes of a build; CPU milliseconds of each query, by kind and facets."""

    build: float
    size: float
    queries: dict[tuple[str, bool], list[float]]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--seed", type=int, default=1, help="of what is made (%(default)s)")
    parser.add_argument("--commits", type=int, default=1000, help="small ones (%(default)s)")
    parser.add_argument("--language", nargs="+", choices=_LANGUAGES, default=[*_LANGUAGES])
    parser.add_argument("--only", choices=("engines", "upkeep"), help="a part of the measures")


_LANGUAGES = {"english": False, "korean": True}
"""Whether a third of the documents is in Korean."""


def run(options: argparse.Namespace) -> None:
    for size in options.size if options.only != "upkeep" else ():
        for language in options.language:
            korean = _LANGUAGES[language]
            print(f"\n{size:,} documents, {'a third Korean' if korean else 'English alone'}")
            show(_compared(size, options.seed, korean=korean))
    if options.only != "engines":
        largest = max(options.size)
        print(f"\nUpkeep, {largest:,} documents")
        show(alone(upkeep.figures, largest, options.commits, options.seed))


def _compared(size: int, seed: int, *, korean: bool) -> Iterator[Figure]:
    names = ["kb", "tantivy", *([] if korean else ["fts5"])]
    names += ["whoosh"] if size <= SLOW and not korean else []
    with tempfile.TemporaryDirectory() as folder:
        taken = {name: alone(measure, name, size, seed, korean, folder) for name in names}
        once = alone(measure, "once", size, seed, korean, folder)
    yield from _built(taken["kb"], taken["tantivy"], once, korean=korean)
    yield from _asked(taken["kb"], taken["tantivy"])
    if "whoosh" in taken:
        for (kind, facets), aim in _WHOOSH_AIMS.items():
            name = f"Whoosh / kb, {_name(kind, facets=facets)}"
            ratio = _middle(taken["whoosh"], kind, facets) / _middle(taken["kb"], kind, facets)
            yield at_least(name, ratio, aim, "times")
    if "fts5" in taken:
        yield from _against_fts5(taken["kb"], taken["fts5"], aimed=size > SLOW)


def _built(kb: Measured, tantivy: Measured, once: Measured, *, korean: bool) -> Iterator[Figure]:
    aim = None if korean else 2.5
    yield at_most("build, kb / Tantivy with the same fields", kb.build / tantivy.build, aim, "CPU")
    yield at_most("build, kb / Tantivy with one field", kb.build / once.build, None, "CPU")
    aim = 3.0 if korean else 1.5
    yield at_most("size, kb / Tantivy with the same fields", kb.size / tantivy.size, aim, "bytes")
    yield at_most("size, kb / Tantivy with one field", kb.size / once.size, None, "bytes")


def _asked(kb: Measured, tantivy: Measured) -> Iterator[Figure]:
    for kind, facets in kb.queries:
        ours, theirs = kb.queries[kind, facets], tantivy.queries[kind, facets]
        more = statistics.median(a - b for a, b in zip(ours, theirs, strict=True))
        name = f"{_name(kind, facets=facets)}, kb - Tantivy"
        yield at_most(name, more, 2.0, f"ms ({statistics.median(ours):.2f})")


def _against_fts5(kb: Measured, fts5: Measured, *, aimed: bool) -> Iterator[Figure]:
    for kind, facets in kb.queries:
        if fts5.queries[kind, facets]:
            ratio = _middle(fts5, kind, facets) / _middle(kb, kind, facets)
            name = f"FTS5 / kb, {_name(kind, facets=facets)}"
            yield at_least(name, ratio, 1.0 if aimed else None, "times")


def _name(kind: str, *, facets: bool) -> str:
    return f"{kind} with facets" if facets else kind


def _middle(measured: Measured, kind: str, facets: bool) -> float:
    return statistics.median(measured.queries[kind, facets])


def measure(name: str, size: int, seed: int, korean: bool, folder: str) -> Measured:
    """Builds one engine's index in a folder below `folder` and asks it all queries."""
    collection = Collection(korean=korean, seed=seed)
    place = Path(folder) / name
    engine = _ENGINES[name](place)
    outside = _Outside()
    began = time.process_time()
    engine.build(outside.of(collection.documents(0, size)))
    build = time.process_time() - began - outside.seconds
    megabytes = sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 1e6
    queries = {
        (kind, facets): list(_times(engine, collection, kind, size, facets=facets))
        for kind in (() if name == "once" else KINDS)
        for facets in (False, True)
    }
    print(f"  {name}: build {build:.1f} s of CPU, {megabytes:.1f} MB", file=sys.stderr)
    return Measured(build, megabytes, queries)


_ENGINES: dict[str, Callable[[Path], Engine]] = {
    "kb": Kb,
    "tantivy": Native,
    "once": partial(Native, once=True),
    "whoosh": WhooshIndex,
    "fts5": Fts5,
}


class _Outside:
    """Counts the CPU seconds that it takes to make what an engine is given."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def of(self, documents: Iterable[Made]) -> Iterator[Made]:
        began = time.thread_time()
        for document in documents:
            self.seconds += time.thread_time() - began
            yield document
            began = time.thread_time()


def _times(
    engine: Engine, collection: Collection, kind: str, size: int, *, facets: bool
) -> Iterator[float]:
    """CPU milliseconds of each query of a kind, the least of some rounds; none without the kind."""
    for query in collection.queries(kind, size):
        least = float("inf")
        for _ in range(_ROUNDS):
            parse.cache_clear()
            began = time.process_time()
            total = engine.search(query, facets=facets)
            least = min(least, time.process_time() - began)
            if total is None:
                return
        yield least * 1000
