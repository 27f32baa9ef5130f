"""Which names of authors, bodies and journals may be forms of one name: suggestions, no more.

Pure functions from names, with what they stand beside in records, to scored pairs with evidence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from kb.folding import fold
from kb.references import sounds
from kb.references.persons import Person, same_person

T = TypeVar("T")

CROWDED = 200
"""A key that more names share tells nothing."""
_WORD = re.compile(r"[^\W_]+")
# "jkpa" of 10.17208/jkpa.2021.10.56.5.30: what a publisher calls a journal
_DOI_STEM = re.compile(r"(10\.\d{4,9}/[a-z]{2,})")
_SMALL = frozenset("of the and for in on de der die das und la le et".split())


@dataclass(frozen=True, slots=True)
class Author:
    """A name as records have it, the folded names beside it, and the journals it writes in."""

    name: str
    person: Person
    beside: frozenset[str]
    journals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal's name as records have it, with the ISSNs and the DOIs beside it."""

    name: str
    issns: frozenset[str]
    doi_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two names that may be forms of one, how likely between 0 and 1, and why."""

    one: str
    other: str
    score: float
    evidence: tuple[str, ...]


def suggest_authors(authors: Sequence[Author]) -> list[Suggestion]:
    """Pairs of authors that may be one, the likeliest first."""
    pairs = _pairs(authors, _author_keys)
    return _ranked((one.name, other.name, _same_author(one, other)) for one, other in pairs)


def suggest_journals(journals: Sequence[Journal]) -> list[Suggestion]:
    """Pairs of journals that may be one, the likeliest first."""
    pairs = _pairs(journals, _journal_keys)
    return _ranked((one.name, other.name, _same_journal(one, other)) for one, other in pairs)


def _pairs(items: Sequence[T], keys: Callable[[T], Iterable[str]]) -> Iterator[tuple[T, T]]:
    """The pairs that share a key, each once."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for key in set(keys(item)):
            holders[key].append(number)
    small = (numbers for numbers in holders.values() if 1 < len(numbers) <= CROWDED)
    for one, other in sorted({pair for numbers in small for pair in combinations(numbers, 2)}):
        yield items[one], items[other]


def _ranked(weighed: Iterable[tuple[str, str, Mapping[str, float]]]) -> list[Suggestion]:
    """Evidence adds up as independent chances do; what has none is left out."""
    found = []
    for one, other, evidence in weighed:
        doubt = 1.0
        for weight in evidence.values():
            doubt *= 1 - weight
        if evidence:
            found.append(Suggestion(one, other, round(1 - doubt, 2), tuple(evidence)))
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def _author_keys(author: Author) -> Iterator[str]:
    person = author.person
    if person.body:
        letters = "".join(word[0] for word in _words(author.name))
        yield from (person.body[:8], person.body[-8:], person.body[:3], letters[:2])
        return
    for surname in person.surnames:
        yield f"{surname} {sounds.initials(person.given)[:1]}"


def _same_author(one: Author, other: Author) -> Mapping[str, float]:
    """The names themselves first; authors of one work are two."""
    grade = same_person(one.person, other.person)
    if not grade or fold(one.name) in other.beside or fold(other.name) in one.beside:
        return {}
    found = {_GRADES[round(grade, 1)][0]: _GRADES[round(grade, 1)][1]}
    if one.beside & other.beside:
        found["write with the same people"] = 0.5
    if one.journals & other.journals:
        found["write in the same journal"] = 0.15
    return found


_GRADES: Mapping[float, tuple[str, float]] = {
    1.0: ("the same name, written otherwise", 0.75),
    0.9: ("sound alike", 0.55),
    0.8: ("one is longer", 0.45),
    0.7: ("agree as far as the shorter goes", 0.3),
    0.6: ("agree as far as the shorter goes", 0.3),
}


def _journal_keys(journal: Journal) -> Iterator[str]:
    yield from journal.issns
    yield from journal.doi_stems
    words = _words(journal.name)
    yield "".join(words)
    yield " ".join(word[:3] for word in words[:2])
    yield "".join(word[0] for word in words)


def _same_journal(one: Journal, other: Journal) -> Mapping[str, float]:
    found = {}
    if one.issns & other.issns:
        found["the same ISSN"] = 0.85
    if one.doi_stems & other.doi_stems:
        found["DOIs that begin alike"] = 0.5
    first, second = _words(one.name), _words(other.name)
    if fuzz.ratio("".join(first), "".join(second)) >= 92:
        found["the same name but for a letter"] = 0.6
    elif _abbreviates(first, second) or _abbreviates(second, first):
        found["one abbreviates the other"] = 0.55
    different = one.issns and other.issns and not one.issns & other.issns
    return {} if different and len(found) < 2 else found


def _words(name: str) -> list[str]:
    words = _WORD.findall(sounds.bare(name))
    return [word for word in words if word not in _SMALL] or words


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """ "J Korea Plan Assoc" of Journal of Korea Planning Association; or its initials, JKPA."""
    if len(short) == 1 and len(long) > 2:
        return short[0] == "".join(word[0] for word in long)
    begin = len(short) == len(long) and len(short) > 1
    return begin and all(b.startswith(a) for a, b in zip(short, long, strict=True))


def doi_stem(doi: str) -> str | None:
    """ "10.17208/jkpa" of 10.17208/jkpa.2021.10.56.5.30, None where letters do not begin it."""
    found = _DOI_STEM.match(doi)
    return found.group(1) if found else None
