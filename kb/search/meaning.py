"""What a parsed query means: from the parser's tree, with words as typed, to ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kb.search import combining, limits, names, pieces, schema
from kb.search.analysis import fold
from kb.search.pieces import Piece
from kb.search.reading import Reading
from kb.search.stopwords import STOP_WORDS
from kb.search.thesaurus import NO_SYNONYMS, WEIGHT, Thesaurus
from kb.search.tree import (
    NOTHING,
    Between,
    Constant,
    Every,
    Not,
)
from kb.search.typed import Term, has_operators, is_bare, shape
from kb.wording import Wording

LEAST_BOOST, MOST_BOOST = 0.01, 50.0
# foo:bar, where there is no field "foo"; not https://…
UNKNOWN = re.compile(r"([^\W\d_]\w*):(?!//)(.*)", re.DOTALL)
# year:>=2020
COMPARED = re.compile(r"(<=|>=|=<|=>|<|>)\s*(.+)", re.DOTALL)


class Meaning:
    """Reads one query; `notes` collects what it cannot make sense of.

    Names that stand in `thesaurus` are looked for under their other names too, save in a NOT, where
    no more is left out than was typed, and in a longer name: `as_typed` counts those around.
    """

    def __init__(self, notes: list[str], thesaurus: Thesaurus = NO_SYNONYMS) -> None:
        self.notes = notes
        self.thesaurus = thesaurus
        self.as_typed = 0
        self.patterns = 0
        self.synonyms = 0
        self.handlers: dict[str, Callable[[Any, float], Piece | None]] = {
            "Term": self._term,
            "Phrase": self._phrase,
            "Prefix": self._prefix,
            "Wildcard": self._wildcard,
            "FuzzyTerm": self._fuzzy,
            "TermRange": self._range,
            "Every": self._every,
            "And": self._and,
            "Or": self._or,
            "Row": self._row,
            "Not": self._not,
            "AndNot": self._and_not,
            "AndMaybe": self._and_maybe,
            "Require": self._require,
        }

    def reading(self, parsed: Any) -> Reading:
        """The whole query."""
        piece = self.piece(parsed)
        notes = tuple(dict.fromkeys(self.notes))
        if piece is None:
            return Reading.nothing_to_search_for(notes)
        rank = piece.rank
        if piece.typed:
            rank = (*rank, Constant(piece.typed, combining.ALL_WORDS))
        tree = combining.ranked(piece.match, rank)
        loose = combining.ranked(piece.loose, rank) if piece.loose else None
        told_apart = combining.tells_apart(rank)
        return Reading(tree, piece.wanted, notes, loose, told_apart, is_bare(parsed))

    def piece(self, parsed: Any, boost: float = 1.0) -> Piece | None:
        """A part of the query; None where it says nothing that can be searched."""
        handler = self.handlers.get(shape(parsed))
        own = 1.0 if shape(parsed) == "Not" else getattr(parsed, "boost", 1.0)
        return handler(parsed, min(max(boost * own, LEAST_BOOST), MOST_BOOST)) if handler else None

    def _note(self, pattern: str, /, **values: object) -> None:
        self.notes.append(Wording(pattern, **values))

    # Leaves

    def _term(self, parsed: Any, boost: float) -> Piece | None:
        field, typed = parsed.fieldname, parsed.text
        kind = schema.BY_NAME[field].kind
        if kind == schema.KEYWORD:
            return pieces.keyword(field, typed)
        if kind in (schema.NUMBER, schema.DATE):
            return self._compared(field, typed)
        unknown = UNKNOWN.fullmatch(typed) if field == schema.DEFAULT else None
        if unknown:
            return self._unknown(unknown[1], unknown[2], boost)
        piece = pieces.text(field, typed, boost)
        return pieces.widened(piece, self._others(field, typed, boost)) if piece else None

    def _others(self, field: str, typed: str, boost: float) -> list[Piece]:
        """What is looked for beside a name."""
        if self.as_typed:
            return []
        names = self.thesaurus.synonyms(field, typed)
        room = limits.MOST_SYNONYMS - self.synonyms
        if len(names) > room:
            self._note("only the first %(most)s synonyms were searched", most=limits.MOST_SYNONYMS)
        self.synonyms += len(names[:room])
        weight = boost * WEIGHT
        found = (pieces.synonym(field, name, typed, weight) for name in names[:room])
        return [piece for piece in found if piece]

    def _unknown(self, name: str, rest: str, boost: float) -> Piece | None:
        if name.casefold() in schema.BY_NAME:
            self._note(
                '"%(field)s:" has nothing to look for behind it; it was left out', field=name
            )
            return pieces.text(schema.DEFAULT, rest, boost)
        self._note('there is no field "%(field)s"; it was searched as a word', field=name)
        found = [pieces.text(schema.DEFAULT, typed, boost) for typed in (name, rest)]
        return combining.either([piece for piece in found if piece])

    def _compared(self, field: str, typed: str) -> Piece | None:
        compared = COMPARED.fullmatch(typed)
        if not compared:
            return self._bounded(field, typed, typed, (False, False), typed)
        sign, bound = compared[1], compared[2]
        low, high = (bound, None) if ">" in sign else (None, bound)
        strict = "=" not in sign
        return self._bounded(field, low, high, (strict, strict), typed)

    def _bounded(
        self, field: str, low: str | None, high: str | None, without: tuple[bool, bool], typed: str
    ) -> Piece | None:
        read = pieces.date if schema.BY_NAME[field].kind == schema.DATE else pieces.number
        piece = read(field, low, high, without)
        if piece is None:
            if read is pieces.date:
                self._note('"%(typed)s" was left out: that is no date', typed=f"{field}:{typed}")
            else:
                self._note('"%(typed)s" was left out: that is no number', typed=f"{field}:{typed}")
            return None
        if any(_ends_too_early(each.bounds) for each in piece.wanted) or piece.match == NOTHING:
            self._note(
                'nothing can be in "%(typed)s": it ends before it begins', typed=f"{field}:{typed}"
            )
        return replace(piece, wanted=tuple(replace(each, typed=typed) for each in piece.wanted))

    def _phrase(self, parsed: Any, boost: float) -> Piece | None:
        typed = " ".join(word for word in parsed.words if word)
        if schema.BY_NAME[parsed.fieldname].kind != schema.TEXT:
            return self._term(Term(parsed.fieldname, typed), boost)
        piece = pieces.text(parsed.fieldname, typed, boost, max(parsed.slop, 1))
        if piece is None:
            return None
        others = self._others(parsed.fieldname, typed, boost)
        return pieces.widened(replace(piece, loose=None), others)

    def _prefix(self, parsed: Any, boost: float) -> Piece | None:
        return self._pattern(parsed, f"{parsed.text}*", boost)

    def _wildcard(self, parsed: Any, boost: float) -> Piece | None:
        return self._pattern(parsed, parsed.text, boost)

    def _pattern(self, parsed: Any, typed: str, boost: float) -> Piece | None:
        if self._too_much(parsed.fieldname, typed, number=typed == "*"):
            return None
        return pieces.wildcard(parsed.fieldname, typed, boost)

    def _fuzzy(self, parsed: Any, boost: float) -> Piece | None:
        typed = parsed.text
        if self._too_much(parsed.fieldname, f"{typed}~"):
            return None
        if parsed.maxdist > limits.FARTHEST:
            self._note(
                '"%(typed)s~" allows %(most)s different letters at most',
                typed=typed,
                most=limits.FARTHEST,
            )
        return pieces.fuzzy(
            parsed.fieldname, typed, int(parsed.maxdist), parsed.prefixlength, boost
        )

    def _too_much(self, field: str, typed: str, *, number: bool = False) -> bool:
        """Whether a pattern cannot be looked up, with a note that says why."""
        self.patterns += 1
        if schema.BY_NAME[field].kind in (schema.NUMBER, schema.DATE) and not number:
            self._note(
                '"%(field)s:%(typed)s" was left out: %(field)s takes no patterns',
                field=field,
                typed=typed,
            )
            return True
        if self.patterns > limits.MOST_PATTERNS:
            self._note("only the first %(most)s patterns were searched", most=limits.MOST_PATTERNS)
            return True
        return False

    def _range(self, parsed: Any, boost: float) -> Piece | None:
        field, low, high = parsed.fieldname, parsed.start or None, parsed.end or None
        without = (bool(parsed.startexcl), bool(parsed.endexcl))
        typed = f"[{low or ''} TO {high or ''}]"
        if schema.BY_NAME[field].kind in (schema.NUMBER, schema.DATE):
            return self._bounded(field, low, high, without, typed)
        if self._too_much(field, typed):
            return None
        first, last = (fold(bound).strip() if bound else None for bound in (low, high))
        left_out = tuple(b for b, out in zip((first, last), without, strict=True) if out)
        node = Between(schema.plain_of(field), first, last, left_out)
        return Piece(node, (Constant(node, boost),))

    def _every(self, parsed: Any, boost: float) -> Piece | None:
        return Piece(Every())

    # Combinations

    def _and(self, parsed: Any, boost: float) -> Piece | None:
        return combining.both(self._children(parsed.subqueries, boost))

    def _or(self, parsed: Any, boost: float) -> Piece | None:
        return combining.either(self._children(parsed.subqueries, boost))

    def _row(self, parsed: Any, boost: float) -> Piece | None:
        children = parsed.subqueries
        unwanted = [child for child in children if shape(child) == "Not"]
        wanted = [child for child in children if shape(child) != "Not"]
        row = combining.either(self._side_by_side(wanted, boost), first_all=True)
        if row and not any(map(has_operators, wanted)):
            row = combining.near(row)
        without = self._children(unwanted, boost)
        if not without:
            return row
        return combining.both([row, *without]) if row else combining.both(without)

    def _side_by_side(self, children: list[Any], boost: float) -> list[Piece]:
        """The pieces of a row: those of its names, with their synonyms, and of its other words."""
        found: list[Piece] = []
        small: list[Piece] = []
        at = 0
        while at < len(children):
            name = None if self.as_typed else names.longest(children, at, self.thesaurus)
            words = children[at : at + (name.length if name else 1)]
            self.as_typed += name is not None
            pieced = self._children([word for word in words if not _is_stop_word(word)], boost)
            self.as_typed -= name is not None
            if name and pieced:
                others = self._others(name.field, name.typed, boost)
                pieced = [pieces.widened(combining.name(pieced), others)]
            found += pieced
            small += [] if pieced else self._children(words, boost)
            at += len(words)
        return found or small

    def _not(self, parsed: Any, boost: float) -> Piece | None:
        piece = self._unwanted(parsed.query)
        return Piece(Not(piece.match)) if piece else None

    def _unwanted(self, parsed: Any) -> Piece | None:
        self.as_typed += 1
        piece = self.piece(parsed)
        self.as_typed -= 1
        return piece

    def _and_not(self, parsed: Any, boost: float) -> Piece | None:
        wanted, unwanted = self.piece(parsed.a, boost), self._unwanted(parsed.b)
        if unwanted is None:
            return wanted
        return combining.both([piece for piece in (wanted, Piece(Not(unwanted.match))) if piece])

    def _and_maybe(self, parsed: Any, boost: float) -> Piece | None:
        must, may = self.piece(parsed.a, boost), self.piece(parsed.b, boost)
        if must is None or may is None:
            return must or may
        return replace(must, rank=must.rank + may.rank, wanted=must.wanted + may.wanted)

    def _require(self, parsed: Any, boost: float) -> Piece | None:
        both = self.piece(parsed.a, boost), self.piece(parsed.b, boost)
        piece = combining.both([piece for piece in both if piece])
        return replace(piece, rank=both[0].rank) if piece and all(both) and both[0] else piece

    def _children(self, children: list[Any], boost: float) -> list[Piece]:
        found = (self.piece(child, boost) for child in children)
        return [piece for piece in found if piece]


def _ends_too_early(bounds: tuple[int | None, int | None] | None) -> bool:
    low, high = bounds or (None, None)
    return low is not None and high is not None and low > high


def _is_stop_word(parsed: Any) -> bool:
    return (
        shape(parsed) == "Term"
        and parsed.fieldname == schema.DEFAULT
        and re.sub(r"\W", "", parsed.text).lower() in STOP_WORDS
    )
