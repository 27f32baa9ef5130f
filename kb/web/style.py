"""The style sheet, under a name that changes with it, so that browsers may keep it for a year."""

from __future__ import annotations

import hashlib
from pathlib import Path

from datasette import Response

CSS = (Path(__file__).with_name("static") / "kb.css").read_text(encoding="utf-8")
PATH = f"/-/kb/kb-{hashlib.sha256(CSS.encode()).hexdigest()[:12]}.css"
YEAR = 31_536_000


async def style() -> Response:
    headers = {"cache-control": f"public, max-age={YEAR}, immutable"}
    return Response(CSS, content_type="text/css; charset=utf-8", headers=headers)
