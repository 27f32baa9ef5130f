"""SEGMENT: a Document becomes an Issue.

Every block of the document is a line; the steps below, in their order, give each line a role and
leave alone what an earlier step has claimed; what is left is body. What is particular to one
newsletter stands in its family file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb.model import Document, Issue
from kb.segment.assemble import assemble
from kb.segment.contents import contents
from kb.segment.datelined import datelined
from kb.segment.datelines import datelines
from kb.segment.family import Family, family_of
from kb.segment.furniture import around, credits, ends, standing
from kb.segment.line import Line, Lines
from kb.segment.masthead import masthead
from kb.segment.opening import leads, opening
from kb.segment.outline import listed, page_title, ranked
from kb.segment.sections import literature, sections

STEPS: tuple[Callable[[Lines, Family], Lines], ...] = (
    around,
    standing,
    sections,
    masthead,
    literature,
    page_title,
    credits,
    contents,
    datelines,
    datelined,
    leads,
    listed,
    ranked,
    leads,
    opening,
    ends,
)


def segment(document: Document, families: Iterable[Family] | None = None) -> Issue:
    """The issue that a document is, of the family (of those shipped by default) that knows it."""
    family = family_of(document, families)
    lines: Lines = tuple(Line(block) for block in document.blocks)
    for step in STEPS:
        lines = step(lines, family)
    return assemble(document, lines, family)
