"""The website beside stock Datasette on one store, in one run: CPU time, sizes, throughput.

Two servers serve one store of made articles and references: `kb serve`, and Datasette without any
plugin. Pages are asked of both in turn, and the CPU time of the server's process is taken from
Linux's /proc. The first answer of a page is not counted.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from kb.web.assets import TEXTS
from scripts.benchmarks import large
from scripts.benchmarks.collection import Collection
from scripts.benchmarks.figures import Figure, at_most, show
from scripts.benchmarks.ingest import alone

CONNECTIONS = 8
PATIENCE = 120.0
ROUNDS = 12
"""Times that a page is asked of each server, and different searches that are asked."""
RECORDS = {
    "article": f"/kb/articles/{large.article_id(40)}",
    "issue": "/kb/issues/made-000002",
    "literature": f"/kb/literature/{large.reference_id(40)}",
    "place": "/kb/places/1",
    "organisation": "/kb/organisations/1",
    "programme": "/kb/programmes/1",
    "author": "/kb/authors/1",
    "journal": "/kb/journals/1",
    "keyword": "/kb/keywords/1",
}
FACETS = "_facet=type&_facet=year&_facet=journal&_facet=language"
TABLES = {
    "literature, four facets and a filter": f"/kb/literature?type=report&{FACETS}",
    "articles, the facets that they have, and a filter": "/kb/articles?section=1",
    "literature, the facets that it has, and a filter": "/kb/literature?type=report",
}
PLAIN = "/kb/articles"
_BLOCKING = re.compile(r"<script(?![^>]*\b(?:defer|async|module)\b)", re.IGNORECASE)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=int, default=100_000, help="(%(default)s)")
    parser.add_argument("--references", type=int, default=100_000, help="(%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what is made (%(default)s)")
    parser.add_argument("--seconds", type=float, default=10.0, help="of throughput (%(default)s)")
    parser.add_argument("--store", type=Path, help="made there, or used where it was made before")


def run(options: argparse.Namespace) -> None:
    if not Path("/proc/self/stat").exists():
        sys.exit("scripts/benchmark web takes CPU times from /proc, which Linux alone has")
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "kb.db"
        if not store.exists():
            alone(large.write, store, options.articles, options.references, options.seed)
        print(f"\n{options.articles:,} articles, {options.references:,} references")
        with _served(_ours(store)) as ours, _served(_stock(store)) as stock:
            show(_figures(ours, stock, options))


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    process: int
    client: httpx.Client

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        answer.raise_for_status()
        return answer.text

    def cpu(self, path: str) -> float:
        """Milliseconds of CPU of one answer; whole hundredths of a second, as Linux counts."""
        before = self._spent()
        self.get(path)
        return self._spent() - before

    def _spent(self) -> float:
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def _ours(store: Path) -> tuple[list[str], dict[str, str], int]:
    port = _free_port()
    command = ["-m", "kb", "serve", "--store", str(store), "--port", str(port)]
    return command, {}, port


def _stock(store: Path) -> tuple[list[str], dict[str, str], int]:
    port = _free_port()
    return ["-m", "datasette", str(store), "-p", str(port)], {"DATASETTE_LOAD_PLUGINS": ""}, port


@contextmanager
def _served(server: tuple[list[str], dict[str, str], int]) -> Iterator[Server]:
    command, environment, port = server
    started = subprocess.Popen(  # noqa: S603 - our own programs
        [sys.executable, *command],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
            _wait(client, started)
            yield Server(started.pid, client)
    finally:
        started.kill()
        started.wait()


def _wait(client: httpx.Client, started: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            client.get("/-/versions.json")
        except httpx.TransportError:
            if started.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _figures(ours: Server, stock: Server, options: argparse.Namespace) -> Iterator[Figure]:
    collection = Collection(korean=True, seed=options.seed)
    searches = [f"/search?q={query.words[0]}" for query in collection.queries("term", 1)][:ROUNDS]
    yield from _searched(ours, stock, searches)
    yield from _recorded(ours, stock)
    yield from _tabled(ours, stock)
    yield from _sized(ours, searches)
    for name, server, path in (
        ("search page", ours, searches[0]),
        ("article page", ours, RECORDS["article"]),
        ("stock row page", stock, RECORDS["article"]),
        ("stock table page", stock, PLAIN),
    ):
        rate, how = _throughput(server, path, options.seconds)
        yield Figure(f"throughput, {name}, {CONNECTIONS} connections", rate, f"a second ({how})")


def _searched(ours: Server, stock: Server, searches: Sequence[str]) -> Iterator[Figure]:
    """Every search is new to the server; the stock page is the same one."""
    ours.get("/search?q=harbour")
    stock.get(PLAIN)
    pairs = [(ours.cpu(search), stock.cpu(PLAIN)) for search in searches]
    mine, theirs = (statistics.mean(each) for each in zip(*pairs, strict=True))
    yield at_most("search page with its facets / stock table", mine / theirs, 1.0, "CPU")
    yield Figure("search page with its facets", mine, "ms of CPU")
    yield Figure("stock table page", theirs, "ms of CPU")


def _recorded(ours: Server, stock: Server) -> Iterator[Figure]:
    for name, path in RECORDS.items():
        mine, theirs = _both(ours, stock, path)
        yield at_most(f"{name} page / stock row", mine / theirs, 1.5, f"CPU ({mine:.0f} ms)")


def _both(ours: Server, stock: Server, path: str) -> tuple[float, float]:
    """Mean milliseconds of a page on each, asked in turn."""
    ours.get(path)
    stock.get(path)
    pairs = [(ours.cpu(path), stock.cpu(path)) for _ in range(2 * ROUNDS)]
    mine, theirs = (statistics.mean(each) for each in zip(*pairs, strict=True))
    return mine, theirs


def _tabled(ours: Server, stock: Server) -> Iterator[Figure]:
    for name, path in TABLES.items():
        mine, theirs = _both(ours, stock, path)
        yield at_most(f"table of {name}", mine, 150, f"ms of CPU ({theirs:.0f} stock)")


def _sized(ours: Server, searches: Sequence[str]) -> Iterator[Figure]:
    pages = [ours.get(search) for search in searches]
    largest = max(len(page.encode()) for page in pages) / 1000
    yield at_most("HTML of a search page, the largest", largest, 60, "kB")
    assets = sum(len(text.encode()) for text in TEXTS.values()) / 1000
    yield at_most("all assets", assets, 120, "kB")
    blocking = max(len(_BLOCKING.findall(page)) for page in pages)
    yield at_most("scripts that block a search page", blocking, 0, "")


def _throughput(server: Server, path: str, seconds: float) -> tuple[float, str]:
    """Answers a second, and what counted them: wrk where it is installed."""
    address = f"{str(server.client.base_url).rstrip('/')}{path}"
    wrk = shutil.which("wrk")
    if wrk is None:
        return asyncio.run(_asked(address, seconds)) / seconds, "httpx"
    command = [wrk, "-t2", f"-c{CONNECTIONS}", f"-d{max(int(seconds), 1)}s", address]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(f"wrk says {done.stdout}")
    return float(found[1]), "wrk"


async def _asked(address: str, seconds: float) -> int:
    """How often an address answers eight visitors, each of whom asks again at once."""
    until = time.monotonic() + seconds

    async def visitor(client: httpx.AsyncClient) -> int:
        count = 0
        while time.monotonic() < until:
            (await client.get(address)).raise_for_status()
            count += 1
        return count

    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        return sum(await asyncio.gather(*(visitor(client) for _ in range(CONNECTIONS))))
