"""How plain words stand in a Tantivy index: those of Hangul and Han behind a mark.

Tantivy looks for what resembles a word by its bytes. Having changed one letter it follows every
syllable that might come next, which in a collection with Korean words takes longer than all the
rest of a search. Behind the mark, which is longer than any two words may differ, a Latin word is
told from all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.search import schema
from kb.search.analysis import EASTERN, HAN, HANGUL
from kb.search.limits import FARTHEST

# The longest word of which `one_apart` is no more than Tantivy takes.
LONGEST = 8
MARK = "\x01" * (FARTHEST + 1)
SYLLABLES = re.compile(rf"[{HANGUL}{HAN}]{{1,{LONGEST}}}")
_PLAIN = frozenset(schema.plain_fields())


def stored(field: str, word: str) -> str:
    """A word, or its beginning, as this index field has it."""
    return MARK + word if field in _PLAIN and EASTERN.match(word) else word


def read(field: str, terms: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Terms of an index field with their counts, as words, in no order."""
    if field not in _PLAIN:
        return iter(terms)
    return ((term.removeprefix(MARK), count) for term, count in terms)


def is_syllables(word: str) -> bool:
    """Whether `one_apart` finds what resembles a word sooner than Tantivy's own query does."""
    return SYLLABLES.fullmatch(word) is not None


def one_apart(word: str) -> str:
    """A regular expression of the words with one letter inserted, replaced or deleted, or none."""
    parts = ((word[:at], word[at], word[at + 1 :]) for at in range(len(word)))
    near = (f"{left}.{letter}?{right}|{left}{right}" for left, letter, right in parts)
    return f"({'|'.join(near)}|{word}.?)"
