"""What the outline of the headings tells: page title, sections, headlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kb.folding import fold
from kb.segment.datelines import is_bare_date
from kb.segment.family import Family
from kb.segment.line import Lines, claim, give, title_like

_LONGEST_INTRODUCTION = 500


def page_title(lines: Lines, family: Family) -> Lines:
    """The title of a web page that holds the issue, and the day of its posting right below."""
    lines = claim(lines, "title", _page_title(lines))
    posted = (
        i
        for i, ln in enumerate(lines[1:], 1)
        if lines[i - 1].role == "title" and ln.free and is_bare_date(ln.text)
    )
    return claim(lines, "preamble", posted)


def _page_title(lines: Lines) -> list[int]:
    """The page's one heading of the first rank, where headings or sections stand below it."""
    first = [i for i, ln in enumerate(lines) if ln.block.level == 1 and ln.block.kind == "heading"]
    if len(first) != 1 or not lines[first[0]].free:
        return []
    below = lines[first[0] + 1 :]
    others = any(ln.role in ("section", "masthead") or ln.block.kind == "heading" for ln in below)
    return first if others else []


def ranked(lines: Lines, family: Family) -> Lines:
    """Headings above the rank of the headlines are sections; those of the rank are headlines.

    Where no dateline gave a headline its rank, the outline of the headings tells.
    """
    free = [
        i for i, ln in enumerate(lines) if ln.free and ln.block.kind == "heading" and title_like(ln)
    ]
    levels = [
        ln.block.level for ln in lines if ln.role == "headline" and ln.block.kind == "heading"
    ]
    if not levels:
        sections = any(ln.role == "section" and ln.block.kind == "heading" for ln in lines)
        return _outlined(lines, free) if len(free) > 1 or sections else lines
    rank = max(set(levels), key=lambda level: (levels.count(level), level))
    lines = claim(lines, "headline", (i for i in free if lines[i].block.level == rank))
    over = [i for i in free if 1 < lines[i].block.level < rank]
    return claim(lines, "section", (i for i in over if _leads(lines, i)))


def _leads(lines: Lines, index: int) -> bool:
    """Whether a headline follows a heading before anything that would be its own text."""
    following = lines[index + 1].role if index + 1 < len(lines) else ""
    return following in ("headline", "section", "feature")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with those that stand below it in rank; `words` is the length of its own text."""

    index: int
    level: int
    words: int
    below: list[_Heading] = field(default_factory=list)


def _outlined(lines: Lines, headings: Sequence[int]) -> Lines:
    """A heading right above a deeper one is a section; one within an article is body.

    Where some have sections, so has a heading with a few words before its own deeper headings.
    """
    tree = _tree(lines, headings)
    again = Counter(fold(lines[i].text) for i in headings)
    refrains = {i for i in headings if again[fold(lines[i].text)] > 1}
    inner = {h.below[0].level for h in tree if _is_over(h, refrains)}
    roles: dict[int, str] = {}
    for heading in tree:
        introduced = heading.below and heading.below[0].level in inner
        over = (
            _is_over(heading, refrains)
            or (bool(introduced) and heading.words <= _LONGEST_INTRODUCTION)
            or (not heading.words and _leads(lines, heading.index))
        )
        roles |= _roles(heading, refrains) if over else {heading.index: "headline"}
    return give(lines, roles)


def _tree(lines: Lines, headings: Sequence[int]) -> list[_Heading]:
    """The headings that stand below no other, each with those below it."""
    roots: list[_Heading] = []
    path: list[_Heading] = []
    every = [i for i, ln in enumerate(lines) if ln.block.kind == "heading"]
    ends = dict(pairwise([*every, len(lines)]))
    for index in headings:
        inside = lines[index + 1 : ends[index]]
        words = sum(len(ln.text) for ln in inside if ln.role != "navigation")
        heading = _Heading(index, lines[index].block.level, words)
        while path and path[-1].level >= heading.level:
            path.pop()
        (path[-1].below if path else roots).append(heading)
        path.append(heading)
    return roots


def _is_over(heading: _Heading, refrains: set[int]) -> bool:
    """Whether a heading stands right above a deeper one, that comes only once in the issue."""
    return bool(heading.below) and not heading.words and heading.below[0].index not in refrains


def _roles(section: _Heading, refrains: set[int]) -> dict[int, str]:
    """The roles of a section and of the headings below it: articles, or sections if most are."""
    roles = {section.index: "section"}
    over = [heading for heading in section.below if _is_over(heading, refrains)]
    for heading in section.below:
        if len(over) * 2 > len(section.below) and heading in over:
            roles |= _roles(heading, refrains)
        else:
            roles[heading.index] = "headline"
    return roles
