"""Answers that say what is wrong, in the site's own look, and as JSON where that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import Response

from kb.web.language import gettext, marked

if TYPE_CHECKING:
    from datasette.app import Datasette

# What Datasette says itself; the template of errors translates it.
STOCK = (
    marked("Database not found"),
    marked("Table not found"),
    marked("Record not found"),
    marked("Row not found"),
)


async def answer(
    datasette: Datasette, request: Any, status: int, title: str, said: str
) -> Response:
    """A page, or the same as JSON."""
    shown = {"ok": False, "error": said, "status": status, "title": title}
    if request.path.endswith(".json"):
        return Response.json(shown, status=status)
    page = await datasette.render_template("error.html", shown, request=request)
    return Response.html(page, status=status)


async def out_of_memory(
    datasette: Datasette, request: Any, exception: Exception
) -> Response | None:
    """What SQLite says by a MemoryError where a query needs more than kb.web.safety.limits."""
    if not isinstance(exception, MemoryError):
        return None
    said = gettext(
        "This query needs more memory than it may have; ask for fewer or smaller values."
    )
    return await answer(datasette, request, 400, gettext("Too large a query"), said)
