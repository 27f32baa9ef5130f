"""How text becomes terms: the one analysis of every backend, of queries and of highlighting.

Text is folded (NFKC, case, accents) and cut into runs of one kind of script. English is stemmed,
Hangul loses its particles, and Hangul and Han are indexed as pairs of syllables besides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from kb.search.particles import without_particle

HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f"
HAN = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# 스마트시티를 | 漢字 | challenge's (the possessive is dropped)
RUN = re.compile(
    rf"(?P<hangul>[{HANGUL}]+)|(?P<han>[{HAN}]+)"
    rf"|(?P<letters>[^\W_{HANGUL}{HAN}]+)(?:['’]s(?![^\W_]))?"
)
# The same where no letter is Hangul or Han, which is worth a short cut, and what tells that.
LETTERS = re.compile(r"([^\W_]+)(?:['’]s(?![^\W_]))?")
EASTERN = re.compile(rf"[{HANGUL}{HAN}]")
# And a shorter one where there is nothing but ASCII, and no apostrophe.
BLANKED = str.maketrans({c: " " for c in map(chr, range(128)) if not c.isalnum()})
LONGEST = 64
# Stands between two values of a field, so that no phrase runs from one into the next.
GAP = "|"

# Snowball's stemmer keeps the word that it works on, so that threads must take turns.
_stemmer = snowballstemmer.stemmer("english")
_turn = Lock()


class Run(NamedTuple):
    """A stretch of one script: its folded text, where it lies, and what stands right before it.

    `before` is the last folded character of the preceding run where nothing lies between, else "".
    """

    text: str
    start: int
    end: int
    script: str
    before: str


@dataclass(slots=True)
class Forms:
    """The terms of a field in each of the ways in which it is indexed."""

    words: list[str] = field(default_factory=list)
    syllables: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)


def fold(text: str) -> str:
    """Compatibility forms, case and width undone: 'Ｓmart' becomes 'smart'."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def runs(folded: str) -> Iterator[Run]:
    """The runs of a folded text: 'brt를 2022년' gives brt, 를, 2022 and 년."""
    return iter(_mixed(folded) if EASTERN.search(folded) else _lettered(folded))


def _mixed(folded: str) -> list[Run]:
    found, end, last = [], -1, ""
    for match in RUN.finditer(folded):
        script = match.lastgroup or "letters"
        start, stop = match.span(script)
        text = folded[start : min(stop, start + LONGEST)]
        found.append(Run(text, start, stop, script, last if start == end else ""))
        end, last = stop, text[-1]
    return found


def _lettered(folded: str) -> list[Run]:
    """Where all is letters, something lies between any two runs."""
    spans = [match.span(1) for match in LETTERS.finditer(folded)]
    return [
        Run(folded[start : min(stop, start + LONGEST)], start, stop, "letters", "")
        for start, stop in spans
    ]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of an English word without its accents: 'cities' becomes 'citi'."""
    with _turn:
        return str(_stemmer.stemWord(unaccented(word)))


def unaccented(word: str) -> str:
    """The word without its diacritics: 'müller' becomes 'muller'."""
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFD", word)
    return "".join(c for c in marks if not unicodedata.combining(c)) or word


def word_of(run: Run) -> str:
    """The index term of a run; empty for a particle that stands after other letters ('brt를')."""
    if run.script == "letters":
        return stem(run.text)
    if run.script == "han":
        return run.text
    if not run.before:
        return _stripped(run.text, 2)
    return _stripped(run.text, 1 if run.before.isdigit() else 0)


_stripped = lru_cache(maxsize=65536)(without_particle)


def plain_of(run: Run) -> str:
    """The term of a run as wildcards and fuzzy terms see it: folded, with nothing cut off."""
    return unaccented(run.text) if run.script == "letters" else run.text


def chains(folded: str, found: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs of Hangul and Han that only blanks separate: '스마트 시티' is one chain."""
    chain: list[Run] = []
    for run in found:
        if chain and (run.script == "letters" or folded[chain[-1].end : run.start].strip()):
            yield chain
            chain = []
        if run.script != "letters":
            chain.append(run)
    if chain:
        yield chain


def pairs(syllables: str) -> list[str]:
    """Every syllable with its successor; the last stands alone: '스마트' gives 스마, 마트, 트."""
    return [syllables[i : i + 2] for i in range(len(syllables))]


def analysed(value: str) -> Forms:
    """The terms of one value."""
    folded = fold(value)
    if folded.isascii() or not EASTERN.search(folded):
        plain = _letters(folded)
        words = list(map(stem, plain))
        return Forms(words=words, plain=plain if folded.isascii() else list(map(unaccented, plain)))
    found = list(runs(folded))
    return Forms(
        words=[word for word in map(word_of, found) if word],
        syllables=[
            pair
            for chain in chains(folded, found)
            for pair in pairs("".join(run.text for run in chain))
        ],
        plain=[plain_of(run) for run in found],
    )


def _letters(folded: str) -> list[str]:
    """The texts of the runs of a folded text without Hangul and Han."""
    short = folded.isascii() and "'" not in folded
    found = folded.translate(BLANKED).split() if short else LETTERS.findall(folded)
    if max(map(len, found), default=0) <= LONGEST:
        return found
    return [text[:LONGEST] for text in found]


def joined(parts: Iterable[Forms]) -> Forms:
    """The terms of several values as those of one field, with a gap between any two."""
    whole = Forms()
    for part in parts:
        if whole.words:
            whole.words.append(GAP)
        whole.words.extend(part.words)
        whole.plain.extend(part.plain)
        whole.syllables.extend(part.syllables)
    return whole
