"""`kb serve` with a way to sign in, by a cookie: python -m tests.browser.serving PORT STORE"""

from __future__ import annotations

import sys
from typing import Any

from datasette.plugins import pm

from kb.cli import run
from kb.web.compat import hook

COOKIE = "tests_reader"


@hook
def actor_from_request(request: Any) -> dict[str, str] | None:
    """Who has signed in."""
    name = request.cookies.get(COOKIE)
    return {"id": name} if name else None


if __name__ == "__main__":
    pm.register(sys.modules[__name__])
    port, store = sys.argv[1:]
    sys.exit(run(["serve", "--port", port, "--store", store]))
