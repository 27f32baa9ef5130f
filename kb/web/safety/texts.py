"""Whether a visitor may read the whole text of an issue: as the rights of its newsletter say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasette.app import Datasette

OPEN = """
SELECT 1 FROM issues JOIN series ON series.id = issues.series
JOIN rights ON rights.series = series.key WHERE issues.id = ? AND rights.open
"""


async def is_open(datasette: Datasette, database: str, issue: str) -> bool:
    """Whether everybody may read it. An issue of no newsletter is closed."""
    found = await datasette.get_database(database).execute_fn(lambda conn: _is_open(conn, issue))
    return bool(found)


def open_issues(conn: sqlite3.Connection) -> Callable[[str], bool]:
    """Which issues everybody may read, each looked up once."""
    return cache(partial(_is_open, conn))


def _is_open(conn: sqlite3.Connection, issue: str) -> bool:
    """A store that an older kb made, and nobody has opened since, has no rights."""
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'rights'"
    if conn.execute(known).fetchone() is None:
        return False
    return conn.execute(OPEN, [issue]).fetchone() is not None
