"""Titles of sections, and the literature that some of them announce."""

from __future__ import annotations

import re

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
    chosen, inside = [], False
    until = -1  # where a reference stands that literature goes on to
    for index, line in enumerate(lines):
        if line.role == "section":
            inside = is_literature(line.text, family)
        elif line.role in ("contact", "channel", "footer"):
            if inside and until < index:
                until = _next_source(lines, index)
                inside = until > index
        elif inside and line.free:
            chosen.append(index)
    return claim(lines, "reference", chosen)


def _next_source(lines: Lines, index: int) -> int:
    """Where the section goes on with a journal line or a reference in full; -1 where nowhere."""
    for i in range(index + 1, len(lines)):
        if lines[i].role == "section":
            break
        if lines[i].free and read_source(lines[i].text):
            return i
    return -1
