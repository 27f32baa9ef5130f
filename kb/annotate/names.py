"""One automaton over all names: a trie whose edges are words, or syllables where they are Korean.

It is held as two tables, of the names and of what names begin with, which load in a fraction of the
time that nested nodes take. A scan looks up each word, and goes on as long as what it has read
begins a name; so its cost depends on the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.annotate.text import Text
from kb.authorities import NOT_REVIEWED, Authority, Reviewed

_UNIT = re.compile(r"[^\W_가-힣]+|[가-힣]")
_FIRST = re.compile(r"[^\W_가-힣]+|(?<![가-힣])[가-힣]")
_NEXT = re.compile(rf"[\W_]*(?:{_UNIT.pattern})")
_SYLLABLES = re.compile("[가-힣]+")
_SIGNS = str.maketrans("‘’‐‑–—", "''----")


class Entry(NamedTuple):
    """What a name stands for: its list, its authority, and the name itself as that writes it."""

    which: str
    authority: Authority
    name: str
    abbreviation: bool


class Found(NamedTuple):
    """A name at a place of a text, with every entry that has it."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Names:
    """The names of several lists, and which of those that are proposed were reviewed."""

    def __init__(self, reviewed: Reviewed = NOT_REVIEWED) -> None:
        self.reviewed = reviewed
        self._names: dict[str, tuple[Entry, ...]] = {}
        self._beginnings: set[str] = set()
        self._programmes: dict[str, tuple[Entry, ...]] = {}

    def add(self, which: str, authorities: Iterable[Authority]) -> None:
        """Adds every name of authorities."""
        for authority in authorities:
            self._add(authority.name, Entry(which, authority, authority.name, False))
            abbreviations = authority.abbreviations
            more: tuple[str, ...] = (authority.ko or "", *abbreviations, *authority.variants)
            for name in dict.fromkeys(more):
                if name and name != authority.name:
                    self._add(name, Entry(which, authority, name, name in abbreviations))

    def _add(self, name: str, entry: Entry) -> None:
        """Most are one word, which needs no look at its parts, or all Hangul."""
        if name.isascii():
            key, simple = name.lower(), name.isalpha()
        else:
            simple = False
            key = name.translate(_SIGNS).lower()
            if _SYLLABLES.fullmatch(key):
                self._beginnings.update([key[:end] for end in range(1, len(key))])
                simple = True
        if not simple:
            ends = [match.end() for match in _UNIT.finditer(key)]
            if not ends:
                return
            key = key[: ends[-1]]
            self._beginnings.update([key[:end] for end in ends[:-1]])
        known = self._names.get(key)
        self._names[key] = (entry,) if known is None else (*known, entry)
        if entry.which == "programmes":
            self._programmes[key] = (*self._programmes.get(key, ()), entry)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """What a name stands for; nothing where no list has it."""
        return self._names.get(name.translate(_SIGNS).lower(), ())

    def _singulars(self, key: str) -> list[str]:
        """What a word that ends in "s" names; only programmes are spoken of in the plural."""
        return [stem for stem in (key[:-1], key[:-2]) if stem in self._programmes]

    def scan(self, text: Text) -> Iterator[list[Found]]:
        """For every word at which names begin, those names, the longest first."""
        lower = text.lower
        for start, unit in _first_units(lower):
            if (
                unit in self._names
                or unit in self._beginnings
                or (unit.endswith("s") and self._singulars(unit))
            ) and (found := self._from(lower, start, start + len(unit))):
                yield found[::-1]

    def _from(self, lower: str, start: int, end: int) -> list[Found]:
        """The names that begin at `start`, where a first unit ends at `end`."""
        found = []
        while True:
            key = lower[start:end]
            if entries := self._names.get(key):
                found.append(Found(start, end, entries))
            elif key.endswith("s"):
                found += [
                    Found(start, start + len(stem), self._programmes[stem])
                    for stem in self._singulars(key)
                ]
            following = _NEXT.match(lower, end) if key in self._beginnings else None
            if following is None:
                return found
            end = following.end()


def _first_units(lower: str) -> Iterator[tuple[int, str]]:
    """Where words begin, and each word, of a Korean one its first syllable."""
    start = 0
    for printed in lower.split(" "):
        if printed.isascii() and printed.isalnum():
            yield start, printed
        else:
            for unit in _FIRST.finditer(printed):
                yield start + unit.start(), unit.group()
        start += len(printed) + 1
