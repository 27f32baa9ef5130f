"""What a family file tells of a newsletter: its mastheads, its headlines, its standing lines."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.dates import DATE, find_date
from kb.model import Masthead
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, title_like

_DATE = re.compile(rf"(?<!\w)(?:{DATE})(?!\w)", re.IGNORECASE)
_DATE_LINE = re.compile(rf"\W{{0,3}}(?:{DATE})\W{{0,3}}", re.IGNORECASE)
_DEPTH = 40
_MOST_LINES = 3


def told_furniture(lines: Lines, family: Family) -> Lines:
    """Whole lines that the family knows for standing ones."""
    for role, pattern in family.furniture:
        whole = (i for i, ln in enumerate(lines) if ln.free and pattern.fullmatch(ln.text))
        lines = claim(lines, role, whole)
    return lines


def told_masthead(lines: Lines, family: Family) -> Lines:
    """The first line near the top that the family knows for a masthead, and those right below.

    Where they say no date, a line beside them that is one goes with them.
    """
    chosen: list[int] = []
    for index, line in enumerate(lines[:_DEPTH]):
        if line.free and any(pattern.fullmatch(line.text) for pattern in family.masthead):
            chosen.append(index)
        elif chosen:
            break
    chosen = chosen[:_MOST_LINES]
    if chosen and not any(find_date(lines[i].text) for i in chosen):
        beside = (chosen[-1] + 1, chosen[0] - 1)
        chosen += [i for i in beside if 0 <= i < len(lines) and _is_date(lines[i])][:1]
    return claim(lines, "masthead", chosen)


def _is_date(line: Line) -> bool:
    return line.free and bool(_DATE_LINE.fullmatch(line.text))


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
        if ln.role in ("", "rule") and any(p.fullmatch(ln.text) for p in family.separators)
    }
    lines = claim(lines, "rule", rules)
    below = (i + 1 for i in sorted(rules) if i + 1 < len(lines) and i + 1 not in rules)
    return claim(lines, "headline", (i for i in below if lines[i].free and title_like(lines[i])))


def _whole_date(text: str, match: re.Match[str]) -> str | None:
    """The date in which a match of {date} lies: `.*` before it takes the month of "May 2022".

    The number in front of it is no part of it: "Number 5 May 2009".
    """
    place = match.start("date")
    after = match.end("number") if match.groupdict().get("number") else 0
    dates = _DATE.finditer(text, after if after <= place else 0)
    whole = (date[0] for date in dates if date.start() <= place < date.end())
    return find_date(next(whole, match["date"]))


def told(masthead: Masthead, lines: Lines, family: Family) -> Masthead:
    """The masthead with number and date as the family's patterns name them."""
    if not family.masthead:
        return masthead
    own = [line.text for line in lines if line.role == "masthead"]
    dates = [find_date(text) for text in own if _DATE_LINE.fullmatch(text)]
    if dates and dates[0]:
        masthead = replace(masthead, date=dates[0])
    for text in own:
        for match in filter(None, (pattern.fullmatch(text) for pattern in family.masthead)):
            found = match.groupdict()
            if found.get("number"):
                masthead = replace(masthead, number=found["number"])
            if found.get("date"):
                masthead = replace(masthead, date=_whole_date(text, match))
    return masthead
