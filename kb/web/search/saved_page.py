"""Saved searches: their list, and one with what it found and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.search.records import Doc
from kb.search.saved import Entry, Since
from kb.web import words
from kb.web.addresses import Addresses
from kb.web.filters import KINDS as TABLES

SIZE = 100
MOST_PAGES = 1000
# New results that are named; all of them are those of the search itself.
MOST_NEW = 50


def part(page: int) -> slice:
    """The results of a page."""
    return slice((page - 1) * SIZE, page * SIZE)


def listed(searches: Sequence[Doc], addresses: Addresses) -> dict[str, Any]:
    """What the template of the list shows."""
    return {
        "addresses": addresses,
        "searches": [
            {
                "name": saved["name"],
                "query": saved["query"],
                "total": saved["total"],
                "at": _moment(saved["at"]),
                "url": addresses.saved(saved["name"]),
            }
            for saved in searches
        ],
    }


def context(
    saved: Doc, changes: Since, shown: Sequence[Entry], page: int, addresses: Addresses
) -> dict[str, Any]:
    """What the template of one shows."""
    pages = max(1, -(-saved["total"] // SIZE))
    return {
        "addresses": addresses,
        "name": saved["name"],
        "saved": saved,
        "at": _moment(saved["at"]),
        "filters": [
            f"{words.facet(name)}: {words.value(name, value)}" for name, value in saved["filters"]
        ],
        "again": addresses.search(_asked(saved)),
        "report": _report(addresses, saved["name"]),
        "changes": changes,
        "added": [{"id": id, "url": _row(id, addresses)} for id in changes.added[:MOST_NEW]],
        "first": (page - 1) * SIZE + 1,
        "entries": [
            {
                "title": entry.title,
                "facts": list(filter(None, [words.date(entry.date), entry.id])),
                "url": _address(entry, addresses),
                "now": "merged into" if entry.into else entry.now,
                "into": _became(entry, addresses),
            }
            for entry in shown
        ],
        "page": page,
        "previous": addresses.saved(saved["name"], page - 1) if page > 1 else None,
        "next": addresses.saved(saved["name"], page + 1) if page < pages else None,
    }


def _asked(saved: Doc) -> list[tuple[str, str]]:
    """The arguments of the search page for the same search as it is now."""
    exact = "1" if saved["exact"] else ""
    sort = "" if saved["sort"] == "relevance" else saved["sort"]
    filters = [(name, value) for name, value in saved["filters"]]
    return [
        ("q", saved["query"]),
        ("like", saved["like"] or ""),
        *filters,
        ("sort", sort),
        ("exact", exact),
    ]


def _report(addresses: Addresses, name: str) -> str:
    address = addresses.saved(name)
    return f"{address}{'&' if '?' in address else '?'}report=1"


def _address(entry: Entry, addresses: Addresses) -> str | None:
    tables = {kind: table for table, kind in TABLES.items()}
    if entry.into or entry.now == "removed" or entry.kind not in tables:
        return None
    return addresses.row(tables[entry.kind], entry.id)


def _became(entry: Entry, addresses: Addresses) -> dict[str, str] | None:
    """The record that a result was merged into."""
    if entry.into is None:
        return None
    return {"id": entry.into, "url": addresses.row("literature", entry.into)}


def _row(id: str, addresses: Addresses) -> str:
    return addresses.search([("q", f'id:"{id}"')])


def _moment(at: str) -> str:
    """ "2022-03-29T10:15:00+00:00" is "29 March 2022, 10:15 UTC"."""
    day, _, time = at.partition("T")
    return f"{words.date(day)}, {time[:5]} UTC" if time else words.date(day)
