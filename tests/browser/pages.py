"""The pages that are looked at: every kind that the website has, Datasette's own among them.

A page that a route or a table brings is looked at as soon as it has a row here, by every test.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ARTICLE, ISSUE = "smartcity-korea-27-03", "smartcity-korea-27"


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: its address is `path`, in which {id} stands for the key of the row of `table`
    that has this `name`; `first` is the first hit, which is to be seen without scrolling."""

    name: str
    path: str
    table: str = ""
    row: str = ""
    status: int = 200
    first: str = ""
    signed_in: bool = False

    def address(self, store: Path) -> str:
        if not self.table:
            return self.path
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as conn:
            found = conn.execute(f"SELECT id FROM {self.table} WHERE name = ?", [self.row])
            (key,) = found.fetchone()
        return self.path.format(id=key)


def _search(**arguments: str) -> str:
    return f"/search?{urlencode(arguments)}"


def _row(name: str, table: str, row: str) -> Page:
    return Page(name, f"/kb/{table}/{{id}}", table, row)


def _table(name: str, table: str, **arguments: str) -> Page:
    query = f"?{urlencode(arguments)}" if arguments else ""
    return Page(name, f"/kb/{table}{query}")


HIT = ".kb-hits a"
PAGES = (
    Page("home", "/"),
    Page("search", _search(q="smart city"), first=HIT),
    Page("search-of-all", "/search", first=HIT),
    Page("search-narrowed", _search(q="smart", kind="article", year="2022"), first=HIT),
    Page("search-in-korean", _search(q="규제 샌드박스"), first=HIT),
    Page("search-without-hits", _search(q="qqqzzz")),
    Page("search-with-a-mistake", _search(q='"smart (city')),
    Page("search-for-an-unknown-facet", _search(q="smart colour:red")),
    Page("help", "/help"),
    Page("saved-list", "/saved"),
    Page("article", f"/kb/articles/{ARTICLE}"),
    Page("issue", f"/kb/issues/{ISSUE}"),
    Page("literature", "/kb/literature/presidential2021smart"),
    _row("place", "places", "Busan"),
    _row("programme", "programmes", "Smart City Regulatory Sandbox"),
    _row("organisation", "organisations", "Ministry of Land, Infrastructure and Transport"),
    _row("author", "authors", "Hong, Soon-gu"),
    _row("journal", "journals", "Journal of Korea Planning Association"),
    _row("keyword", "keywords", "스마트시티"),
    Page("series", "/kb/series/1"),
    Page("places-on-a-map", "/places"),
    Page("calendar", "/calendar"),
    Page("source", f"/source/{ISSUE}"),
    _table("table-of-articles", "articles"),
    _table("table-searched", "articles", _search="smart", _source="MOLIT", year="2022"),
    _table("table-without-rows", "articles", _search="qqqzzz"),
    _table("table-of-literature", "literature", _facet="year", type="article-journal"),
    _table("table-of-places", "places"),
    Page("row-of-a-table-without-a-page", "/kb/amounts/1"),
    Page("database", "/kb"),
    Page("sql", "/kb?sql=select+id,+headline+from+articles+limit+5", signed_in=True),
    Page("not-found", "/kb/articles/no-such-article", status=404),
)
BY_NAME: Mapping[str, Page] = {page.name: page for page in PAGES}
