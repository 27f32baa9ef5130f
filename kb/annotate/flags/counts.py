"""Counts that changed places or cannot be: more countries than applications, a decrease of
over 100 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kb.annotate.flags.reading import Finding, Reading
from kb.annotate.numbers import DIGITS, plain_number

_PARTS = (
    "applications|cities|projects|proposals|companies|towns|municipalities|teams|entries|"
    "submissions|universities|"
    "institutions|organisations|organizations|startups|participants|experts|delegates|visitors|"
    "students"
)
# "23 applications from 80 countries": what is counted cannot be fewer than where it comes from
_FROM = re.compile(
    rf"(?<![\d.,])(?P<few>\d{{1,3}})(?: (?!countries)[a-z-]+){{0,2}} (?P<what>{_PARTS}) "
    rf"(?P<how>in|from|across) (?P<many>\d{{1,3}})(?: [a-z-]+)? (?P<where>countries|nations)\b",
    re.I,
)
# "21 international applications from 39 countries around the world by '191"
_SHORT_YEAR = re.compile(r" '\d{3}\b")
_BY_YEAR = re.compile(
    r"(?<![\d.,'])\d{1,3} [^.,;()\n]{0,90}?\b(?:by|in|since|until|to) '(?P<year>\d{3})\b"
)
# "'24 basic local governments": a count with the apostrophe of a year
_YEAR_COUNT = re.compile(rf"(?<![\w'])'\d\d (?:[a-z]+ )?(?:{_PARTS}|local governments|countries)\b")
_DOWN = r"(?:decreas|reduc|fell|fall|drop|declin|cut|shrink|shrank|shrunk|lower|down)[a-z]*"
_MINUS = re.compile(
    rf"\b{_DOWN} (?:by )?(?:about |around |more than |over |up to |nearly "
    rf")?(?P<rate>\d{{3,}}(?:\.\d+)?) ?(?:%|percent|per cent)",
    re.I,
)
_WHAT = re.compile(r"(?:[\w-]+ ){0,2}(?:(?:has|have|had|was|were|been|is|are|be) ){0,2}$")
_NUMBER = re.compile(r"(?<![\d.,'])\d{2,3}(?![\d.,]\d|\d)")
_MINUS_KO = re.compile(
    r"(?P<rate>\d{3,}(?:\.\d+)?) ?(?:%|퍼센트)(?:나|가)? ?(?:감소|줄|하락|단축|절감)"
)
_RATE = re.compile(r"\d\d\d ?(?:%|per|퍼)")
_EMERGENCY = {
    "112": "the number of the police in Korea",
    "119": "the number of the fire service in Korea",
}
_EMERGENCY_COUNT = re.compile(r"(?<![\d.,/])(?:\d{1,3}/11[29]|11[29]/\d{1,3})(?![\d/])")


def _counted(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,$])(?P<n>{DIGITS}) (?:{words})\b")


_BODIES = _counted("local governments|local authorities|municipalities")
_DISTRICTS = _counted("si, gun and gu|cities, counties and districts")
_COUNTRIES = _counted("countries|nations")
# From what on a count cannot be true, whether of Korea alone, and why
_BOUNDS = (
    (_BODIES, 243, True, "Korea has 17 provinces and cities and 226 municipalities"),
    (_DISTRICTS, 226, True, "Korea has 226 cities, counties and districts"),
    (_COUNTRIES, 206, False, "there are fewer than 207 countries"),
)
_HEAD_COUNT = re.compile(r"(?<![\d.,'])(?P<number>\d{2,4}) (?P<what>[a-z]+(?: [a-z]+){0,2})")
_FROM_TO = re.compile(
    rf"\b(?P<way>{_DOWN}|increas[a-z]*|grew|rose|expand[a-z]*) [^.;\n]{{0,50}}?\bfrom "
    rf"(?P<a>\d{{1,4}})(?P<u>(?: [a-z]+)?) to (?P<b>\d{{1,4}})\b(?! ?(?:million|billion|thousand|"
    rf"%|percent|\d|[./,:]\d))",
    re.I,
)
_FROM_NUMBER = re.compile(r"from \d", re.I)
_FIFTH = re.compile(
    r"\b(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) year,? "
    r"(?P<all>the (?P<n>\d{1,2}) [A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)
_NTH = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def swapped(reading: Reading) -> Iterator[Finding]:
    """Fewer applications than the countries that they came from."""
    for match in reading.text.matches(_FROM, reading.text.digits):
        few, many = int(match["few"]), int(match["many"])
        if few < many:
            what, how, where = match["what"], match["how"], match["where"]
            sure = "certain" if what.lower() == "applications" else "likely"
            proposed = f"{many} {what} {how} {few} {where}"
            argument = f"{few} {what} cannot be spread over {many} {where}"
            yield Finding("swapped-counts", *match.span(), sure, proposed, argument)


def scrambled(reading: Reading) -> Iterator[Finding]:
    """ "by '191": a count that took the place of a year."""
    if not _SHORT_YEAR.search(reading.plain):
        return
    for match in _BY_YEAR.finditer(reading.plain):
        number = int(match["year"])
        parts = _sum_of(reading, number, match.span())
        argument = f"'{number} is no year" + (
            f"; {parts[0]} + {parts[1]} = {number}" if parts else ""
        )
        proposed = f"{number} where the first number stands" if parts else None
        yield Finding("scrambled-numbers", *match.span(), "certain", proposed, argument)


def years_as_counts(reading: Reading) -> Iterator[Finding]:
    """ "'24 local governments": a year and a count in each other's place."""
    if reading.context.machine:
        for match in _YEAR_COUNT.finditer(reading.plain):
            argument = "the apostrophe belongs to a year, and a count stands where it is"
            yield Finding("scrambled-numbers", *match.span(), "likely", None, argument)


def _sum_of(reading: Reading, total: int, span: tuple[int, int]) -> tuple[int, int] | None:
    """Two numbers elsewhere in the text that give the total, counted of the same thing as a
    rule.
    """
    numbers = [
        int(m.group())
        for m in _NUMBER.finditer(reading.plain)
        if not span[0] <= m.start() < span[1]
    ]
    return next(((a, b) for a, b in combinations(numbers, 2) if a + b == total), None)


def percentages(reading: Reading) -> Iterator[Finding]:
    """A decrease of over 100 %."""
    if not _RATE.search(reading.plain):
        return
    for pattern in (_MINUS, _MINUS_KO):
        for match in pattern.finditer(reading.plain):
            if plain_number(match["rate"]) > 100:
                said = _WHAT.search(reading.plain, max(match.start() - 50, 0), match.start())
                start = said.start() if said else match.start()
                known = _EMERGENCY.get(match["rate"]) if reading.context.korea else None
                argument = "nothing decreases by more than 100 %" + (
                    f"; {match['rate']} is {known}" if known else ""
                )
                yield Finding(
                    "impossible-percentage", start, match.end(), "certain", None, argument
                )


def emergency(reading: Reading) -> Iterator[Finding]:
    """ "21/119": emergency numbers read as figures."""
    if reading.context.korea:
        for match in reading.text.matches(_EMERGENCY_COUNT, reading.text.digits):
            number = "119" if "119" in match.group() else "112"
            argument = f"{number} is {_EMERGENCY[number]}"
            yield Finding("emergency-numbers", *match.span(), "certain", number, argument)


def implausible(reading: Reading) -> Iterator[Finding]:
    """More of a thing than there are."""
    for pattern, most, of_korea, argument in _BOUNDS:
        if of_korea and not reading.context.korea:
            continue
        for match in reading.text.matches(pattern, reading.text.digits):
            number = plain_number(match["n"])
            if number <= most or number > 10_000:
                continue
            yield Finding("implausible-count", *match.span(), "certain", None, argument)
            yield from _with_amount(reading, match, most)


def _with_amount(reading: Reading, count: re.Match[str], most: int) -> Iterator[Finding]:
    """An amount on the same line whose number could be the count, as the count could be the
    amount's.
    """
    first, last = reading.text.around(count.start())
    if not reading.context.machine:
        return
    for start, end, amount in reading.amounts:
        number = re.search(DIGITS, amount.surface)
        if first <= start < last and number and 1 < plain_number(number.group()) <= most:
            what = count.group()[len(count["n"]) + 1 :]
            argument = (
                f"{count['n']} {what} is impossible and {number.group()} {what} is not: "
                "the two numbers may have changed places"
            )
            proposed = (
                f"{number.group()} {what}, and an amount of {count['n']} (억, 100 million won)"
            )
            yield Finding("swapped-counts", start, end, "likely", proposed, argument)


def headline(reading: Reading) -> Iterator[Finding]:
    """A number that counts one thing in the headline and another in the body."""
    if not reading.context.machine:
        return
    head, body = reading.plain[: reading.body], reading.plain[reading.body :]
    for match in _HEAD_COUNT.finditer(head):
        number, counted = match["number"], match["what"].split()
        if 1900 <= int(number) <= 2100:
            continue
        if re.search(rf"\b{number} (?:[a-z]+ ){{0,2}}(?:{'|'.join(counted)})\b", body):
            continue
        other = re.search(
            rf"(?P<all>(?<![\d.,])(?P<n>\d{{1,4}}) (?:[a-z]+ "
            rf"){{0,3}}(?:{'|'.join(c for c in counted if len(c) > 4)})"
            rf"\b[^.;\n]{{0,80}}?\b{number} [a-z]+)",
            body,
        )
        if other:
            start = reading.body + other.start()
            argument = f"the headline counts {number} {' '.join(counted)}"
            proposed = f"{number} and {other['n']} in each other's place"
            yield Finding(
                "number-noun-mismatch",
                start,
                start + len(other["all"]),
                "certain",
                proposed,
                argument,
            )


def directions(reading: Reading) -> Iterator[Finding]:
    """ "reduced from 13 minutes to 80": a change that goes the other way."""
    if not _FROM_NUMBER.search(reading.plain):
        return
    for match in _FROM_TO.finditer(reading.plain):
        down = re.match(_DOWN, match["way"], re.I) is not None
        first, second = int(match["a"]), int(match["b"])
        if (first < second) == down and first != second and not 1900 <= second <= 2100:
            argument = f"from {first} to {second} is {'an increase' if down else 'a decrease'}"
            yield Finding("direction-contradicted", *match.span(), "likely", None, argument)


def nth(reading: Reading) -> Iterator[Finding]:
    """ "In its fifth year, the 5 IDC Awards": a number that repeats another instead of its own."""
    if reading.context.machine:
        for match in _FIFTH.finditer(reading.plain):
            if _NTH.index(match["nth"]) + 1 == int(match["n"]):
                argument = f"the number repeats '{match['nth']}'; a year would stand there"
                yield Finding("number-mangled", *match.span("all"), "likely", None, argument)


RULES = (
    scrambled,
    years_as_counts,
    swapped,
    percentages,
    emergency,
    implausible,
    headline,
    directions,
    nth,
)
