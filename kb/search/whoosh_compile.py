"""A query tree as a Whoosh query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whoosh import query

from kb.search.expansion import Expander
from kb.search.schema import HAS
from kb.search.tree import (
    And,
    Between,
    Constant,
    Every,
    Fuzzy,
    Node,
    Not,
    Nothing,
    Number,
    Or,
    Pattern,
    Phrase,
    Ranked,
    Term,
)


class Compiler:
    """Compiles trees; `expander` looks patterns up in one searcher."""

    def __init__(self, expander: Expander) -> None:
        self.expander = expander

    def query(self, node: Node) -> Any:
        """The Whoosh query of a tidy tree."""
        if isinstance(node, And):
            return query.And([self.query(child) for child in node.nodes])
        if isinstance(node, Or):
            return query.Or([self.query(child) for child in node.nodes])
        if isinstance(node, Not):
            return query.Not(self.query(node.node))
        if isinstance(node, Ranked):
            match = query.ConstantScoreQuery(self.query(node.match), 0.0)
            return query.AndMaybe(match, self.query(node.rank))
        if isinstance(node, Constant):
            return query.ConstantScoreQuery(self.query(node.node), node.score)
        return self._leaf(node)

    def any_of(self, field: str, texts: Sequence[str]) -> Any:
        """Documents with any of these terms, all with the same score."""
        if not texts:
            return query.NullQuery
        return query.ConstantScoreQuery(query.Or([query.Term(field, text) for text in texts]), 1.0)

    def _leaf(self, node: Node) -> Any:
        if isinstance(node, Term):
            return query.Term(node.field, node.text, boost=node.boost)
        if isinstance(node, Phrase):
            return query.Phrase(node.field, list(node.words), slop=node.slop, boost=node.boost)
        if isinstance(node, Number):
            return query.NumericRange(node.field, node.low, node.high)
        if isinstance(node, (Pattern, Between)) or (isinstance(node, Fuzzy) and node.prefix):
            return self.any_of(node.field, self.expander.terms(node))
        if isinstance(node, Fuzzy):
            near = query.FuzzyTerm(node.field, node.text, maxdist=node.distance, prefixlength=0)
            return query.ConstantScoreQuery(near, 1.0)
        if isinstance(node, Every):
            return self.any_of(HAS, ["id"])
        if isinstance(node, Nothing):
            return query.NullQuery
        raise TypeError(f"no Whoosh query for {node!r}")
