"""What the address of a search page asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kb.search.backend import RELEVANCE, SORTS
from kb.search.engine import Request
from kb.search.filters import KINDS, span
from kb.search.schema import FACET_NAMES, USUAL

# What the page can be narrowed by; the kind has its own place.
FILTERS = tuple(name for name in FACET_NAMES if name != "kind")
YEAR = "year"
# The fields of a range of years, which a form sends apart.
FROM, TO = "from", "to"
SIZE = 20
LARGEST = 100
FARTHEST = 10_000
"""Hits that can be paged to; whoever wants more of them has the table or the files."""
COUNTED = 200
"""Values of a facet that are counted: the years of a collection, and what a page can list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as an address has it; `facets` are values of facets, (name, value) each."""

    query: str = ""
    kind: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    sort: str = RELEVANCE
    page: int = 1
    exact: bool = False
    like: str | None = None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The arguments of its address; what is as usual is left out."""
        page = str(self.page) if self.page > 1 else ""
        return [
            ("q", self.query),
            ("like", self.like or ""),
            *self.facets,
            *self.rest,
            ("page", page),
        ]

    @property
    def rest(self) -> list[tuple[str, str]]:
        """The arguments that are neither the query nor a facet nor a page."""
        sort = "" if self.sort == RELEVANCE else self.sort
        return [("kind", self.kind or ""), ("sort", sort), ("exact", "1" if self.exact else "")]

    def of(self, name: str) -> list[str]:
        """The chosen values of a facet."""
        return [value for facet, value in self.facets if facet == name]

    def without(self, name: str, value: str | None = None) -> Asked:
        """The same without a value of a facet, or without all of its values; its first page."""
        kept = (pair for pair in self.facets if pair[0] != name or value not in (None, pair[1]))
        return replace(self, facets=tuple(kept), page=1)

    def only(self, name: str, value: str) -> Asked:
        """The same with one value of a facet in the place of others; its first page."""
        bare = self.without(name)
        return replace(bare, facets=(*bare.facets, (name, value)))

    def request(
        self,
        size: int = SIZE,
        offset: int | None = None,
        counted: tuple[str, ...] = USUAL,
        values: int = 20,
    ) -> Request:
        """What is asked of the index; `counted` are the facets to count, `values` of each."""
        start = (self.page - 1) * SIZE if offset is None else offset
        return Request(
            self.query,
            self.kind,
            self.facets,
            self.sort,
            size,
            min(start, FARTHEST),
            facet_limit=values,
            counted=counted,
            exact=self.exact,
            like=self.like,
        )


def asked(arguments: Any) -> Asked:
    """The arguments of an address; what makes no sense is as if it were not there."""
    kind, sort = arguments.get("kind"), arguments.get("sort")
    query = (arguments.get("q") or "").strip()
    return Asked(
        query=query,
        kind=kind if kind in KINDS else None,
        facets=tuple(dict.fromkeys(_facets(arguments))),
        sort=sort if sort in SORTS else RELEVANCE,
        page=whole(arguments.get("page"), 1, FARTHEST // SIZE, least=1),
        exact=arguments.get("exact") == "1",
        like=None if query else arguments.get("like") or None,
    )


def _facets(arguments: Any) -> Iterator[tuple[str, str]]:
    """Values of facets; a range of years that is typed goes before years that were chosen."""
    years = _years(arguments.get(FROM), arguments.get(TO))
    for name in FILTERS:
        if name == YEAR and years:
            yield YEAR, years
        else:
            yield from ((name, value) for value in arguments.getlist(name) if value)


def _years(first: str | None, last: str | None) -> str | None:
    """ "2021" and "2023" are "2021..2023", in either order; the same year twice is that year."""
    numbers = [
        int(text) if (text := (end or "").strip()) and text.isascii() and text.isdigit() else None
        for end in (first, last)
    ]
    given = sorted(number for number in numbers if number is not None and number <= 9999)
    if len(given) == 2:
        return str(given[0]) if given[0] == given[1] else span(given[0], given[1])
    if not given:
        return None
    return span(given[0], None) if numbers[0] == given[0] else span(None, given[0])


def whole(text: str | None, usual: int, most: int, *, least: int = 0) -> int:
    """A whole number within bounds, the usual one where there is none."""
    if not text or not text.isascii() or not text.isdigit():
        return usual
    return max(least, min(int(text[:9]), most))
