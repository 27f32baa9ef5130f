"""What a query of the website may cost, beside the time that Datasette gives it.

A value, a result, and all of SQLite's memory in this process are bounded. Only the last bound holds
against `select zeroblob(…), zeroblob(…), …`, only the second against many rows, which Python keeps.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import BadRequest

from kb.web.safety import functions

if TYPE_CHECKING:
    from datasette.app import Datasette

VALUE = 20_000_000
"""Bytes of one value, and of one row; the text of an issue has to fit (Python 3.11 and later)."""

RESULT = 32_000_000
"""Bytes of all that one query gives back."""

MEMORY = 192_000_000
"""Bytes of SQLite's memory, of all queries at a time."""

PATTERN = 500
"""Bytes of the pattern of LIKE and GLOB; matching one cannot be interrupted."""

FACETS = 12
"""Facets of one page, each of which has Datasette's time for a facet."""

ARGUMENTS = 200
"""Arguments of an address."""

# https://sqlite.org/c3ref/c_limit_attached.html
_LENGTH, _LIKE_PATTERN_LENGTH = 0, 8


def hold(conn: sqlite3.Connection, datasette: Datasette) -> None:
    """Bounds a connection, and where Datasette serves one file alone SQLite's memory as well.

    Beside other files it is not bounded: it is that of the process, and they may need it.
    """
    if hasattr(conn, "setlimit"):
        conn.setlimit(_LENGTH, VALUE)
        conn.setlimit(_LIKE_PATTERN_LENGTH, PATTERN)
    if len([each for each in datasette.databases.values() if each.path]) == 1:
        conn.execute(f"PRAGMA hard_heap_limit = {MEMORY}").fetchone()
    conn.row_factory = counted(RESULT)
    functions.install(conn, VALUE)


def counted(most: int) -> Callable[[sqlite3.Cursor, tuple[Any, ...]], sqlite3.Row]:
    """A row factory of a connection that lets a cursor have `most` bytes, then raises DataError."""
    last: Callable[[], sqlite3.Cursor | None] = lambda: None  # noqa: E731
    size = 0

    def row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        nonlocal last, size
        if last() is not cursor:
            last, size = weakref.ref(cursor), 0
        for value in values:
            if value.__class__ is str or value.__class__ is bytes:
                size += len(value)
        if size > most:
            raise sqlite3.DataError(
                f"the result is larger than {most // 1_000_000} MB; ask for fewer rows or columns"
            )
        return sqlite3.Row(cursor, values)

    return row


def check_arguments(request: Any) -> None:
    """Raises BadRequest for an address that asks for too much at once."""
    names = list(request.args.keys())
    facets = sum(len(request.args.getlist(n)) for n in names if n.startswith("_facet"))
    if facets > FACETS:
        raise BadRequest(f"These are more than {FACETS} facets; leave some out")
    if sum(len(request.args.getlist(name)) for name in names) > ARGUMENTS:
        raise BadRequest(f"This address has more than {ARGUMENTS} arguments; leave some out")
