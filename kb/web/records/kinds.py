"""Everything that has a name and a page of its own, as data: a row a kind.

A row says which table holds the names, which records mention one, and which other names are counted
among those records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.web.language import marked


@dataclass(frozen=True, slots=True)
class Link:
    """How records have names: `table`.`record` is the record's id, `table`.`key` the name's.

    `table` is the table of the records itself where a record has one such name. `once` says that
    a record has a name of the link table once only.
    """

    table: str
    record: str
    key: str
    names: str
    once: bool = True

    def having(self, records: str) -> str:
        """The condition of a row of `records` that has the name `:key`.

        It is for when many meet it: the plus keeps SQLite from beginning with an index of it.
        """
        if self.table == records:
            return f"+{records}.{self.key} = :key"
        return (
            f"EXISTS (SELECT 1 FROM {self.table} "
            f"WHERE {self.record} = {records}.id AND {self.key} = :key)"
        )

    def among(self, records: str) -> str:
        """The same condition, for when few records meet it: it begins with the link."""
        if self.table == records:
            return f"{records}.{self.key} = :key"
        return f"{records}.id IN (SELECT {self.record} FROM {self.table} WHERE {self.key} = :key)"

    def count(self) -> str:
        """SQL for how many records have the name `:key`."""
        return f"SELECT count(*) FROM ({self.members()})"

    def members(self) -> str:
        """SQL for the ids of the records that have the name `:key`, each once."""
        each = "" if self.once else "DISTINCT "
        return f"SELECT {each}{self.record} AS record FROM {self.table} WHERE {self.key} = :key"


@dataclass(frozen=True, slots=True)
class Kind:
    """`records` is the table of what mentions the name; `facet` and `argument` narrow to it.

    `facet` is a facet of the search, `argument` an argument of Datasette's page of `records`.
    `related` are the links by which other names are counted, each with its heading.
    """

    table: str
    label: str
    many: str
    records: str
    link: Link
    argument: str
    facet: str | None = None
    related: tuple[tuple[str, Link], ...] = ()
    in_order_of_time: bool = False


def _articles(names: str, one: str) -> Link:
    return Link(f"article_{names}", "article", one, names)


PLACES = _articles("places", "place")
COUNTRIES = _articles("countries", "country")
ORGANISATIONS = _articles("organisations", "organisation")
PROGRAMMES = _articles("programmes", "programme")
SOURCES = _articles("sources", "source")
SECTIONS = Link("articles", "id", "section", "sections")
AUTHORS = Link("literature_authors", "literature", "author", "authors", once=False)
KEYWORDS = Link("literature_keywords", "literature", "keyword", "keywords")
JOURNALS = Link("literature", "id", "journal", "journals")
SERIES = Link("issues", "id", "series", "series")

_SAID = (
    (marked("Programmes"), PROGRAMMES),
    (marked("Organisations"), ORGANISATIONS),
    (marked("Places"), PLACES),
    (marked("Countries"), COUNTRIES),
)
_WORKS = ((marked("Authors"), AUTHORS), (marked("Journals"), JOURNALS))

KINDS: Mapping[str, Kind] = {
    kind.table: kind
    for kind in (
        Kind(
            *("places", marked("Place"), marked("Places"), "articles", PLACES),
            *("_place", "place", _SAID),
        ),
        Kind(
            *("countries", marked("Country"), marked("Countries"), "articles", COUNTRIES),
            *("_country", "country", _SAID),
        ),
        Kind(
            *("organisations", marked("Organisation"), marked("Organisations"), "articles"),
            *(ORGANISATIONS, "_organisation", "organisation", _SAID),
        ),
        Kind(
            *("programmes", marked("Programme"), marked("Programmes"), "articles", PROGRAMMES),
            *("_programme", "programme", _SAID),
            in_order_of_time=True,
        ),
        Kind(
            *("sources", marked("Source"), marked("Sources"), "articles", SOURCES),
            *("_source", "source", _SAID),
        ),
        Kind(
            *("sections", marked("Section"), marked("Sections"), "articles", SECTIONS),
            *("section", "section", _SAID),
        ),
        Kind(
            *("authors", marked("Author"), marked("Authors"), "literature", AUTHORS, "_author"),
            "author",
            (
                (marked("Written with"), AUTHORS),
                (marked("Journals"), JOURNALS),
                (marked("Keywords"), KEYWORDS),
            ),
        ),
        Kind(
            *("journals", marked("Journal"), marked("Journals"), "literature", JOURNALS),
            *("journal", "journal", ((marked("Authors"), AUTHORS), (marked("Keywords"), KEYWORDS))),
        ),
        Kind(
            *("keywords", marked("Keyword"), marked("Keywords"), "literature", KEYWORDS),
            *("_keyword", "keyword", ((marked("With the keywords"), KEYWORDS), *_WORKS)),
        ),
        Kind(
            *("series", marked("Newsletter"), marked("Newsletters"), "issues", SERIES),
            *("series", "series"),
        ),
    )
}
