"""Counting the values of facets.

A facet that a search is narrowed by is counted without its own filter, so that one sees what its
other values would add: with year=2022 chosen, how many hits there are in 2021.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kb.search.backend import Filters


def countings(names: Sequence[str], filters: Filters) -> Iterator[tuple[Filters, list[str]]]:
    """Which facets are counted together, under which filters: once for all that are not filtered
    by, and once for each that is."""
    if free := [name for name in names if name not in filters]:
        yield filters, free
    for name in names:
        if name in filters:
            yield {other: node for other, node in filters.items() if other != name}, [name]


def counted(
    rows: Sequence[Mapping[str, Sequence[str]]], names: Sequence[str], limit: int
) -> dict[str, list[tuple[str, int]]]:
    """How many rows have each value of each facet: the most frequent first, ties by value."""
    values = ((name, chain.from_iterable(row[name] for row in rows)) for name in names)
    return {name: ranked(Counter(found).items(), limit) for name, found in values}


def ranked(pairs: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    """Values by count, ties by value, at most `limit`."""
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
