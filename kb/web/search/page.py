"""What the template of the search page shows of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.search.backend import SORTS
from kb.search.documents import title
from kb.search.engine import Answer
from kb.search.filters import KINDS
from kb.search.records import Doc
from kb.web import words
from kb.web.addresses import Addresses
from kb.web.filters import KINDS as TABLES
from kb.web.language import gettext, translated
from kb.web.search import facets
from kb.web.search.asked import FARTHEST, FILTERS, SIZE, Asked
from kb.web.search.files import MOST, downloads
from kb.web.search.hits import shown
from kb.web.searcher import EXACTLY


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page depends on beside the search: the site's addresses, the facets that were opened,
    and what this visitor may see or do."""

    addresses: Addresses
    opened: list[str]
    sources: bool = True
    saving: bool = False


def context(
    ask: Asked, answer: Answer, documents: Mapping[str, Doc], visit: Visit
) -> dict[str, Any]:
    """What the template needs to show an answer."""
    addresses = visit.addresses
    beside = facets.beside(ask, answer, visit.opened, addresses)
    return {
        **form(ask, visit),
        "hidden": [*ask.rest, *facets.unshown(ask, beside)],
        "total": answer.total,
        "first": (ask.page - 1) * SIZE + 1,
        "hits": [
            shown(hit, documents[hit.id], addresses, sources=visit.sources)
            for hit in answer.hits
            if hit.id in documents
        ],
        "facets": beside,
        "kinds": _kinds(ask, answer, addresses),
        "notes": [translated(note) for note in answer.notes],
        "also": answer.also,
        "exactly": addresses.search(replace(ask, exact=True, page=1).pairs),
        "widely": addresses.search(replace(ask, exact=False, page=1).pairs),
        "suggestion": _suggestion(ask, answer, addresses),
        "files": downloads(ask, addresses),
        "most": MOST,
        "tables": _tables(ask, answer, addresses),
        "json_url": addresses.search(ask.pairs, ".json"),
        "previous": _turned(ask, addresses, -1) if ask.page > 1 else None,
        "next": _turned(ask, addresses, 1) if _more(ask, answer) else None,
        "pages": min(-(-answer.total // SIZE), FARTHEST // SIZE),
    }


def form(ask: Asked, visit: Visit) -> dict[str, Any]:
    """What the page shows whether there is an answer or not."""
    addresses = visit.addresses
    return {
        "ask": ask,
        "addresses": addresses,
        "visit": visit,
        "hidden": [*ask.rest, *ask.facets],
        "chosen": [_chip(ask, name, value, addresses) for name, value in ask.facets],
        "sorts": [
            {
                "label": words.sort(sort),
                "url": addresses.search(replace(ask, sort=sort, page=1).pairs),
                "chosen": sort == ask.sort,
            }
            for sort in SORTS
        ],
        "sort": words.sort(ask.sort),
        "feed": addresses.search(replace(ask, page=1, sort=SORTS[0]).pairs, ".atom"),
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


def _chip(ask: Asked, name: str, value: str, addresses: Addresses) -> dict[str, str]:
    return {
        "facet": words.facet(name),
        "value": words.value(name, value),
        "url": addresses.search(ask.without(name, value).pairs),
    }


def _kinds(ask: Asked, answer: Answer, addresses: Addresses) -> list[dict[str, Any]]:
    counts = dict(answer.facets.get("kind", ()))
    if ask.kind is None and len(counts) < 2:
        return []
    everything: dict[str, Any] = {"label": gettext("All"), "count": None, "kind": None}
    kinds = [{"label": words.kind(k), "count": counts.get(k, 0), "kind": k} for k in KINDS]
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
    chosen = [pair for pair in ask.facets if pair[0] in FILTERS]
    chosen += [EXACTLY] if ask.exact else []
    narrow = [("_narrow", f"{name}:{value}") for name, value in chosen]
    return [
        {
            "label": words.kind(kind),
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
