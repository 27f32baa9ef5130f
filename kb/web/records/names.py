"""The page of a name: what is known of it, and everything that mentions it, over time."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

import kb.web.records.mentioned as mentioned
import kb.web.records.works as works
from kb.web import charts, words
from kb.web.addresses import Addresses, with_query
from kb.web.language import gettext
from kb.web.preferences import current
from kb.web.records.about import about
from kb.web.records.excerpts import excerpt
from kb.web.records.kinds import KINDS, Kind
from kb.web.search.asked import whole

Shown = dict[str, Any]


def read(table: str, conn: sqlite3.Connection, asked: str, addresses: Addresses) -> Shown | None:
    """What the page of a row of a table of names shows."""
    kind = KINDS[table]
    row = conn.execute(f"SELECT * FROM {table} WHERE id = ?", [asked]).fetchone()
    if row is None:
        return None
    key = int(row["id"])
    known = {"name": row["title"], **dict(row)} if table == "series" else dict(row)
    total = mentioned.count(conn, kind, key)
    number = whole(current().arguments.get("page"), 1, last_page(total), least=1)
    counts = mentioned.years(conn, kind, key, total)
    return {
        "trail": [(words.browsed(table), addresses.table(table))],
        "table": table,
        "kind": gettext(kind.label),
        "name": known["name"],
        **about(conn, table, known),
        "records": kind.records,
        "total": total,
        "span": _span(counts),
        "chart": charts.years(counts, lambda year: _in_year(kind, known["name"], year, addresses)),
        "entries": _entries(conn, kind, key, total, number, addresses),
        "in_order_of_time": kind.in_order_of_time,
        "pages": _pages(number, total, addresses.row(table, key)),
        "search": _search(kind, known["name"], addresses),
        "listed": addresses.table(kind.records, [(kind.argument, _argument(kind, known))]),
        "related": _related(conn, kind, key, addresses),
        "map": addresses.places() if table == "places" else None,
        "json": f"{addresses.row(table, key)}.json",
    }


def last_page(total: int) -> int:
    return max(1, min(mentioned.MOST_PAGES, -(-total // mentioned.SIZE)))


def _argument(kind: Kind, row: Mapping[str, Any]) -> str:
    """Datasette's filters of columns take keys, ours of links take names."""
    return str(row["name"] if kind.argument.startswith("_") else row["id"])


def _span(counts: Mapping[int, int]) -> tuple[int, int] | None:
    return (min(counts), max(counts)) if counts else None


def _search(kind: Kind, name: str, addresses: Addresses, *more: tuple[str, str]) -> str | None:
    return addresses.search([(kind.facet, name), *more]) if kind.facet else None


def _in_year(kind: Kind, name: str, year: int, addresses: Addresses) -> str:
    return _search(kind, name, addresses, ("year", str(year))) or addresses.search()


def _pages(number: int, total: int, address: str) -> Shown:
    last = last_page(total)

    def at(page: int) -> str | None:
        if not 1 <= page <= last or page == number:
            return None
        return with_query(address, [("page", str(page) if page > 1 else "")])

    return {
        "number": number,
        "last": last,
        "before": at(number - 1),
        "after": at(number + 1),
        "more": number == last and total > last * mentioned.SIZE,
    }


def _entries(
    conn: sqlite3.Connection,
    kind: Kind,
    key: int,
    total: int,
    number: int,
    addresses: Addresses,
) -> list[Shown]:
    way = mentioned.OLDEST if kind.in_order_of_time else mentioned.NEWEST
    ids = mentioned.page(conn, kind, key, total, number, way)
    if kind.records == "literature":
        found = mentioned.in_order(conn, mentioned.WORKS, ids)
        return [works.of(row, addresses, within=kind.table == "journals") for row in found]
    if kind.records == "issues":
        found = mentioned.in_order(conn, mentioned.ISSUES, ids)
        return [_issue(row, addresses) for row in found]
    printed = mentioned.printed(conn, kind, key, ids)
    entries = [
        _article(row, printed.get(row["id"], (None, None)), addresses)
        for row in mentioned.in_order(conn, mentioned.ARTICLES, ids)
    ]
    return _with_dates(conn, entries, ids) if kind.in_order_of_time else entries


def _issue(row: Mapping[str, Any], addresses: Addresses) -> Shown:
    return {
        "title": row["label"],
        "subtitle": row["title"],
        "url": addresses.row("issues", row["id"]),
        "date": words.date(row["date"]),
        "articles": row["articles"],
    }


def _article(
    row: Mapping[str, Any], named: tuple[int | None, str | None], addresses: Addresses
) -> Shown:
    line, printed = named
    headline, body = row["headline"], row["body"]
    above = printed and printed in headline and printed not in body
    return {
        "id": row["id"],
        "title": headline,
        "url": addresses.row("articles", row["id"]),
        "date": words.date(row["date"] or row["issue_date"]),
        "section": row["section"],
        "issue": row["label"],
        "line": line,
        "source": addresses.source(row["issue"], line or row["first_line"])
        if addresses.reads(row["issue"])
        else None,
        "excerpt": excerpt(body, None if above else printed),
    }


def _with_dates(conn: sqlite3.Connection, entries: list[Shown], ids: list[str]) -> list[Shown]:
    """The entries with the sums and the dates that stand in the same articles."""
    sums, dates = (
        mentioned.rows(conn, mentioned.AMOUNTS, ids),
        mentioned.rows(conn, mentioned.DEADLINES, ids),
    )
    for entry in entries:
        entry["amounts"] = [row for row in sums if row["article"] == entry["id"]]
        entry["deadlines"] = [
            {**row, "when": words.moment(row["date"], row["until"])}
            for row in dates
            if row["article"] == entry["id"]
        ]
    return entries


def _related(conn: sqlite3.Connection, kind: Kind, key: int, addresses: Addresses) -> list[Shown]:
    found = []
    for heading, link in kind.related:
        rows = mentioned.related(conn, kind, key, link)
        if rows:
            names = [{**row, "url": addresses.row(link.names, row["id"])} for row in rows]
            found.append({"heading": gettext(heading), "names": names})
    return found
