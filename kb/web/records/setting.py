"""An article's text set for its page: passages with their marks, notes and printed lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from kb.web.records.passages import Doubt, Mark, passage
from kb.web.records.placing import Lines, Place, occurrences, places
from kb.web.records.said import Said

Shown = dict[str, Any]

# "• (Number) Up to 7 cities", "- …", "1. …", "① …": an item of a list.
ITEM = re.compile(r"\s*(?:[•●○◦▪■□◆◇▶▷※☞*·\-–—]\s|[①-⑳]|\(?\d{1,2}[.)]\s)")


@dataclass(slots=True)
class Passage:
    """`printed` are the lines of the source text that it was read from, with their numbers."""

    text: str
    marks: list[Mark] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[Shown] = field(default_factory=list)
    printed: list[tuple[int, str]] = field(default_factory=list)

    @property
    def html(self) -> Markup:
        return passage(self.text, self.marks, self.doubts)

    @property
    def item(self) -> bool:
        return ITEM.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Setting:
    """`dateline` is empty text: it takes the doubts about words that are shown nowhere else."""

    headline: Passage
    subtitle: Passage | None
    dateline: Passage
    body: list[Passage]


def setting(
    headline: str,
    subtitle: str | None,
    body: str,
    lines: Lines,
    said: Sequence[Said] = (),
    notes: Sequence[Shown] = (),
) -> Setting:
    """The text of an article whose source are `lines`; names are marked in its body alone."""
    head = [Passage(headline), *([Passage(subtitle)] if subtitle else [])]
    paragraphs = [Passage(text) for text in body.split("\n") if text.strip()]
    whole = [*head, *paragraphs]
    where = places([each.text for each in whole], lines)
    _mark(whole, where, len(head), said)
    dateline = Passage("")
    for note in notes:
        _doubt(whole, where, note, dateline)
    _print(whole, where, lines)
    return Setting(head[0], head[1] if subtitle else None, dateline, paragraphs)


def _candidates(where: Sequence[Place], line: int) -> list[int]:
    """The passages that a line may stand in, those that it does stand in first."""
    found = [at for at, place in enumerate(where) if line in place]
    if not found and not any(place.sure for place in where):
        return list(range(len(where)))
    return sorted(found, key=lambda at: not where[at].sure)


def _mark(whole: list[Passage], where: list[Place], head: int, said: Sequence[Said]) -> None:
    """Marks words where they are printed: the second of a line is its second occurrence."""
    taken: dict[tuple[str, int, str], int] = {}
    for one in said:
        key = (one.kind, one.line, one.printed)
        spans = [
            (at, start, end)
            for at in _candidates(where, one.line)
            if at >= head
            for start, end in occurrences(one.printed, whole[at].text)
        ]
        nth = taken.get(key, 0)
        taken[key] = nth + 1
        if nth < len(spans):
            at, start, end = spans[nth]
            whole[at].marks.append(Mark(start, end, one.kind, one.url, one.title))


def _doubt(whole: list[Passage], where: list[Place], note: Shown, dateline: Passage) -> None:
    """A dagger after the words; else at the end of the paragraph that they come from, or beside the
    date, which is shown in other words than those printed."""
    candidates = _candidates(where, note["line"])
    for at in candidates:
        for start, end in occurrences(note["evidence"], whole[at].text)[:1]:
            _add(whole[at], start, end, note)
            return
    sure = [at for at in candidates if where[at].sure]
    passage = whole[sure[0]] if sure else dateline
    _add(passage, len(passage.text), len(passage.text), note)


def _add(passage: Passage, start: int, end: int, note: Shown) -> None:
    passage.doubts.append(Doubt(start, end, note["number"], note["label"]))
    passage.notes.append(note)


def _print(whole: list[Passage], where: list[Place], lines: Lines) -> None:
    """Gives every line to one passage: its own, or the one above it."""
    owner = 0
    starts = {place.first: at for at, place in reversed(list(enumerate(where))) if place.sure}
    for number, text in lines:
        owner = max(owner, starts.get(number, owner))
        whole[owner].printed.append((number, text))
