"""Titles of sections, and the literature that some of them announce."""

from __future__ import annotations

import re
from itertools import pairwise

from kb.folding import fold
from kb.references.source import read_source
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, without_number

_LITERATURE = re.compile(
    r"(?:.{0,40}\b(?:literature|references|bibliography|publications|further reading)|"
    r".{0,20}(?:문헌|논문|발간물|참고 ?자료))",
    re.IGNORECASE,
)


def sections(lines: Lines, family: Family) -> Lines:
    """Lines that are a section title of the family, or a heading that announces literature."""
    chosen = [
        i
        for i, ln in enumerate(lines)
        if ln.free and (title_of(ln) in family.sections or _announces_literature(ln))
    ]
    return claim(lines, "section", chosen)


def title_of(line: Line) -> str:
    """The title on a line, folded, as families have those of their sections."""
    return fold(without_number(line.text))


def is_literature(title: str | None, family: Family) -> bool:
    """Whether a section of that title holds references instead of articles."""
    if not title:
        return False
    return fold(without_number(title)) in family.literature or bool(
        _LITERATURE.fullmatch(title.strip(" :"))
    )


def _announces_literature(line: Line) -> bool:
    marked = line.block.kind == "heading" or line.block.strong
    return marked and bool(_LITERATURE.fullmatch(line.text.strip(" :")))


def literature(lines: Lines, family: Family) -> Lines:
    """What a section of literature holds, up to the next section, is references."""
    opened = [i for i, ln in enumerate(lines) if ln.role == "section"]
    chosen: list[int] = []
    for first, end in pairwise([*opened, len(lines)]):
        if is_literature(lines[first].text, family):
            chosen += _references(lines, range(first + 1, end))
    return claim(lines, "reference", chosen)


def _references(lines: Lines, part: range) -> list[int]:
    """The free lines of a section; a contact that no journal line or reference follows ends it."""
    free = [i for i in part if lines[i].free]
    others = [i for i in part if lines[i].role in ("contact", "channel", "footer")]
    if others:
        last = next((i for i in reversed(free) if read_source(lines[i].text)), part.start)
        end = next((i for i in others if i > last), part.stop)
        free = [i for i in free if i < end]
    return free
