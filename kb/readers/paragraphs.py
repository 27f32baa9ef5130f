"""Lines of print become paragraphs and headings; running heads and feet become navigation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from kb.folding import fold
from kb.readers.columns import Column, Fragment, Page, Word, columns_of, fragments_of, rows_of
from kb.readers.limits import Clock
from kb.readers.ranks import ranks_of
from kb.readers.words import Vocabulary
from kb.readers.written import Piece, Run

_EDGE = 0.12  # of a page's height: where running heads and feet stand
_MOST = 0.4  # of the pages: odd and even ones may differ
_LONGEST_HEADING = 250
_LEADING = 1.7  # of the size of type, at most, within a paragraph
_DIGITS = re.compile(r"\d+")
# • * – ▪ ① 1. (a) at the beginning of a line
_BULLET = re.compile(r"[•●○◦▪■□♦◆◇▶▷※☞*·❖➢\-–—]$|[①-⑳]|\(?[0-9a-z가-하]{1,2}[.)]$")
_LEADER = re.compile(r"(?:[.·…]\s?){3,}\s*\d*$")
_ENTRY = re.compile(r"\s\d{1,3}$")  # "Bug fixes 6" in a table of contents
_SENTENCE_END = re.compile(r"[.!?。:;][\"'”’)\]」』]*$")


@dataclass(frozen=True)
class Line:
    """A line of a column. `edge` is where the column ends on the right."""

    words: tuple[Word, ...]
    edge: float
    page: int

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def strong(self) -> bool:
        return all(word.strong for word in self.words if fold(word.text))

    @cached_property
    def fonts(self) -> frozenset[str]:
        return frozenset(word.font for word in self.words if fold(word.text))

    @property
    def slanted(self) -> bool:
        return all(word.slanted for word in self.words)

    @cached_property
    def base(self) -> float:
        """The lower edge of most of its words."""
        return median(word.bottom for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @cached_property
    def closed(self) -> bool:
        """Whether it is a row of a table (a wide gap) or ends in a leader: nothing follows."""
        pairs = zip(self.words, self.words[1:], strict=False)
        wide = any(b.left - a.right > 2 * max(a.size, b.size) for a, b in pairs)
        return wide or bool(_LEADER.search(self.text))

    @property
    def bullet(self) -> bool:
        return len(self.words) > 1 and bool(_BULLET.match(self.words[0].text))


Paragraph = list[Line]


def pieces_of(pages: Sequence[Page], clock: Clock) -> Iterator[Piece]:
    """The pages as pieces in reading order."""
    rows = [fragments_of(page.words) for page in pages]
    repeated = _repeated(pages, rows)
    laid: list[tuple[int, list[Fragment], list[Paragraph], list[Fragment]]] = []
    for number, (page, row) in enumerate(zip(pages, rows, strict=True)):
        clock.check()
        heads = [f for f in row if (_zone(page, f), _said(f)) in repeated]
        running = set(heads)
        body = [f for f in row if f not in running]
        columns = [_lines(column, number) for column in columns_of(body)]
        paragraphs = [paragraph for column in columns for paragraph in _paragraphs(column)]
        above = [f for f in heads if _zone(page, f) == "head"]
        laid.append((number, above, paragraphs, [f for f in heads if f not in above]))
    yield from _written(laid)


def _written(
    laid: Sequence[tuple[int, list[Fragment], list[Paragraph], list[Fragment]]],
) -> Iterator[Piece]:
    lines = [ln for _, _, paragraphs, _ in laid for paragraph in paragraphs for ln in paragraph]
    levels, vocabulary = (
        ranks_of((ln.size, len(ln.text)) for ln in lines),
        Vocabulary(ln.text.split() for ln in lines),
    )
    vocabulary.learn_blanks(ln.words[-1] for ln in lines)
    _run_on(laid)
    for number, above, paragraphs, below in laid:
        yield Piece((), page=number)
        yield from (_navigation(fragment) for fragment in above)
        for paragraph in paragraphs:
            if paragraph:
                yield _piece(paragraph, levels, vocabulary)
        yield from (_navigation(fragment) for fragment in below)


def _navigation(fragment: Fragment) -> Piece:
    return Piece((Run(fragment.text),), "navigation")


def _repeated(pages: Sequence[Page], rows: Sequence[Sequence[Fragment]]) -> set[tuple[str, str]]:
    """What most pages say at their head or foot, numbers aside."""
    seen: Counter[tuple[str, str]] = Counter()
    for page, row in zip(pages, rows, strict=True):
        seen.update({(zone, _said(f)) for f in row if (zone := _zone(page, f))})
    return {key for key, count in seen.items() if count >= max(2, _MOST * len(pages))}


def _zone(page: Page, fragment: Fragment) -> str:
    if fragment.bottom < _EDGE * page.height:
        return "head"
    return "foot" if fragment.top > (1 - _EDGE) * page.height else ""


def _said(fragment: Fragment) -> str:
    return _DIGITS.sub("0", fold(fragment.text)) or fragment.text


def _lines(column: Column, page: int) -> list[Line]:
    """The lines of a column: what stands level in it, from left to right."""
    edge = max((fragment.right for fragment in column), default=0)
    found = []
    for row in rows_of(column):
        words = [word for f in sorted(row, key=lambda f: f.left) for word in f.words]
        found.append(Line(tuple(words), edge, page))
    return found


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The lines of a column as paragraphs."""
    for group in _groups(lines):
        edge = max(ln.right for ln in group) if len(group) > 2 else group[0].edge
        paragraph = [group[0]]
        for line in group[1:]:
            if _goes_on(paragraph, line, edge):
                paragraph.append(line)
            else:
                yield paragraph
                paragraph = [line]
        yield paragraph


def _groups(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Lines of one size and weight, one close below the other."""
    group: Paragraph = []
    for line in lines:
        if group and not _alike(group[-1], line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _alike(line: Line, following: Line) -> bool:
    leading = following.base - line.base
    size = max(line.size, following.size)
    return (
        abs(line.size - following.size) <= 0.5
        and line.strong == following.strong
        and (line.fonts & following.fonts or not (line.fonts and following.fonts))
        and 0 < leading <= _LEADING * size
    )


def _goes_on(paragraph: Paragraph, line: Line, edge: float) -> bool:
    """Whether `line` continues the paragraph: no indent, and its first word had no room above."""
    last = paragraph[-1]
    if last.closed or line.bullet or (_ENTRY.search(last.text) and _ENTRY.search(line.text)):
        return False
    if paragraph[0].bullet and line.left > paragraph[0].left + 0.7 * line.size:
        return True
    blank = 0.25 * line.size
    shift = line.left - last.left
    centred = abs(line.left + line.right - last.left - last.right) < line.size
    if shift > 0.7 * line.size:
        return centred and _no_room(last, line, edge, blank)
    if shift < -0.7 * line.size and len(paragraph) > 1 and not centred:
        return False
    if len(paragraph) > 1:
        leading = last.base - paragraph[-2].base
        if line.base - last.base > 1.25 * leading:
            return False
    return _no_room(last, line, edge, blank)


def _no_room(last: Line, line: Line, edge: float, blank: float) -> bool:
    first = line.words[0]
    if first.text[0].islower() and not _SENTENCE_END.search(last.text):
        return last.right > last.left + 0.65 * (edge - last.left)
    return last.right + blank + (first.right - first.left) > edge - 0.5 * blank


def _run_on(
    laid: Sequence[tuple[int, list[Fragment], list[Paragraph], list[Fragment]]],
) -> None:
    """Joins a paragraph that goes on at the top of the next column or page, in place."""
    last: Paragraph = []
    for _, _, paragraphs, _ in laid:
        for paragraph in paragraphs:
            moved = bool(last) and (
                paragraph[0].page != last[-1].page or paragraph[0].base < last[-1].base
            )
            if moved and _runs_on(last[-1], paragraph[0]):
                last.extend(paragraph)
                paragraph.clear()
            else:
                last = paragraph


def _runs_on(last: Line, first: Line) -> bool:
    if (
        last.closed
        or first.bullet
        or last.strong != first.strong
        or _SENTENCE_END.search(last.text)
    ):
        return False
    if abs(last.size - first.size) > 0.5 or last.right < last.edge - 4 * last.size:
        return False
    return first.text[0].islower() or (first.text[0] >= "가" and last.text[-1] >= "가")


def _slanted_title(paragraph: Paragraph) -> bool:
    """Whether a line or two are set in italics by themselves and are no sentence."""
    text = paragraph[-1].text
    return (
        len(paragraph) <= 2
        and all(line.slanted for line in paragraph)
        and not _SENTENCE_END.search(text)
        and not paragraph[0].text[0].islower()
    )


def _piece(paragraph: Paragraph, levels: dict[float, int], vocabulary: Vocabulary) -> Piece:
    words = [word for line in paragraph for word in line.words]
    ends = {id(line.words[-1]) for line in paragraph}
    runs: list[Run] = []
    for word, after in zip(words, [*words[1:], None], strict=True):
        text = word.text + " "
        if after is not None and id(word) in ends:
            text = vocabulary.joined(word, after)
        runs.append(Run(text, word.strong, word.url))
    piece = Piece(tuple(runs))
    level = levels.get(paragraph[0].size, 0)
    if not level and paragraph[0].size in levels and _slanted_title(paragraph):
        level = min(max(levels.values()) + 1, 6)
    if level and len(piece.text) <= _LONGEST_HEADING:
        return replace(piece, kind="heading", level=level)
    return replace(piece, kind="item", level=1) if paragraph[0].bullet else piece
