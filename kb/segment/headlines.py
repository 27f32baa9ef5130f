"""Sections, features, headlines and subtitles."""

from __future__ import annotations

import re

from kb.folding import fold
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, number_of, title_like

# [Planned article] Smart city 4 years, so different / [Major achievements of the sandbox]
_FEATURE = re.compile(r"\[(?P<label>[^\]]{2,150})\]\s*(?P<title>.*)")
_LITERATURE = re.compile(
    r"(?:.{0,40}\b(?:literature|references|bibliography|publications|further reading)|"
    r".{0,20}(?:문헌|논문|발간물|참고 ?자료))",
    re.IGNORECASE,
)
_MOST_TITLE_LINES = 3


def sections(lines: Lines, family: Family) -> Lines:
    """Lines that are a section title of the family, or a heading that announces literature."""
    chosen = [
        i
        for i, ln in enumerate(lines)
        if ln.free and (fold(ln.text) in family.sections or _announces_literature(ln))
    ]
    return claim(lines, "section", chosen)


def is_literature(title: str | None, family: Family) -> bool:
    """Whether a section of that title holds references instead of articles."""
    if not title:
        return False
    return fold(title) in family.literature or bool(_LITERATURE.fullmatch(title.strip(" :")))


def _announces_literature(line: Line) -> bool:
    marked = line.block.kind == "heading" or line.block.strong
    return marked and bool(_LITERATURE.fullmatch(line.text.strip(" :")))


def literature(lines: Lines, family: Family) -> Lines:
    """What a section of literature holds, up to the next section, is references."""
    chosen, inside = [], False
    for index, line in enumerate(lines):
        if line.role == "section":
            inside = is_literature(line.text, family)
        elif inside and line.free:
            chosen.append(index)
    return claim(lines, "reference", chosen)


def datelined(lines: Lines, family: Family) -> Lines:
    """The title lines above every dateline: feature, headline, subtitles."""
    for index, line in enumerate(lines):
        if line.role == "dateline":
            lines = _titles_above(lines, index)
    return lines


def _titles_above(lines: Lines, dateline: int) -> Lines:
    above = _candidates(lines, dateline)
    if not above:
        return lines
    if len(above) > 1 and is_feature(lines[above[0]].text, lines[above[1]].text):
        lines = claim(lines, "feature", above[:1])
        above = above[1:]
    above = _from_headline(lines, above)
    lines = claim(lines, "headline", above[:1])
    return claim(lines, "subtitle", above[1:])


def _candidates(lines: Lines, dateline: int) -> list[int]:
    """Indexes of the title-like lines right above a dateline; the nearest line in any case."""
    above: list[int] = []
    for index in range(dateline - 1, -1, -1):
        line = lines[index]
        if not line.free or not (title_like(line) or not above) or len(line.text) > 400:
            break
        above.insert(0, index)
    return above


def _from_headline(lines: Lines, above: list[int]) -> list[int]:
    """The lines from the headline on: a heading, a numbered line, else the first of a few."""
    for index in above:
        if lines[index].block.kind == "heading" or number_of(lines[index].text) is not None:
            return above[above.index(index) :]
    return above[-_MOST_TITLE_LINES:]


def is_feature(text: str, below: str) -> bool:
    """Whether a bracketed line stands over the headline `below` instead of being a headline."""
    match = _FEATURE.fullmatch(text)
    return match is not None and (not match["title"] or number_of(below) is not None)


def feature_title(text: str) -> str:
    """The feature's own words: what follows the bracket, or what stands in it."""
    match = _FEATURE.fullmatch(text)
    return (match["title"] or match["label"]).strip() if match else text


def ranked(lines: Lines, family: Family) -> Lines:
    """Headings above the rank of the headlines are sections; those of the rank are headlines.

    Where no dateline gave a headline, the rank of the headlines is the commonest.
    """
    lines = claim(lines, "title", _page_title(lines))
    free = [i for i, ln in enumerate(lines) if ln.free and ln.block.kind == "heading"]
    levels = [ln.block.level for ln in lines if ln.role == "headline" and ln.block.level]
    levels = levels or [lines[i].block.level for i in free]
    if not levels:
        return lines
    rank = max(set(levels), key=lambda level: (levels.count(level), level))
    lines = claim(lines, "headline", (i for i in free if lines[i].block.level == rank))
    over = [i for i in free if 1 < lines[i].block.level < rank]
    return claim(lines, "section", (i for i in over if _leads(lines, i)))


def _page_title(lines: Lines) -> list[int]:
    """The page's one heading of the first rank, where it stands over headlines of another kind."""
    first = [i for i, ln in enumerate(lines) if ln.block.level == 1 and ln.block.kind == "heading"]
    if len(first) != 1 or not lines[first[0]].free:
        return []
    below = lines[first[0] + 1 :]
    others = any(ln.role == "headline" or ln.block.kind == "heading" for ln in below)
    return first if others else []


def _leads(lines: Lines, index: int) -> bool:
    """Whether a headline follows a heading before anything that would be its own text."""
    following = next((ln for ln in lines[index + 1 :] if ln.role or ln.text), None)
    return following is not None and following.role in ("headline", "section", "feature")


def opening(lines: Lines, family: Family) -> Lines:
    """A section of articles opens with a headline, with or without a dateline."""
    for index, line in enumerate(lines):
        if line.role == "section" and not is_literature(line.text, family):
            lines = _open(lines, index + 1)
    if not any(ln.role in ("headline", "section") for ln in lines):
        first = next((i for i, ln in enumerate(lines) if ln.free), None)
        lines = claim(lines, "headline", () if first is None else (first,))
    return lines


def _open(lines: Lines, index: int) -> Lines:
    """The first free line of a section becomes a headline; a bracketed one above it a feature."""
    if index >= len(lines) or not lines[index].free:
        return lines
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is not None and is_feature(lines[index].text, below.text):
        lines = claim(lines, "feature", (index,))
        return _open(lines, index + 1)
    return claim(lines, "headline", (index,))
