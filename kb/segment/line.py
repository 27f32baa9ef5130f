"""A line on its way to a place in the issue: a block of the document with the role it plays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.folding import squeeze
from kb.model import Block, Document, Span

FURNITURE = (
    "navigation",
    "title",
    "contents",
    "tag line",
    "preamble",
    "notice",
    "advertisement",
    "calendar",
    "rule",
    "channel",
    "contact",
    "image credit",
    "footer",
)
"""The roles of lines that belong to no article; other roles are named where they are given."""

# • – ※ ○ ▶ 1) ① at the beginning of a list item; "1." may also number a headline
_BULLET = re.compile(r"[•●○◦▪■□◆◇▶▷※☞*·\-–—]\s|[①-⑳]|\(?\d{1,2}\)\s")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})\.\s+(?=\S)")
# "… was published." / "…했다.”" but neither "Secured 60 billion..." nor "…"
_SENTENCE_END = re.compile(r"(?<![.…])[.。][\"'”’)\]」』]*$")
LONGEST_TITLE = 220


@dataclass(frozen=True, slots=True)
class Line:
    """`words` are those of a headline that is not the whole of its line; `gap` says that a blank
    line stands above."""

    block: Block
    role: str = ""
    words: str = ""
    gap: bool = False

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def lines(self) -> Span:
        return self.block.lines

    @property
    def free(self) -> bool:
        """Whether nothing has claimed the line yet."""
        return not self.role


Lines = tuple[Line, ...]


def lines_of(document: Document) -> Lines:
    """The blocks of a document as lines that nothing has claimed."""
    above = (0, *(block.lines.last for block in document.blocks))
    return tuple(
        Line(block, gap=block.lines.first > last + 1)
        for last, block in zip(above, document.blocks, strict=False)
    )


def claim(lines: Sequence[Line], role: str, indexes: Iterable[int]) -> Lines:
    """`lines` with the role given to those at `indexes`."""
    chosen = set(indexes)
    return tuple(replace(ln, role=role) if i in chosen else ln for i, ln in enumerate(lines))


def give(lines: Sequence[Line], roles: Mapping[int, str]) -> Lines:
    """`lines` with the role of each index in `roles`."""
    return tuple(replace(ln, role=roles[i]) if i in roles else ln for i, ln in enumerate(lines))


def exchange(lines: Sequence[Line], own: Mapping[int, Line]) -> Lines:
    """`lines` with those of `own` in their places."""
    return tuple(own.get(index, line) for index, line in enumerate(lines))


def title_like(line: Line) -> bool:
    """Whether a line could be a headline: short, no list item, no full stop at its end."""
    text = line.text
    return (
        len(text) <= LONGEST_TITLE
        and (line.block.kind != "item" or number_of(text) is not None)
        and not _BULLET.match(text)
        and not _SENTENCE_END.search(text)
    )


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text))


def number_of(text: str) -> int | None:
    """The number that a line begins with: 2 of "2. Smarter smart cities"."""
    match = _NUMBERED.match(text)
    return int(match["number"]) if match else None


def without_number(text: str) -> str:
    """ "Smarter smart cities" of "2. Smarter smart cities"."""
    return squeeze(_NUMBERED.sub("", text, count=1))
