"""Read and segment single issues of 1, 2, 4 and 8 MB: time against length, by format and shape.

A ratio near 2 to the length before says that time grows linearly; "refused" names a limit.
"""

from __future__ import annotations

import argparse
import gc
import time

from kb.errors import KBError
from kb.readers import read_bytes
from kb.segment import segment
from scripts.benchmarks.shapes import FORMATS, SHAPES

_MEGABYTE = 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--format", dest="formats", nargs="+", choices=FORMATS, default=[*FORMATS])
    parser.add_argument("--shape", dest="shapes", nargs="+", choices=SHAPES, default=[*SHAPES])


def run(options: argparse.Namespace) -> None:
    print(f"{'format':9} {'shape':14} {'MB':>5} {'read s':>8} {'segment s':>10} {'ratio':>6}")
    for form in options.formats:
        for shape in options.shapes:
            before = None
            for size in options.megabytes:
                before = _row(form, shape, size, before)


def _row(form: str, shape: str, size: float, before: float | None) -> float | None:
    data = FORMATS[form](SHAPES[shape](int(size * _MEGABYTE), form))
    head = f"{form:9} {shape:14} {len(data) / _MEGABYTE:5.1f}"
    gc.collect()
    started = time.perf_counter()
    try:
        document = read_bytes(data)
    except KBError as error:
        print(f"{head} refused: {error}", flush=True)
        return None
    read = time.perf_counter()
    segment(document)
    end = time.perf_counter()
    ratio = f"{(end - started) / before:6.2f}" if before else ""
    print(f"{head} {read - started:8.2f} {end - read:10.2f} {ratio}", flush=True)
    return end - started
