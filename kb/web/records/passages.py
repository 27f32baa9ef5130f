"""A paragraph as HTML: its words with links to what they name, and daggers after doubtful ones.

No character of the text is lost or doubled: without the daggers, the text between the tags is the
paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

DAGGER = Markup(
    '<sup class="kb-dagger"><a href="#doubt-{n}" id="dagger-{n}" aria-label="{label}">†</a></sup>'
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that name something: where they stand, what kind it is, and where it leads."""

    start: int
    end: int
    kind: str
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that cannot be trusted; `label` says so to those who cannot see the dagger."""

    start: int
    end: int
    number: int
    label: str


@dataclass(slots=True)
class _Group:
    """Doubts that overlap, with the names in them."""

    start: int
    end: int
    doubts: list[Doubt] = field(default_factory=list)


def passage(text: str, marks: Iterable[Mark] = (), doubts: Iterable[Doubt] = ()) -> Markup:
    """The text with its marks. Of marks that overlap the longest stays, of equals the first."""
    kept = _longest([m for m in marks if 0 <= m.start < m.end <= len(text)])
    groups = _groups([d for d in doubts if 0 <= d.start <= d.end <= len(text)], kept)
    parts: list[Markup] = []
    at = 0
    for group in groups:
        parts.append(_linked(text, at, group.start, kept))
        if group.end > group.start:
            inside = _linked(text, group.start, group.end, kept)
            parts.append(Markup('<span class="kb-doubtful">{}</span>').format(inside))
        parts += [DAGGER.format(n=d.number, label=d.label) for d in group.doubts]
        at = group.end
    parts.append(_linked(text, at, len(text), kept))
    return Markup("").join(parts)


def _linked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """A part of the text that cuts no mark, with the links of the marks in it."""
    parts: list[Markup] = []
    at = start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            parts.append(escape(text[at : mark.start]))
            parts.append(_link(mark, text[mark.start : mark.end]))
            at = mark.end
    parts.append(escape(text[at:end]))
    return Markup("").join(parts)


def _link(mark: Mark, words: str) -> Markup:
    title = Markup(' title="{}"').format(mark.title) if mark.title else Markup("")
    tag = Markup('<a class="kb-term kb-{}" href="{}"{}>{}</a>')
    return tag.format(mark.kind, mark.url, title, words)


def _longest(marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)


def _groups(doubts: Sequence[Doubt], marks: Sequence[Mark]) -> list[_Group]:
    """Doubtful words from left to right, with whole links in them; those that overlap are one."""
    wide = sorted((_around(doubt, marks) for doubt in doubts), key=lambda g: (g.start, g.end))
    groups: list[_Group] = []
    for group in wide:
        if groups and group.start < groups[-1].end:
            groups[-1].end = max(groups[-1].end, group.end)
            groups[-1].doubts += group.doubts
        else:
            groups.append(group)
    return groups


def _around(doubt: Doubt, marks: Sequence[Mark]) -> _Group:
    """The doubt's words, widened to the links that it begins or ends in; a dagger for which there
    are no words stands behind the link."""
    cut = [m for m in marks if m.start < doubt.end and doubt.start < m.end]
    end = max([doubt.end, *(m.end for m in cut)])
    if doubt.start == doubt.end:
        return _Group(end, end, [doubt])
    return _Group(min([doubt.start, *(m.start for m in cut)]), end, [doubt])
