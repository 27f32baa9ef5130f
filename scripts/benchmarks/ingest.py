"""Ingest issues of mixed formats: speed by stage, memory, and time against their number.

The issues are made, in English and Korean, and written as text, web pages, mails with tables in
tables, Markdown, PDF, DOCX and HWPX in turn. Every measure is taken in a process of its own, so
that memory is that of ingesting alone.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

from kb import pipeline
from kb.search.index import default_url, open_index
from kb.store import Store
from scripts.benchmarks import formats, made

T = TypeVar("T")
_STAGES = ("read", "segment", "parse references", "annotate", "store", "index")
_HTML = (".html", ".eml")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds and megabytes of ingesting some files into a fresh store."""

    files: int
    seconds: float
    stages: dict[str, float]
    memory: list[tuple[int, float, float]]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--issues", type=int, default=500, help="how many (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what is made (%(default)s)")


def run(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = alone(write, Path(folder), options.issues, options.seed)
        size = sum(path.stat().st_size for path in files)
        print(f"{len(files)} issues, {size / 1e6:.1f} MB, {', '.join(formats.FORMATS)}")
        counts = sorted({options.issues // 4, options.issues // 2, options.issues} - {0})
        all_measured = [alone(measure, files[:count], folder) for count in counts]
        pages = alone(measure, [path for path in files if path.suffix in _HTML], folder)
    _report(all_measured, pages)


def alone(work: Callable[..., T], *args: Any) -> T:
    """What `work` gives in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *args).result()


def write(folder: Path, count: int, seed: int) -> list[Path]:
    """So many made issues as files. Both languages come in every format."""
    suffixes = list(formats.FORMATS)
    paths = []
    for number in range(count):
        suffix = suffixes[number // 2 % len(suffixes)]
        path = folder / f"issue-{number:05}{suffix}"
        path.write_bytes(formats.FORMATS[suffix](made.issue(number, seed)))
        paths.append(path)
    return paths


def measure(files: list[Path], folder: str) -> Measured:
    """Ingests the files into a fresh store and index below `folder`."""
    stages: defaultdict[str, float] = defaultdict(float)
    memory = []
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store_file = Path(place) / "kb.db"
        started = time.perf_counter()
        with _clocked(stages), Store.open(store_file, write=True) as store:
            for number, result in enumerate(pipeline.ingest(store, files, "benchmark"), 1):
                if isinstance(result, pipeline.Failed):
                    raise result.error
                if number % 100 == 0 or number == len(files):
                    memory.append((number, *_megabytes()))
            indexing = time.perf_counter()
            open_index(default_url(store_file), store).close()
            stages["index"] = time.perf_counter() - indexing
        seconds = time.perf_counter() - started
    return Measured(len(files), seconds, dict(stages), memory)


_CLOCKED = (
    ("kb.pipeline", "read_bytes", "read"),
    ("kb.readers.html", "soup_of", "parse HTML"),
    ("kb.readers.mail_html", "soup_of", "parse HTML"),
    ("kb.pipeline", "segment", "segment"),
    ("kb.pipeline", "annotate", "annotate"),
    ("kb.segment.assemble", "read_references", "parse references"),
)
"""What is clocked, by the name under which it is called: module, function, stage."""


@contextmanager
def _clocked(stages: defaultdict[str, float]) -> Iterator[None]:
    """Notes what the stages take. The segmenter's time is without that of the references."""
    with ExitStack() as stack:
        for module, name, stage in _CLOCKED:
            place = importlib.import_module(module)
            stack.enter_context(_noted(place, name, stages, stage))
        stack.enter_context(_noted(Store, "save", stages, "store"))
        yield
    stages["segment"] -= stages["parse references"]


def _noted(
    place: Any, name: str, stages: defaultdict[str, float], stage: str
) -> AbstractContextManager[Any]:
    work = getattr(place, name)

    def noted(*args: Any) -> Any:
        started = time.perf_counter()
        result = work(*args)
        if isinstance(result, Iterator):
            result = iter(list(result))
        stages[stage] += time.perf_counter() - started
        return result

    return mock.patch.object(place, name, noted)


def _megabytes() -> tuple[float, float]:
    """The memory of this process now, and the most that it has been. NaN where nothing tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan"), float("nan")
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    now, most = (int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return now, most


def _report(all_measured: list[Measured], pages: Measured) -> None:
    largest = all_measured[-1]
    print(f"{largest.files / largest.seconds:.1f} issues a second ({largest.seconds:.1f} s)")
    for stage in _STAGES:
        seconds = largest.stages.get(stage, 0)
        print(f"  {stage:18} {seconds:7.2f} s  {seconds / largest.seconds:5.1%}")
    annotate = largest.stages["annotate"] / largest.stages["segment"]
    print(f"annotate / segment: {annotate:.2f} (aim 1)")
    parse, segment = pages.stages["parse HTML"], pages.stages["segment"]
    print(
        f"{pages.files} web pages and mails: read {pages.stages['read']:.2f} s, of that parse HTML "
        f"{parse:.2f} s; segment {segment:.2f} s, {segment / parse:.2f} of parsing"
    )
    for number, now, most in largest.memory:
        print(f"memory after {number:5} issues: {now:6.1f} MB, at most {most:6.1f} MB")
    before = None
    for measured in all_measured:
        ratio = f"  x {measured.seconds / before:.2f}" if before else ""
        print(f"{measured.files:5} issues: {measured.seconds:7.2f} s{ratio}")
        before = measured.seconds
    sys.stdout.flush()
