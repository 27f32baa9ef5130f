"""What a search is narrowed to: values of facets, and ranges of years, as trees of the index.

A range is written as the value of a facet of numbers: `2021..2023`, `2021..` or `..2023`, both ends
included. So it goes wherever a value does: on the command line, in an address, in a saved search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.errors import QueryError
from kb.search import schema
from kb.search.backend import Filters
from kb.search.tree import Node, Number, Or, Term, tidy
from kb.wording import Wording

KINDS = ("article", "literature")
DOTS = ".."
# 2021..2023 | 2021.. | ..2023
RANGE = re.compile(r"\s*(\d{1,4})?\s*\.\.\s*(\d{1,4})?\s*", re.ASCII)


def filters_of(kind: str | None, facets: Iterable[tuple[str, str]]) -> Filters:
    """Filters by facet, each any of its values; QueryError for what is no facet, kind or range."""
    if kind is not None and kind not in KINDS:
        raise QueryError(f'there is no kind "{kind}"; choose {" or ".join(KINDS)}')
    chosen: dict[str, list[Node]] = {"kind": [_one("kind", kind)]} if kind else {}
    for name, value in facets:
        checked(name)
        chosen.setdefault(name, []).append(_one(name, value))
    return {name: tidy(Or(tuple(dict.fromkeys(nodes)))) for name, nodes in chosen.items()}


def checked(name: str) -> str:
    """The name of a facet; QueryError where there is none of this name."""
    if name not in schema.FACET_NAMES:
        names = ", ".join(schema.FACET_NAMES)
        raise QueryError(f'there is no facet "{name}"; choose one of {names}')
    return name


def span(first: int | None, last: int | None) -> str:
    """A range as the value of a facet: '2021..2023', open where an end is None."""
    return f"{'' if first is None else first}{DOTS}{'' if last is None else last}"


def ends(value: str) -> tuple[int | None, int | None] | None:
    """The ends of a range, None where it is open; None for a value that is no range."""
    found = RANGE.fullmatch(value)
    if not found or not any(found.groups()):
        return None
    first, last = (int(end) if end else None for end in found.groups())
    return first, last


def _one(name: str, value: str) -> Node:
    number = schema.FACET_BY_NAME[name].number
    if number is None or DOTS not in value:
        return Term(schema.facet_of(name), value)
    found = ends(value)
    if found is None:
        raise QueryError(
            Wording(
                '"%(value)s" is no range; write %(name)s=2021..2023, 2021.. or ..2023',
                value=value,
                name=name,
            )
        )
    first, last = found
    if first is not None and last is not None and first > last:
        raise QueryError(
            Wording(
                "%(name)s=%(value)s ends before it begins; write %(name)s=%(better)s",
                name=name,
                value=value,
                better=span(last, first),
            )
        )
    return Number(number, first, last)
