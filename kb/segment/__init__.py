"""SEGMENT: a Document becomes an Issue.

Every block of the document is a line; the steps below, in their order, give each line a role and
leave alone what an earlier step has claimed; what is left is body. What is particular to one
newsletter stands in its family file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kb.model import Document, Issue
from kb.segment.advertisements import advertised, boxed, labelled
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
from kb.segment.literature import citations, literature
from kb.segment.masthead import masthead
from kb.segment.messages import messages
from kb.segment.opening import leads, opening
from kb.segment.outline import page_title, ranked
from kb.segment.parts import interludes, parted, parted_in_few, underlined
from kb.segment.rules import rules
from kb.segment.sections import sections
from kb.segment.signs import signed
from kb.segment.styles import divided, styled
from kb.segment.told import told, told_furniture, told_headlines, told_masthead

Step = Callable[[Lines, Family], Lines]

TELLING: tuple[Step, ...] = (
    around,
    told_furniture,
    standing,
    rules,
    boxed,
    labelled,
    sections,
    told_masthead,
)
"""What any newsletter shows, and what the family file tells."""

STEPS: tuple[Step, ...] = (
    literature,
    page_title,
    credits,
    contents,
    alike,
    messages,
    underlined,
    datelines,
    parted,
    datelined,
    calendars,
    listed,
    bold_titles,
    ranked,
    entries,
    leads,
    signed,
    styled,
    divided,
    parted_in_few,
    dateline_alone,
    datelined,
    opening,
    bylines,
    advertised,
    interludes,
    closing,
    ends,
    citations,
)
"""How headlines are found that nobody told of."""

TOLD: tuple[Step, ...] = (
    literature,
    page_title,
    credits,
    datelines,
    told_headlines,
    ranked,
    bylines,
    advertised,
    closing,
    ends,
    citations,
)
"""The steps for an issue whose headlines the family file tells."""


def segment(document: Document, families: Iterable[Family] | None = None) -> Issue:
    """The issue that a document is, of the family (of those shipped by default) that knows it."""
    family = family_of(document, families)
    lines = _stepped(lines_of(document), TELLING, family)
    if not any(line.role == "masthead" for line in lines):
        lines = masthead(lines, family)
    by_family = _stepped(lines, TOLD, family) if family.tells_headlines else ()
    if any(line.role == "headline" for line in by_family):
        lines = by_family
    else:
        lines = _stepped(lines, STEPS, family)
    issue = assemble(document, lines, family)
    return replace(issue, masthead=told(issue.masthead, lines, family))


def _stepped(lines: Lines, steps: Iterable[Step], family: Family) -> Lines:
    for step in steps:
        lines = step(lines, family)
    return lines
