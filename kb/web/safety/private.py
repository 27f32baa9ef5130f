"""Datasette's pages about itself: where files are, on a site for the open web not for visitors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from datasette import Forbidden
from datasette.plugins import pm
from datasette.utils import await_me_maybe
from datasette.utils.asgi import Request

from kb.web.safety.headers import App
from kb.web.safety.settings import is_public

if TYPE_CHECKING:
    from datasette.app import Datasette

ABOUT = re.compile(r"/-/(?:databases|threads|config|metadata|plugins)(?:\.json)?/?")
CLOSED = "/-/kb/closed"
ROUTE = rf"^{CLOSED}$"


async def closed(request: Any) -> None:
    """What stands there instead."""
    raise Forbidden("This page is for those who look after the site")


def closing(datasette: Datasette, app: App) -> App:
    """An application that leads visitors of such a page to `closed`. Datasette asks nobody."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and is_public(datasette):
            base = str(datasette.setting("base_url")).rstrip("/")
            path = Request(scope, receive).path.removeprefix(base)
            if ABOUT.fullmatch(path) and await _actor(datasette, scope, receive) is None:
                instead = base + CLOSED
                scope = {**scope, "path": instead, "raw_path": instead.encode()}
        await app(scope, receive, send)

    return answer


async def _actor(datasette: Datasette, scope: dict[str, Any], receive: Any) -> Any:
    """Who asks, as Datasette finds it out."""
    request = Request(scope, receive)
    for found in pm.hook.actor_from_request(datasette=datasette, request=request):
        if actor := await await_me_maybe(found):
            return actor
    return None
