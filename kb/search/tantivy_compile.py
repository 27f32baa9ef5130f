"""A query tree as a Tantivy query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from typing import Any

from kb.errors import SearchIndexError
from kb.search.expansion import Expander
from kb.search.schema import HAS
from kb.search.tantivy_plain import is_syllables, one_apart, stored
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

# The engine is optional.
tantivy: Any = import_module("tantivy") if find_spec("tantivy") else None
# Terms that Tantivy's query for the beginning of a word takes at most.
MOST_BEGUN = 50


def installed() -> bool:
    """Whether the optional package is there."""
    return tantivy is not None


def missing() -> SearchIndexError:
    """What to say where it is not."""
    return SearchIndexError(
        'the search engine "tantivy" is not installed: pip install "kb[fast]", '
        "or use an index URL that begins with whoosh:"
    )


class Compiler:
    """Compiles trees against one schema; `expander` looks patterns up in one searcher."""

    def __init__(self, schema: Any, expander: Expander) -> None:
        self.schema = schema
        self.expander = expander
        self.empty = tantivy.Query.empty_query()
        # Queries of fuzzy words, which take a while to make and are asked for more than once.
        self.fuzzy: dict[Fuzzy, Any] = {}

    def query(self, node: Node) -> Any:
        """The Tantivy query of a tidy tree."""
        if isinstance(node, Or):
            return self._any(node)
        if isinstance(node, And):
            return tantivy.Query.boolean_query([self._clause(child) for child in node.nodes])
        if isinstance(node, Ranked):
            return self._ranked(node)
        if isinstance(node, Constant):
            inner = self.query(node.node)
            if inner is self.empty:
                return inner
            return tantivy.Query.const_score_query(inner, node.score)
        if isinstance(node, Every):
            return tantivy.Query.const_score_query(self.term(HAS, "id"), 1.0)
        return self._leaf(node)

    def _any(self, node: Or) -> Any:
        """Any of the nodes, those left out that a look at the terms has shown to match nothing."""
        found = [self.query(child) for child in node.nodes]
        found = [query for query in found if query is not self.empty]
        if not found:
            return self.empty
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in found])

    def term(self, field: str, text: str) -> Any:
        return tantivy.Query.term_query(self.schema, field, stored(field, text))

    def any_of(self, field: str, texts: Sequence[str]) -> Any:
        """Documents with any of these terms, all with the same score."""
        if not texts:
            return self.empty
        return tantivy.Query.term_set_query(self.schema, field, [stored(field, t) for t in texts])

    def _clause(self, node: Node) -> tuple[Any, Any]:
        if isinstance(node, Not):
            return tantivy.Occur.MustNot, self.query(node.node)
        return tantivy.Occur.Must, self.query(node)

    def _ranked(self, node: Ranked) -> Any:
        """What matches, with no score, and may rank; once only where a part of both is the same."""
        rank: list[Node] = list(node.rank.nodes) if isinstance(node.rank, Or) else [node.rank]
        must: Node = Constant(node.match, 0.0)
        for part in rank:
            if node.match in (part, part.node if isinstance(part, Constant) else None):
                must = part
                rank.remove(part)
                break
        else:
            scored = _scored(node.match, rank)
            if scored:
                must = And(tuple(scored))
                rank = [part for part in rank if part not in scored]
        may = [(tantivy.Occur.Should, self.query(part)) for part in rank]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, self.query(must)), *may])

    def _leaf(self, node: Node) -> Any:
        if isinstance(node, Term):
            return _boosted(self.term(node.field, node.text), node.boost)
        if isinstance(node, Phrase):
            return _boosted(self._phrase(node), node.boost)
        if isinstance(node, Number):
            return tantivy.Query.range_query(
                self.schema, node.field, tantivy.FieldType.Integer, node.low, node.high
            )
        if isinstance(node, Fuzzy) and not node.prefix:
            return self._fuzzy(node)
        if isinstance(node, (Pattern, Between, Fuzzy)):
            return self._expanded(node)
        if isinstance(node, Nothing):
            return self.empty
        raise TypeError(f"no Tantivy query for {node!r}")

    def _expanded(self, node: Pattern | Between | Fuzzy) -> Any:
        """The terms of a pattern. Few that all begin alike are found sooner where they stand."""
        terms = self.expander.terms(node)
        begun = isinstance(node, Pattern) and node.glob is None and node.prefix
        if begun and 1 < len(terms) <= MOST_BEGUN:
            beginning = stored(node.field, begun)
            alike = tantivy.Query.phrase_prefix_query(self.schema, node.field, [beginning])
            return tantivy.Query.const_score_query(alike, 1.0)
        return self.any_of(node.field, terms)

    def _fuzzy(self, node: Fuzzy) -> Any:
        if node not in self.fuzzy:
            self.fuzzy[node] = self._near(node)
        return self.fuzzy[node]

    def _near(self, node: Fuzzy) -> Any:
        word = stored(node.field, node.text)
        if node.distance == 1 and is_syllables(node.text):
            pattern = word.removesuffix(node.text) + one_apart(node.text)
            return tantivy.Query.regex_query(self.schema, node.field, pattern)
        return tantivy.Query.fuzzy_term_query(
            self.schema, node.field, word, node.distance, transposition_cost_one=False
        )

    def _phrase(self, node: Phrase) -> Any:
        """Tantivy's own slop is a budget for the whole phrase; ours is a bound on every gap."""
        if node.slop == 1:
            return tantivy.Query.phrase_query(self.schema, node.field, list(node.words))
        widths = range(1, node.slop + 1)
        alternatives = product(widths, repeat=len(node.words) - 1)
        return tantivy.Query.disjunction_max_query(
            [self._spaced(node, gaps) for gaps in alternatives]
        )

    def _spaced(self, node: Phrase, gaps: Sequence[int]) -> Any:
        places = [sum(gaps[:i]) for i in range(len(node.words))]
        return tantivy.Query.phrase_query(
            self.schema, node.field, list(zip(places, node.words, strict=True))
        )


def _scored(match: Node, rank: Sequence[Node]) -> list[Node]:
    """The words that all must be there, as the ranking counts them, if it counts each once."""
    words = match.nodes if isinstance(match, And) else ()
    if not all(isinstance(word, Term) for word in words):
        return []
    terms = [part for part in rank if isinstance(part, Term) and replace(part, boost=1.0) in words]
    return [*terms] if len(terms) == len(words) == len({t.text for t in terms}) else []


def _boosted(query: Any, boost: float) -> Any:
    return query if boost == 1.0 else tantivy.Query.boost_query(query, boost)
