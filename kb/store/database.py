"""A store's connection, which knows sqlite-utils only where that is needed.

A search reads a few rows, and would wait longer for the import than for those.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from kb.lazily import Lazily

sqlite_utils: Any = Lazily("sqlite_utils")


class Database:
    """A connection to a store's file; `conn` is that of the standard library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.conn.execute(sql, values)

    def close(self) -> None:
        self.conn.close()

    @property
    def utils(self) -> Any:
        """The same connection with all that sqlite-utils offers."""
        return sqlite_utils.Database(self.conn)
