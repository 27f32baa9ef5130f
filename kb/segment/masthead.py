"""What an issue says of itself: its number and its date."""

from __future__ import annotations

import re

from kb.dates import DATE, find_date
from kb.folding import language_of
from kb.model import Document, Masthead, Span
from kb.references.source import read_source
from kb.segment.family import Family
from kb.segment.line import Lines, claim

# No. 27, Issue #4, № 12 / 제27호 / Newsletter 131 / Vol. 3, where there is nothing else
_DIGITS = r"(?P<number>\d{1,5}(?:[.\-]\d{1,4})?)(?!\d|[.\-]\d)"
_NUMBERS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:\b(?:no|nr|issue|number)\.?\s{{0,2}}#?\s?|№\s?|(?<!\w)#\s?){_DIGITS}",
        rf"(?:제\s?)?(?<![\d.]){_DIGITS}\s?호",
        rf"\bnewsletter\s{{0,2}}{_DIGITS}",
        rf"\bvol(?:ume)?\.?\s{{0,2}}{_DIGITS}",
    )
)
_DATE_LINE = re.compile(rf"\W{{0,3}}(?:{DATE})\W{{0,3}}", re.IGNORECASE)
# Date: Wed, 10 Jul 2002 03:00:01 +0100 / date: 2022-03-30
_STATED = re.compile(
    r"(?:date|published|pubdate|날짜|발행일)\s*:\s*[\"']?(?P<value>.{4,60})", re.IGNORECASE
)
_STATED_NUMBER = re.compile(r"(?:number|issue|호)\s*:\s*[\"']?(?P<value>\d{1,5})\b", re.IGNORECASE)
_LONGEST = 120
_LONGEST_UNDATED = 60
_DEPTH = 40


def masthead(lines: Lines, family: Family) -> Lines:
    """The line with the number, the best of the first ones, and a date of its own beside it."""
    section = next((i for i, ln in enumerate(lines) if ln.role == "section"), len(lines))
    free = [i for i, ln in enumerate(lines) if ln.free]
    free = ([i for i in free if i < section] or free)[:_DEPTH]
    best = max(free, key=lambda i: _rank(lines, i), default=None)
    if best is None or _rank(lines, best)[0] == 0:
        return claim(lines, "masthead", _dated_title(lines, free))
    chosen = [best]
    if not find_date(lines[best].text):
        chosen += [i for i in (best - 1, best + 1) if _is_date_line(lines, i)][:1]
    return claim(lines, "masthead", chosen)


def _dated_title(lines: Lines, free: list[int]) -> list[int]:
    """The first line, where it is a heading and a date."""
    return [
        i
        for i in free[:1]
        if lines[i].block.kind == "heading" and _DATE_LINE.fullmatch(lines[i].text)
    ]


def _rank(lines: Lines, index: int) -> tuple[int, int]:
    """0 where the line is no masthead; 2 where it has number and date; the sooner the better."""
    text = lines[index].text
    if lines[index].block.kind == "item" or len(text) > _LONGEST:
        return 0, 0
    number = _number(text)
    source = read_source(text) if number else None
    if number is None or (source and source.page):
        return 0, 0
    dated = bool(find_date(_without(text, number)))
    if not dated and len(text) > _LONGEST_UNDATED:
        return 0, 0
    return 2 if dated else 1, -index


def _stated(lines: Lines, pattern: re.Pattern[str]) -> str | None:
    """What the head of a mail or the front matter of a page states of the issue."""
    heads = (ln.text for ln in lines[:_DEPTH] if ln.block.kind == "navigation")
    found = (pattern.match(text) for text in heads)
    return next((match["value"] for match in found if match), None)


def _number(text: str) -> re.Match[str] | None:
    found = (pattern.search(text) for pattern in _NUMBERS)
    return next((match for match in found if match), None)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _is_date_line(lines: Lines, index: int) -> bool:
    inside = 0 <= index < len(lines)
    return inside and lines[index].free and bool(_DATE_LINE.fullmatch(lines[index].text))


def read_masthead(document: Document, lines: Lines, family: Family) -> Masthead:
    """The masthead's fields. What the family file supplies is named in `inferred`."""
    own = [ln for ln in lines if ln.role == "masthead"]
    text = " ".join(ln.text for ln in own)
    number = _number(text)
    title = next((ln.text for ln in lines if ln.role == "title"), None)
    inferred = [name for name in ("series", "publisher") if getattr(family, name)]
    return Masthead(
        series=family.series,
        series_key=family.key,
        title=title,
        number=number["number"] if number else _stated(lines, _STATED_NUMBER),
        date=find_date(_without(text, number) if number else text)
        or find_date(_stated(lines, _STATED) or ""),
        publisher=family.publisher,
        language=language_of(document.text),
        url=document.url,
        lines=Span(own[0].lines.first, own[-1].lines.last) if own else None,
        inferred=tuple(inferred),
    )
