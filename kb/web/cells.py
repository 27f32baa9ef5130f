"""Cells of Datasette's tables that lead to a line of an issue's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kb.web.addresses import Addresses
from kb.web.stores import searchers

if TYPE_CHECKING:
    from datasette.app import Datasette

# Tables whose rows stand in an issue, and their column that names it.
PLACED = {"articles": "issue", "mentions": "issue", "issues": "id"}


async def line_cell(
    datasette: Datasette, database: str, table: str, row: Any, value: Any
) -> Markup | None:
    """The number of a line as a link to it; None where the row does not tell of which issue."""
    issue = _issue(row, PLACED[table])
    if issue is None or value is None:
        return None
    stores = await searchers(datasette)
    if database not in stores:
        return None
    addresses = Addresses(datasette, database, sole=len(stores) == 1)
    url = addresses.source(issue, int(value))
    return Markup('<a href="{}">{}</a>').format(url, value)


def _issue(row: Any, column: str) -> str | None:
    """The id, which Datasette may have put together with its label."""
    if column not in row.keys():  # noqa: SIM118 - rows of SQLite's iterate over their values
        return None
    found = row[column]
    return str(found["value"] if isinstance(found, dict) else found)
