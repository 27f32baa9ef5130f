"""The part of a reference that says where it was published: journal, volume, issue, date, pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kb.dates import DATE, parse_date
from kb.folding import squeeze

_DASH = r"\s?[-–—~∼]\s?"
# pp.161-187 / p. 12 / 161–187쪽 / 30~43면
_PAGES = re.compile(
    rf"\bpp?\.?\s?(?P<marked>[A-Za-z]?\d+(?:{_DASH}[A-Za-z]?\d+)?)|"
    rf"(?<!\d)(?P<korean>\d{{1,6}}(?:{_DASH}\d{{1,6}})?)\s?(?:쪽|면|페이지)|"
    rf"[,:]\s?(?P<bare>[A-Za-z]?\d+{_DASH}[A-Za-z]?\d+)(?=[\s.,\0]*$)"
)
# Vol. 53 No. 3 / 제53권 제3호 / 53(3) / 66, No. 1 / Vol.53(3)
_VOLUME_ISSUE = (
    re.compile(
        r"(?:\bvol(?:ume)?\.?\s?(?P<volume>\w+)|제?\s?(?<!\d)(?P<k>\d{1,6})\s?권)"
        r"(?:\s*[,.]?\s*(?:\b(?:no|nr|issue|iss)\.?\s?(?P<issue>[\w\-]+)|제?\s?(?P<ki>[\d\-]+)\s?호"
        r"|\(\s?(?P<pi>[\w\-–]+)\s?\)))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\w\-])(?P<volume>\d{1,4})\s?(?:,\s?(?:no|nr|issue)\.?\s?(?P<issue>[\w\-]+)"
        r"|\(\s?(?P<pi>(?!(?:19|20)\d\d\b)[\w\-–]{1,12})\s?\))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:no|nr|issue)\.?\s?(?P<issue>[\w\-]+)|제\s?(?P<ki>[\d\-]+)\s?호", re.IGNORECASE
    ),
)
_DATE_IN_BRACKETS = re.compile(rf"\(\s?(?P<date>{DATE})\s?\)", re.IGNORECASE)
_DATE_AT_END = re.compile(rf"[,.]\s(?P<date>{DATE})\s*\.?\s*$", re.IGNORECASE)
# 국토연구, 제110권, 2021, 3-20
_YEAR_BETWEEN = re.compile(r",\s(?P<date>(?:19|20)\d\d)(?=\s*,)")


@dataclass(frozen=True, slots=True)
class Source:
    """What a journal line says; `container` is what stands before everything else."""

    rest: str
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    issued: str | None = None


def read_source(text: str, needed: int = 2) -> Source | None:
    """The parts of a journal line, or None where the text is none.

    Of volume or issue, pages, and date, a line by itself has to have `needed`.

    >>> read_source("Regional Research Vol. 53 No. 3 (2021.12.) pp.161-187").issued
    '2021-12'
    """
    source = Source(rest=squeeze(text))
    for step in _STEPS:
        source = step(source)
    container, _, after = source.rest.partition("\0")
    container = container.strip(" ,.;:")
    leftover = re.sub(r"[\0\s,.;:()\[\]]", "", after)
    found = (source.volume or source.issue, source.page, source.issued)
    if not container or leftover or sum(map(bool, found)) < needed:
        return None
    return replace(source, container=container, rest="")


def _take(source: Source, match: re.Match[str]) -> str:
    """The text without the match; a NUL marks the place."""
    return f"{source.rest[: match.start()]}\0{source.rest[match.end() :]}"


def _page(source: Source) -> Source:
    match = _PAGES.search(source.rest)
    if not match:
        return source
    pages = match["marked"] or match["korean"] or match["bare"]
    return replace(source, page=page_range(pages), rest=_take(source, match))


def _issued(source: Source) -> Source:
    for pattern in (_DATE_IN_BRACKETS, _DATE_AT_END, _YEAR_BETWEEN):
        if match := pattern.search(source.rest):
            iso = parse_date(match["date"])
            return replace(source, issued=iso, rest=_take(source, match)) if iso else source
    return source


def _volume_issue(source: Source) -> Source:
    for pattern in _VOLUME_ISSUE:
        if match := pattern.search(source.rest):
            found = match.groupdict()
            volume = found.get("volume") or found.get("k")
            issue = found.get("issue") or found.get("ki") or found.get("pi")
            return replace(source, volume=volume, issue=issue, rest=_take(source, match))
    return source


def page_range(text: str) -> str:
    """CSL writes a range with one hyphen: "161 – 187" is "161-187"."""
    return re.sub(_DASH, "-", text)


_STEPS: tuple[Callable[[Source], Source], ...] = (_issued, _page, _volume_issue)
