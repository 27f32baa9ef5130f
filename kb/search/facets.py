"""Counting facet values over hits, for engines that do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kb.search.backend import Counts


def counts(rows: Iterable[Mapping[str, Sequence[str]]], names: Sequence[str], limit: int) -> Counts:
    """How many rows have each value of each facet: the most frequent first, ties by value."""
    counters: dict[str, Counter[str]] = {name: Counter() for name in names}
    for row in rows:
        for name, counter in counters.items():
            counter.update(row[name])
    return {name: ranked(counter.items(), limit) for name, counter in counters.items()}


def ranked(counted: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    """Values by count, ties by value, at most `limit`."""
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:limit]
