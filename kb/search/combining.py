"""How the pieces of a query are put together: all of them, any of them, and what ranks first."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, pairwise

from kb.search.pieces import Piece
from kb.search.tree import And, Constant, Node, Or, Phrase, Ranked, Term, tidy
from kb.search.wanted import TYPED

# Puts documents with all of a row of bare words before the others, and what has all as typed before
# what has synonyms in its place.
ALL_WORDS = 100.0
# What two words count that stand side by side in a text as in the query, beside a word: between .2
# and .6 ranking is better on every collection that it was measured with.
NEIGHBOURS, MOST_NEIGHBOURS = 0.4, 24


def both(found: list[Piece]) -> Piece | None:
    return _combined(And, found) if found else None


def either(found: list[Piece], *, first_all: bool = False) -> Piece | None:
    """Any of the pieces; where asked, what matches all of them comes first."""
    if len(found) < 2 and not (first_all and found and found[0].full):
        return found[0] if found else None
    piece = _combined(Or, found)
    if not first_all:
        return piece
    bonus = Constant(And(tuple(part.whole for part in found)), ALL_WORDS)
    typed = And(_as_typed(found)) if piece.typed else None
    return replace(piece, rank=(*piece.rank, bonus), typed=typed)


def near(row: Piece) -> Piece:
    """A row that ranks by the pairs of its words, too: 'smart city plan' by 'smart city'."""
    typed = [each for each in row.wanted if each.how == TYPED and each.words]
    pairs = (
        Phrase(
            one.field,
            (one.words[-1], other.words[0]),
            boost=NEIGHBOURS * min(one.weight, other.weight),
        )
        for one, other in pairwise(typed)
        if one.field == other.field and one.words[-1] != other.words[0]
    )
    return replace(row, rank=(*row.rank, *islice(pairs, MOST_NEIGHBOURS)))


def _as_typed(found: list[Piece]) -> tuple[Node, ...]:
    return tuple(piece.typed or piece.whole for piece in found)


def name(found: list[Piece]) -> Piece:
    """The words of a name: any of them is found, all of them are the name."""
    piece = either(found) or found[0]
    return replace(piece, full=And(tuple(part.match for part in found)))


def _combined(kind: type[And] | type[Or], found: list[Piece]) -> Piece:
    loose = kind(tuple(piece.widest for piece in found)) if any(p.loose for p in found) else None
    return Piece(
        match=kind(tuple(piece.match for piece in found)),
        rank=tuple(node for piece in found for node in piece.rank),
        wanted=tuple(wanted for piece in found for wanted in piece.wanted),
        loose=loose,
        typed=kind(_as_typed(found)) if any(piece.typed for piece in found) else None,
    )


def tells_apart(rank: tuple[Node, ...]) -> bool:
    """Whether some documents may score more than others."""
    return len(rank) > 1 or any(not isinstance(node, Constant) for node in rank)


def ranked(match: Node, rank: tuple[Node, ...]) -> Node:
    """A tree with the documents of `match` in the order of `rank`.

    Where the ranking matches the same documents, as with a row of English words, it is the tree.
    """
    match = tidy(match)
    if not rank:
        return match
    alternatives = match.nodes if isinstance(match, Or) else (match,)
    weightless = {replace(node, boost=1.0) if isinstance(node, Term) else node for node in rank}
    if all(isinstance(node, Term) for node in alternatives):
        words = set(alternatives)
        if {node for node in weightless if not _adds_nothing(node, words)} == words:
            return tidy(Or(rank))
    return tidy(Ranked(match, Or(rank)))


def _adds_nothing(node: Node, words: set[Node]) -> bool:
    """Whether what a node of the ranking matches has one of the words that are searched anyway."""
    if isinstance(node, Phrase):
        return any(Term(node.field, word) in words for word in node.words)
    return isinstance(node, Constant) and node.score == ALL_WORDS
