"""The calendar: dates by which something has to be done, and on which something takes place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date as Day
from datetime import timedelta
from itertools import groupby
from typing import Any

from kb.exports.calendar import Entry
from kb.web import words
from kb.web.addresses import Addresses, with_query

Shown = dict[str, Any]

# Days within which a date is soon, and for which an event that has begun may go on.
SOON, LASTS = 30, 60
# Entries on a page, and of the past below those to come.
SIZE, PAST = 100, 30
# A feed goes back so many days, and holds so many entries.
FEED_DAYS, FEED = 90, 1_000

_COLUMNS = """
SELECT deadlines.id, article, headline, articles.issue, label, line, printed, kind,
       deadlines.date, until
FROM deadlines CROSS JOIN articles ON articles.id = article
CROSS JOIN issues ON issues.id = articles.issue
"""
# A date of which only the month is known sorts before the days of its month.
FROM = f"""{_COLUMNS}
WHERE deadlines.date >= :floor
  AND (deadlines.date >= :day OR deadlines.date = :month OR until >= :day)
ORDER BY deadlines.date, deadlines.id LIMIT :size
"""
BEFORE = f"""{_COLUMNS}
WHERE deadlines.date < :day AND deadlines.date != :month AND coalesce(until, '') < :day
ORDER BY deadlines.date DESC, deadlines.id DESC LIMIT :size
"""


def begin(asked: str | None) -> Day | None:
    """The day that `?from=` names, "2022-03-29" or "2022-03"; None where it names none."""
    given = asked or ""
    try:
        return Day.fromisoformat(f"{given}-01" if len(given) == 7 else given)
    except ValueError:
        return None


def since(conn: sqlite3.Connection, day: Day, size: int = SIZE) -> list[Shown]:
    """Entries of a day and after it, the earliest first, with events that go on that day."""
    floor = (day - timedelta(days=LASTS)).isoformat() if day.toordinal() > LASTS else ""
    return _rows(conn, FROM, {**_bounds(day), "floor": floor, "size": size})


def before(conn: sqlite3.Connection, day: Day, size: int = PAST) -> list[Shown]:
    """Entries that are over on a day, the latest first."""
    return _rows(conn, BEFORE, {**_bounds(day), "size": size})


def closing_soon(conn: sqlite3.Connection, today: Day, size: int = 5) -> list[Shown]:
    """What is to be done, or takes place, within SOON days: rows for the home page, too."""
    last = (today + timedelta(days=SOON)).isoformat()
    return [row for row in since(conn, today, size) if row["date"][:10] <= last]


def read(conn: sqlite3.Connection, asked: Day | None, today: Day, addresses: Addresses) -> Shown:
    """What the page shows: from a day on, or what is to come and, below, what is over."""
    start = asked or today
    coming = since(conn, start, SIZE + 1)
    over = before(conn, start, SIZE if asked else PAST + 1)
    last = (today + timedelta(days=SOON)).isoformat()
    soon = [row for row in coming if not asked and row["date"][:10] <= last]
    earlier = over[-1:] if asked else over[PAST:]
    # those of one day stand on one page
    later = [row for row in coming[SIZE:] if row["date"][:10] != start.isoformat()]
    return {
        "addresses": addresses,
        "asked": words.date(asked.isoformat()) if asked else None,
        "start": start.isoformat(),
        "soon": shown(soon, addresses),
        "months": _months(coming[len(soon) : SIZE], addresses),
        "past": [] if asked else _months(over[:PAST], addresses),
        "earlier": _page(earlier[0]["date"], addresses) if earlier else None,
        "later": _page(later[0]["date"], addresses) if later else None,
        "whole": addresses.table("deadlines"),
        "feed": addresses.calendar_feed(),
        "days": SOON,
    }


def _rows(conn: sqlite3.Connection, sql: str, values: Mapping[str, Any]) -> list[Shown]:
    return [dict(row) for row in conn.execute(sql, values)]


def _bounds(day: Day) -> dict[str, str]:
    iso = day.isoformat()
    return {"day": iso, "month": iso[:7]}


def _page(date: str, addresses: Addresses) -> str:
    return with_query(addresses.calendar(), [("from", date[:10])])


def shown(rows: Iterable[Shown], addresses: Addresses) -> list[Shown]:
    """Entries with their dates in words and their addresses."""
    return [
        {
            **row,
            "when": words.moment(row["date"], row["until"]),
            "url": addresses.row("articles", row["article"]),
            "source": addresses.source(row["issue"], row["line"])
            if addresses.reads(row["issue"])
            else None,
        }
        for row in rows
    ]


def _months(rows: Iterable[Shown], addresses: Addresses) -> list[tuple[str, list[Shown]]]:
    by_month = groupby(rows, lambda row: row["date"][:7])
    return [(words.date(month), shown(entries, addresses)) for month, entries in by_month]


def feed(
    conn: sqlite3.Connection, today: Day, site: str, addresses: Addresses
) -> tuple[list[Entry], str]:
    """The entries of the feed, and the store's token, by which they keep their UIDs.

    `site` is what stands before a path in an address.
    """
    back = today - timedelta(days=FEED_DAYS)
    entries = [
        Entry(
            article=row["article"],
            headline=row["headline"],
            kind=row["kind"],
            when=row["date"],
            until=row["until"],
            printed=row["printed"],
            url=site + addresses.row("articles", row["article"]),
        )
        for row in since(conn, back, FEED)
    ]
    token = conn.execute("SELECT value FROM settings WHERE name = 'token'").fetchone()
    return entries, str(token[0])
