"""What an index does not hold of the default field is asked of the fields that make it up.

The default field says what a document has, for matching words and for ranking, but neither where
nor in which plain forms; its parts do. So a phrase lies in one part, and a pattern stands for words
of any part. That saves a good part of an index and of the time to make it.
"""

from __future__ import annotations

from dataclasses import replace

from kb.search import schema
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


def spread(node: Node) -> Node:
    """A tidy tree that asks only for what an index holds."""
    if isinstance(node, (And, Or)):
        return type(node)(tuple(map(spread, node.nodes)))
    if isinstance(node, Not):
        return Not(spread(node.node))
    if isinstance(node, Ranked):
        return Ranked(spread(node.match), spread(node.rank))
    if isinstance(node, Constant):
        return Constant(spread(node.node), node.score)
    if isinstance(node, Phrase) and node.field in schema.placeless_fields():
        return _any(node)
    if isinstance(node, (Term, Pattern, Between, Fuzzy)) and node.field == PLAIN:
        return Constant(_any(node), 1.0)
    return node


def _any(node: Phrase | Term | Pattern | Between | Fuzzy) -> Node:
    return Or(tuple(replace(node, field=part) for part in schema.parts_of(node.field)))
