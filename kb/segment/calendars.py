"""Calendars: runs of days, each with what happens on it in a line or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?|"
    r"\(?[월화수목금토일](?:요일)?\)?"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:{_MONTH}\s+{_NUMBER}|{_NUMBER}\s+{_MONTH}|\d{{1,2}}월\s?\d{{1,2}}일|\d{{1,2}}/\d{{1,2}})"
)
# Monday July 1 / 24 Feb Holyoke MA / 3월 5일(수) 오후 2시 / Wednesday, 17 Jan ~ Membership Meeting
_DATED = re.compile(rf"\W{{0,3}}(?:(?:{_WEEKDAY})\s*)?{_DAY}(?!\w).{{0,70}}", re.IGNORECASE)
_DAY_ALONE = re.compile(rf"\W{{0,3}}(?:(?:{_WEEKDAY})\s*)?{_DAY}\W{{0,3}}", re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)\b|\b\d{1,2}:\d\d\b|\d{1,2}\s?시(?!\w)",
    re.IGNORECASE,
)
_EVENTS = re.compile(
    r"\b(?:events?|calendar|meetings?|agenda|diary|dates|schedule|sessions?|workshops?)\b|"
    r"일정|행사|캘린더|모임",
    re.IGNORECASE,
)
_FEWEST = 3
_MOST_BETWEEN = 8
_LONGEST = 170
_LONGEST_TEXT = 1000


def calendars(lines: Lines, family: Family) -> Lines:
    """Claims runs of dated lines, where most name an hour or a title above says what they are."""
    chosen: list[int] = []
    for run in _runs(lines):
        inside = [i for i in range(run[0], _end(lines, run)) if lines[i].free]
        if _is_calendar(lines, run, inside):
            chosen += inside
    return claim(lines, "calendar", chosen)


def _runs(lines: Lines) -> Iterator[list[int]]:
    """Indexes of dated lines that follow each other with a few lines in between.

    They are short, unless the days stand alone on lines that look alike.
    """
    run: list[int] = []
    between = 0
    for index, line in enumerate(lines):
        if line.free and _DATED.fullmatch(line.text):
            run.append(index)
            between = 0
            continue
        between += 1
        if run and (between > _MOST_BETWEEN or _breaks(line, lines[run[-1]])):
            if len(run) >= _FEWEST:
                yield run
            run = []
    if len(run) >= _FEWEST:
        yield run


def _breaks(line: Line, day: Line) -> bool:
    """Whether a line after that of a day is none of a calendar's."""
    alone = day.block.strong and bool(_DAY_ALONE.fullmatch(day.text))
    most = _LONGEST_TEXT if alone else _LONGEST
    return len(line.text) > most or line.block.kind == "heading" or not line.free


def _end(lines: Lines, run: list[int]) -> int:
    """Where the last day's lines end: they are as many as another day's, and look like them."""
    most = max((b - a for a, b in pairwise(run)), default=1)
    looks = {(ln.block.kind, ln.block.look) for ln in lines[run[0] : run[-1] + 1]}
    end = run[-1] + 1
    while end < len(lines) and end - run[-1] < most and lines[end].free:
        line = lines[end]
        if (line.block.kind, line.block.look) not in looks or line.gap:
            break
        if _breaks(line, lines[run[-1]]):
            break
        end += 1
    return end


def _is_calendar(lines: Lines, run: list[int], inside: list[int]) -> bool:
    texts = [lines[i].text for i in inside]
    above = [ln.text for ln in lines[max(0, run[0] - 3) : run[0]]]
    timed = sum(bool(_TIME.search(text)) for text in texts)
    said = any(_EVENTS.search(text) and len(text) < _LONGEST for text in above)
    return timed * 2 >= len(run) or said
