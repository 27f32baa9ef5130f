"""Where in a text the words of a query stand, by the analysis that the index is made with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kb.search import schema
from kb.search.analysis import Run, chains, fold, plain_of, runs, word_of
from kb.search.expansion import globbed, within
from kb.search.tree import Fuzzy, Pattern
from kb.search.wanted import Wanted


class Mark(NamedTuple):
    """A stretch of a text, and the number of what was wanted and is found there."""

    start: int
    end: int
    wanted: int


class _Text(NamedTuple):
    folded: str
    runs: Sequence[Run]
    # Index terms, and the run that each comes from.
    words: Sequence[str]
    of: Sequence[Run]


def marks(text: str, wanted: Sequence[Wanted]) -> list[Mark]:
    """Where the text has what is wanted, in its own order; stretches may overlap."""
    folded, places = _folded(text)
    found = list(runs(folded))
    terms = list(map(word_of, found))
    of = [run for run, term in zip(found, terms, strict=True) if term]
    parsed = _Text(folded, found, list(filter(None, terms)), of)
    spans = [
        Mark(start, end, number)
        for number, asked in enumerate(wanted)
        for start, end in _spans(parsed, asked)
    ]
    if places:
        spans = [Mark(places[start], places[end - 1] + 1, number) for start, end, number in spans]
    return sorted(set(spans))


def merged(spans: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """The stretches without overlaps, for marking."""
    start = end = -1
    for mark in spans:
        if mark.start >= end:
            if end > 0:
                yield start, end
            start, end = mark.start, mark.end
        end = max(end, mark.end)
    if end > 0:
        yield start, end


def _folded(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters its place in the text where they differ."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded, None
    parts = [fold(character) for character in text]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


def _spans(text: _Text, wanted: Wanted) -> Iterator[tuple[int, int]]:
    if wanted.words:
        yield from _sequences(text, wanted)
    if wanted.syllables:
        yield from _stretches(text, wanted.syllables)
    for pattern in wanted.patterns:
        form = word_of if pattern.field in schema.terms_fields() else plain_of
        for run in text.runs:
            if fits(pattern, form(run)):
                yield run.start, run.end


def _sequences(text: _Text, wanted: Wanted) -> Iterator[tuple[int, int]]:
    first, *rest = wanted.words
    place = -1
    for _ in range(text.words.count(first)):
        place = text.words.index(first, place + 1)
        end = _last(text.words, place, rest, wanted.slop)
        if end is not None:
            yield text.of[place].start, text.of[end].end


def _last(words: Sequence[str], place: int, rest: Sequence[str], slop: int) -> int | None:
    """The place of the last word of a sequence, each word at most `slop` after the one before."""
    if not rest:
        return place
    for following in range(place + 1, min(place + slop, len(words) - 1) + 1):
        if words[following] == rest[0]:
            end = _last(words, following, rest[1:], slop)
            if end is not None:
                return end
    return None


def _stretches(text: _Text, syllables: str) -> Iterator[tuple[int, int]]:
    for chain in chains(text.folded, text.runs):
        joined = "".join(run.text for run in chain)
        places = [run.start + i for run in chain for i in range(len(run.text))]
        at = joined.find(syllables)
        while at >= 0:
            yield places[at], places[at + len(syllables) - 1] + 1
            at = joined.find(syllables, at + 1)


def fits(pattern: Pattern | Fuzzy, word: str) -> bool:
    """Whether a pattern or a fuzzy word stands for this word."""
    if isinstance(pattern, Fuzzy):
        start = pattern.text[: pattern.prefix]
        return word.startswith(start) and within(pattern.distance, pattern.text, word)
    if pattern.glob is None:
        return word.startswith(pattern.prefix)
    return globbed(pattern.glob)(word) is not None
