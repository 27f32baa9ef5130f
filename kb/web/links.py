"""Properties of articles and literature that stand in link tables: a row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`table`.`column` names the record, `table`.`key` the row of `names` that it is linked to."""

    name: str
    table: str
    column: str
    key: str
    names: str

    @property
    def argument(self) -> str:
        """The argument of an address that filters by it: `?_author=Kim, Minji`."""
        return f"_{self.name}"

    def clause(self, parameter: str) -> str:
        """The SQL condition of a record that is linked to the name in a parameter."""
        return (
            f"id in (select [{self.column}] from [{self.table}] where [{self.key}] in "
            f"(select id from [{self.names}] where name = :{parameter}))"
        )

    def counts(self, records: str, limit: int | str) -> str:
        """SQL for the names that most of the records have, an SQL query: value and count."""
        return (
            f"select names.name as value, counted.n as count from ("
            f"select [{self.key}] as k, count(distinct [{self.column}]) as n from [{self.table}] "
            f"{self._among(records)} group by k order by n desc, k limit {limit}) as counted "
            f"join [{self.names}] as names on names.id = counted.k "
            f"order by count desc, value"
        )

    def _among(self, records: str) -> str:
        """Looking every record up is left out where the query has no condition."""
        if " where " not in records.lower():
            return ""
        return f"where [{self.column}] in (select id from ({records}))"


LINKS: Mapping[str, tuple[Link, ...]] = {
    "articles": (
        Link("source", "article_sources", "article", "source", "sources"),
        Link("place", "article_places", "article", "place", "places"),
        Link("country", "article_countries", "article", "country", "countries"),
        Link("organisation", "article_organisations", "article", "organisation", "organisations"),
        Link("programme", "article_programmes", "article", "programme", "programmes"),
        Link("flag", "flags", "article", "code", "flag_codes"),
    ),
    "literature": (
        Link("author", "literature_authors", "literature", "author", "authors"),
        Link("keyword", "literature_keywords", "literature", "keyword", "keywords"),
    ),
}


def link(table: str | None, name: str) -> Link | None:
    """The link of a table by its name."""
    return next((each for each in LINKS.get(table or "", ()) if each.name == name), None)
