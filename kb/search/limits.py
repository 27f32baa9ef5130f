"""Bounds on a query, so that nothing that a user can type takes unbounded time."""

from __future__ import annotations

import re

from kb.wording import Wording

MOST_CHARACTERS = 1000
MOST_CLAUSES = 64
MOST_PATTERNS = 12
MOST_SYNONYMS = 32
DEEPEST = 12
# Alternatives of a phrase with slop: each gap may have any of `slop` widths.
MOST_ALTERNATIVES = 256
LONGEST_PHRASE = 64
FARTHEST = 2

WORD = re.compile(r"\S+")


def shortened(query: str) -> tuple[str, list[str]]:
    """The query cut to what is searched, and a note where that is less than was typed."""
    notes: list[str] = []
    if len(query) > MOST_CHARACTERS:
        query = query[:MOST_CHARACTERS].rpartition(" ")[0] or query[:MOST_CHARACTERS]
        most = f"{MOST_CHARACTERS:,}"
        notes.append(Wording("only the first %(most)s characters were searched", most=most))
    words = list(WORD.finditer(query))
    if len(words) > MOST_CLAUSES:
        query = query[: words[MOST_CLAUSES - 1].end()]
        notes.append(Wording("only the first %(most)s words were searched", most=MOST_CLAUSES))
    if _depth(query) > DEEPEST:
        query = query.translate({ord("("): " ", ord(")"): " "})
        notes.append(Wording("brackets more than %(deep)s deep were left out", deep=DEEPEST))
    return query, notes


def slop(typed: int, words: int) -> int:
    """The widest gap, at most the one typed, whose alternatives stay below the bound."""
    gap = min(typed, MOST_ALTERNATIVES)
    while gap > 1 and gap ** (words - 1) > MOST_ALTERNATIVES:
        gap -= 1
    return gap


def distance(typed: int, word: str) -> int:
    """The edit distance allowed: at most 2, and less for short words, which resemble everything."""
    return min(typed, FARTHEST, (len(word) - 1) // 2)


def _depth(query: str) -> int:
    depth = deepest = 0
    for character in query:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest
