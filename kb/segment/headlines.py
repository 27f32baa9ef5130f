"""Sections, features, headlines and subtitles."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from kb.folding import fold
from kb.references.source import read_source
from kb.segment.datelines import is_bare_date
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, number_of, title_like, without_number

# [Planned article] Smart city 4 years, so different / [Major achievements of the sandbox]
_FEATURE = re.compile(r"[\[【〔<〈](?P<label>[^\]】〕>〉]{2,150})[\]】〕>〉]\s*(?P<title>.*)")
_LITERATURE = re.compile(
    r"(?:.{0,40}\b(?:literature|references|bibliography|publications|further reading)|"
    r".{0,20}(?:문헌|논문|발간물|참고 ?자료))",
    re.IGNORECASE,
)
_MOST_TITLE_LINES = 3
_LONGEST_LEAD = 120
_FEWEST_LEADS = 3


def sections(lines: Lines, family: Family) -> Lines:
    """Lines that are a section title of the family, or a heading that announces literature."""
    chosen = [
        i
        for i, ln in enumerate(lines)
        if ln.free and (_title_of(ln) in family.sections or _announces_literature(ln))
    ]
    return claim(lines, "section", chosen)


def _title_of(line: Line) -> str:
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
    for index, line in enumerate(lines):
        if line.role == "section":
            inside = is_literature(line.text, family)
        elif line.role in ("contact", "channel", "footer"):
            inside = inside and _goes_on(lines[index + 1 :])
        elif inside and line.free:
            chosen.append(index)
    return claim(lines, "reference", chosen)


def _goes_on(after: Lines) -> bool:
    """Whether literature goes on after a contact: a journal line or a reference in full follows."""
    rest = itertools.takewhile(lambda line: line.role != "section", after)
    return any(read_source(line.text) for line in rest if line.free)


def datelined(lines: Lines, family: Family) -> Lines:
    """The title lines above every dateline: feature, headline, subtitles."""
    roles: dict[int, str] = {}
    for index, line in enumerate(lines):
        if line.role == "dateline":
            roles |= _titles_above(lines, index)
    return tuple(
        replace(line, role=roles[index]) if index in roles else line
        for index, line in enumerate(lines)
    )


def _titles_above(lines: Lines, dateline: int) -> dict[int, str]:
    """Roles by index of the lines above a dateline."""
    above = _candidates(lines, dateline)
    roles: dict[int, str] = {}
    if len(above) > 1 and is_feature(lines[above[0]].text, lines[above[1]].text):
        roles[above[0]] = "feature"
        above = above[1:]
    for index in _from_headline(lines, above):
        roles[index] = "subtitle" if "headline" in roles.values() else "headline"
    return roles


def _candidates(lines: Lines, dateline: int) -> list[int]:
    """Indexes of the title-like lines right above a dateline; the nearest line in any case."""
    above: list[int] = []
    for index in range(dateline - 1, -1, -1):
        line = lines[index]
        if line.role == "image credit":
            continue
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


def listed(lines: Lines, family: Family) -> Lines:
    """A heading right above a list of links is a section, and each of the links a headline."""
    for index, line in enumerate(lines):
        if line.free and line.block.kind == "heading":
            links = _links_below(lines, index)
            if len(links) > 1:
                lines = claim(claim(lines, "section", (index,)), "headline", links)
    return lines


def _links_below(lines: Lines, heading: int) -> list[int]:
    """The items between a heading and the next, where the first and most of them are links."""
    end = next(
        (i for i in range(heading + 1, len(lines)) if lines[i].block.kind == "heading"), len(lines)
    )
    items = [
        i
        for i in range(heading + 1, end)
        if lines[i].block.kind == "item" and lines[i].block.level == 1
    ]
    links = [i for i in items if _is_link(lines[i])]
    right_below = bool(links) and links[0] == heading + 1
    return links if right_below and len(links) * 10 >= len(items) * 7 else []


def _is_link(line: Line) -> bool:
    """Whether a line is the words of one link and little else."""
    words = line.block.links[0].text if line.block.links else ""
    return line.free and len(fold(words)) * 10 >= len(fold(line.text)) * 8 > 0


def ranked(lines: Lines, family: Family) -> Lines:
    """Headings above the rank of the headlines are sections; those of the rank are headlines.

    Where no dateline gave a headline its rank, the outline of the headings tells.
    """
    free = [i for i, ln in enumerate(lines) if ln.free and ln.block.kind == "heading"]
    levels = [
        ln.block.level for ln in lines if ln.role == "headline" and ln.block.kind == "heading"
    ]
    if not levels:
        return _outlined(lines, free)
    rank = max(set(levels), key=lambda level: (levels.count(level), level))
    lines = claim(lines, "headline", (i for i in free if lines[i].block.level == rank))
    over = [i for i in free if 1 < lines[i].block.level < rank]
    return claim(lines, "section", (i for i in over if _leads(lines, i)))


def _outlined(lines: Lines, headings: list[int]) -> Lines:
    """A heading right above a deeper one is a section; one within an article is body."""
    roles: dict[int, str] = {}
    article = None
    for index in headings:
        level = lines[index].block.level
        if _above_deeper(lines, index):
            roles[index], article = "section", None
        elif article is None or level <= article:
            roles[index], article = "headline", level
    lines = claim(lines, "section", (i for i, role in roles.items() if role == "section"))
    return claim(lines, "headline", (i for i, role in roles.items() if role == "headline"))


def _above_deeper(lines: Lines, index: int) -> bool:
    rest = (ln.block for ln in lines[index + 1 :] if ln.role != "navigation")
    below = next(rest, None)
    return below is not None and below.kind == "heading" and below.level > lines[index].block.level


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


def _leads(lines: Lines, index: int) -> bool:
    """Whether a headline follows a heading before anything that would be its own text."""
    following = next((ln for ln in lines[index + 1 :] if ln.role or ln.text), None)
    return following is not None and following.role in ("headline", "section", "feature")


def leads(lines: Lines, family: Family) -> Lines:
    """Where nothing else told headlines and most paragraphs begin in bold, those words are."""
    if any(ln.role == "headline" for ln in lines):
        return lines
    led = [i for i, ln in enumerate(lines) if ln.free and 0 < len(ln.block.lead) <= _LONGEST_LEAD]
    if len(led) < _FEWEST_LEADS:
        return lines
    texts = [ln for ln in lines[led[0] :] if ln.free and len(ln.text) > _LONGEST_LEAD]
    if len(led) * 2 < len(texts):
        return lines
    chosen = set(led)
    return tuple(
        replace(ln, role="headline", words=ln.block.lead.rstrip(" .:")) if i in chosen else ln
        for i, ln in enumerate(lines)
    )


def opening(lines: Lines, family: Family) -> Lines:
    """A section of articles opens with a headline, with or without a dateline."""
    for index, line in enumerate(lines):
        if line.role == "section" and not is_literature(line.text, family):
            lines = _open(lines, index + 1)
    if not any(ln.role in ("headline", "section") for ln in lines):
        start = next((i for i, ln in enumerate(lines) if ln.role == "masthead"), -1) + 1
        first = next((i for i, ln in enumerate(lines) if ln.free and i >= start), None)
        lines = claim(lines, "headline", () if first is None else (first,))
    return lines


def _open(lines: Lines, index: int) -> Lines:
    """The first free line of a section becomes a headline; a bracketed one above it a feature."""
    while index < len(lines) and lines[index].role in ("dateline", "image credit"):
        index += 1
    if index >= len(lines) or not lines[index].free:
        return lines
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is not None and is_feature(lines[index].text, below.text):
        lines = claim(lines, "feature", (index,))
        return _open(lines, index + 1)
    return claim(lines, "headline", (index,))
