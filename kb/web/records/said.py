"""What an article's text says, as its page shows it: in the text, and in lists beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.web import words
from kb.web.addresses import Addresses
from kb.web.language import gettext, marked, number

Row = Mapping[str, Any]
Shown = dict[str, Any]

# The lists of names of an article's document, with what one of each is called in its link table.
NAMED = {
    "places": ("place", marked("Place")),
    "countries": ("country", marked("Country")),
    "organisations": ("organisation", marked("Organisation")),
    "programmes": ("programme", marked("Programme")),
}
LINKED = """
SELECT names.id, names.name, {more}, names.ko FROM article_{which} AS links
JOIN {which} AS names ON names.id = links.{one} WHERE links.article = ? ORDER BY links.line, name
"""
AMOUNTS = "SELECT * FROM amounts WHERE article = ? ORDER BY line, id"
DEADLINES = "SELECT * FROM deadlines WHERE article = ? ORDER BY date, id"
DEADLINE_KINDS = {"deadline": marked("Deadline"), "event": marked("Event")}


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a line that name something: of what kind, what it is, and where it leads."""

    kind: str
    line: int
    printed: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What the text says: `words` to be marked in it, `lists` for beside it, by kind."""

    words: tuple[Said, ...]
    names: dict[str, list[Shown]]
    amounts: list[Shown]
    deadlines: list[Shown]


def contents(conn: sqlite3.Connection, document: Row, addresses: Addresses) -> Contents:
    """What is said in the article of a document (see kb.store.documents)."""
    names = {which: _names(conn, document["id"], which, addresses) for which in NAMED}
    amounts = [_amount(row) for row in _rows(conn, AMOUNTS, document["id"])]
    deadlines = [_deadline(row) for row in _rows(conn, DEADLINES, document["id"])]
    said = [
        *(one for which, shown in names.items() for one in _mentions(document, which, shown)),
        *_beside("amount", amounts),
        *_beside("deadline", deadlines),
    ]
    return Contents(tuple(said), names, amounts, deadlines)


def _rows(conn: sqlite3.Connection, sql: str, *values: Any) -> list[Row]:
    cursor = conn.execute(sql, values)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def _names(conn: sqlite3.Connection, article: str, which: str, addresses: Addresses) -> list[Shown]:
    one, _ = NAMED[which]
    apart = (
        "names.country, names.region" if which == "places" else "NULL AS country, NULL AS region"
    )
    rows = _rows(conn, LINKED.format(which=which, one=one, more=apart), article)
    return [{**row, "url": addresses.row(which, row["id"]), "korean": _korean(row)} for row in rows]


def _korean(row: Row) -> str | None:
    """The Korean name where it is another than the name."""
    return row["ko"] if row["ko"] != row["name"] else None


def _mentions(document: Row, which: str, shown: list[Shown]) -> Iterator[Said]:
    """Every place in the text at which a linked name is said."""
    label = gettext(NAMED[which][1])
    by_name = {(row["name"], row["country"], row["region"]): row for row in shown}
    places = which == "places"
    for mention in document.get(which) or ():
        apart = (mention.get("country"), mention.get("region")) if places else (None, None)
        row = by_name.get((mention.get("name"), *apart))
        if row and mention.get("line") and mention.get("surface"):
            title = f"{label}: {row['name']}"
            yield Said(NAMED[which][0], mention["line"], mention["surface"], row["url"], title)


def _beside(kind: str, shown: list[Shown]) -> Iterator[Said]:
    """Amounts and dates lead to where they stand beside the text."""
    for row in shown:
        row["anchor"] = f"{kind}-{row['id']}"
        yield Said(kind, row["line"], row["printed"], f"#{row['anchor']}", row["value"])


def _amount(row: Row) -> Shown:
    """An amount in whole units of its currency: "KRW 56,000,000,000"."""
    low, high = number(row["low"]), number(row["high"])
    value = f"{row['currency']} {low}" + (f" – {high}" if low != high else "")
    return {**row, "value": value}


def _deadline(row: Row) -> Shown:
    kind = DEADLINE_KINDS.get(row["kind"])
    value = moment(row["date"])
    if row["until"]:
        value = f"{value} – {moment(row['until'])}"
    return {**row, "value": value, "kind": gettext(kind) if kind else row["kind"]}


def moment(iso: str) -> str:
    """ "2022-04-29T18:00:00+09:00" is "29 April 2022, 18:00 (UTC+09:00)"."""
    day, _, clock = iso.partition("T")
    if not clock:
        return words.date(day)
    time, zone = clock[:5], clock[8:]
    return f"{words.date(day)}, {time}" + (f" (UTC{zone})" if zone.strip("Z") else "")
