"""Saved searches: their list, and one with what it found and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kb.search.records import Doc
from kb.search.saved import Entry, Since
from kb.web import language, words
from kb.web.addresses import Addresses
from kb.web.filters import KINDS as TABLES
from kb.web.language import gettext, marked, ngettext

SIZE = 100
MOST_PAGES = 1000
# New results that are named; all of them are those of the search itself.
MOST_NEW = 50


# What has become of a result.
NOW = {
    "changed": marked("changed"),
    "not found now": marked("not found now"),
    "removed": marked("removed"),
    "merged": marked("merged into"),
}


def part(page: int) -> slice:
    """The results of a page."""
    return slice((page - 1) * SIZE, page * SIZE)


def listed(
    searches: Sequence[Doc], addresses: Addresses, *, saving: bool = False
) -> dict[str, Any]:
    """What the template of the list shows; `saving` says whether the visitor may save one."""
    return {
        "addresses": addresses,
        "saving": saving,
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
        "differences": [*_differences(changes)],
        "added": [{"id": id, "url": _row(id, addresses)} for id in changes.added[:MOST_NEW]],
        "first": (page - 1) * SIZE + 1,
        "entries": [
            {
                "title": entry.title,
                "facts": list(filter(None, [words.date(entry.date), entry.id])),
                "url": _address(entry, addresses),
                "now": _now(entry),
                "into": _became(entry, addresses),
            }
            for entry in shown
        ],
        "page": page,
        "pages": pages,
        "previous": addresses.saved(saved["name"], page - 1) if page > 1 else None,
        "next": addresses.saved(saved["name"], page + 1) if page < pages else None,
    }


def _now(entry: Entry) -> str:
    if not entry.now:
        return ""
    become = "merged" if entry.into else entry.now
    return gettext(NOW[become])


def _differences(changes: Since) -> Iterator[str]:
    """ "2 new", "1 changed": what is different, without what is not."""
    added, gone, removed, merged, changed = map(
        len, (changes.added, changes.gone, changes.removed, changes.merged, changes.changed)
    )
    counted = (
        (added, ngettext("%s new", "%s new", added)),
        (gone, ngettext("%s not found now", "%s not found now", gone)),
        (removed, ngettext("%s removed", "%s removed", removed)),
        (merged, ngettext("%s merged into another", "%s merged into others", merged)),
        (changed, ngettext("%s changed", "%s changed", changed)),
    )
    return (text % language.number(number) for number, text in counted if number)


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
