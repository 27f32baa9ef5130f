"""The line under a headline that says when and by whom: "2022.03.14. / MOLIT, Money Today"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.dates import FULL_DATE, find_date
from kb.segment.family import Family
from kb.segment.line import Lines, claim

# December 2022.03.29, XNUMX / MOLIT: a machine translation put a month before the date and lost
# the day after it; the digits in between are the date.
_SLIP_BEFORE = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+)?"
)
_SLIP_AFTER = r"(?:\s*,\s*X?NUMX)?"
_DATELINE = re.compile(
    rf"{_SLIP_BEFORE}(?P<date>{FULL_DATE}){_SLIP_AFTER}"
    r"(?:\s*[/|·]\s*(?P<sources>[^/|.]{1,120}(?:\.[^/|.]{1,60})*))?",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s*(?:[,;·、]|/)\s*")
# "Ministry of Land, Infrastructure, and Transport" is one body, "MOLIT, LH and KICT" are three
_ONE_BODY = re.compile(
    r"(?:Ministry|Department|Office|Bureau|Institute|Committee|Commission|Agency|School|College|"
    r"Faculty|Centre|Center)\s+(?:of|for)\s+[^,;]+(?:,\s*[^,;]+)*?,?\s+and\s+(?:the\s+)?\w+",
    re.IGNORECASE,
)


class Dateline(NamedTuple):
    date: str | None
    sources: tuple[str, ...]


def datelines(lines: Lines, family: Family) -> Lines:
    """Lines that are a date, with or without sources, and nothing else."""
    return claim(
        lines,
        "dateline",
        (i for i, ln in enumerate(lines) if ln.free and _DATELINE.fullmatch(ln.text)),
    )


def read_dateline(text: str) -> Dateline:
    """The date and the sources of a dateline.

    >>> read_dateline("December 2022.03.29, XNUMX / MOLIT, Money Today")
    Dateline(date='2022-03-29', sources=('MOLIT', 'Money Today'))
    """
    match = _DATELINE.fullmatch(text)
    if not match:
        return Dateline(None, ())
    return Dateline(find_date(match["date"]), split_sources(match["sources"] or ""))


def split_sources(text: str) -> tuple[str, ...]:
    """The bodies that a list names, the comma in a body's own name left alone."""
    sources: list[str] = []
    rest = text.strip()
    while rest:
        one = _ONE_BODY.match(rest)
        separator = _SEPARATORS.search(rest, one.end() if one else 0)
        end = separator.start() if separator else len(rest)
        sources.append(rest[:end].strip())
        rest = rest[separator.end() :].strip() if separator else ""
    return tuple(source for source in sources if source)
