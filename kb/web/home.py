"""What the home page says of a store: its numbers, its latest issue, what there is to browse."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted

from kb.web import words
from kb.web.addresses import Addresses
from kb.web.links import LINKS, Link
from kb.web.searcher import Searcher
from kb.web.stores import searcher

if TYPE_CHECKING:
    from datasette.app import Datasette

Row = dict[str, Any]

NUMBERS = """
SELECT (SELECT count(*) FROM issues) AS issues, (SELECT count(*) FROM articles) AS articles,
       (SELECT count(*) FROM literature) AS literature,
       (SELECT count(*) FROM journals) AS journals, (SELECT count(*) FROM authors) AS authors,
       (SELECT min(year) FROM issues) AS first_year, (SELECT max(year) FROM issues) AS last_year,
       (SELECT max(id) FROM changes) AS revision
"""
LATEST = "SELECT id, label, title, date FROM issues ORDER BY date DESC, id LIMIT 1"
CONTENTS = """
SELECT articles.id, headline, feature, date, sections.name AS section FROM articles
LEFT JOIN sections ON sections.id = section WHERE articles.issue = ? ORDER BY position
"""
LISTED = """
SELECT literature.id, literature.title, printed, first_line, last_line FROM mentions
LEFT JOIN literature ON literature.id = literature WHERE mentions.issue = ? ORDER BY first_line
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of what records of a table have: `sql` gives key, name and n, the most frequent first.

    `argument` filters the table's page by the key; `names` is the table with the whole list.
    """

    title: str
    table: str
    argument: str
    names: str
    sql: str
    most: int = 12


def _by_column(table: str, column: str, names: str) -> Shelf:
    sql = f"""SELECT names.id AS key, names.name AS name, n FROM
        (SELECT {column} AS k, count(*) AS n FROM {table} WHERE {column} IS NOT NULL
         GROUP BY k ORDER BY n DESC, k LIMIT {{most}}) AS counted
        JOIN {names} AS names ON names.id = k ORDER BY n DESC, name"""
    return Shelf(names.capitalize(), table, column, names, sql)


def _by_link(table: str, link: Link) -> Shelf:
    counted = link.counts(f"select id from [{table}]", "{most}")
    sql = f"SELECT value AS key, value AS name, count AS n FROM ({counted})"
    return Shelf(link.names.capitalize(), table, link.argument, link.names, sql)


def _by_year(table: str) -> Shelf:
    sql = f"""SELECT year AS key, year AS name, count(*) AS n FROM {table} WHERE year IS NOT NULL
        GROUP BY year ORDER BY year DESC LIMIT {{most}}"""
    return Shelf(f"{table.capitalize()} by year", table, "year", table, sql, most=40)


SHELVES = (
    _by_column("articles", "section", "sections"),
    _by_year("articles"),
    *(_by_link("articles", link) for link in LINKS["articles"]),
    _by_column("literature", "journal", "journals"),
    _by_year("literature"),
    *(_by_link("literature", link) for link in LINKS["literature"]),
)
_known: weakref.WeakKeyDictionary[Searcher, Row] = weakref.WeakKeyDictionary()


async def home(datasette: Datasette, addresses: Addresses) -> Row:
    """All that the home page shows of a store; counted anew when the store has changed."""
    store = await searcher(datasette, addresses.store)
    numbers = (await _rows(datasette, addresses, NUMBERS))[0]
    known = _known.get(store) if store else None
    if known is None or known["numbers"] != numbers:
        shelves = [await _shelf(datasette, addresses, shelf) for shelf in SHELVES]
        shelves = [shelf for shelf in shelves if shelf["values"]]
        known = {
            "numbers": numbers,
            "latest": await _latest(datasette, addresses),
            "shelves": shelves,
            "examples": [*_examples(shelves)],
        }
        if store:
            _known[store] = known
    return {**known, "addresses": addresses}


def _examples(shelves: list[Row]) -> Iterator[str]:
    """Queries that show what the language can do, and find something in this collection."""
    first = {shelf["title"]: shelf["values"][0]["name"] for shelf in shelves}
    if section := first.get("Sections"):
        yield f'section:"{section}"'
    if year := first.get("Articles by year"):
        yield f"year:{year}"
    if author := first.get("Authors"):
        yield f"author:{str(author).partition(',')[0].partition(' ')[0]}"


async def _rows(datasette: Datasette, addresses: Addresses, sql: str, *values: Any) -> list[Row]:
    found = await datasette.get_database(addresses.store).execute(sql, values, truncate=False)
    return [dict(row) for row in found.rows]


async def _latest(datasette: Datasette, addresses: Addresses) -> Row | None:
    """The newest issue with its contents, section by section."""
    issues = await _rows(datasette, addresses, LATEST)
    if not issues:
        return None
    issue = issues[0]
    sections: dict[str, list[Row]] = {}
    for article in await _rows(datasette, addresses, CONTENTS, issue["id"]):
        title = {"title": article["headline"], "feature": article["feature"]}
        entry = {**title, "url": addresses.row("articles", article["id"])}
        sections.setdefault(article["section"] or "", []).append(entry)
    return {
        **issue,
        "date": words.date(issue["date"]),
        "url": addresses.row("issues", issue["id"]),
        "source": addresses.source(issue["id"]),
        "sections": sections,
        "literature": await _listed(datasette, addresses, issue["id"]),
    }


async def _listed(datasette: Datasette, addresses: Addresses, issue: str) -> list[Row]:
    return [
        {
            "title": row["title"] or row["printed"],
            "url": addresses.row("literature", row["id"])
            if row["id"]
            else addresses.source(issue, row["first_line"]),
        }
        for row in await _rows(datasette, addresses, LISTED, issue)
    ]


async def _shelf(datasette: Datasette, addresses: Addresses, shelf: Shelf) -> Row:
    """A shelf's values with their counts; none where counting takes too long."""
    try:
        rows = await _rows(datasette, addresses, shelf.sql.format(most=shelf.most + 1))
    except QueryInterrupted:
        rows = []
    values = [
        {
            "name": row["name"],
            "count": row["n"],
            "url": addresses.table(shelf.table, [(shelf.argument, str(row["key"]))]),
        }
        for row in rows[: shelf.most]
    ]
    more = addresses.table(shelf.names) if len(rows) > shelf.most else None
    return {"title": shelf.title, "values": values, "all": more}
