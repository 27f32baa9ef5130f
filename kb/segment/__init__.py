"""SEGMENT: a Document becomes an Issue.

Every block of the document is a line; the steps below, in their order, give each line a role and
leave alone what an earlier step has claimed; what is left is body. What is particular to one
newsletter stands in its family file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb.model import Document, Issue
from kb.segment.alike import alike
from kb.segment.assemble import assemble
from kb.segment.bold import bold_titles
from kb.segment.bylines import bylines
from kb.segment.calendars import calendars
from kb.segment.closing import closing
from kb.segment.contents import contents
from kb.segment.datelined import datelined
from kb.segment.datelines import dateline_alone, datelines
from kb.segment.entries import entries
from kb.segment.family import Family, family_of
from kb.segment.furniture import around, credits, ends, standing
from kb.segment.line import Lines, lines_of
from kb.segment.lists import listed
from kb.segment.masthead import masthead
from kb.segment.opening import leads, opening
from kb.segment.outline import page_title, ranked
from kb.segment.rules import advertised, boxed, interludes, labelled, parted, rules
from kb.segment.sections import literature, sections
from kb.segment.styles import styled

STEPS: tuple[Callable[[Lines, Family], Lines], ...] = (
    around,
    standing,
    rules,
    boxed,
    labelled,
    sections,
    masthead,
    literature,
    page_title,
    credits,
    contents,
    alike,
    datelines,
    parted,
    datelined,
    calendars,
    listed,
    bold_titles,
    ranked,
    entries,
    leads,
    styled,
    dateline_alone,
    datelined,
    opening,
    bylines,
    advertised,
    interludes,
    closing,
    ends,
)


def segment(document: Document, families: Iterable[Family] | None = None) -> Issue:
    """The issue that a document is, of the family (of those shipped by default) that knows it."""
    family = family_of(document, families)
    lines = lines_of(document)
    for step in STEPS:
        lines = step(lines, family)
    return assemble(document, lines, family)
