"""A query as it was typed, in the shapes and under the names that Whoosh's parser has for them.

They are here a second time so that the commonest queries can do without its import.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from kb.search import schema


class Term(NamedTuple):
    fieldname: str
    text: str
    boost: float = 1.0


class Phrase(NamedTuple):
    fieldname: str
    words: Sequence[str]
    slop: int = 1
    boost: float = 1.0


class Prefix(NamedTuple):
    fieldname: str
    text: str
    boost: float = 1.0


class FuzzyTerm(NamedTuple):
    fieldname: str
    text: str
    maxdist: int = 1
    prefixlength: int = 0
    boost: float = 1.0


class TermRange(NamedTuple):
    fieldname: str
    start: str
    end: str
    startexcl: bool = False
    endexcl: bool = False
    boost: float = 1.0


class And(NamedTuple):
    subqueries: Sequence[Any]
    boost: float = 1.0


class Or(NamedTuple):
    subqueries: Sequence[Any]
    boost: float = 1.0


class Row(NamedTuple):
    """Words side by side."""

    subqueries: Sequence[Any]
    boost: float = 1.0


def shape(parsed: Any) -> str:
    """The name of a shape, of ours or of Whoosh's: "Term", "Phrase" …"""
    return type(parsed).__name__


def is_bare(parsed: Any) -> bool:
    """Whether it is a row of words and nothing else: no field is named, nothing is weighted."""
    return shape(parsed) == "Row" and all(
        shape(each) == "Term" and each.fieldname == schema.DEFAULT and each.boost == 1.0
        for each in parsed.subqueries
    )


def has_operators(parsed: Any) -> bool:
    """Whether an AND or an OR stands between words of it, so that they are no neighbours."""
    parts = getattr(parsed, "subqueries", ())
    return shape(parsed) in ("And", "Or") or any(map(has_operators, parts))
