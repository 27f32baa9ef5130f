"""Titles of sections."""

from __future__ import annotations

from kb.folding import fold
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, without_number
from kb.segment.literature import announces_literature


def sections(lines: Lines, family: Family) -> Lines:
    """Lines that are a section title of the family, or a heading that announces literature."""
    chosen = [
        i
        for i, ln in enumerate(lines)
        if ln.free
        and (title_of(ln) in family.sections or announces_literature(ln, lines[i + 1 : i + 2]))
    ]
    return claim(lines, "section", chosen)


def title_of(line: Line) -> str:
    """The title on a line, folded, as families have those of their sections."""
    return fold(without_number(line.text))
