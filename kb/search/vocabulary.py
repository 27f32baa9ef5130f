"""The word of a collection that is nearest to one that it does not have.

Words are compared by their letters, Korean ones by their jamo: 스마투시티 is one vowel away from
스마트시티. Neighbouring letters that changed places count as one difference. Only words that begin
alike are looked at, so that a large collection is not read from end to end.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.search import schema
from kb.search.backend import Backend
from kb.search.spread import frequencies, terms

# Letters below which a word resembles too many others, and those from which two may differ.
SHORTEST, LONG = 4, 7
# The same in jamo, of which a syllable has two or three.
SHORTEST_JAMO, LONG_JAMO = 5, 10
FIRST, VOWELS, LAST = 19, 21, 28
SYLLABLES = 0xAC00
# The shortest part of a word that was two.
SHORTEST_PART = 3


def nearest(backend: Backend, word: str) -> str | None:
    """The word with the fewest differences, of several the most frequent; two words where they
    were typed together; None where nothing is near."""
    latin = word.isascii()
    letters = spelt(word)
    if len(letters) < (SHORTEST if latin else SHORTEST_JAMO):
        return None
    most = 1 if len(letters) < (LONG if latin else LONG_JAMO) else 2
    # Korean words are indexed without their particles; English ones unstemmed, apart.
    field = schema.plain_of(schema.DEFAULT) if latin else schema.DEFAULT
    beginnings = dict.fromkeys(filter(None, _beginnings(word)))
    counts = terms(backend, field, beginnings)
    spelled = {found: spelt(found) for found in counts if found != word}
    near = process.extract(letters, spelled, scorer=OSA.distance, score_cutoff=most, limit=50)
    ranked = sorted(
        (distance, found[:1] != word[:1], -counts[found], found) for _, distance, found in near
    )
    apart = _apart(backend, word) if latin else None
    if apart and (not ranked or ranked[0][0] > 1):
        return apart
    return ranked[0][3] if ranked else None


def spelt(word: str) -> str:
    """The letters of a word, those of Korean syllables one by one."""
    return word if word.isascii() else unicodedata.normalize("NFD", word)


def _beginnings(word: str) -> Iterator[str]:
    """How words begin that this one may have been meant for."""
    first, second = word[:1], word[1:2]
    yield first
    if word.isascii():
        yield second
        yield from (letter + after for letter in ascii_lowercase for after in (first, second))
    elif SYLLABLES <= ord(first) < SYLLABLES + FIRST * VOWELS * LAST:
        yield from _one_jamo_away(ord(first) - SYLLABLES)


def _one_jamo_away(number: int) -> Iterator[str]:
    """The syllables that differ in one jamo: of 수 소, 주, 순 …"""
    consonant, rest = divmod(number, VOWELS * LAST)
    vowel, last = divmod(rest, LAST)
    found = [(each, vowel, last) for each in range(FIRST)]
    found += [(consonant, each, last) for each in range(VOWELS)]
    found += [(consonant, vowel, each) for each in range(LAST)]
    yield from (chr(SYLLABLES + (c * VOWELS + v) * LAST + z) for c, v, z in found)


def _apart(backend: Backend, word: str) -> str | None:
    """ "smartcity" as "smart city", where the collection has both words; Korean needs none."""
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    parts = {part for at in places for part in (word[:at], word[at:])}
    counts = frequencies(backend, schema.plain_of(schema.DEFAULT), parts)
    found = [(min(counts[word[:at]], counts[word[at:]]), at) for at in places]
    count, at = max(found, default=(0, 0))
    return f"{word[:at]} {word[at:]}" if count else None
