"""Dates in queries and documents, as whole days written yyyymmdd.

A date of a lower precision is the interval from its first to its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple


class Days(NamedTuple):
    """First and last day, both included, as the integers yyyymmdd."""

    first: int
    last: int


# 2022 | 2022-03 | 2022.3.29 | 2022/03/29T18:00 | 2022년 3월 29일
NUMERIC = re.compile(
    r"(?P<year>\d{4})(?:\s*년|\.)?(?:(?:\s*[-./]\s*|\s+|(?<=[년.]))(?P<month>\d{1,2})(?:\s*월|\.)?"
    r"(?:(?:\s*[-./]\s*|\s+|(?<=[월.]))(?P<day>\d{1,2})(?:\s*일|\.)?)?)?(?:T[\d:.+Z-]*)?"
)
COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
# March 2022 | 29 March 2022
DAY_FIRST = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
# March 29, 2022
MONTH_FIRST = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})")
NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTHS = {name: number for number, name in enumerate(NAMES, start=1)}


def days(text: str) -> Days | None:
    """The days that a date names: '2022-02' gives 20220201 and 20220228; None if it is no date."""
    for pattern in (COMPACT, NUMERIC, DAY_FIRST, MONTH_FIRST):
        found = pattern.fullmatch(text.strip())
        if found:
            return _interval(found.groupdict())
    return None


def interval(text: str | None) -> Days | None:
    """The days of an ISO 8601 date or of an interval of two with a slash."""
    first, _, last = (text or "").partition("/")
    begin, end = days(first), days(last) if last else None
    if begin is None:
        return None
    return Days(begin.first, max(begin.last, end.last)) if end else begin


def _interval(parts: dict[str, str | None]) -> Days | None:
    year = int(parts["year"] or 0)
    name = parts.get("name")
    month = MONTHS.get(name[:3].lower(), 13) if name else int(parts["month"] or 0)
    day = int(parts["day"] or 0)
    if not 1 <= year <= 9999 or month > 12:
        return None
    if not month:
        return Days(year * 10000 + 101, year * 10000 + 1231)
    length = monthrange(year, month)[1]
    base = year * 10000 + month * 100
    if not day:
        return Days(base + 1, base + length)
    return Days(base + day, base + day) if day <= length else None
