"""An issue's table of contents: its titles come again further down, as the headlines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice, pairwise

from kb.folding import fold
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim

# In this issue: / In the 225th Issue of EFFector: / Contents / 이번 호 목차
_ANNOUNCEMENT = re.compile(
    r"(?:.{0,60}\b)?(?:(?:in )?(?:this|the \S+) issue|(?:table of )?contents|"
    r"inside this issue|in this (?:edition|newsletter|month))\b.{0,30}"
    r"|.{0,20}(?:목차|차례)",
    re.IGNORECASE,
)
# 01. / 3) / * / • before a title, in the table and in the text
_MARK = re.compile(r"^(?:\(?\d{1,2}[.)](?!\d)|[*•●○▪■□◆◇▶▷※·–—-](?=\s)|o(?=\s))\s*")
# "Trees . . . . . 12", "Trees 12": the page
_LEADERS = re.compile(r"\s*(?:[.·…_]\s*){3,}\d{0,4}$|(?<=\w)\s+\d{1,3}$")
# "Deep Links: Can the Digital Hub Survive": the part of the issue, then the title
_PART = re.compile(r"^.{2,30}?:\s+")
_LONGEST_ANNOUNCEMENT = 90
_LONGEST = 160
_MOST = 120
_DEPTH = 100
_SHORTEST = 6  # letters
_NEAR = 12
_FEWEST = 3
_ALIKE = 0.8
_MOST_COMPARED = 300_000  # a title with a line
_MOST_TABLES = 12


@dataclass(frozen=True, slots=True)
class _Entry:
    """A title of the table: its line, its words, the sign before it, the depth of its item."""

    index: int
    title: str
    sign: str
    depth: int


def contents(lines: Lines, family: Family) -> Lines:
    """Claims a table of contents, and the lines of the text that its titles stand on.

    Where less than half of the titles come again it was something else, and nothing is claimed.
    """
    announced = (i for i, ln in enumerate(lines) if ln.free and _announces(ln))
    for index in islice(announced, _MOST_TABLES):
        table = _joined(lines, list(_table(lines, index + 1)))
        found = _found(lines, table)
        if len(found) >= _FEWEST and len(found) * 2 >= len(table):
            return _claimed(lines, index, table, found)
    return _without_announcement(lines)


def _without_announcement(lines: Lines) -> Lines:
    """As `contents`, where titles that come again stand together near the beginning."""
    texts = [fold(_bare(ln.text)) if ln.free else "" for ln in lines]
    last = {text: index for index, text in enumerate(texts)}
    numbers = Counter(texts)
    run: list[_Entry] = []
    for index in range(min(_DEPTH, len(lines))):
        entry = _entry(lines, index)
        key = fold(entry.title)
        if (
            lines[index].free
            and len(key) >= _SHORTEST
            and numbers[key] == 2
            and last[key] > index + 1
        ):
            run.append(entry)
            continue
        if len(run) >= _FEWEST:
            break
        run = []
    found = _found(lines, run) if len(run) >= _FEWEST else {}
    if len(found) < len(run) or not found:
        return lines
    above = run[0].index - 1
    start = above if above >= 0 and _heads_table(lines, above) else above + 1
    return _claimed(lines, start, run, found)


def _heads_table(lines: Lines, index: int) -> bool:
    line = lines[index]
    return line.free and len(line.text) <= _LONGEST_ANNOUNCEMENT and not lines[index + 1].gap


def _announces(line: Line) -> bool:
    text = line.text.strip(" :=-*_")
    return len(text) <= _LONGEST_ANNOUNCEMENT and bool(_ANNOUNCEMENT.fullmatch(text))


def _table(lines: Lines, start: int) -> Iterator[_Entry]:
    """The short lines below an announcement, until the first of their titles comes again.

    Where signs mark the titles, two lines without one end the table.
    """
    titles: set[str] = set()
    unmarked, marked = 0, False
    for index in range(start, min(start + _MOST, len(lines))):
        line = lines[index]
        if not line.free:
            if line.role == "rule" and not titles:
                continue
            return
        entry = _entry(lines, index)
        title = fold(entry.title)
        if len(line.text) > _LONGEST or any(title.startswith(t) for t in titles):
            return
        has_sign = bool(entry.sign) or line.block.kind == "item"
        unmarked = 0 if has_sign else unmarked + 1
        if marked and (unmarked > 1 or (unmarked and line.gap)):
            return
        marked = marked or has_sign
        if title:
            titles.add(title)
            yield entry


def _entry(lines: Lines, index: int) -> _Entry:
    line = lines[index]
    mark = _MARK.match(line.text)
    sign = mark[0].strip() if mark else ""
    sign = "1" if sign[:1].isdigit() or sign[:1] == "(" else sign
    depth = line.block.level if line.block.kind == "item" else 0
    return _Entry(index, _LEADERS.sub("", _bare(line.text)), sign, depth)


def _bare(text: str) -> str:
    return _MARK.sub("", text, count=1)


def _joined(lines: Lines, table: list[_Entry]) -> list[_Entry]:
    """The entries; what has no sign among those that have one goes on for the one before."""
    if not any(entry.sign for entry in table):
        return table
    joined: list[_Entry] = []
    for entry in table:
        if joined and not entry.sign and lines[entry.index].block.kind == "line":
            joined[-1] = replace(joined[-1], title=f"{joined[-1].title} {entry.title}")
        else:
            joined.append(entry)
    while joined and any(e.sign for e in joined) and not joined[0].sign:
        joined.pop(0)
    return joined


def _found(lines: Lines, table: list[_Entry]) -> dict[int, tuple[str, int, _Entry]]:
    """By index, the words of each headline that the table names, how many lines they take.

    They come in the order of the table. A title in the same words is looked up; one in other words
    is looked for among the lines that follow.
    """
    found: dict[int, tuple[str, int, _Entry]] = {}
    start = table[-1].index + 1 if table else 0
    heads = [head for index in range(start, len(lines)) for head in _heads(lines, index)]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, head in enumerate(heads):
        places[head.folded].append(number)
    first = compared = 0
    for entry in table:
        titles = [fold(title) for title in (entry.title, _PART.sub("", entry.title))]
        found_at = (_following(places.get(title, []), first) for title in titles)
        place = min((p for p in found_at if p is not None), default=None)
        if place is None and compared < _MOST_COMPARED:
            compared += len(heads) - first
            alike = (p for p in range(first, len(heads)) if _alike(heads[p], titles))
            place = next(alike, None)
        if place is not None:
            head = heads[place]
            found[head.index] = (head.words, head.length, entry)
            end = head.index + head.length
            first = next((p for p in range(place, len(heads)) if heads[p].index >= end), len(heads))
    return found


def _following(places: list[int], first: int) -> int | None:
    place = bisect_left(places, first)
    return places[place] if place < len(places) else None


@dataclass(frozen=True, slots=True)
class _Head:
    """Words with which a line begins, that may be a title; they may go on for another line."""

    index: int
    words: str
    folded: str
    length: int = 1


def _heads(lines: Lines, index: int) -> Iterator[_Head]:
    """All of a line, what stands before its first full stop or bar, the line with the next one."""
    line = lines[index]
    if not line.free:
        return
    text = _bare(line.text)
    if len(text) <= _LONGEST and (folded := fold(text)):
        yield _Head(index, text, folded)
    for stop in (". ", " | "):
        lead, found, rest = text[: _LONGEST + 2].partition(stop)
        if found and rest and (folded := fold(lead)):
            yield _Head(index, lead, folded)
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is not None and below.free and not below.gap and line.block.kind == "line":
        both = f"{text} {below.text}"
        if len(both) <= _LONGEST:
            yield _Head(index, text, fold(both), 2)


def _alike(head: _Head, titles: list[str]) -> bool:
    """Whether the words of one line are a title with small changes, or longer, or cut."""
    return head.length == 1 and any(_same(head.folded, title) for title in titles)


def _same(one: str, other: str) -> bool:
    if len(other) > 30 and one.startswith(other):
        return True
    if len(one) > 15 and other.startswith(one):
        return True
    if len(other) <= 8 or not 0.6 < len(one) / len(other) < 1.7:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _ALIKE
        and matcher.quick_ratio() >= _ALIKE
        and matcher.ratio() >= _ALIKE
    )


def _claimed(
    lines: Lines, start: int, table: list[_Entry], found: dict[int, tuple[str, int, _Entry]]
) -> Lines:
    """`lines` with the table, and with the headlines and sections that it names."""
    end = max(entry.index for entry in table)
    parents = {a.index for a, b in pairwise(table) if _deeper(a, b)}
    roles: dict[int, Line] = {}
    for index, (words, length, entry) in found.items():
        if entry.index in parents or _next(lines, index + length) in found:
            roles[index] = replace(lines[index], role="section")
            continue
        whole = words == lines[index].text
        roles[index] = replace(lines[index], role="headline", words="" if whole else words)
        if length > 1:
            roles[index + 1] = replace(lines[index + 1], role="headline continued")
    for index, (_, _, entry) in found.items():
        for place in _part_above(lines, index, entry.title):
            roles[place] = replace(lines[place], role="section")
    lines = claim(lines, "contents", (i for i in range(start, end + 1) if lines[i].free))
    return tuple(roles.get(i, line) for i, line in enumerate(lines))


def _part_above(lines: Lines, index: int, title: str) -> list[int]:
    """The line not far above a headline that names the part of the issue, as the table does."""
    part = _PART.match(title)
    near = range(max(0, index - _NEAR), index)
    name = fold(part[0]) if part else ""
    return [i for i in near if name and lines[i].free and fold(lines[i].text) == name][-1:]


def _next(lines: Lines, start: int) -> int:
    """The first line from `start` on that is no furniture."""
    rest = (i for i in range(start, len(lines)) if lines[i].free)
    return next(rest, len(lines))


def _deeper(one: _Entry, below: _Entry) -> bool:
    """Whether a title stands over the next: by the depth of their items, else by their signs."""
    if one.depth or below.depth:
        return below.depth > one.depth
    return one.sign != below.sign and below.sign not in ("", "1")
