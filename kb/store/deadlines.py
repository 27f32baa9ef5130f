"""Deadlines and events of the store, by when they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kb.store.database import Database
from kb.store.rows import Doc

NAMES = ("article", "headline", "kind", "when", "until", "printed", "line", "changed", "url")
# What has no day is over when its month is
_OVER = """CASE length(coalesce(until, deadlines.date)) WHEN 7 THEN coalesce(until, deadlines.date)
           || '-31' ELSE coalesce(until, deadlines.date) END"""


def deadlines(
    db: Database,
    since: date | None,
    days: int | None = None,
    *,
    events: bool = False,
    articles: Iterable[str] | None = None,
) -> Iterator[Doc]:
    """The deadlines from a day on, the next one first, or all of them; those of `articles` alone.

    {"article", "headline", "kind": "deadline" | "event", "when", "until", "printed", "line",
    "changed": when the article's record changed last, "url"}; `days` says how many days are looked
    at, the first one among them.
    """
    last = (since + timedelta(days=days)).isoformat() if since and days else "9999"
    sql = f"""SELECT article, headline, kind, deadlines.date, until, printed, line,
              (SELECT max(at) FROM changes WHERE record = article), url
              FROM deadlines JOIN articles ON articles.id = article
              WHERE {_OVER} >= :since AND deadlines.date < :last
              AND (:events OR kind = 'deadline')
              AND (:among IS NULL OR article IN (SELECT value FROM json_each(:among)))
              ORDER BY deadlines.date, article, line, deadlines.id"""
    values = {
        "since": since.isoformat() if since else "",
        "last": last,
        "events": events,
        "among": None if articles is None else json.dumps(list(articles)),
    }
    for row in db.conn.execute(sql, values):
        yield dict(zip(NAMES, row, strict=True))
