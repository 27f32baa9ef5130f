"""Whether names are those of the same people: across scripts, romanisations and initials.

Pure functions. A grade of 1 says that two names are the same, .9 that they sound alike in two
scripts or romanisations, .7 that initials or a family name alone are compatible, 0 that they are
names of different people; None that nothing can be said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kb.folding import fold
from kb.model import Name
from kb.references import sounds

_ALIKE_SOUND = 75
_ALIKE_BODY = 88
_VOWELS = re.compile("[aeiou]")
_SMALL = frozenset("of the and for in on de la und für der".split())


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it is compared. A body has its folded name in `body`, and no surname."""

    shown: str
    surnames: frozenset[str]
    family: str
    given: str
    body: str
    given_folded: str = ""
    given_surnames: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        return bool(self.surnames or self.body)


@lru_cache(65536)
def person(name: Name) -> Person:
    """A name, ready to be compared."""
    if name.family:
        family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
        given = name.given or ""
        shown = ", ".join(filter(None, (family, given)))
        return _person(shown, name.family, given)
    text = name.literal or name.given or ""
    if sounds.is_hangul(text) and re.fullmatch(r"[가-힣]{2,4}", text):
        return _person(text, text[0], text[1:])
    return Person(text, frozenset(), "", "", fold(text))


def _person(shown: str, family: str, given: str) -> Person:
    keys = sounds.surname_keys(given) if given else frozenset[str]()
    folded = fold(family), fold(given)
    return Person(shown, sounds.surname_keys(family), folded[0], given, "", folded[1], keys)


def _stands_for(short: str, name: str) -> bool:
    """Whether "molit" is made of the initials of a name; those of small words may be left out."""
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) < 3 or not 2 < len(short) <= len(words):
        return False
    every = "".join(word[0] for word in words).lower()
    capitals = "".join(w[0] for w in words if w.lower() not in _SMALL).lower()
    return subsequence(capitals, short) and subsequence(short, every)


def subsequence(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in `long` in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def same_person(one: Person, other: Person) -> float | None:
    """The grade of two names; None where the one is a body and the other a person."""
    if one.body or other.body:
        return _same_body(one, other) if one.body and other.body else None
    if one.family == other.family or one.surnames & other.surnames:
        return _same_given(one, other)
    long_enough = min(len(one.family), len(other.family)) > 4
    if long_enough and fuzz.ratio(one.family, other.family, score_cutoff=85):
        return _same_given(one, other) * 0.9
    return _turned_round(one, other)


def _turned_round(one: Person, other: Person) -> float:
    """ "Hwan-Young Jang" read as the family name Hwan-Young."""
    for first, second in ((one, other), (other, one)):
        if first.given_surnames & second.surnames:
            turned = _person("", first.given, first.family)
            return _same_given(turned, second) * 0.9
    return 0.0


def _same_given(one: Person, other: Person) -> float:
    """The grade of given names behind the same family name."""
    if not one.given or not other.given:
        return 0.7
    if one.given_folded == other.given_folded:
        return 1.0
    hangul = sounds.is_hangul(one.given), sounds.is_hangul(other.given)
    if all(hangul):
        return 0.0
    if sounds.is_initials(one.given) or sounds.is_initials(other.given):
        return _same_initials(
            one.given, other.given, by_sound=any(hangul) or (_korean(one) and _korean(other))
        )
    if any(hangul) or (_korean(one) and _korean(other)):
        mine, theirs = sounds.sound(one.given), sounds.sound(other.given)
        same_consonants = _VOWELS.sub("", mine) == _VOWELS.sub("", theirs)
        if same_consonants and fuzz.ratio(mine, theirs) >= _ALIKE_SOUND:
            return 0.9
        if any(hangul) or Levenshtein.distance(one.given_folded, other.given_folded) > 1:
            return _beginning(one.given, other.given) if not any(hangul) else 0.0
    return _same_words(one.given, other.given)


def _korean(one: Person) -> bool:
    return any(sounds.is_hangul(key) for key in one.surnames)


def _same_initials(one: str, other: str, *, by_sound: bool) -> float:
    """Initials against a whole name or initials: the shorter is how the longer begins."""
    if by_sound:
        first, second = sounds.initials(one), sounds.initials(other)
    else:
        first, second = ("".join(w[0] for w in sounds.words_of(name)) for name in (one, other))
    short, long = sorted((first, second), key=len)
    return 0.7 if short and long.startswith(short) else 0.0


def _same_words(one: str, other: str) -> float:
    """Given names in full: a slip of the pen is no other name."""
    first, second = "".join(sounds.words_of(one)), "".join(sounds.words_of(other))
    return 0.9 if fuzz.ratio(first, second) >= 85 else _beginning(one, other)


def _beginning(one: str, other: str) -> float:
    """ "Carl F." is "Carl Friedrich"."""
    pairs = list(zip(sounds.words_of(one), sounds.words_of(other), strict=False))
    return 0.8 if pairs and all(a.startswith(b) or b.startswith(a) for a, b in pairs) else 0.0


def _same_body(one: Person, other: Person) -> float | None:
    """Bodies by their words, or the one as the other's initials; across scripts nobody knows."""
    if fuzz.ratio(one.body, other.body) >= _ALIKE_BODY:
        return 1.0
    if _stands_for(one.body, other.shown) or _stands_for(other.body, one.shown):
        return 0.9
    if sounds.is_hangul(one.body) != sounds.is_hangul(other.body):
        return None
    short, long = sorted((one.body, other.body), key=len)
    return 0.8 if len(short) > 7 and short in long else 0.0


def same_people(one: Sequence[Person], other: Sequence[Person]) -> tuple[float, int] | None:
    """How far two lists of names agree, and how many names do; None where nothing can be said.

    The mean grade of the shorter list's names, each paired with the best that is left of the
    longer one's: a list may be cut short by "et al.", and its order may differ.
    """
    short, long = sorted(([p for p in list_ if p.known] for list_ in (one, other)), key=len)
    left, grades = list(long), []
    for name in short:
        graded = [
            (grade, n) for n, p in enumerate(left) if (grade := same_person(name, p)) is not None
        ]
        if graded:
            best, where = max(graded, key=lambda pair: (pair[0], -pair[1]))
            grades.append(best)
            if best:
                del left[where]
    return (sum(grades) / len(grades), sum(g > 0 for g in grades)) if grades else None
