"""Dates that cannot be: residues of machine translation, wrong ordinals, weekdays, days that
no month has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kb.annotate.flags.reading import MONTHS, Finding, Reading

_MONTH = rf"(?:{'|'.join(MONTHS)})"
# "December 2022.03.29, XNUMX": the digits are the date
_XNUMX_DATE = re.compile(rf"(?:{_MONTH} )?(?P<date>(?:19|20)\d\d\.\d\d\.\d\d)\.?, ?XNUMX")
_XNUMX = re.compile(r"XNUMX(?: [\w-]+){0,2}")
# "in 29 from 2022th"
_YEAR_ORDINAL = re.compile(r"(?<!the )\b(?P<year>(?:19|20)\d\d)(?:th|st|nd|rd)\b")
_DAY_BEFORE = re.compile(r"\b\d{1,2} (?:from|of|in) $")
_ORDINAL = re.compile(r"(?<![\d.,])(?P<number>\d{1,3})(?P<suffix>st|nd|rd|th)\b")
# "April 2022-4, 4"; "January 2023, 31" where nothing is counted
_SCRAMBLED = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<year>(?:19|20)\d\d)(?:-(?P<m>\d{{1,2}}), (?P<d>\d{{1,2}})\b|, "
    rf"(?P<d2>\d{{1,2}})(?=[.)\n]|$))"
)
# "February 2.24 (Thursday)"
_DOUBLED = re.compile(
    rf"\b(?P<month>{_MONTH}) (?P<m>\d{{1,2}})\.(?P<d>\d{{1,2}})\b(?!\d|%| ?(?:million|billion|"
    rf"percent))"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)\. ?(?P<m>\d{1,2})\. ?(?P<d>\d{1,2})(?![\d.]*\d)"
)
_WITH_WEEKDAY = re.compile(
    rf"(?:(?<![\d.])(?:(?P<y>(?:19|20)\d\d)|'(?P<y2>\d\d))\. ?(?P<m>\d{{1,2}})\. "
    rf"?(?P<d>\d{{1,2}})\.?|\b(?P<month>{_MONTH}) (?P<d2>\d{{1,2}})(?:, (?P<y3>(?:19|20)\d\d))?)"
    r" ?\((?P<day>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|[월화수목금토일](?:요일)?)\)"
)
_IN_BRACKETS = re.compile(r"\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[월화수목금토일][)요])")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# "2023 (Wed)": a year where a day belongs
_YEAR_WEEKDAY = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d \((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\)")
_DAY_OF_YEAR = re.compile(r"(?:[A-Za-z]{3,}\.?|\d(?:st|nd|rd|th)?),? $")
_ON = re.compile(
    rf"\b(?:on|by|until|from) (?P<month>{_MONTH}) (?P<d>\d{{1,2}})\b(?!,? \d{{4}}|[.:]\d)"
)
_LOST = re.compile(r"(?<=[*•\-\n ])\((?P<year>\d\d)\)")
_KEPT = re.compile(r"\('(?P<year>\d\d)\)")


def leftovers(reading: Reading) -> Iterator[Finding]:
    """XNUMX, with which a translator hides a number and forgets to bring it back."""
    dated = []
    if "XNUMX" not in reading.plain:
        return
    for match in _XNUMX_DATE.finditer(reading.plain):
        dated.append(match.span())
        argument = "the digits beside XNUMX are a whole date; the words around them are residue"
        yield Finding("xnumx-date", *match.span(), "certain", match["date"], argument)
    for match in _XNUMX.finditer(reading.plain):
        if not any(start <= match.start() < end for start, end in dated):
            yield Finding("xnumx", *match.span(), "certain")


def ordinals(reading: Reading) -> Iterator[Finding]:
    """ "2022th", "3th": a number with an ending that it does not take."""
    for match in reading.text.matches(_YEAR_ORDINAL, reading.text.digits):
        before = _DAY_BEFORE.search(reading.plain, max(match.start() - 10, 0), match.start())
        start = before.start() if before else match.start()
        yield Finding(
            "ordinal-year", start, match.end(), "certain", match["year"], "years take no ending"
        )
    for match in reading.text.matches(_ORDINAL, reading.text.digits):
        number, suffix = int(match["number"]), match["suffix"]
        right = (
            "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        )
        if suffix != right:
            argument = f"{number} takes -{right}; the number may stand for another"
            yield Finding("wrong-ordinal", *match.span(), "likely", None, argument)


def scrambled(reading: Reading) -> Iterator[Finding]:
    """ "April 2022-4, 4": the parts of a date in an order that no language has."""
    for match in reading.text.matches(_SCRAMBLED, reading.text.months):
        if match["m"] is None and not reading.context.machine:
            continue
        day = match["d"] or match["d2"]
        argument = "month, year and day stand in no order of a date" + (
            "; the last day is lost" if match["m"] else ""
        )
        proposed = f"{match['month']} {day}, {match['year']}"
        yield Finding("scrambled-date", *match.span(), "certain", proposed, argument)
    for match in reading.text.matches(_YEAR_WEEKDAY, reading.text.digits):
        if _DAY_OF_YEAR.search(reading.plain, max(match.start() - 16, 0), match.start()):
            continue
        argument = "a year has no weekday; the day is lost"
        yield Finding("scrambled-date", *match.span(), "certain", None, argument)
    for match in reading.text.matches(_DOUBLED, reading.text.months):
        if MONTHS[int(match["m"]) - 1 if 1 <= int(match["m"]) <= 12 else 0] == match["month"]:
            argument = "the month is printed twice, as a word and as a number"
            proposed = f"{match['month']} {match['d']}"
            yield Finding("scrambled-date", *match.span(), "certain", proposed, argument)


def impossible(reading: Reading) -> Iterator[Finding]:
    """ "2022.02.30": no month has that day."""
    if not reading.context.korea:
        return
    for match in reading.text.matches(_NUMERIC, reading.text.digits):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if month <= 31 and _date(year, month, day) is None:
            yield Finding("impossible-date", *match.span(), "likely")


def weekdays(reading: Reading) -> Iterator[Finding]:
    """ "May 5 (Mon)" in a year in which the fifth of May is a Thursday."""
    if not _IN_BRACKETS.search(reading.plain):
        return
    for match in _WITH_WEEKDAY.finditer(reading.plain):
        stated = match["y"] or match["y3"] or (f"20{match['y2']}" if match["y2"] else None)
        year = stated or (reading.issued or "")[:4]
        month = MONTHS.index(match["month"]) + 1 if match["month"] else int(match["m"])
        if (
            not year.isdigit()
            or (day := _date(int(year), month, int(match["d"] or match["d2"]))) is None
        ):
            continue
        printed = match["day"]
        said = (
            "월화수목금토일".index(printed[0])
            if printed[0] > "z"
            else _DAYS.index(printed[:3].lower())
        )
        if day.weekday() != said:
            argument = f"{day.isoformat()} is a {day.strftime('%A')}"
            yield Finding(
                "weekday-mismatch", *match.span(), "certain" if stated else "likely", None, argument
            )


def month_as_day(reading: Reading) -> Iterator[Finding]:
    """ "on March 3" in a text of 29 March: the translator repeats the month's number as the day."""
    issued = reading.issued or ""
    if not reading.context.machine or len(issued) != 10:
        return
    for match in _ON.finditer(reading.plain):
        month = MONTHS.index(match["month"]) + 1
        if month == int(match["d"]) == int(issued[5:7]) != int(issued[8:]):
            argument = f"the day repeats the month's number, and the text is of {issued}"
            proposed = f"on {match['month']} {int(issued[8:])}"
            yield Finding("month-number-as-day", *match.span(), "likely", proposed, argument)


def lost_apostrophe(reading: Reading) -> Iterator[Finding]:
    """ "(20)" beside "('21)": a year that lost its apostrophe."""
    kept = {int(match["year"]) for match in _KEPT.finditer(reading.plain)}
    if not kept:
        return
    for match in _LOST.finditer(reading.plain):
        if any(0 < abs(int(match["year"]) - year) <= 3 for year in kept):
            argument = "years beside it are printed with an apostrophe"
            yield Finding(
                "year-lost-apostrophe", *match.span(), "certain", f"('{match['year']})", argument
            )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


RULES = (leftovers, ordinals, scrambled, impossible, weekdays, month_as_day, lost_apostrophe)
