"""An issue's table of contents: its titles come again further down, as the headlines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from kb.folding import fold
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim

# In this issue: / In the 225th Issue of EFFector: / Contents / 이번 호 목차
_ANNOUNCEMENT = re.compile(
    r"(?:.{0,60}\b)?(?:in (?:this|the \S+) issue|(?:table of )?contents|inside this issue)\b.{0,30}"
    r"|.{0,20}(?:목차|차례)",
    re.IGNORECASE,
)
# 01. / 3) / * / • before a title, in the table and in the text
_MARK = re.compile(r"(?:\(?\d{1,2}[.)]|[*•●○▪■□◆◇▶▷※·\-–—])\s*")
# "Deep Links: Can the Digital Hub Survive": the part of the issue, then the title
_PART = re.compile(r"^.{2,30}?:\s+")
_LONGEST_ANNOUNCEMENT = 90
_LONGEST = 160
_FEWEST = 3
_ALIKE = 0.8
_MOST_TABLES = 20  # that are tried
_MOST_COMPARED = 1_000_000  # titles with lines; beyond, only the title's own words count


def contents(lines: Lines, family: Family) -> Lines:
    """Claims a table of contents, and the lines of the text that its titles stand on.

    Where less than half of the titles come again it was something else, and nothing is claimed.
    """
    tried = 0
    for index, line in enumerate(lines):
        if tried < _MOST_TABLES and line.free and _announces(line):
            table = list(_table(lines, index + 1))
            if len(table) < _FEWEST:
                continue
            tried += 1
            found = _headlines(lines, table)
            if len(found) >= _FEWEST and len(found) * 2 >= len(table):
                return _claimed(lines, range(index, table[-1] + 1), found)
    return lines


def _announces(line: Line) -> bool:
    text = line.text.strip(" :=-*_")
    return len(text) <= _LONGEST_ANNOUNCEMENT and bool(_ANNOUNCEMENT.fullmatch(text))


def _table(lines: Lines, start: int) -> Iterator[int]:
    """Indexes of the marked lines below an announcement; one line each may go on for another.

    The first title that comes again is no longer in the table.
    """
    unmarked, titles, lengths = 0, set[str](), set[int]()
    for index in range(start, len(lines)):
        line = lines[index]
        marked = line.block.kind == "item" or bool(_MARK.match(line.text))
        unmarked = 0 if marked else unmarked + 1
        title = fold(_MARK.sub("", line.text, count=1))
        if not line.free or unmarked > 1 or any(title[:n] in titles for n in lengths):
            return
        if marked and title:
            titles.add(title)
            lengths.add(len(title))
            yield index


def _headlines(lines: Lines, table: list[int]) -> dict[int, str]:
    """By index, the words of each headline that the table names, in the order of the table."""
    found: dict[int, str] = {}
    start = table[-1] + 1 if table else 0
    if len(table) * (len(lines) - start) > _MOST_COMPARED:
        return _exact_headlines(lines, table, start)
    for entry in table:
        title = _MARK.sub("", lines[entry].text, count=1)
        for index in range(start, len(lines)):
            words = _headline(lines[index], title) if lines[index].free else None
            if words:
                found[index] = words
                start = index + 1
                break
    return found


def _exact_headlines(lines: Lines, table: list[int], start: int) -> dict[int, str]:
    """As `_headlines`, by the very words of the titles, in time linear in the issue's length."""
    places: dict[str, list[int]] = {}
    for index in range(start, len(lines)):
        if lines[index].free and len(lines[index].text) <= _LONGEST:
            text = _MARK.sub("", lines[index].text, count=1)
            places.setdefault(fold(text), []).append(index)
    found: dict[int, str] = {}
    for entry in table:
        title = fold(_MARK.sub("", lines[entry].text, count=1))
        at = places.get(title, []) if title else []
        place = bisect_left(at, start)
        if place < len(at):
            found[at[place]] = _MARK.sub("", lines[at[place]].text, count=1)
            start = at[place] + 1
    return found


def _headline(line: Line, title: str) -> str | None:
    """The words of a line that are the title: all of them, or those up to its first full stop."""
    text = _MARK.sub("", line.text, count=1)
    if len(text) <= _LONGEST and any(_same(text, t) for t in (title, _PART.sub("", title))):
        return text
    lead, stop, rest = text.partition(". ")
    return lead if stop and rest and fold(lead) == fold(title) else None


def _same(text: str, title: str) -> bool:
    one, other = fold(text), fold(title)
    if one == other or (len(other) > 30 and one.startswith(other)):
        return bool(one)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return len(other) > 8 and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _claimed(lines: Lines, table: range, headlines: dict[int, str]) -> Lines:
    lines = claim(lines, "contents", (i for i in table if lines[i].free))
    return tuple(
        replace(line, role="headline", words=headlines[i]) if i in headlines else line
        for i, line in enumerate(lines)
    )
