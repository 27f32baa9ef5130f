"""The reading order of a page: words become fragments of lines, and these columns.

A column is found by its gutter, an edge where many fragments begin and at which few lie across.
What lies across (a headline over two columns, a figure's legend) parts the page into bands, each
read by itself; within a band the left column comes first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank, in points from the page's upper left corner.

    `spaced` says that the file has a blank after it, not only a gap.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str = ""
    url: str | None = None
    spaced: bool = False

    @property
    def strong(self) -> bool:
        return bool(_BOLD.search(self.font))

    @property
    def slanted(self) -> bool:
        return bool(_SLANTED.search(self.font))


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(slots=True, eq=False)
class Fragment:
    """Words in a row without a wide gap: a line of a column, or a part of one."""

    words: list[Word] = field(default_factory=list)
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def add(self, word: Word) -> None:
        if not self.words:
            self.left, self.top, self.right, self.bottom = (
                word.left,
                word.top,
                word.right,
                word.bottom,
            )
        self.words.append(word)
        self.left, self.top = min(self.left, word.left), min(self.top, word.top)
        self.right, self.bottom = max(self.right, word.right), max(self.bottom, word.bottom)


Column = list[Fragment]

_BOLD = re.compile("bold|black|heavy|demi|굵은|볼드", re.IGNORECASE)
_SLANTED = re.compile("ital|obli|slant", re.IGNORECASE)

_GAP = 0.7  # of the size of type: a wider gap may be a gutter
_BUCKET = 4.0  # points
_NEAREST = 50  # fragments at one height that a word may continue
_DEEPEST = 8  # columns within columns
_CANDIDATES = 40
_FEWEST = 5  # lines of a column
_NARROWEST = 12  # characters of a column's typical line
_FULL = 0.6  # of a column's width: its typical line


def fragments_of(words: Iterable[Word]) -> list[Fragment]:
    """The fragments of a page, from top to bottom."""
    near: dict[int, list[Fragment]] = {}
    found: list[Fragment] = []
    for word in sorted(words, key=lambda word: (word.left, word.top)):
        first, last = (
            int((word.top - word.size) // _BUCKET),
            int((word.bottom + word.size) // _BUCKET),
        )
        beside = (
            f for n in range(first, min(last, first + 100) + 1) for f in near.get(n, [])[-_NEAREST:]
        )
        fragment = next((f for f in beside if _continues(f, word)), None)
        if fragment is None:
            fragment = Fragment()
            found.append(fragment)
            near.setdefault(int((word.top + word.bottom) / 2 // _BUCKET), []).append(fragment)
        fragment.add(word)
    return sorted(found, key=lambda fragment: (fragment.middle, fragment.left))


def _continues(fragment: Fragment, word: Word) -> bool:
    last = fragment.words[-1]
    gap = word.left - fragment.right
    if not -word.size < gap < _GAP * max(word.size, last.size):
        return False
    return level_with(last, word)


def level_with(one: Word | Fragment, other: Word | Fragment) -> bool:
    """Whether two stand on the same line: half of the lower one's height is beside the other."""
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def columns_of(fragments: Sequence[Fragment], depth: int = 0) -> list[Column]:
    """The fragments in reading order, a list for each stretch of one column."""
    gutter = _gutter(fragments) if depth < _DEEPEST else None
    if gutter is None:
        return [list(fragments)] if fragments else []
    found: list[Column] = []
    for band, across in _bands(fragments, gutter):
        if across:
            deeper = depth + 1 if len(band) < len(fragments) else _DEEPEST
            found += columns_of(band, deeper)
        else:
            found += columns_of([f for f in band if f.right <= gutter], depth + 1)
            found += columns_of([f for f in band if f.right > gutter], depth + 1)
    return found


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Where a column begins beside another one, or None."""
    best, gutter = -len(fragments) - 1, None
    for edge in _edges(fragments):
        left = [f for f in fragments if f.right <= edge]
        right = [f for f in fragments if f.left >= edge]
        if not (_is_column(left) and _is_column(right)):
            continue
        if _beside(left, right) < _FEWEST or _beside(right, left) < _FEWEST:
            continue
        rows = min(len(rows_of(left)), len(rows_of(right)))
        score = 2 * rows - (len(fragments) - len(left) - len(right))
        if score > best:
            best, gutter = score, edge
    return gutter


def _edges(fragments: Sequence[Fragment]) -> list[float]:
    """Where fragments begin that have something on their left, the most frequent first."""
    starts: Counter[int] = Counter()
    furthest = min((f.left for f in fragments), default=0)
    for fragment in fragments:
        if fragment.left > furthest:
            starts[round(fragment.left)] += 1
    return [start - 1.0 for start, _ in starts.most_common(_CANDIDATES)]


def _is_column(side: Sequence[Fragment]) -> bool:
    """Whether the rows fill their width as the lines of a text do, unlike those of a table."""
    rows = rows_of(side)
    if len(rows) < _FEWEST or median(sum(len(f.text) for f in row) for row in rows) < _NARROWEST:
        return False
    width = max(f.right for f in side) - min(f.left for f in side)
    widths = sorted(max(f.right for f in row) - min(f.left for f in row) for row in rows)
    return widths[len(widths) * 2 // 3] >= _FULL * width


def rows_of(fragments: Sequence[Fragment]) -> list[Column]:
    """Fragments from top to bottom as rows of those that stand level."""
    rows: list[Column] = []
    for fragment in fragments:
        if rows and level_with(rows[-1][-1], fragment):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return rows


def _beside(side: Sequence[Fragment], other: Sequence[Fragment]) -> int:
    """How many fragments of a side have something of the other side at their height."""
    top, bottom = min(f.top for f in other), max(f.bottom for f in other)
    return sum(top <= f.middle <= bottom for f in side)


def _bands(fragments: Sequence[Fragment], gutter: float) -> list[tuple[Column, bool]]:
    """The fragments in bands from top to bottom, and whether a band lies across the gutter."""
    bands: list[tuple[Column, bool]] = []
    bottom = 0.0  # of what lies across
    for fragment in fragments:
        across = fragment.left < gutter < fragment.right
        if across:
            bottom = max(bottom, fragment.bottom)
        across = across or fragment.middle < bottom
        if bands and bands[-1][1] == across:
            bands[-1][0].append(fragment)
        else:
            bands.append(([fragment], across))
    return _joined(bands, gutter)


def _joined(bands: Sequence[tuple[Column, bool]], gutter: float) -> list[tuple[Column, bool]]:
    """A band with text on one side only is no pair of columns; it goes with what lies across."""
    joined: list[tuple[Column, bool]] = []
    for band, across in bands:
        left = sum(f.right <= gutter for f in band)
        across = across or min(left, len(band) - left) < 2
        if joined and across and joined[-1][1]:
            joined[-1][0].extend(band)
        else:
            joined.append((list(band), across))
    return joined
