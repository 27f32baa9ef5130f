"""Reads a store for a page."""

from __future__ import annotations

import contextvars
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from datasette.app import Datasette

T = TypeVar("T")


async def read(datasette: Datasette, store: str, do: Callable[[sqlite3.Connection], T]) -> T:
    """What `do` makes of a connection that only reads, in one of Datasette's threads.

    All that a page needs is read in one go: each trip to another thread costs more than a query.
    The visitor's language goes along.
    """
    context = contextvars.copy_context()

    def run(conn: sqlite3.Connection) -> Any:
        return context.run(do, conn)

    found: T = await datasette.get_database(store).execute_fn(run)
    return found
