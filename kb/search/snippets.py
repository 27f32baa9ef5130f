"""The passage of a document that shows best why it was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from kb.search import said, schema
from kb.search.marking import Mark, marks, merged
from kb.search.reasons import Passage, Reason, reasons
from kb.search.records import Doc
from kb.search.wanted import RELATED, Wanted

WIDTH = 240
# How far a passage's edge may move to end between two words.
SLACK = 40
# Passages are taken from the first of these fields that has a match.
SHOWN = (
    *("body", "title", "keyword", "note", "author", "journal", "section", "source", "series"),
    "place",
)
EXPLAINED = (*SHOWN, "country", "organisation", "programme", "publisher")
# Searched where it is named only: see kb.search.documents.everything.
NAMED_ONLY = frozenset({"series", *said.LISTS})


def explained(document: Doc, wanted: Sequence[Wanted]) -> tuple[str | None, tuple[Reason, ...]]:
    """The best passage as HTML, and the reasons why the document is found, each once."""
    passages = [
        Passage(name, text, marks(text, _asked(name, wanted)))
        for name in EXPLAINED
        for text in map(_tidy, schema.BY_NAME[name].values(document))
    ]
    told = _told(document, [_without_related(passage, wanted) for passage in passages])
    return _snippet(told), reasons(document, passages, wanted)


def _without_related(passage: Passage, wanted: Sequence[Wanted]) -> Passage:
    """The passage as it is shown: marked is what was asked for."""
    kept = [mark for mark in passage.marks if wanted[mark.wanted].how != RELATED]
    return passage._replace(marks=kept)


def _told(document: Doc, passages: Sequence[Passage]) -> list[Passage]:
    """The passages to choose from: a name that an article mentions is shown where the body has it,
    as printed there, which may be another language than the one in which it was asked for."""
    printed = {
        (_tidy(surface), mark.wanted)
        for passage in passages
        if passage.field in said.LISTS and passage.marks
        for surface in said.printed(document, passage.field, passage.text)
        for mark in passage.marks
    }
    if not printed:
        return list(passages)
    others = (passage for passage in passages if passage.field not in said.LISTS)
    return [
        passage._replace(marks=sorted({*passage.marks, *_standing(passage.text, printed)}))
        if passage.field == "body"
        else passage
        for passage in others
    ]


def _standing(text: str, printed: Iterable[tuple[str, int]]) -> Iterator[Mark]:
    for surface, number in printed:
        for found in re.finditer(re.escape(surface), text):
            yield Mark(found.start(), found.end(), number)


def _asked(field: str, wanted: Sequence[Wanted]) -> list[Wanted]:
    """What was asked of the field; what was asked of others is kept, empty, for its number."""
    fields = {field} if field in NAMED_ONLY else {field, schema.DEFAULT}
    return [asked if asked.field in fields else Wanted(asked.field, "") for asked in wanted]


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _snippet(passages: Sequence[Passage]) -> str | None:
    for name in SHOWN:
        matching = [passage for passage in passages if passage.field == name and passage.marks]
        if matching:
            return max((_best(passage) for passage in matching), key=lambda pair: pair[0])[1]
    bodies = [passage for passage in passages if passage.field == "body"]
    return _html(bodies[-1], 0, WIDTH) if bodies else None


def _best(passage: Passage) -> tuple[tuple[int, int], str]:
    """The window with the most different matches (then the most), the first of equals."""
    found, window, worth = passage.marks, (0, 0), (0, 0)
    last = 0
    for first, mark in enumerate(found):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1].end <= mark.start + WIDTH:
            last += 1
        inside = found[first : last + 1]
        value = (len({each.wanted for each in inside}), len(inside))
        if value > worth:
            worth, window = value, (mark.start, found[last].end)
    spare = max(WIDTH - (window[1] - window[0]), 0)
    return worth, _html(passage, window[0] - spare // 2, window[1] + spare - spare // 2)


def _html(passage: Passage, start: int, end: int) -> str:
    """The stretch with its matches marked and the rest escaped, cut between words."""
    text = passage.text
    if start < 0:
        start, end = 0, end - start
    if end > len(text):
        start, end = max(start - (end - len(text)), 0), len(text)
    start, end = _word_start(text, start), _word_end(text, end)
    parts, at = [], start
    for first, last in merged(passage.marks):
        if first >= start and last <= end:
            parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    parts.append(escape(text[at:end]))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return f"{before}{''.join(parts).strip()}{after}"


def _word_start(text: str, place: int) -> int:
    if place == 0 or text[place - 1].isspace():
        return place
    blank = text.rfind(" ", max(place - SLACK, 0), place)
    return blank + 1 if blank >= 0 else (0 if place <= SLACK else place)


def _word_end(text: str, place: int) -> int:
    if place >= len(text) or text[place].isspace():
        return place
    blank = text.find(" ", place, place + SLACK)
    return blank if blank >= 0 else (len(text) if len(text) - place <= SLACK else place)
