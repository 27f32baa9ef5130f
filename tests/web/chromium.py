"""Debian's Chromium without a window: what a page becomes there, and what its console says."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from bs4 import BeautifulSoup
from datasette.app import Datasette

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(
    PROGRAM is None, reason="there is no chromium here: apt install chromium"
)
# [12:34:INFO:CONSOLE(7)] "Refused to …", source: http://127.0.0.1:8001/ (7)
SAID = re.compile(r'CONSOLE[^"\n]*"(.*?)", source: ', re.DOTALL)


@dataclass(frozen=True)
class Seen:
    """A page after its scripts ran."""

    html: BeautifulSoup
    console: list[str]


def seen(address: str, profile: Path) -> Seen:
    """Opens an address; `profile` is a folder for Chromium's own files."""
    assert PROGRAM is not None
    done = subprocess.run(
        [
            *(PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
            *("--no-first-run", "--disable-extensions", f"--user-data-dir={profile}"),
            *("--enable-logging=stderr", "--virtual-time-budget=4000", "--dump-dom", address),
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return Seen(BeautifulSoup(done.stdout, "lxml"), SAID.findall(done.stderr))


@contextmanager
def served(datasette: Datasette, actor: dict[str, Any] | None = None) -> Iterator[str]:
    """The address at which a Datasette answers; every visitor has signed in as `actor`."""
    app = datasette.app()
    cookie = b"ds_actor=" + datasette.sign({"a": actor}, "actor").encode()

    async def signed_in(scope: Any, receive: Any, send: Any) -> None:
        if actor and scope["type"] == "http":
            scope = {**scope, "headers": [*scope["headers"], (b"cookie", cookie)]}
        await app(scope, receive, send)

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(signed_in, lifespan="on", log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            until = time.monotonic() + 30
            while not server.started and time.monotonic() < until:
                time.sleep(0.05)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
