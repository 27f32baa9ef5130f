"""Entries that repeat a layout: a headline, a line or two about it, and an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from kb.segment.closing import speaks_of_itself
from kb.segment.family import Family
from kb.segment.line import Line, Lines, give, title_like

_ADDRESS = re.compile(r"\W{0,3}(?:https?://|www\.)\S+\W{0,2}", re.IGNORECASE)
_FEWEST = 5
_LONGEST = 7
_USUAL = 5


def entries(lines: Lines, family: Family) -> Lines:
    """Where most of a plain text is entries that end in an address, each begins with a headline.

    A line alone above an entry is a section.
    """
    if any(ln.role == "headline" for ln in lines):
        return lines
    found = list(_entries(lines))
    if len(found) < _FEWEST or median(len(groups[-1]) for groups in found) > _USUAL:
        return lines
    own = sum(len(group) for groups in found for group in groups)
    if own * 2 < sum(ln.free for ln in lines):
        return lines
    roles: dict[int, str] = {}
    for *above, entry in found:
        alone = [group[0] for group in above if len(group) == 1]
        roles |= dict.fromkeys(alone[-1:], "section")
        roles |= {entry[0]: "headline", entry[-1]: "address"}
    return give(lines, roles)


def is_address(line: Line) -> bool:
    """Whether a line is a web address and nothing else."""
    return bool(_ADDRESS.fullmatch(line.text))


def _is_headline(line: Line) -> bool:
    return title_like(line) and not speaks_of_itself(line.text)


def _entries(lines: Lines) -> Iterator[list[list[int]]]:
    """The groups of lines up to every address, the last of them the entry: headline to address."""
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        if not line.free:
            groups = []
            continue
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(index)
        if is_address(line):
            if len(groups[-1]) == 1 and len(groups) > 1:  # the address stands apart
                groups[-2:] = [groups[-2] + groups[-1]]
            entry = groups[-1]
            if 1 < len(entry) <= _LONGEST and _is_headline(lines[entry[0]]):
                yield groups
            groups = []
