"""A single word, phrase, pattern or range of a query, as nodes over the index fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.search import limits, schema
from kb.search.analysis import Run, chains, fold, pairs, plain_of, runs, stem, word_of
from kb.search.dates import days
from kb.search.tree import NOTHING, And, Constant, Fuzzy, Node, Number, Or, Pattern, Phrase, Term
from kb.search.wanted import FUZZY, PATTERN, SYNONYM, Wanted

# How much a pair of syllables counts beside a whole word.
PAIR = 0.5
# smart-c*ty → smart, c*ty
GLOB = re.compile(r"[^\W_]*[*?](?:[^\W_]|[*?])*|[^\W_]+")
# covid19 → covid, 19; single letters and digits tell too little
STUCK = re.compile(r"[0-9]{2,}|[^\W\d_]{2,}")
MOST_STUCK = 4
STARS = re.compile(r"\*{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a query: what matches it, what ranks by it, what to mark.

    `loose` also matches what only resembles it, for when nothing matches; `full` matches what has
    all of it, where `match` does not; `typed` what has all as typed, where there are synonyms.
    """

    match: Node
    rank: tuple[Node, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    loose: Node | None = None
    full: Node | None = None
    typed: Node | None = None

    @property
    def whole(self) -> Node:
        return self.full or self.match

    @property
    def widest(self) -> Node:
        return self.loose or self.match


def sequence(field: str, words: Sequence[str], slop: int = 1, boost: float = 1.0) -> Node:
    """A phrase; a phrase of one word is a term."""
    if len(words) == 1:
        return Term(field, words[0], boost)
    return Phrase(field, tuple(words[: limits.LONGEST_PHRASE]), slop, boost)


def text(field: str, typed: str, boost: float = 1.0, slop: int = 1) -> Piece | None:
    """A word as typed, or a phrase; what is cut into several terms is a phrase of them.

    None where there is nothing to search for.
    """
    folded = fold(typed)
    found = list(runs(folded))
    words = [word for word in map(word_of, found) if word]
    if not words:
        return None
    gap = limits.slop(slop, len(words))
    terms = tuple(Term(field, word, boost) for word in words)
    typed_apart = len(words) > 1 and len(typed.split()) > 1
    phrase = (sequence(field, words, gap, boost),) if typed_apart else ()
    parts = [] if schema.BY_NAME[field].whole else list(chains(folded, found))
    inner = schema.syllables_of(field)
    near = tuple(Term(inner, pair, PAIR * boost) for part in parts for pair in _pairs(part))
    whole = _whole(parts, found) if gap == 1 else ""
    match = sequence(field, words, gap)
    if whole:
        match = Or((match, _inside(inner, whole)))
    stuck = tuple(Term(field, part, PAIR * boost) for part in _stuck(found))
    near = (*near, *stuck)
    resembling = Or((match, *terms, *near)) if stuck or len(terms) + len(near) > 2 else None
    wanted = Wanted(field, typed, tuple(words), gap, whole, weight=boost)
    close = (Wanted(field, typed, (each.text,), how=FUZZY, weight=each.boost) for each in stuck)
    return Piece(match, (*terms, *phrase, *near), (wanted, *close), resembling)


def _stuck(found: Sequence[Run]) -> list[str]:
    """The terms of the letters and the numbers of words that are made of both, like 'covid19'."""
    mixed = (run.text for run in found if run.script == "letters" and not run.text.isdigit())
    parts = [part for text in mixed for part in STUCK.findall(text) if part != text]
    return [*dict.fromkeys(map(stem, parts))][:MOST_STUCK]


def synonym(field: str, name: str, of: str, boost: float) -> Piece | None:
    """A name that is looked for because another, `of`, was typed: as a phrase, and no part of it.

    Its score is divided among its words, so that a long name does not count more than a short one.
    """
    made = text(field, name, boost)
    if made is None:
        return None
    wanted = replace(made.wanted[0], how=SYNONYM, of=of)
    nodes = made.match.nodes if isinstance(made.match, Or) else (made.match,)
    return Piece(made.match, tuple(_weighted(node, boost) for node in nodes), (wanted,))


def _weighted(node: Node, boost: float) -> Node:
    if isinstance(node, Phrase):
        return replace(node, boost=boost / len(node.words))
    return replace(node, boost=boost) if isinstance(node, Term) else Constant(node, boost)


def widened(piece: Piece, others: Sequence[Piece]) -> Piece:
    """A name with its synonyms: any of them will do."""
    if not others:
        return piece
    synonyms = tuple(other.match for other in others)
    return Piece(
        match=Or((piece.match, *synonyms)),
        rank=piece.rank + tuple(node for other in others for node in other.rank),
        wanted=piece.wanted + tuple(wanted for other in others for wanted in other.wanted),
        loose=Or((piece.loose, *synonyms)) if piece.loose else None,
        full=Or((piece.full, *synonyms)) if piece.full else None,
        typed=piece.whole,
    )


def _pairs(chain: Sequence[Run]) -> list[str]:
    return pairs("".join(run.text for run in chain))[:-1]


def _whole(parts: Sequence[list[Run]], found: Sequence[Run]) -> str:
    """The syllables of a text that is one stretch of Hangul and Han, its last particle cut off."""
    if len(parts) != 1 or len(parts[0]) != len(found):
        return ""
    return "".join(run.text for run in found[:-1]) + (word_of(found[-1]) or found[-1].text)


def _inside(field: str, syllables: str) -> Node:
    """Where the syllables stand one after the other, inside a word or over blanks."""
    if len(syllables) == 1:
        return Pattern(field, syllables)
    return sequence(field, pairs(syllables)[:-1])


def keyword(field: str, typed: str) -> Piece | None:
    """A whole value; all documents that have it are equal."""
    value = schema.keyword(typed)
    return Piece(Term(field, value), wanted=(Wanted(field, typed),)) if value else None


def prefix(field: str, typed: str, boost: float = 1.0) -> Piece | None:
    """Words that begin like this."""
    return wildcard(field, typed + "*", boost)


def wildcard(field: str, typed: str, boost: float = 1.0) -> Piece | None:
    """Words that match `*` and `?`; a bare `*` asks whether the field has a value."""
    typed = STARS.sub("*", typed)
    if typed == "*":
        return Piece(Term(schema.HAS, field))
    exact = schema.BY_NAME[field].kind == schema.KEYWORD
    globs = [schema.keyword(typed)] if exact else GLOB.findall(fold(typed))
    name = schema.plain_of(field)
    nodes = [_glob(name, glob) for glob in globs if glob.strip("*?")]
    wanted = Wanted(field, typed, patterns=_patterns(nodes), how=PATTERN, weight=boost)
    return _all(nodes, wanted, boost)


def _glob(field: str, glob: str) -> Node:
    literal = re.split(r"[*?]", glob, maxsplit=1)[0]
    if literal == glob:
        return Term(field, glob)
    if glob == literal + "*":
        return Pattern(field, literal)
    return Pattern(field, literal, glob.replace("[", "[[]"))


def fuzzy(field: str, typed: str, distance: int, prefix: int, boost: float = 1.0) -> Piece | None:
    """Words that differ from this one by a few letters; its own forms come first.

    English words are compared as they stand, for stems differ by more than the words; Korean ones
    without their particles.
    """
    if schema.BY_NAME[field].kind == schema.KEYWORD:
        words, stems = [(field, schema.keyword(typed))], []
    else:
        found = list(runs(fold(typed)))
        stems = list(filter(None, map(word_of, found)))
        words = [_compared(field, run) for run in found]
    nodes = [
        _near(name, word, limits.distance(distance, word), prefix) for name, word in words if word
    ]
    wanted = Wanted(field, typed, patterns=_patterns(nodes), how=FUZZY, weight=boost / 2)
    piece = _all(nodes, wanted, boost / 2)
    if piece is None:
        return None
    exact = tuple(Term(field, stem, boost) for stem in stems)
    return Piece(piece.match, piece.rank + exact, piece.wanted)


def _compared(field: str, run: Run) -> tuple[str, str]:
    """The index field in which to look for what resembles a run, and its form there."""
    if run.script == "letters":
        return schema.plain_of(field), plain_of(run)
    return field, word_of(run)


def _near(field: str, word: str, distance: int, prefix: int) -> Node:
    if not distance:
        return Term(field, word)
    return Fuzzy(field, word, distance, min(prefix, len(word)))


def _patterns(nodes: Sequence[Node]) -> tuple[Pattern | Fuzzy, ...]:
    exact = [Pattern(node.field, node.text, node.text) for node in nodes if isinstance(node, Term)]
    return (*(node for node in nodes if isinstance(node, (Pattern, Fuzzy))), *exact)


def _all(nodes: list[Node], wanted: Wanted, boost: float) -> Piece | None:
    if not nodes:
        return None
    return Piece(And(tuple(nodes)), tuple(Constant(node, boost) for node in nodes), (wanted,))


def date(field: str, low: str | None, high: str | None, without: tuple[bool, bool]) -> Piece | None:
    """Documents whose date shares a day with the range; None where a bound is no date."""
    first, last = (days(bound) if bound else None for bound in (low, high))
    if (low and not first) or (high and not last):
        return None
    nodes: list[Node] = []
    if first:
        begin = first.last + 1 if without[0] else first.first
        nodes.append(Number(schema.last_of(field), begin, None))
    if last:
        end = last.first - 1 if without[1] else last.last
        nodes.append(Number(schema.first_of(field), None, end))
    bounds = (begin if first else None, end if last else None)
    return Piece(And((Term(schema.HAS, field), *nodes)), wanted=(Wanted(field, bounds=bounds),))


# 2022 | 2022년
INTEGER = re.compile(r"\s*(-?\d{1,9})\s*년?\s*", re.ASCII)


def number(
    field: str, low: str | None, high: str | None, without: tuple[bool, bool]
) -> Piece | None:
    """Documents whose number lies in the range; None where a bound is no number."""
    bounds: list[int | None] = []
    for typed, step in ((low, 1), (high, -1)):
        found = INTEGER.fullmatch(typed) if typed else None
        if typed and not found:
            return None
        shift = step if without[0 if step > 0 else 1] else 0
        bounds.append(int(found[1]) + shift if found else None)
    if None not in bounds and bounds[0] > bounds[1]:  # type: ignore[operator]
        return Piece(NOTHING)
    node = Number(field, *bounds) if bounds != [None, None] else Term(schema.HAS, field)
    return Piece(node, wanted=(Wanted(field, bounds=(bounds[0], bounds[1])),))
