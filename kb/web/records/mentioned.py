"""What mentions a name: how often, in which years, which records page by page, with which others.

No query reads more than a bounded part of the collection but counts of one name, which read
indexes: of a name that many records have, a page is found by walking them in their order.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from kb.web.records.kinds import Kind, Link

Row = dict[str, Any]

SIZE = 20
# Whoever wants to see more has the search, which narrows.
MOST_PAGES = 50
# Names that more records have are looked for in the order of the records.
MANY, FURTHER = 500, 100
# The records of a name among which other names are counted, and how many of those are shown.
SAMPLE = 200
RELATED = 8
# Charts that are kept.
KEPT = 1_000
OLDEST, NEWEST = "ASC", "DESC"

# The order of a page, and the tables in which it stands as an index.
_ORDER = {
    "articles": "issues.date {way}, issues.id {way}, articles.position",
    "literature": "literature.year {way}, literature.rowid {way}",
    "issues": "issues.date {way}, issues.rowid {way}",
}
_FROM_RECORDS = {
    "articles": "articles CROSS JOIN issues ON issues.id = articles.issue",
    "literature": "literature",
    "issues": "issues",
}
_kept: dict[tuple[str, int, str, int], Mapping[int, int]] = {}
REVISION = "SELECT coalesce(max(id), 0) FROM changes"
_FROM_ORDER = {
    "articles": "issues INDEXED BY issues_date CROSS JOIN articles ON articles.issue = issues.id",
    "literature": "literature INDEXED BY literature_year_type",
    "issues": "issues",
}


def count(conn: sqlite3.Connection, kind: Kind, key: int) -> int:
    """How many records have the name."""
    return int(conn.execute(kind.link.count(), {"key": key}).fetchone()[0])


def page(
    conn: sqlite3.Connection, kind: Kind, key: int, total: int, number: int, way: str
) -> list[str]:
    """The ids of the records on a page, by the date of their issue or their year."""
    values = {"key": key, "size": SIZE, "skipped": (number - 1) * SIZE}
    return [row[0] for row in conn.execute(page_sql(kind, total, number, way), values)]


def page_sql(kind: Kind, total: int, number: int, way: str) -> str:
    """Sorting what has the name costs more the more that is, walking the further the page is."""
    walked = total > MANY + FURTHER * (number - 1) and kind.link.table != "literature"
    tables = (_FROM_ORDER if walked else _FROM_RECORDS)[kind.records]
    having = kind.link.having if walked else kind.link.among
    order = _ORDER[kind.records].format(way=way)
    return (
        f"SELECT {kind.records}.id FROM {tables} WHERE {having(kind.records)} "
        f"ORDER BY {order} LIMIT :size OFFSET :skipped"
    )


def years(conn: sqlite3.Connection, kind: Kind, key: int, total: int) -> Mapping[int, int]:
    """How many of the records are of each year; of many, kept until the store changes."""
    if total <= MANY:
        return dict(conn.execute(years_sql(kind), {"key": key}).fetchall())
    file = next(iter(conn.execute("PRAGMA database_list")))[2]
    asked = (file, conn.execute(REVISION).fetchone()[0], kind.table, key)
    counts = _kept.get(asked)
    if counts is None:
        counts = dict(conn.execute(years_sql(kind), {"key": key}).fetchall())
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[asked] = counts
    return counts


def years_sql(kind: Kind) -> str:
    if kind.link.table == kind.records:
        tables, condition = kind.records, f"{kind.link.key} = :key AND"
    else:
        tables = f"({kind.link.members()}) CROSS JOIN {kind.records} ON {kind.records}.id = record"
        condition = ""
    return f"SELECT year, count(*) FROM {tables} WHERE {condition} year IS NOT NULL GROUP BY year"


def related(conn: sqlite3.Connection, kind: Kind, key: int, other: Link) -> list[Row]:
    """The names that the records have most beside this one: id, name, and n records of SAMPLE."""
    found = conn.execute(related_sql(kind, other), {"key": key})
    return [dict(row) for row in found]


def related_sql(kind: Kind, other: Link) -> str:
    link = kind.link
    records = (
        f"SELECT id FROM {link.table} WHERE {link.key} = :key ORDER BY year DESC LIMIT {SAMPLE}"
        if link.table == kind.records
        else f"SELECT record AS id FROM ({link.members()} LIMIT {SAMPLE})"
    )
    besides = f"AND other.{other.key} != :key" if other.names == kind.table else ""
    return (
        f"WITH sample AS MATERIALIZED ({records}), counted AS ("
        f"SELECT other.{other.key} AS k, count(DISTINCT sample.id) AS n FROM sample "
        f"CROSS JOIN {other.table} AS other ON other.{other.record} = sample.id "
        f"WHERE other.{other.key} IS NOT NULL {besides} "
        f"GROUP BY k ORDER BY n DESC, k LIMIT {RELATED}) "
        f"SELECT names.id, names.name, n FROM counted "
        f"CROSS JOIN {other.names} AS names ON names.id = k ORDER BY n DESC, name"
    )


ARTICLES = """
SELECT articles.id, headline, body, articles.date, articles.issue, issues.label,
       issues.date AS issue_date, sections.name AS section, articles.first_line
FROM articles CROSS JOIN issues ON issues.id = articles.issue
LEFT JOIN sections ON sections.id = section
WHERE articles.id IN (SELECT value FROM json_each(?))
"""
WORKS = """
SELECT literature.id, literature.title, literature.year, json_extract(json, '$.csl') AS csl
FROM literature CROSS JOIN details ON record = literature.id
WHERE literature.id IN (SELECT value FROM json_each(?))
"""
ISSUES = """
SELECT issues.id, label, title, date,
       (SELECT count(*) FROM articles WHERE issue = issues.id) AS articles
FROM issues WHERE id IN (SELECT value FROM json_each(?))
"""
AMOUNTS = """
SELECT article, line, printed, purpose, suspect FROM amounts
WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, line
"""
DEADLINES = """
SELECT article, line, printed, kind, date, until FROM deadlines
WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, date
"""


def rows(conn: sqlite3.Connection, sql: str, ids: list[str]) -> list[Row]:
    """The rows of some records, for one of the queries above."""
    return [dict(row) for row in conn.execute(sql, [json.dumps(ids)])]


def in_order(conn: sqlite3.Connection, sql: str, ids: list[str]) -> list[Row]:
    """A row for each of the ids, in their order."""
    by_id = {row["id"]: row for row in rows(conn, sql, ids)}
    return [by_id[one] for one in ids if one in by_id]


def printed(
    conn: sqlite3.Connection, kind: Kind, key: int, ids: list[str]
) -> Mapping[str, tuple[int | None, str | None]]:
    """The line at which each article names it first, and the words there."""
    if kind.link.names not in ("places", "countries", "organisations", "programmes"):
        return {}
    sql = (
        f"SELECT article, line, printed FROM {kind.link.table} "
        f"WHERE {kind.link.key} = ? AND article IN (SELECT value FROM json_each(?))"
    )
    return {row[0]: (row[1], row[2]) for row in conn.execute(sql, [key, json.dumps(ids)])}
