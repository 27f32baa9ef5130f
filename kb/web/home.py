"""What the home page says of a store: its latest issue, its numbers, what is new and to browse."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kb.web import calendar_page, charts, shelves
from kb.web.addresses import Addresses
from kb.web.filters import KINDS
from kb.web.reading import read
from kb.web.searcher import Searcher
from kb.web.stores import searcher

if TYPE_CHECKING:
    from datasette.app import Datasette

Row = dict[str, Any]

REVISION = "SELECT coalesce(max(id), 0) FROM changes"
NUMBERS = """
SELECT (SELECT count(*) FROM issues) AS issues, (SELECT count(*) FROM articles) AS articles,
       (SELECT count(*) FROM literature) AS literature,
       (SELECT count(*) FROM journals) AS journals, (SELECT count(*) FROM authors) AS authors
"""
LATEST = "SELECT id, label, title, date FROM issues ORDER BY date DESC, id LIMIT 1"
CONTENTS = """
SELECT articles.id, headline AS title, feature, sections.name AS section FROM articles
LEFT JOIN sections ON sections.id = section WHERE articles.issue = ? ORDER BY position LIMIT 40
"""
LISTED = """
SELECT literature.id, coalesce(literature.title, printed) AS title, first_line FROM mentions
LEFT JOIN literature ON literature.id = literature WHERE mentions.issue = ?
ORDER BY first_line LIMIT 10
"""
# Work that put something in, the latest first, among the last changes only.
ADDED = """
SELECT part_of, max(at) AS at, sum(kind = 'issue') AS issues, sum(kind = 'article') AS articles,
       sum(kind = 'literature') AS literature, max(iif(kind = 'issue', record, NULL)) AS issue
FROM changes WHERE before IS NULL AND undoes IS NULL
  AND id > (SELECT max(id) FROM changes) - 2000
  AND kind IN ('issue', 'article', 'literature')
GROUP BY part_of ORDER BY part_of DESC LIMIT 5
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a store at a revision; in no language, so that it serves all visitors."""

    revision: int
    numbers: Row
    latest: Row | None
    added: list[Row]
    shelves: list[Row]
    years: Mapping[str, Mapping[int, int]]


_known: weakref.WeakKeyDictionary[Searcher, Known] = weakref.WeakKeyDictionary()


async def home(datasette: Datasette, addresses: Addresses) -> Row:
    """All that the home page shows of a store; read anew when the store has changed."""
    store = await searcher(datasette, addresses.store)
    before = _known.get(store) if store else None
    today = date.today()
    known, soon = await read(
        datasette,
        addresses.store,
        lambda conn: (_read(conn, before), calendar_page.closing_soon(conn, today)),
    )
    if store:
        _known[store] = known
    return {**_shown(known, addresses), "soon": calendar_page.shown(soon, addresses)}


def _read(conn: sqlite3.Connection, before: Known | None) -> Known:
    revision = conn.execute(REVISION).fetchone()[0]
    if before is not None and before.revision == revision:
        return before
    return Known(
        revision,
        dict(conn.execute(NUMBERS).fetchone()),
        _latest(conn),
        [_added(conn, row) for row in conn.execute(ADDED).fetchall()],
        shelves.filled(conn),
        {table: shelves.by_year(conn, table) for table in KINDS},
    )


def _latest(conn: sqlite3.Connection) -> Row | None:
    """The newest issue with its contents, section by section."""
    issue = conn.execute(LATEST).fetchone()
    if issue is None:
        return None
    sections: dict[str, list[Row]] = {}
    for article in conn.execute(CONTENTS, [issue["id"]]):
        sections.setdefault(article["section"] or "", []).append(dict(article))
    listed = [dict(row) for row in conn.execute(LISTED, [issue["id"]])]
    return {**dict(issue), "sections": sections, "literature": listed}


def _added(conn: sqlite3.Connection, row: sqlite3.Row) -> Row:
    """A piece of work with the label of its issue, where it put in a single one that is there."""
    label = "SELECT label FROM issues WHERE id = ?"
    issue = conn.execute(label, [row["issue"]]).fetchone() if row["issues"] == 1 else None
    return {**dict(row), "label": issue["label"] if issue else None}


def _shown(known: Known, addresses: Addresses) -> Row:
    """What was read, with the addresses of this visitor's site."""
    return {
        "addresses": addresses,
        "numbers": known.numbers,
        "latest": known.latest,
        "added": known.added,
        "examples": [*_examples(known)],
        "shelves": known.shelves,
        "charts": {
            kind: charts.years(known.years[table], _year_of(kind, addresses))
            for table, kind in KINDS.items()
        },
    }


def _year_of(kind: str, addresses: Addresses) -> Callable[[int], str]:
    return lambda year: addresses.search([("kind", kind), ("year", str(year))])


def _examples(known: Known) -> Iterator[str]:
    """Queries that show what the language can do, and find something in this collection."""
    first = {shelf["facet"]: str(shelf["rows"][0]["name"]) for shelf in known.shelves}
    if programme := first.get("programme"):
        yield f'"{programme}"'
    if section := first.get("section"):
        yield f'section:"{section}"'
    if known.years["articles"]:
        yield f"year:{max(known.years['articles'])}"
    if author := first.get("author"):
        yield f"author:{author.partition(',')[0].partition(' ')[0]}"
