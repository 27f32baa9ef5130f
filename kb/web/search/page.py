"""The search page: its address taken apart, and what the template shows of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.search.backend import RELEVANCE, SORTS
from kb.search.documents import title
from kb.search.engine import Answer, Request
from kb.search.filters import KINDS
from kb.search.records import Doc
from kb.search.schema import FACET_NAMES
from kb.web import words
from kb.web.addresses import Addresses
from kb.web.filters import KINDS as TABLES
from kb.web.search.hits import shown
from kb.web.searcher import EXACTLY

# What the page can be narrowed by; the kind has its own place.
FILTERS = tuple(name for name in FACET_NAMES if name != "kind")
# In this order beside the hits.
FACETS = ("section", "year", "source", "type", "journal", "series", "language")
SIZE = 20
LARGEST = 100
VALUES = 12
"""Values of a facet that are shown beside the hits."""
FARTHEST = 10_000
"""Hits that can be paged to; whoever wants more of them has the table or the export."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a search page asks for."""

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
        sort = "" if self.sort == RELEVANCE else self.sort
        page = str(self.page) if self.page > 1 else ""
        exact = "1" if self.exact else ""
        rest = [("kind", self.kind or ""), ("sort", sort), ("exact", exact), ("page", page)]
        return [("q", self.query), ("like", self.like or ""), *self.facets, *rest]

    def toggled(self, name: str, value: str) -> Asked:
        """The same with one filter more or less, from its first page."""
        pair = (name, value)
        others = tuple(each for each in self.facets if each != pair)
        facets = others if pair in self.facets else (*self.facets, pair)
        return replace(self, facets=facets, page=1)

    def request(self, size: int = SIZE, offset: int | None = None) -> Request:
        start = (self.page - 1) * SIZE if offset is None else offset
        first = min(start, FARTHEST)
        return Request(
            self.query,
            self.kind,
            self.facets,
            self.sort,
            size,
            first,
            exact=self.exact,
            like=self.like,
        )


def asked(arguments: Any) -> Asked:
    """The arguments of an address; what makes no sense is as if it were not there."""
    kind, sort = arguments.get("kind"), arguments.get("sort")
    facets = ((name, value) for name in FILTERS for value in arguments.getlist(name) if value)
    query = (arguments.get("q") or "").strip()
    return Asked(
        query=query,
        kind=kind if kind in KINDS else None,
        facets=tuple(dict.fromkeys(facets)),
        sort=sort if sort in SORTS else RELEVANCE,
        page=whole(arguments.get("page"), 1, FARTHEST // SIZE, least=1),
        exact=arguments.get("exact") == "1",
        like=None if query else arguments.get("like") or None,
    )


def whole(text: str | None, usual: int, most: int, *, least: int = 0) -> int:
    """A whole number within bounds, the usual one where there is none."""
    if not text or not text.isascii() or not text.isdigit():
        return usual
    return max(least, min(int(text[:9]), most))


def context(
    ask: Asked, answer: Answer, documents: Mapping[str, Doc], addresses: Addresses
) -> dict[str, Any]:
    """What the template needs to show an answer."""
    hits = [shown(hit, documents[hit.id], addresses) for hit in answer.hits if hit.id in documents]
    return {
        **form(ask, addresses),
        "total": answer.total,
        "first": (ask.page - 1) * SIZE + 1,
        "hits": hits,
        "facets": [each for name in FACETS if (each := _facet(ask, answer, name, addresses))],
        "kinds": _kinds(ask, answer, addresses),
        "notes": answer.notes,
        "also": answer.also,
        "exactly": addresses.search(replace(ask, exact=True, page=1).pairs),
        "widely": addresses.search(replace(ask, exact=False, page=1).pairs),
        "suggestion": _suggestion(ask, answer, addresses),
        "tables": _tables(ask, answer, addresses),
        "json_url": addresses.search(ask.pairs, ".json"),
        "previous": _turned(ask, addresses, -1) if ask.page > 1 else None,
        "next": _turned(ask, addresses, 1) if _more(ask, answer) else None,
    }


def form(ask: Asked, addresses: Addresses) -> dict[str, Any]:
    """What the page shows whether there is an answer or not."""
    return {
        "ask": ask,
        "addresses": addresses,
        "chosen": [_choice(ask, name, value, addresses) for name, value in ask.facets],
        "sorts": [
            (
                words.sort(sort),
                addresses.search(replace(ask, sort=sort, page=1).pairs),
                sort == ask.sort,
            )
            for sort in SORTS
        ],
        "bare": addresses.search(Asked(ask.query, like=ask.like).pairs),
    }


def liked(id: str, document: Doc | None, addresses: Addresses) -> dict[str, Any]:
    """The record to which others are alike."""
    tables = {kind: table for table, kind in TABLES.items()}
    if document is None:
        return {"like_title": id, "like_url": None}
    titles = title(document)
    url = addresses.row(tables[str(document["kind"])], id)
    return {"like_title": titles[0] if titles else id, "like_url": url}


def _choice(ask: Asked, name: str, value: str, addresses: Addresses) -> dict[str, str]:
    return {
        "facet": words.facet(name),
        "value": words.value(name, value),
        "url": addresses.search(ask.toggled(name, value).pairs),
    }


def _facet(ask: Asked, answer: Answer, name: str, addresses: Addresses) -> dict[str, Any] | None:
    """A facet with what could be chosen of it; none where there is nothing to choose."""
    values = [
        {**_choice(ask, name, value, addresses), "count": count}
        for value, count in answer.facets.get(name, ())
        if (name, value) not in ask.facets
    ][:VALUES]
    whole_answer = len(values) == 1 and values[0]["count"] == answer.total
    if not values or whole_answer:
        return None
    return {"name": name, "title": words.facet(name), "values": values}


def _kinds(ask: Asked, answer: Answer, addresses: Addresses) -> list[dict[str, Any]]:
    counts = dict(answer.facets.get("kind", ()))
    if ask.kind is None and len(counts) < 2:
        return []
    everything: dict[str, Any] = {"label": "All", "count": None, "kind": None}
    kinds = [{"label": words.kind(k), "count": counts.get(k), "kind": k} for k in KINDS]
    return [
        {
            **each,
            "url": addresses.search(replace(ask, kind=each["kind"], page=1).pairs),
            "chosen": each["kind"] == ask.kind,
        }
        for each in (everything, *kinds)
    ]


def _suggestion(ask: Asked, answer: Answer, addresses: Addresses) -> tuple[str, str] | None:
    if not answer.suggestion:
        return None
    return answer.suggestion, addresses.search(Asked(answer.suggestion).pairs)


def _tables(ask: Asked, answer: Answer, addresses: Addresses) -> list[dict[str, Any]]:
    """The same hits on Datasette's own pages, where they can be sorted by column and exported."""
    counts = dict(answer.facets.get("kind", ()))
    chosen = [pair for pair in ask.facets if pair[0] in FACET_NAMES]
    chosen += [EXACTLY] if ask.exact else []
    narrow = [("_narrow", f"{name}:{value}") for name, value in chosen]
    return [
        {
            "table": table,
            "count": counts[kind],
            "url": addresses.table(table, [("_search", ask.query), *narrow]),
        }
        for table, kind in TABLES.items()
        if kind in counts and ask.kind in (None, kind) and not ask.like
    ]


def _more(ask: Asked, answer: Answer) -> bool:
    return ask.page * SIZE < min(answer.total, FARTHEST)


def _turned(ask: Asked, addresses: Addresses, by: int) -> str:
    return addresses.search(replace(ask, page=ask.page + by).pairs)
