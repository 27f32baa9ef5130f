"""What an engine must do, and the values that it takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kb.search.records import Doc
from kb.search.tree import Node

RELEVANCE, NEWEST, OLDEST = SORTS = ("relevance", "newest", "oldest")
# Facet name → what a document must match to have any of the values chosen; all must hold.
Filters = Mapping[str, Node]
Counts = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Page:
    """Which facets to count, and which part of the hits to give back, in which order.

    Of hits with equal scores the newest comes first, those of one day are ordered by their ids.
    Dateless ones come last, whichever way dates are sorted.
    """

    sort: str = RELEVANCE
    limit: int = 10
    offset: int = 0
    facets: Sequence[str] = ()
    facet_limit: int = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits (id and score), the exact total, and the facets counted over all hits.

    A facet that is filtered by is counted over what the other filters leave.
    `notes` say which patterns were cut short because they stand for too many words.
    """

    total: int
    hits: Sequence[tuple[str, float]]
    facets: Counts = field(default_factory=dict)
    revision: int = 0
    notes: Sequence[str] = ()


class Backend(Protocol):
    """An index. Readers see the last commit and never wait for a writer."""

    @property
    def revision(self) -> int | None:
        """The store's revision that the last commit brought the index to; None while building."""
        ...

    @property
    def bloated(self) -> bool:
        """Whether small commits have left so many parts that building anew pays."""
        ...

    def apply(self, documents: Iterable[Doc], removed: Iterable[str], revision: int | None) -> None:
        """Remove ids, put documents in place of those with the same ids, commit with a revision."""
        ...

    def search(self, tree: Node, filters: Filters, page: Page) -> Found: ...

    def ids(self, tree: Node, filters: Filters) -> list[str]:
        """All ids that match, sorted."""
        ...

    def terms(self, field: str, prefixes: Iterable[str]) -> Mapping[str, int]:
        """The terms of an index field that begin so, and how many documents have each."""
        ...

    def frequencies(self, field: str, terms: Iterable[str]) -> Mapping[str, int]:
        """How many documents have each of the terms in an index field."""
        ...

    @property
    def size(self) -> int:
        """How many documents there are."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """How to open an engine's folder (or to make it, with `create`), what its files depend on."""

    open: Callable[..., Backend]
    version: Callable[[], str]


class Busy(Exception):
    """Another process is writing the index."""
