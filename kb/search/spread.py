"""What an index does not hold of the default field is asked of the fields that make it up.

The default field says what a document has, for matching words and for ranking, but neither where
nor in which plain forms; its parts do. So a phrase lies in one part, and a pattern stands for words
of any part. That saves a good part of an index and of the time to make it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from kb.search import schema
from kb.search.backend import Backend
from kb.search.tree import (
    And,
    Between,
    Constant,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Ranked,
    Term,
)

PLAIN = schema.plain_of(schema.DEFAULT)


def spread(node: Node, parts: Collection[str] = schema.PARTS) -> Node:
    """A tidy tree that asks only for what an index holds; `parts` are those that have a value."""
    if isinstance(node, (And, Or)):
        return type(node)(tuple(spread(child, parts) for child in node.nodes))
    if isinstance(node, Not):
        return Not(spread(node.node, parts))
    if isinstance(node, Ranked):
        return Ranked(spread(node.match, parts), spread(node.rank, parts))
    if isinstance(node, Constant):
        return Constant(spread(node.node, parts), node.score)
    if isinstance(node, Phrase) and node.field in schema.placeless_fields():
        return _any(node, parts)
    if isinstance(node, (Term, Pattern, Between, Fuzzy)) and node.field == PLAIN:
        return Constant(_any(node, parts), 1.0)
    return node


def _any(node: Phrase | Term | Pattern | Between | Fuzzy, parts: Collection[str]) -> Node:
    asked = (schema.part_of(node.field, part) for part in parts)
    return Or(tuple(replace(node, field=field) for field in asked))


def terms(backend: Backend, field: str, prefixes: Collection[str]) -> dict[str, int]:
    """The terms of a field that begin so, and how many documents have each in one part of it."""
    return _most(backend.terms(name, prefixes) for name in schema.holding(field))


def frequencies(backend: Backend, field: str, words: Collection[str]) -> dict[str, int]:
    """How many documents have each of the terms, in the part of the field that has it most."""
    return _most(backend.frequencies(name, words) for name in schema.holding(field))


def _most(counted: Iterable[Mapping[str, int]]) -> dict[str, int]:
    most: dict[str, int] = {}
    for counts in counted:
        for term, number in counts.items():
            most[term] = max(number, most.get(term, 0))
    return most
