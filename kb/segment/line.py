"""A line on its way to a place in the issue: a block of the document with the role it plays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.folding import squeeze
from kb.model import Block, Span

FURNITURE = (
    "navigation",
    "title",
    "contents",
    "tag line",
    "preamble",
    "notice",
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
    """`words` are those of a headline that is not the whole of its line."""

    block: Block
    role: str = ""
    words: str = ""

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


def claim(lines: Sequence[Line], role: str, indexes: Iterable[int]) -> Lines:
    """`lines` with the role given to those at `indexes`."""
    chosen = set(indexes)
    return tuple(replace(ln, role=role) if i in chosen else ln for i, ln in enumerate(lines))


def title_like(line: Line) -> bool:
    """Whether a line could be a headline: short, no list item, no full stop at its end."""
    text = line.text
    return (
        len(text) <= LONGEST_TITLE
        and (line.block.kind != "item" or number_of(text) is not None)
        and not _BULLET.match(text)
        and not _SENTENCE_END.search(text)
    )


def number_of(text: str) -> int | None:
    """The number that a line begins with: 2 of "2. Smarter smart cities"."""
    match = _NUMBERED.match(text)
    return int(match["number"]) if match else None


def without_number(text: str) -> str:
    """ "Smarter smart cities" of "2. Smarter smart cities"."""
    return squeeze(_NUMBERED.sub("", text, count=1))
