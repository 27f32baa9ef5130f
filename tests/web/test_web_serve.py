"""The website as a process of its own: `kb serve`, and plain `datasette`."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kb.errors import KBError
from kb.web.serve import serve
from tests.places import ROOT

SERVE = """
import sys
from pathlib import Path
from kb.web.serve import serve
serve(Path(sys.argv[1]), int(sys.argv[2]), ready=lambda address: print(address, flush=True))
print("ended")
"""
PATIENCE = 60.0


@contextmanager
def process(*command: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def fetched(address: str) -> str:
    """A page, once the server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
                return str(answer.read().decode("utf-8"))
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_it_says_where_it_is_once_it_answers_and_ends_with_ctrl_c(own: Path) -> None:
    with process(sys.executable, "-c", SERVE, str(own), "0") as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address), address
        with urllib.request.urlopen(f"{address}search.json?q=smart") as answer:  # noqa: S310
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        rest, _ = server.communicate(timeout=PATIENCE)
        assert rest == "ended\n"
        assert server.returncode == 0


def test_datasette_itself_shows_the_same_site(own: Path) -> None:
    port = str(free_port())
    metadata = str(ROOT / "metadata.yml")
    command = (sys.executable, "-m", "datasette", str(own), "-m", metadata, "--port", port)
    with process(*command):
        address = f"http://127.0.0.1:{port}"
        assert "Latest issue" in fetched(f"{address}/")
        assert "kb-hits" in fetched(f"{address}/search?q=smart")
        assert "18 rows" in fetched(f"{address}/kb/articles?_search=smart")
        assert 'id="facet-source"' in fetched(f"{address}/kb/articles")


def test_a_port_that_is_taken(own: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(KBError, match=f"port {port} is taken.*--port"):
            serve(own, port, ready=pytest.fail)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_ours(own: Path, host: str) -> None:
    with pytest.raises(KBError, match="cannot listen on"):
        serve(own, 0, host, ready=pytest.fail)
