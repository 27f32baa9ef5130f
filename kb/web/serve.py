"""The website on a port of this computer, until somebody ends it."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.utils import StartupError

from kb.errors import KBError
from kb.store import Store
from kb.web import described
from kb.web.compat import enable_root

SETTINGS: dict[str, Any] = {
    "suggest_facets": False,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1500,
    "truncate_cells_html": 200,
}
PUBLIC: dict[str, Any] = {"allow_download": False}


def site(store_path: Path, *, public: bool = False, index_url: str | None = None) -> Datasette:
    """A Datasette with the store, described and set up. Raises StoreError where there is none.

    Visitors run no SQL (kb.web.safety.access); one for the open web hides who did what, too.
    """
    Store.open(store_path).close()
    metadata = described.site()
    if public:
        metadata["plugins"] = {"kb": {"public": True}}
    if index_url:
        own = {"plugins": {"kb": {"index": index_url}}}
        metadata["databases"] = {store_path.stem: own}
    settings = {**SETTINGS, **(PUBLIC if public else {})}
    path = str(store_path)
    files: dict[str, list[str]] = (
        {"files": [path]} if _shared(store_path) else {"immutables": [path]}
    )
    return Datasette(**files, metadata=metadata, settings=settings)


def serve(
    store_path: Path,
    port: int,
    host: str = "127.0.0.1",
    *,
    public: bool = False,
    index_url: str | None = None,
    ready: Callable[[str], None],
    sign_in: Callable[[str], None] | None = None,
) -> None:
    """Serves until Ctrl-C; calls `ready` with the address once it answers. Port 0 is any free one.

    `sign_in` is called with an address that signs in, as "root", whoever opens it first.
    Raises KBError where the port is taken or the store cannot be opened.
    """
    datasette = site(Path(store_path), public=public, index_url=index_url)
    listening = _listening(host, port)
    try:
        asyncio.run(_run(datasette, listening, _announced(datasette, listening, ready, sign_in)))
    except KeyboardInterrupt:
        pass
    except StartupError as error:
        raise KBError(f"the website cannot start: {error}") from error
    finally:
        listening.close()


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._started()


def _announced(
    datasette: Datasette,
    listening: socket.socket,
    ready: Callable[[str], None],
    sign_in: Callable[[str], None] | None,
) -> Callable[[], None]:
    host = _address(listening)
    token = enable_root(datasette) if sign_in else ""

    def started() -> None:
        ready(host + str(datasette.urls.instance()))
        if sign_in:
            sign_in(host + token)

    return started


async def _run(datasette: Datasette, listening: socket.socket, started: Callable[[], None]) -> None:
    await datasette.invoke_startup()
    config = uvicorn.Config(datasette.app(), lifespan="on", log_level="warning", workers=1)
    await _Server(config, started).serve(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to the port, so that a port that is taken is known before anything else."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
    except (OSError, OverflowError) as error:
        found.close()
        raise KBError(_cannot_listen(host, port, error)) from error
    return found


def _cannot_listen(host: str, port: int, error: Exception) -> str:
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        return f"port {port} is taken by another program; choose another one with --port"
    if code == errno.EACCES:
        return f"port {port} may not be used by this account; choose one above 1023 with --port"
    return f"cannot listen on {host}, port {port}: {error}"


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _shared(path: Path) -> bool:
    """Whether somebody may write the store while it is served; in a read-only folder nobody can."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
