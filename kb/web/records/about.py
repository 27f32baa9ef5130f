"""What is known of a name: what it is, where it lies, what else it is called."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.authorities import LISTS, Authority, AuthorityError, load
from kb.web import language, words
from kb.web.language import gettext

Row = dict[str, Any]

# The folder beside a store in which a librarian keeps names.
FOLDER = "authorities"
KEPT_TOGETHER = ("authors", "journals")


def about(conn: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> Row:
    """The page's lead: a sentence, the Korean name, other names, facts with their labels."""
    ko = row.get("ko")
    return {
        "ko": ko if ko != row["name"] else None,
        "sentence": _sentence(table, row),
        "variants": [name for name in _variants(conn, table, row) if name not in (row["name"], ko)],
        "coordinates": _coordinates(row.get("latitude"), row.get("longitude")),
    }


def _sentence(table: str, row: Mapping[str, Any]) -> str | None:
    """ "A city in Gyeonggi-do, South Korea", "A university"; None where nothing is known."""
    if table == "countries":
        return gettext("A country")
    kind = words.kind_of_name(row.get("kind"))
    if not kind:
        return None
    country = language.country(row["country"]) if row.get("country") else None
    places = ", ".join(filter(None, (row.get("region"), country)))
    if not places:
        return kind
    return gettext("%(kind)s in %(place)s") % {"kind": kind, "place": places}


def _coordinates(latitude: float | None, longitude: float | None) -> str | None:
    """35.8703, 128.5911 is "35.87° N, 128.59° E"."""
    if latitude is None or longitude is None:
        return None
    north = gettext("%s° N") if latitude >= 0 else gettext("%s° S")
    east = gettext("%s° E") if longitude >= 0 else gettext("%s° W")
    return ", ".join((north % f"{abs(latitude):.2f}", east % f"{abs(longitude):.2f}"))


def _variants(conn: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> list[str]:
    if table in KEPT_TOGETHER:
        sql = "SELECT name FROM variants WHERE list = ? AND preferred = ? ORDER BY name"
        return [name for (name,) in conn.execute(sql, [table, row["name"]])]
    if table not in LISTS:
        return []
    found = _entries(conn, table).get((row["name"], row.get("region")))
    return [name for name, _ in found.names] if found else []


def _entries(conn: sqlite3.Connection, which: str) -> Mapping[tuple[str, str | None], Authority]:
    """The authority file's entries by name and region; the shipped ones where the own are wrong."""
    files = {name: file for _, name, file in conn.execute("PRAGMA database_list")}
    folder = Path(files.get("main") or "").parent / FOLDER
    written = max((path.stat().st_mtime_ns for path in folder.glob(f"{which}.csv")), default=0)
    return _read(which, folder if written else None, written)


@lru_cache(maxsize=2 * len(LISTS))
def _read(
    which: str, folder: Path | None, written: int
) -> Mapping[tuple[str, str | None], Authority]:
    try:
        entries = load(which, folder)
    except AuthorityError:  # the next ingest says what is wrong with the file
        entries = load(which)
    return {(entry.name, entry.region): entry for entry in reversed(entries)}
