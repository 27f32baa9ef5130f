"""Where on the page the lines of a source text stand: paragraph by paragraph.

A stored body is the text of an article's lines without those that are headline, dateline or
picture credit, and some formats join lines to a paragraph; a person may have edited it since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.folding import fold

# How far on a line is looked for where the next one is another; a bound of time, not of use.
FAR = 200
# Letters that a part of a line needs so that it is known by them.
TELLING = 8
_SIGN = re.compile(r"[^\W_]")

Lines = Sequence[tuple[int, str]]
"""Numbered lines of a source text, in their order."""


@dataclass(frozen=True, slots=True)
class Place:
    """From the first to the last line that a paragraph may stand on; `sure` says that it does."""

    first: int
    last: int
    sure: bool

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last


def places(paragraphs: Sequence[str], lines: Lines) -> list[Place]:
    """The place of each paragraph. One that no line holds stands between its neighbours."""
    folded = [(number, fold(text)) for number, text in lines if text.strip()]
    sure = list(_sure(paragraphs, folded))
    if not folded:
        return [Place(0, 0, sure=False) for _ in paragraphs]
    after = [folded[-1][0] + 1]
    for place in reversed(sure):
        after.append(place.first if place else after[-1])
    after.reverse()
    found: list[Place] = []
    last = folded[0][0] - 1
    for place, below in zip(sure, after, strict=False):
        found.append(place or Place(last + 1, below - 1, sure=False))
        last = place.last if place else last
    return found


def _sure(paragraphs: Sequence[str], lines: Lines) -> Iterator[Place | None]:
    at = 0
    for paragraph in paragraphs:
        wanted = fold(paragraph)
        place = None
        for start in range(at, min(at + FAR, len(lines))) if wanted else ():
            end = _end(wanted, lines, start)
            if end is not None:
                place = Place(lines[start][0], lines[end][0], sure=True)
                # A headline and the beginning of the body may share a line.
                at = end if start == end and lines[end][1] != wanted else end + 1
                break
        yield place


def _end(wanted: str, lines: Lines, start: int) -> int | None:
    """The line at which a paragraph ends that begins on a line; None where it does not."""
    first = lines[start][1]
    if not first:
        return None
    if wanted == first or (len(wanted) >= TELLING and first.startswith(wanted)):
        return start
    if len(wanted) >= TELLING and first.endswith(wanted):
        return start
    rest, at = wanted, start
    while at < len(lines) and lines[at][1] and rest.startswith(lines[at][1]):
        rest = rest[len(lines[at][1]) :]
        if not rest:
            return at
        at += 1
    return None


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever the blanks between them; whole words where there are
    any, "Korea" not being in "Koreans". A Korean particle may follow."""
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s+".join(re.escape(part) for part in parts)
    begins = r"(?<![A-Za-z0-9])" if _latin(words.strip()[0]) else ""
    ends = r"(?![A-Za-z0-9])" if _latin(words.strip()[-1]) else ""
    for form in (begins + pattern + ends, pattern):
        if spans := [match.span() for match in re.finditer(form, text)]:
            return spans
    return []


def _latin(sign: str) -> bool:
    return sign.isascii() and _SIGN.match(sign) is not None
