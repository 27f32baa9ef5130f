"""The query as backends see it: small frozen nodes over index fields, and their normal form.

Every backend compiles the same tree, so what a query means is decided here and not in an engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with this very term in this index field."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms in this order, each at most `slop` positions after the one before."""

    field: str
    words: tuple[str, ...]
    slop: int = 1
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Terms that begin with `prefix` and, where there is a `glob`, match it (`*` and `?`)."""

    field: str
    prefix: str
    glob: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Terms within an edit distance (no transpositions) that share the first `prefix` letters.

    The distance is below half the word's length, so that a term shares letters with the word.
    """

    field: str
    text: str
    distance: int = 1
    prefix: int = 0


@dataclass(frozen=True, slots=True)
class Between:
    """Terms from `first` to `last` in the order of their letters, where given.

    `without` names those of the two that are not themselves included.
    """

    field: str
    first: str | None
    last: str | None
    without: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Documents whose number lies between `low` and `high`, both included where given."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class Ranked:
    """What `match` matches, in the order that `rank` gives; `rank` adds no document."""

    match: Node
    rank: Node


@dataclass(frozen=True, slots=True)
class Constant:
    """What the node matches, all with the same score."""

    node: Node
    score: float


@dataclass(frozen=True, slots=True)
class Every:
    """All documents."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


Node = (Term | Phrase | Pattern | Fuzzy | Between | Number | And | Or | Not | Ranked | Constant) | (
    Every | Nothing
)

EVERY, NOTHING = Every(), Nothing()


def tidy(node: Node) -> Node:
    """The normal form: nested alike nodes merged, `Not` only beside something in an `And`.

    Engines differ on a `Not` that stands alone or under an `Or`; here it is taken from `Every`.
    """
    if isinstance(node, And):
        return _conjunction([tidy(child) for child in node.nodes])
    if isinstance(node, Or):
        return _disjunction([tidy(child) for child in node.nodes])
    if isinstance(node, Not):
        return negation(tidy(node.node))
    if isinstance(node, Ranked):
        return _ranked(tidy(node.match), tidy(node.rank))
    if isinstance(node, Constant):
        inner = tidy(node.node)
        return inner if inner == NOTHING else Constant(inner, node.score)
    return node


def unranked(node: Node) -> Node:
    """A tidy tree that matches the same, in no order."""
    if isinstance(node, Or):
        terms = (child for child in node.nodes if isinstance(child, Term))
        words = dict.fromkeys(replace(term, boost=1.0) for term in terms)
        rest = (child for child in node.nodes if not _has_one_of(words, child))
        return _single(Or, [*words, *map(unranked, rest)]) if words else _each_unranked(node)
    if isinstance(node, And):
        return _each_unranked(node)
    return unranked(node.match) if isinstance(node, Ranked) else node


def _each_unranked(node: And | Or) -> Node:
    return type(node)(tuple(map(unranked, node.nodes)))


def _has_one_of(words: Collection[Term], node: Node) -> bool:
    """Whether all that a node matches has one of the words."""
    if isinstance(node, Term):
        return replace(node, boost=1.0) in words
    if isinstance(node, Phrase):
        return any(Term(node.field, word) in words for word in node.words)
    if isinstance(node, And):
        return any(_has_one_of(words, child) for child in node.nodes)
    return isinstance(node, Constant) and _has_one_of(words, node.node)


def negation(node: Node) -> Node:
    """Everything but what a tidy node matches."""
    if isinstance(node, Nothing):
        return EVERY
    if isinstance(node, Every):
        return NOTHING
    return And((EVERY, Not(node)))


def _conjunction(nodes: list[Node]) -> Node:
    flat = list(dict.fromkeys(_flattened(And, nodes)))
    if NOTHING in flat:
        return NOTHING
    positive = [node for node in flat if not isinstance(node, Not) and node != EVERY]
    negative = [node for node in flat if isinstance(node, Not)]
    if any(node.node in positive for node in negative if isinstance(node, Not)):
        return NOTHING
    nodes = (positive or ([EVERY] if flat else [])) + negative
    return _single(And, nodes)


def _disjunction(nodes: list[Node]) -> Node:
    flat = [node for node in _flattened(Or, nodes) if node != NOTHING]
    return EVERY if EVERY in flat else _single(Or, flat)


def _ranked(match: Node, rank: Node) -> Node:
    if NOTHING in (match, rank):
        return match if rank == NOTHING else NOTHING
    return Ranked(match, rank)


def _flattened(kind: type[And] | type[Or], nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        if isinstance(node, kind):
            yield from node.nodes
        else:
            yield node


def _single(kind: type[And] | type[Or], nodes: list[Node]) -> Node:
    if not nodes:
        return NOTHING
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
