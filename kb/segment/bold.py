"""Bold words right below headings of one rank: the headings are sections, the words headlines."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from kb.segment.closing import speaks_of_itself
from kb.segment.datelines import is_bare_date
from kb.segment.family import Family
from kb.segment.line import Line, Lines, exchange, give, title_like
from kb.segment.lists import with_lead
from kb.segment.marks import is_button

_LONGEST = 120
_FEWEST = 3
_SHORTEST_PROSE = 60
_LONGEST_INTRODUCTION = 500


def bold_titles(lines: Lines, family: Family) -> Lines:
    """Where most headings open with a bold title and more of these follow, they are headlines.

    One bold line a heading is a standfirst of the article, and nothing is claimed.
    """
    headings = [i for i, ln in enumerate(lines) if ln.free and ln.block.kind == "heading"]
    ranks = {lines[i].block.level for i in headings}
    if len(ranks) != 1 or any(ln.role == "headline" for ln in lines):
        return lines
    titles = _titles(lines, headings[0]) or _leads(lines, headings[0])
    opened = sum(heading + 1 in titles for heading in headings)
    if len(titles) < _FEWEST or opened * 2 < len(headings) or len(titles) * 2 < opened * 3:
        return lines
    roles: dict[int, str] = {}
    led: dict[int, Line] = {}
    for heading, end in pairwise([*headings, len(lines)]):
        own = [i for i in range(heading + 1, end) if i in titles]
        introduction = sum(len(ln.text) for ln in lines[heading + 1 : own[0]]) if own else 0
        if own and introduction <= _LONGEST_INTRODUCTION:
            roles |= {heading: "section"} | dict.fromkeys(own, "headline")
            led |= {i: with_lead(lines[i]) for i in own if lines[i].block.lead}
        elif title_like(lines[heading]):
            roles[heading] = "headline"
    return exchange(give(lines, roles), led)


def _titles(lines: Lines, start: int) -> set[int]:
    """The bold lines of the usual look with text below them."""
    bold = [
        i for i in range(start, len(lines) - 1) if _is_title(lines[i]) and _is_text(lines[i + 1])
    ]
    looks = Counter(_look(lines[i]) for i in bold)
    usual = looks.most_common(1)[0][0] if looks else None
    return {i for i in bold if _look(lines[i]) == usual}


def _leads(lines: Lines, start: int) -> set[int]:
    """The paragraphs that begin in bold, where nearly all of them do."""
    texts = [i for i in range(start, len(lines)) if lines[i].free and _is_prose(lines[i])]
    led = {i for i in texts if 0 < len(lines[i].block.lead) <= _LONGEST}
    led = {i for i in led if not speaks_of_itself(lines[i].block.lead)}
    return led if len(led) * 10 >= len(texts) * 7 else set()


def _is_prose(line: Line) -> bool:
    return line.block.kind == "paragraph" and len(line.text) > _SHORTEST_PROSE


def _look(line: Line) -> tuple[str, str]:
    return line.block.kind, line.block.look


def _is_title(line: Line) -> bool:
    text = line.text
    return (
        line.free
        and line.block.strong
        and line.block.kind in ("paragraph", "row")
        and len(text) <= _LONGEST
        and title_like(line)
        and not text.endswith((":", ","))
        and not is_button(text)
        and not is_bare_date(text)
        and not speaks_of_itself(text)
    )


def _is_text(line: Line) -> bool:
    return line.free and line.block.kind != "heading" and not line.block.strong
