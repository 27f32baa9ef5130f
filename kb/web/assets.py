"""Style and scripts, under names that change with them: browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datasette import NotFound, Response

STATIC = Path(__file__).with_name("static")
# The style sheet, in this order.
STYLES = (
    "tokens",
    "frame",
    "text",
    "parts",
    "home",
    "search",
    "record",
    "names",
    "source",
    "stock",
    "print",
)
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
YEAR = 31_536_000
ROUTE = r"^/-/kb/assets/(?P<name>[a-z-]+)\.[0-9a-f]{12}\.(?P<type>css|js)$"


def _read() -> Mapping[str, str]:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
    styles = [(STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    return {**scripts, "kb.css": "\n".join(styles)}


TEXTS = _read()


def address(name: str) -> str:
    """ "kb.css" is "/-/kb/assets/kb.0123456789ab.css"."""
    stem, _, kind = name.rpartition(".")
    digest = hashlib.sha256(TEXTS[name].encode()).hexdigest()[:12]
    return f"/-/kb/assets/{stem}.{digest}.{kind}"


async def asset(request: Any) -> Response:
    """An asset by its name; an old address gives the present text, without leave to keep it."""
    kind = request.url_vars["type"]
    name = f"{request.url_vars['name']}.{kind}"
    if name not in TEXTS:
        raise NotFound(f"There is no {name}")
    fresh = request.path.endswith(address(name))
    keep = f"public, max-age={YEAR}, immutable" if fresh else "no-cache"
    return Response(TEXTS[name], content_type=TYPES[kind], headers={"cache-control": keep})
