"""Dates as newsletters and literature lists print them, at the precision that they state.

General date parsers invent what is missing (a day for "2021.12", a century for "'22. 4. 29."), so
the forms are spelt out here, and anything else is no date.
"""

from __future__ import annotations

import re
from calendar import monthrange

_MONTHS = """
    january february march april may june july august september october november december
    """.split()
_MONTH = r"(?P<name>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r"|sept)\.?"
_YEAR = r"(?P<year>(?:1[4-9]|20|21)\d\d)"
_MONTH_NUMBER = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_WEEKDAY = (
    r"(?:\s*\((?:(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|[월화수목금토일](?:요일)?)\))?"
)

# The first that matches at a place wins, so the more precise come first.
_FORMS = (
    # 2022.03.29. / 2022. 3. 29 / 2022-03-29 / 2022/3/29
    rf"{_YEAR}\s?[.\-/]\s?{_MONTH_NUMBER}\s?[.\-/]\s?{_DAY}(?!\d)\.?{_WEEKDAY}",
    # '22. 4. 29.
    rf"['’‘](?P<short>\d\d)\.\s?{_MONTH_NUMBER}\.\s?{_DAY}(?!\d)\.?{_WEEKDAY}",
    # 2022년 3월 29일
    rf"{_YEAR}년\s?{_MONTH_NUMBER}월\s?{_DAY}일{_WEEKDAY}",
    # 29 March 2022 / 29th of March, 2022
    rf"{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    # March 29, 2022
    rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?!\d),?\s+{_YEAR}",
    # 2022년 3월
    rf"{_YEAR}년\s?{_MONTH_NUMBER}월",
    # 2021.12. / 2021-12
    rf"{_YEAR}\s?[.\-/]\s?{_MONTH_NUMBER}(?!\d)\.?",
    # December, 2021
    rf"{_MONTH},?\s+{_YEAR}",
    # 2021년 / 2021
    rf"{_YEAR}(?:년|\.)?",
)
_PATTERNS = tuple(re.compile(rf"(?<![\w]){form}(?!\w)", re.IGNORECASE) for form in _FORMS)
DATE = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS)
"""The same forms without groups, for patterns that hold a date among other things."""

FULL_DATE = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS[:5])
"""The forms that state a day."""


def parse_date(surface: str) -> str | None:
    """The ISO 8601 date that `surface` is, at its own precision, or None where it is none.

    >>> parse_date("2022.03.29."), parse_date("December, 2021"), parse_date("2021년")
    ('2022-03-29', '2021-12', '2021')
    """
    surface = surface.strip()
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(surface):
            return _iso(match)
    return None


def find_date(text: str) -> str | None:
    """The first date in `text`, the most precise form that stands there, or None."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if iso := _iso(match):
                return iso
    return None


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else 2000 + int(parts["short"])
    month = _month(parts)
    if month is None:
        return f"{year:04}"
    if not parts.get("day"):
        return f"{year:04}-{month:02}"
    day = int(parts["day"])
    return f"{year:04}-{month:02}-{day:02}" if day <= monthrange(year, month)[1] else None


def _month(parts: dict[str, str | None]) -> int | None:
    if number := parts.get("month"):
        return int(number)
    if name := parts.get("name"):
        return next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(name[:3].lower()))
    return None
