"""Dates that a text prints, with their time of day and zone, at the precision that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kb.annotate.text import MONTH, MONTHS, Text

_MONTH = rf"(?P<{{}}>{MONTH})\.?"
_ZONES = {
    name.strip(): offset
    for offset, names in {
        "+09:00": "kst | korean time | korea time | korea standard time | jst | 한국시간",
        "+00:00": "utc | gmt",
        "+01:00": "cet | bst",
        "+02:00": "cest",
        "-04:00": "edt",
        "-05:00": "est | cdt",
        "-06:00": "cst | mdt",
        "-07:00": "mst | pdt",
        "-08:00": "pst",
    }.items()
    for name in names.split("|")
}
# '22. 4. 29., 2022.04.29, 2022-04-29, 2022년 4월 29일
_NUMERIC = re.compile(
    r"(?<![\w.])(?:(?P<y>(?:19|20)\d\d)|'(?P<y2>\d\d))(?:\. ?|-|/|년 ?)(?P<m>\d{1,2})(?:\. ?|-|/|"
    r"월 ?)(?P<d>\d{1,2})(?!\d)(?:일|\.(?!\d))?"
)
# April 29, 2022; Apr 29th
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH.format('m')} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?- ?(?P<d2>\d{{1,2}})(?:st|nd|"
    rf"rd|th)?)?"
    r"(?:,? (?P<y>(?:19|20)\d\d))?(?![\w-]|\.\d)",
    re.I,
)
# 29 April 2022; 2 to 11 August 2021
_DAY_FIRST = re.compile(
    rf"(?<![\w.,:])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?(?:-|to) ?(?P<d2>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?)?"
    rf"(?: of)? {_MONTH.format('m')}(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)",
    re.I,
)
# 4월 29일, 4.29.(금)
_KOREAN = re.compile(r"(?<![\w.년])(?P<m>\d{1,2})월 ?(?P<d>\d{1,2})일")
_SHORT = re.compile(r"(?<![\w.'-])(?P<m>\d{1,2})\. ?(?P<d>\d{1,2})\.? ?(?=\([월화수목금토일]\))")
# May 2022, 2022년 5월: no day is printed, and none is made up
_MONTH_ALONE = re.compile(
    rf"(?<![\d.] )\b{_MONTH.format('m')} (?P<y>(?:19|20)\d\d)(?![\w-]|\.\d)", re.I
)
_KOREAN_MONTH = re.compile(r"(?<![\w.])(?P<y>(?:19|20)\d\d)년 ?(?P<m>\d{1,2})월(?! ?\d)")

_WEEKDAY = r"(?: ?\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?\)| ?\([월화수목금토일](?:요일)?\))?"
_TIME = (
    r"(?:(?P<h>\d{1,2}):(?P<min>\d\d)(?: ?(?P<ap>[ap]\.?m\.?)(?![a-z]))?|(?P<h2>\d{1,2}) "
    r"?(?P<ap2>[ap]\.?m\.?)(?![a-z])"
    r"|(?P<noon>noon|midnight)|(?P<ko>오전|오후)? ?(?P<h3>\d{1,2})시(?: ?(?P<min3>\d{1,2})분)?)"
)
_ZONE = (
    rf"(?: ?\(?(?P<zone>{'|'.join(sorted(_ZONES, key=len, reverse=True))})\b[^()\n]{{0,25}}\)?)?"
)
AFTER = re.compile(
    rf"{_WEEKDAY},?(?: ?(?:until|till|by|at|to|before|,|까지)? ?{_TIME}{_ZONE})?(?P<until> ?까지)?",
    re.I,
)
BEFORE = re.compile(rf"{_TIME}{_ZONE}(?:,| on| of)? (?:\w+day,? )?$", re.I)


class Printed(NamedTuple):
    """A date at a place of the text, ISO 8601; `last` is the last day of a range in one month."""

    start: int
    end: int
    when: str
    last: str | None


def dates(text: Text, issued: str | None) -> list[Printed]:
    """The dates of a text from its beginning to its end; of those that overlap the longest.

    A date that states no year has that of `issued`, or the next one where it would lie far before.
    """
    kept: list[Printed] = []
    for one in sorted(_dates(text, issued), key=lambda d: (d.start, -d.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _dates(text: Text, issued: str | None) -> Iterator[Printed]:
    for form, places in _forms(text):
        for match in text.matches(form, places):
            if (one := _date(match, issued)) is not None:
                yield one


def _forms(text: Text) -> Iterator[tuple[re.Pattern[str], Iterable[int]]]:
    """How dates are written, and where each may begin."""
    yield _NUMERIC, (at - short for at in text.digits for short in (1, 0) if at >= short)
    yield _MONTH_FIRST, text.months
    yield _DAY_FIRST, text.digits
    yield _MONTH_ALONE, text.months
    if text.korean:
        yield from ((form, text.digits) for form in (_KOREAN, _SHORT, _KOREAN_MONTH))


def _date(match: re.Match[str], issued: str | None) -> Printed | None:
    groups = match.groupdict()
    named = groups["m"].lower()
    month = MONTHS[named] if named in MONTHS else int(named)
    if named == "may" and not groups["m"][0].isupper():
        return None
    year = groups.get("y") or (f"20{groups['y2']}" if groups.get("y2") else None)
    if "d" not in groups:
        when = f"{year}-{month:02}"
        return Printed(match.start(), match.end(), when, None) if 1 <= month <= 12 else None
    whole = _iso(year, month, int(groups["d"]), issued)
    if whole is None:
        return None
    last = _iso(whole[:4], month, int(groups["d2"]), issued) if groups.get("d2") else None
    return Printed(match.start(), match.end(), whole, last)


def _iso(year: str | None, month: int, day: int, issued: str | None) -> str | None:
    try:
        if year is not None:
            return date(int(year), month, day).isoformat()
        if not issued or not issued[:4].isdigit():
            return None
        found = date(int(issued[:4]), month, day)
        if len(issued) == 10 and found < date.fromisoformat(issued) - timedelta(days=180):
            found = found.replace(year=found.year + 1)
        return found.isoformat()
    except ValueError:
        return None


def time_of(match: re.Match[str]) -> str | None:
    """ "T18:00:00+09:00" of "18:00 (KST)"; None where no time is printed."""
    groups = match.groupdict()
    if groups["noon"]:
        hour, minute = 12, 0
        if groups["noon"].lower() == "midnight":
            hour, minute = 23, 59
    elif hours := groups["h"] or groups["h2"] or groups["h3"]:
        hour, minute = int(hours), int(groups["min"] or groups["min3"] or 0)
        half = (groups["ap"] or groups["ap2"] or groups["ko"] or "").lower()
        if half in ("오후",) or half.startswith("p"):
            hour += 12 if hour < 12 else 0
        elif hour == 12 and (half == "오전" or half.startswith("a")):
            hour = 0
    else:
        return None
    if hour == 24:
        hour, minute = 23, 59
    if hour > 23 or minute > 59:
        return None
    zone = _ZONES.get((groups["zone"] or "").lower()) or ""
    return f"T{hour:02}:{minute:02}:00{zone}"
