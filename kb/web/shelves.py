"""What there is to browse: the names that most records have, and how many records a year has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.web.links import LINKS, Link

MOST = 8


@dataclass(frozen=True, slots=True)
class Shelf:
    """Names of a table with the number of records that have them, the most frequent first.

    `facet` is what the names are called on the search page; `sql` gives key, name and n.
    """

    facet: str
    names: str
    sql: str


def _by_column(table: str, column: str, names: str) -> Shelf:
    sql = f"""SELECT names.id AS key, names.name AS name, n FROM
        (SELECT {column} AS k, count(*) AS n FROM {table} WHERE {column} IS NOT NULL
         GROUP BY k ORDER BY n DESC, k LIMIT :most) AS counted
        JOIN {names} AS names ON names.id = k ORDER BY n DESC, name"""
    return Shelf(column, names, sql)


def _by_link(table: str, link: Link) -> Shelf:
    sql = f"""SELECT names.id AS key, names.name AS name, n FROM
        (SELECT [{link.key}] AS k, count(DISTINCT [{link.column}]) AS n FROM [{link.table}]
         GROUP BY k ORDER BY n DESC, k LIMIT :most) AS counted
        JOIN [{link.names}] AS names ON names.id = k ORDER BY n DESC, name"""
    return Shelf(link.name, link.names, sql)


def _linked(table: str, *names: str) -> Iterator[Shelf]:
    return (_by_link(table, link) for link in LINKS[table] if link.name in names)


SHELVES = (
    _by_column("articles", "section", "sections"),
    *_linked("articles", "place", "programme", "organisation", "source"),
    _by_column("literature", "journal", "journals"),
    *_linked("literature", "author", "keyword"),
)


def filled(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """The shelves that have anything: facet, names, values as rows, and whether there are more."""
    found = []
    for shelf in SHELVES:
        rows = [dict(row) for row in conn.execute(shelf.sql, {"most": MOST + 1})]
        if rows:
            more = len(rows) > MOST
            found.append(
                {"facet": shelf.facet, "names": shelf.names, "rows": rows[:MOST], "more": more}
            )
    return found


def by_year(conn: sqlite3.Connection, table: str) -> Mapping[int, int]:
    """How many records of a table each year has."""
    sql = f"SELECT year, count(*) FROM {table} WHERE year IS NOT NULL GROUP BY year"
    return {int(year): int(count) for year, count in conn.execute(sql)}
