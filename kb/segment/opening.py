"""Where nothing tells the headlines: words in bold, and the first line of a section."""

from __future__ import annotations

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
