"""What a family file tells of a newsletter: its mastheads, its headlines, its standing lines."""

from __future__ import annotations

from dataclasses import replace

from kb.dates import find_date
from kb.model import Masthead
from kb.segment.family import Family
from kb.segment.line import Lines, claim, title_like

_DEPTH = 40
_MOST_LINES = 3


def told_furniture(lines: Lines, family: Family) -> Lines:
    """Whole lines that the family knows for standing ones."""
    for role, pattern in family.furniture:
        whole = (i for i, ln in enumerate(lines) if ln.free and pattern.fullmatch(ln.text))
        lines = claim(lines, role, whole)
    return lines


def told_masthead(lines: Lines, family: Family) -> Lines:
    """The first line near the top that the family knows for a masthead, and those right below."""
    chosen: list[int] = []
    for index, line in enumerate(lines[:_DEPTH]):
        if line.free and any(pattern.fullmatch(line.text) for pattern in family.masthead):
            chosen.append(index)
        elif chosen:
            break
    return claim(lines, "masthead", chosen[:_MOST_LINES])


def told_headlines(lines: Lines, family: Family) -> Lines:
    """Headings of the family's level, and the lines below its separators, are headlines."""
    level = family.headline_level
    if level is not None:
        ranked = (
            i
            for i, ln in enumerate(lines)
            if ln.free and ln.block.kind == "heading" and ln.block.level == level
        )
        lines = claim(lines, "headline", ranked)
    return _separated(lines, family) if family.separators else lines


def _separated(lines: Lines, family: Family) -> Lines:
    """Separators are no text, the title-like line below the last of them is a headline."""
    rules = {
        i
        for i, ln in enumerate(lines)
        if ln.free and any(pattern.fullmatch(ln.text) for pattern in family.separators)
    }
    lines = claim(lines, "navigation", rules)
    below = (i + 1 for i in sorted(rules) if i + 1 < len(lines) and i + 1 not in rules)
    return claim(lines, "headline", (i for i in below if lines[i].free and title_like(lines[i])))


def told(masthead: Masthead, lines: Lines, family: Family) -> Masthead:
    """The masthead with number and date as the family's patterns name them."""
    for text in (line.text for line in lines if line.role == "masthead"):
        for match in filter(None, (pattern.fullmatch(text) for pattern in family.masthead)):
            found = match.groupdict()
            if found.get("number"):
                masthead = replace(masthead, number=found["number"])
            if date := find_date(found.get("date") or ""):
                masthead = replace(masthead, date=date)
    return masthead
