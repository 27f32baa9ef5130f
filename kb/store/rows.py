"""Rows of the store: one in, and the details of a record that are no columns of its table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kb.store.database import Database

Doc = dict[str, Any]
"""A record as a JSON object; which keys it has stands at `read` of its module."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How documents of a kind are read from their rows, written to them, and taken out.

    `used` is whether other records point to one.
    """

    read: Callable[[Database, str], Doc | None]
    write: Callable[[Database, Doc], None]
    delete: Callable[[Database, str], None]
    used: Callable[[Database, str], bool] = lambda db, identifier: False


def insert(db: Database, table: str, row: Doc) -> int:
    """One row into a table; its rowid."""
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
    return int(db.conn.execute(sql, list(row.values())).lastrowid or 0)


def first(db: Database, sql: str, *values: Any) -> Doc | None:
    """The first row of a query by its columns' names, or None."""
    cursor = db.conn.execute(sql, values)
    row = cursor.fetchone()
    return row and dict(zip((column[0] for column in cursor.description), row, strict=True))


def rows(db: Database, sql: str, *values: Any) -> Iterator[Doc]:
    """The rows of a query by their columns' names."""
    cursor = db.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def read_details(db: Database, identifier: str) -> Doc:
    row = first(db, "SELECT json FROM details WHERE record = ?", identifier)
    return dict(json.loads(row["json"])) if row else {}


def write_details(db: Database, identifier: str, details: Doc) -> None:
    text = json.dumps(details, ensure_ascii=False)
    db.conn.execute("INSERT OR REPLACE INTO details VALUES (?, ?)", [identifier, text])


def delete_details(db: Database, identifier: str) -> None:
    db.conn.execute("DELETE FROM details WHERE record = ?", [identifier])


def year_of(date: str | None) -> int | None:
    """2021 of "2021-12"; None of what has no year in front."""
    return int(date[:4]) if date and date[:4].isdigit() else None
