"""What a query tree means, said in the plainest way: a test of one document after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache

from kb.search.entries import Entry, entry
from kb.search.schema import facet_of
from kb.search.spread import spread
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
from tests.search.search_store import Doc


def entries(documents: Iterable[Doc]) -> list[Entry]:
    """The entries of documents, by id."""
    return sorted(map(entry, documents), key=lambda made: made.id)


# Facet → values chosen, as a user gives them
Chosen = Mapping[str, Sequence[str]]


def matching(entries: Iterable[Entry], tree: Node, chosen: Chosen) -> list[Entry]:
    """The entries that match the tree and have one of the values chosen of every facet."""
    asked = spread(tree)
    return [made for made in entries if matches(asked, made) and passes(chosen, made)]


def passes(chosen: Chosen, made: Entry) -> bool:
    return all(any(_has(made, name, value) for value in values) for name, values in chosen.items())


def _has(made: Entry, facet: str, value: str) -> bool:
    values = made.exact[facet_of(facet)]
    first, dots, last = value.partition("..")
    if facet == "year" and dots:
        return any(int(first or 0) <= int(year) <= int(last or 9999) for year in values)
    return value in values


def facet_counts(
    entries: Iterable[Entry], tree: Node, chosen: Chosen, facet: str
) -> list[tuple[str, int]]:
    """The values of what matches the tree and has what is chosen of the other facets."""
    others = {name: values for name, values in chosen.items() if name != facet}
    found = matching(entries, tree, others)
    counted = Counter(value for made in found for value in made.exact[facet_of(facet)])
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def matches(node: Node, made: Entry) -> bool:
    if isinstance(node, (And, Or)):
        results = [matches(child, made) for child in node.nodes]
        return all(results) if isinstance(node, And) else any(results)
    if isinstance(node, Not):
        return not matches(node.node, made)
    if isinstance(node, Ranked):
        return matches(node.match, made)
    if isinstance(node, Constant):
        return matches(node.node, made)
    if isinstance(node, (Every, Nothing)):
        return isinstance(node, Every)
    if isinstance(node, Number):
        return _within(node, made.numbers.get(node.field))
    if isinstance(node, Phrase):
        return _follows(_terms(made, node.field), node)
    return any(_is(node, term) for term in _terms(made, node.field))


def _terms(made: Entry, field: str) -> Sequence[str]:
    return made.terms.get(field) or made.plain.get(field) or made.exact.get(field) or ()


def _is(node: Term | Pattern | Between | Fuzzy, term: str) -> bool:
    if isinstance(node, Term):
        return term == node.text
    if isinstance(node, Pattern):
        return fnmatchcase(term, node.glob) if node.glob else term.startswith(node.prefix)
    if isinstance(node, Fuzzy):
        near = distance(term, node.text) <= node.distance
        return near and term.startswith(node.text[: node.prefix])
    low = node.first is None or term >= node.first
    high = node.last is None or term <= node.last
    return low and high and term not in node.without


def _within(node: Number, value: int | None) -> bool:
    if value is None:
        return False
    return (node.low is None or value >= node.low) and (node.high is None or value <= node.high)


def _follows(terms: Sequence[str], node: Phrase) -> bool:
    places = {i for i, term in enumerate(terms) if term == node.words[0]}
    for word in node.words[1:]:
        near = {place + gap for place in places for gap in range(1, node.slop + 1)}
        places = {place for place in near if place < len(terms) and terms[place] == word}
    return bool(places)


@cache
def distance(left: str, right: str) -> int:
    """The edit distance, by its definition."""
    if not left or not right:
        return len(left) + len(right)
    return min(
        distance(left[1:], right) + 1,
        distance(left, right[1:]) + 1,
        distance(left[1:], right[1:]) + (left[0] != right[0]),
    )
