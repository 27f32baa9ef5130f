"""The map of places, and the list that says the same."""

from __future__ import annotations

import sqlite3
import weakref
from collections import Counter
from typing import Any

from kb.web import dotmap, language, words
from kb.web.addresses import Addresses
from kb.web.dotmap import Place
from kb.web.searcher import Searcher

Row = dict[str, Any]
Counted = tuple[int, tuple[Row, ...]]

# Places on the page; the table has all of them.
MOST = 400
WIDTH = 720

REVISION = "SELECT coalesce(max(id), 0) FROM changes"
# How many articles name each place: the index of the link table, read from end to end.
COUNTED = """
SELECT places.id, name, kind, country, region, ko, latitude, longitude, n
FROM (SELECT place, count(*) AS n FROM article_places GROUP BY place
      ORDER BY n DESC, place LIMIT :most) CROSS JOIN places ON places.id = place
ORDER BY n DESC, name
"""
_known: weakref.WeakKeyDictionary[Searcher, Counted] = weakref.WeakKeyDictionary()


def top_places(conn: sqlite3.Connection, most: int) -> list[Row]:
    """The places that most articles name: rows of `places` with `n`, for the home page, too."""
    return [dict(row) for row in conn.execute(COUNTED, {"most": most})]


def counted(conn: sqlite3.Connection, store: Searcher) -> tuple[Row, ...]:
    """The same for the page, counted anew when the store has changed."""
    revision = conn.execute(REVISION).fetchone()[0]
    known = _known.get(store)
    if known is None or known[0] != revision:
        known = _known[store] = (revision, tuple(top_places(conn, MOST)))
    return known[1]


def context(rows: tuple[Row, ...], addresses: Addresses) -> Row:
    """What the template shows: a map of the country that is named most, one of the world."""
    places = [
        Place(row["name"], row["latitude"], row["longitude"], row["n"], _url(row, addresses))
        for row in rows
        if row["latitude"] is not None and row["longitude"] is not None
    ]
    by_country: Counter[str] = Counter()
    for row in rows:
        if row["country"] and row["latitude"] is not None:
            by_country[row["country"]] += row["n"]
    near = by_country.most_common(1)[0][0] if by_country else None
    urls = {_url(row, addresses) for row in rows if row["country"] == near}
    box = dotmap.around(p for p in places if p.url in urls) if urls and near else None
    abroad = any(place.url not in urls for place in places)
    return {
        "addresses": addresses,
        "trail": [(words.browsed("places"), addresses.table("places"))],
        "places": [_listed(row, addresses) for row in rows],
        "near": language.country(near) if near else None,
        "map": dotmap.draw(places, box, WIDTH) if box else None,
        "world": dotmap.draw(places, dotmap.WORLD, WIDTH) if abroad else None,
        "table": addresses.table("places"),
        "most": MOST if len(rows) == MOST else None,
    }


def _url(row: Row, addresses: Addresses) -> str:
    return addresses.row("places", row["id"])


def _listed(row: Row, addresses: Addresses) -> Row:
    country = language.country(row["country"]) if row["country"] else None
    return {
        "name": row["name"],
        "ko": row["ko"],
        "where": ", ".join(filter(None, (row["region"], country))),
        "n": row["n"],
        "url": _url(row, addresses),
    }
