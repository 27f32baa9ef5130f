"""Lists of news: each item an article, under a heading that is their section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from kb.folding import fold
from kb.segment.family import Family
from kb.segment.line import Line, Lines, exchange

_LONGEST_ENTRY = 100
_LONGEST_LEAD = 120
_LONGEST_HEADLINE = 160
_NEWS = 80  # characters of an item that is more than a point of a list
_FEWEST = 3
_TOLD = re.compile(r"\s?(?:[-–—:|]|\()\s?\S")
_SENTENCE = re.compile(r".{10,}?[.!?](?=\s)")


def listed(lines: Lines, family: Family) -> Lines:
    """A heading right above a list of links is a section, and each of the links a headline.

    So it is with links and what they are about, where most headings have such lists, and with a
    list of news, most of which begin in bold or have a link; a short list of them too, where the
    issue has a longer one.
    """
    own: dict[int, Line] = {}
    lists = list(_lists(lines))
    news = any(_are_news(lines, items) for _, items in lists)
    told = sum(bool(_told_links(lines, items)) for _, items in lists) * 2 >= len(_headed(lines))
    several = sum(bool(_links(lines, items)) for _, items in lists) > 1
    for index, items in lists:
        links = _links(lines, items)
        if len(links) > 1 or (links and several):
            own |= {i: replace(lines[i], role="headline") for i in links}
        elif told and (links := _told_links(lines, items)):
            own |= {i: _with_link(lines[i]) for i in links}
        elif _are_news(lines, items, 1 if news else _FEWEST):
            own |= {i: with_lead(lines[i]) for i in items if lines[i].free}
        else:
            continue
        own[index] = replace(lines[index], role="section")
    return exchange(lines, own)


def _lists(lines: Lines) -> Iterator[tuple[int, list[int]]]:
    """Every free heading that a list stands right below, and the items of it."""
    for index, end in _headed(lines):
        items = [i for i in range(index + 1, end) if _is_item(lines[i])]
        if items and items[0] == index + 1:
            yield index, items


def _headed(lines: Lines) -> list[tuple[int, int]]:
    """Every free heading, and where the next one stands."""
    headings = [i for i, ln in enumerate(lines) if ln.block.kind == "heading"]
    return [(i, end) for i, end in pairwise([*headings, len(lines)]) if lines[i].free]


def _is_item(line: Line) -> bool:
    return line.block.kind == "item" and line.block.level == 1


def _links(lines: Lines, items: list[int]) -> list[int]:
    """The items, where the first and most of them are links."""
    links = [i for i in items if is_link(lines[i])]
    if not links or links[0] != items[0] or len(links) * 10 < len(items) * 7:
        return []
    return [i for i in items if is_link(lines[i]) or _is_half_link(lines[i])]


def _told_links(lines: Lines, items: list[int]) -> list[int]:
    """The items, where most are a link and what it is about: "Bridge opens - how it went"."""
    links = [i for i in items if lines[i].free and _with_link(lines[i]).role == "headline"]
    return links if len(links) > 1 and len(links) * 10 >= len(items) * 7 else []


def _with_link(line: Line) -> Line:
    """A line that begins with a link and a dash or colon, with the link's words its headline."""
    words = line.block.links[0].text if line.block.links else ""
    told = bool(words) and bool(_TOLD.match(line.text.removeprefix(words)))
    begins = told and line.text.startswith(words)
    return replace(line, role="headline", words=words) if begins else line


def _are_news(lines: Lines, items: list[int], fewest: int = _FEWEST) -> bool:
    """Whether most items begin in bold or have a link, some in bold, and they are long."""
    led = sum(0 < len(lines[i].block.lead) <= _LONGEST_LEAD for i in items)
    marked = sum(bool(lines[i].block.lead or lines[i].block.links) for i in items)
    return (
        len(items) >= fewest
        and led * 4 >= len(items)
        and marked * 10 >= len(items) * 6
        and median(len(lines[i].text) for i in items) >= _NEWS
    )


def with_lead(line: Line) -> Line:
    """A line whose headline is what it begins with: the words in bold, or the first sentence."""
    lead = line.block.lead.rstrip(" .:") if len(line.block.lead) <= _LONGEST_LEAD else ""
    if not lead and len(line.text) > _LONGEST_ENTRY:
        sentence = _SENTENCE.match(line.text)
        lead = sentence[0] if sentence and len(sentence[0]) <= _LONGEST_HEADLINE else ""
    return replace(line, role="headline", words=lead)


def _is_half_link(line: Line) -> bool:
    """Whether a link begins a short line, or is half of it."""
    words = line.block.links[0].text if line.block.links else ""
    short = len(line.text) <= _LONGEST_ENTRY and not line.text.endswith((".", "다"))
    half = line.text.startswith(words) or len(words) * 2 >= len(line.text)
    return line.free and short and bool(words) and half


def is_link(line: Line) -> bool:
    """Whether a line is the words of one link and little else."""
    words = line.block.links[0].text if line.block.links else ""
    return line.free and len(fold(words)) * 10 >= len(fold(line.text)) * 8 > 0
