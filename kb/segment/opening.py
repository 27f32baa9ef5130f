"""Where nothing tells the headlines: words in bold, and the first line of a section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.segment.datelined import is_feature
from kb.segment.family import Family
from kb.segment.line import Lines, claim
from kb.segment.sections import is_literature

_LONGEST_LEAD = 120
_FEWEST_LEADS = 3


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
    roles: dict[int, str] = {}
    for index, line in enumerate(lines):
        if line.role == "section" and not is_literature(line.text, family):
            roles.update(_opened(lines, index + 1))
    lines = tuple(
        replace(line, role=roles[index]) if index in roles else line
        for index, line in enumerate(lines)
    )
    if not any(ln.role in ("headline", "section") for ln in lines):
        start = next((i for i, ln in enumerate(lines) if ln.role == "masthead"), -1) + 1
        first = next((i for i, ln in enumerate(lines) if ln.free and i >= start), None)
        lines = claim(lines, "headline", () if first is None else (first,))
    return lines


def _opened(lines: Lines, index: int) -> Iterator[tuple[int, str]]:
    """The first free line of a section becomes a headline; bracketed ones above it features."""
    while index < len(lines):
        if lines[index].role in ("dateline", "image credit"):
            index += 1
            continue
        if not lines[index].free:
            return
        below = lines[index + 1].text if index + 1 < len(lines) else None
        if below is None or not is_feature(lines[index].text, below):
            yield index, "headline"
            return
        yield index, "feature"
        index += 1
