"""What a query looks for in a text, kept for marking it there and for saying why a hit is one."""

from __future__ import annotations

from dataclasses import dataclass

from kb.search.tree import Fuzzy, Pattern

TYPED, SYNONYM, PATTERN, FUZZY = "typed", "synonym", "pattern", "fuzzy"
# A word that was not asked for: the first hits have it (see `feedback`).
RELATED = "related"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word, phrase or pattern of a query: the field it was asked of and how it was typed.

    `words` are the index terms in their order, at most `slop` apart; `syllables` is a stretch of
    Hangul or Han that may lie inside a word; `patterns` test single words, plain ones or
    terms as their index field has them. Each that is set
    may be found. `bounds` are those of a number or of days as yyyymmdd, both included. `how` says
    what it is: typed, a synonym of `of`, a pattern, a fuzzy or a related word; `weight` is
    what it counts beside a word as typed.
    """

    field: str
    typed: str = ""
    words: tuple[str, ...] = ()
    slop: int = 1
    syllables: str = ""
    patterns: tuple[Pattern | Fuzzy, ...] = ()
    bounds: tuple[int | None, int | None] | None = None
    how: str = TYPED
    weight: float = 1.0
    of: str = ""
