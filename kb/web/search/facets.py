"""The facets beside the hits: which there are, what can be chosen of them, a chart of years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kb.search.engine import Answer
from kb.search.filters import KINDS, ends
from kb.web import charts, words
from kb.web.addresses import Addresses, with_query
from kb.web.search.asked import COUNTED, FROM, TO, YEAR, Asked

ARTICLE, LITERATURE = KINDS
VALUES = 8
"""Values of a facet that are shown beside the hits; the others have a page."""
OPEN, ALL = "_open", "_all"


@dataclass(frozen=True, slots=True)
class Facet:
    """`kind` is the kind of records that alone has it; one that is `open` is counted on every page,
    the others when somebody opens them."""

    name: str
    kind: str | None = None
    open: bool = False


# In this order. Each that is open costs every search its time.
FACETS = (
    Facet(YEAR, open=True),
    Facet("section", open=True),
    Facet("place", ARTICLE, open=True),
    Facet("programme", ARTICLE),
    Facet("organisation", ARTICLE),
    Facet("country", ARTICLE),
    Facet("source", ARTICLE),
    Facet("journal", LITERATURE),
    Facet("author", LITERATURE),
    Facet("keyword", LITERATURE),
    Facet("type", LITERATURE),
    Facet("series"),
    Facet("language"),
)
BY_NAME = {facet.name: facet for facet in FACETS}


def opened(ask: Asked, more: list[str]) -> list[Facet]:
    """The facets whose values are shown: those that always are, that are chosen from, `more`."""
    return [
        facet
        for facet in FACETS
        if _fits(facet, ask) and (facet.open or ask.of(facet.name) or facet.name in more)
    ]


def counted(ask: Asked, more: list[str]) -> tuple[str, ...]:
    """What is counted for the page."""
    return ("kind", *(facet.name for facet in opened(ask, more)))


def beside(
    ask: Asked, answer: Answer, more: list[str], addresses: Addresses
) -> list[dict[str, Any]]:
    """What the template shows; nothing of a facet that there is nothing to choose of."""
    shown = opened(ask, more)
    found = []
    for facet in FACETS:
        if facet in shown:
            found.append(_opened(facet, ask, answer, addresses))
        elif answer.total and _fits(facet, ask):
            found.append(_closed(facet, ask, more, addresses))
    return [facet for facet in found if facet]


def unshown(ask: Asked, facets: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """What is chosen and stands in no field of the facets."""
    shown = {(facet["name"], each["value"]) for facet in facets for each in facet["values"]}
    ranged = {facet["name"] for facet in facets if facet.get("range") and any(facet["range"])}
    return (pair for pair in ask.facets if pair not in shown and pair[0] not in ranged)


def every(name: str, ask: Asked, answer: Answer) -> list[dict[str, Any]]:
    """All values of a facet that were counted, those that are chosen among them."""
    counts = dict(answer.facets.get(name, ()))
    chosen = ask.of(name)
    values = [*(value for value in chosen if value not in counts), *counts]
    return [_value(name, value, counts.get(value, 0), value in chosen) for value in values]


def _fits(facet: Facet, ask: Asked) -> bool:
    return ask.kind in (None, facet.kind) or facet.kind is None or bool(ask.of(facet.name))


def _opened(
    facet: Facet, ask: Asked, answer: Answer, addresses: Addresses
) -> dict[str, Any] | None:
    if facet.name == YEAR:
        return _years(ask, answer, addresses)
    values = every(facet.name, ask, answer)
    shown = [each for place, each in enumerate(values) if place < VALUES or each["chosen"]]
    same_for_all = len(values) == 1 and values[0]["count"] == answer.total
    if not values or (same_for_all and not values[0]["chosen"]):
        return None
    return {
        **_named(facet, ask),
        "values": shown,
        "more": len(values) > len(shown) and with_query(_here(ask, addresses), [(ALL, facet.name)]),
    }


def _closed(facet: Facet, ask: Asked, more: list[str], addresses: Addresses) -> dict[str, Any]:
    wanted = [(OPEN, name) for name in (*more, facet.name) if name in BY_NAME]
    url = f"{with_query(_here(ask, addresses), wanted)}#facet-{facet.name}"
    return {**_named(facet, ask), "values": [], "url": url}


def _named(facet: Facet, ask: Asked) -> dict[str, Any]:
    return {
        "name": facet.name,
        "title": words.facet(facet.name),
        "chosen": len(ask.of(facet.name)),
        "usual": facet.open,
    }


def _here(ask: Asked, addresses: Addresses) -> str:
    return addresses.search(ask.without(ALL).pairs)


def _value(name: str, value: str, count: int, chosen: bool) -> dict[str, Any]:
    return {"value": value, "label": words.value(name, value), "count": count, "chosen": chosen}


def _years(ask: Asked, answer: Answer, addresses: Addresses) -> dict[str, Any] | None:
    """A chart of the years, a range of them to type, and single years that were chosen."""
    counts = {int(year): count for year, count in answer.facets.get(YEAR, ()) if year.isdigit()}
    chosen = ask.of(YEAR)
    if not chosen and len(counts) < 2:
        return None
    first, last = _range(chosen)

    def url(year: int) -> str:
        alone = chosen == [str(year)]
        other = ask.without(YEAR) if alone else ask.only(YEAR, str(year))
        return addresses.search(other.pairs)

    within = range(first or 0, (last or 9999) + 1) if first or last else None
    single = [] if within else [_value(YEAR, year, 0, chosen=True) for year in chosen]
    return {
        **_named(BY_NAME[YEAR], ask),
        "values": [{**each, "count": counts.get(_number(each["value"]), 0)} for each in single],
        "chart": charts.years(counts, url, within),
        "range": (first, last),
        "fields": (FROM, TO),
        "least": min(counts, default=None),
        "most": max(counts, default=None),
    }


def _range(chosen: list[str]) -> tuple[int | None, int | None]:
    """The ends of the range that is chosen, where that is one range or one year."""
    if len(chosen) != 1:
        return None, None
    year = _number(chosen[0])
    return (year, year) if year else ends(chosen[0]) or (None, None)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else 0


def listed(name: str, ask: Asked, answer: Answer, addresses: Addresses) -> dict[str, Any]:
    """The page of all values of a facet: a form that chooses among them."""
    hidden = [pair for pair in [*ask.without(name).facets, *ask.rest] if pair[1]]
    return {
        "ask": ask,
        "addresses": addresses,
        "facet": words.facet(name),
        "name": name,
        "values": every(name, ask, answer),
        "cut": COUNTED if len(answer.facets.get(name, ())) >= COUNTED else None,
        "hidden": [("q", ask.query), ("like", ask.like or ""), *hidden],
        "back": addresses.search(ask.pairs),
    }
