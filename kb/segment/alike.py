"""Headlines that the table of contents left out: they look like those that it names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kb.segment.family import Family
from kb.segment.line import Line, Lines, exchange
from kb.segment.marks import is_capitals, look_in_text, mark_of

_FEWEST = 3
_LONGEST_RUN_IN = 80


def alike(lines: Lines, family: Family) -> Lines:
    """Lines of a plain text, below the first headline, that look as most headlines do."""
    own = [i for i, ln in enumerate(lines) if ln.role == "headline"]
    if len(own) < _FEWEST or any(lines[i].block.kind != "line" for i in own):
        return lines
    look, number = Counter(_look(lines, i) for i in own).most_common(1)[0]
    if not look or number * 2 < len(own):
        return lines
    found: dict[int, Line] = {}
    for index in range(own[0], len(lines)):
        if _may_open(lines, index) and index not in found and _look(lines, index) == look:
            found |= _headline(lines, index)
    return exchange(lines, found)


def _may_open(lines: Lines, index: int) -> bool:
    """Whether a blank line stands above a line, and it does not begin a list."""
    line = lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else None
    in_list = below is not None and not below.gap and bool(mark_of(below.text))
    return line.free and line.gap and not in_list


def _look(lines: Lines, index: int) -> str:
    """What marks a line as a headline; "" where nothing does."""
    line = lines[index]
    if words := _run_in(line):
        return f"run in {mark_of(line.text)} capitals" if is_capitals(words) else ""
    signs = look_in_text(lines, index).split()
    return " ".join(sign for sign in signs if sign != "alone")


def _run_in(line: Line) -> str:
    """The words in capitals, behind a mark, that a paragraph begins with."""
    text = line.text.partition(" ")[2] if mark_of(line.text) else line.text
    lead, stop, rest = text.partition(". ")
    return lead if stop and rest and len(lead) <= _LONGEST_RUN_IN and is_capitals(lead) else ""


def _headline(lines: Lines, index: int) -> dict[int, Line]:
    """The line as a headline, and the next one where it goes on."""
    line = lines[index]
    run_in = _run_in(line)
    words = run_in or (line.text.partition(" ")[2] if mark_of(line.text) else "")
    found = {index: replace(line, role="headline", words=words)}
    below = lines[index + 1 : index + 3]
    if not run_in and len(below) == 2 and below[0].free and not below[0].gap and below[1].gap:
        found[index + 1] = replace(below[0], role="headline continued")
    return found
