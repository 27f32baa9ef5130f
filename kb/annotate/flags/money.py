"""Amounts that cannot be right: a range of a factor of 1,000, a headline that the body
contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.annotate.amounts import Spotted
from kb.annotate.flags.reading import Finding, Reading, sentence
from kb.annotate.numbers import DIGITS, plain_number

FACTOR = 1000
_PER = re.compile(r"\b(?:per|each|every|for \d+ or more|for one)\b")
_FOR_YEARS = re.compile(r" (?:for|over) (?P<years>\d{2,3}) years\b")
_UNITS = re.compile(
    r"\b(?P<n>\d{1,3}) (?:cities|projects|local governments|places|sites|companies)\b"
)


def ranges(reading: Reading) -> Iterator[Finding]:
    """A range whose ends are a factor of 1,000 apart."""
    for start, end, amount in reading.amounts:
        if amount.low > 0 and amount.high / amount.low >= FACTOR:
            argument = f"the upper end is {amount.high / amount.low:,.0f} times the lower one"
            yield Finding("money-range-implausible", start, end, "certain", None, argument)


def per_unit(reading: Reading) -> Iterator[Finding]:
    """Amounts for one of several, in a text whose units of money are shown to be wrong.

    Korean 억 is 100 million; who reads it as a billion prints ten times the amount.
    """
    if not reading.context.machine:
        return
    broken = next(iter(ranges(reading)), None)
    for spotted in reading.amounts:
        start, end, amount = spotted
        if (
            amount.currency != "KRW"
            or "billion" not in amount.surface.lower()
            or (amount.low != amount.high and amount.high / max(amount.low, 1) >= FACTOR)
        ):
            continue
        around = reading.plain[start : end + 40].split("\n")[0]
        if not _PER.search(around):
            continue
        total = _total(reading, spotted)
        if broken or total:
            why = "another amount of this text is out by a factor" if broken else total
            argument = f"억 (100 million) read as billion gives ten times the amount, and {why}"
            yield Finding("won-magnitude", start, end, "likely", _tenth(amount.surface), argument)


def _total(reading: Reading, one: Spotted) -> str | None:
    """A total that the amount, taken as often as the text says, goes beyond."""
    least = min((int(m["n"]) for m in _UNITS.finditer(reading.plain)), default=0)
    for start, _, other in reading.amounts:
        first, last = sentence(reading.plain, start)
        is_total = "total" in reading.plain[first:last].lower() and other.currency == "KRW"
        if is_total and one.amount.high * least > 2 * other.high:
            return f"{least} times that is more than the total, {other.surface}"
    return None


def _tenth(surface: str) -> str:
    """The amount with its numbers divided by ten: "KRW 2-3 billion" becomes "KRW 0.2-0.3
    billion".
    """
    return re.sub(DIGITS, lambda m: f"{plain_number(m.group()) / 10:g}", surface)


def headlines(reading: Reading) -> Iterator[Finding]:
    """A headline's amount that the body does not have, and the body's that contradict it."""
    head = [s for s in reading.amounts if s.start < reading.body]
    body = [s for s in reading.amounts if s.start >= reading.body]
    for spotted in head:
        same = [s for s in body if s.amount.currency == spotted.amount.currency]
        if not same or any(_near(s, spotted) for s in same):
            continue
        tenfold = any(_power_of_ten(s, spotted) for s in same)
        if not reading.context.machine and not tenfold:
            continue
        argument = f"the body has {', '.join(s.amount.surface for s in same[:3])} instead"
        yield Finding("contradictory-amounts", spotted.start, spotted.end, "likely", None, argument)
        for other in same if reading.context.machine else ():
            against = f"the headline has {spotted.amount.surface}, which the body does not"
            yield Finding("contradictory-amounts", other.start, other.end, "likely", None, against)


def _near(one: Spotted, other: Spotted) -> bool:
    return one.amount.low <= other.amount.high * 1.15 and other.amount.low <= one.amount.high * 1.15


def _power_of_ten(one: Spotted, other: Spotted) -> bool:
    low, high = sorted((one.amount.high, other.amount.high))
    return low > 0 and f"{low:e}".split("e")[0] == f"{high:e}".split("e")[0]


def years(reading: Reading) -> Iterator[Finding]:
    """ "2025 billion won", "KRW 3 billion for 200 years": a year and an amount that changed
    places.
    """
    for start, end, amount in reading.amounts:
        if (
            re.search(r"(?<![\d,])20[1-4]\d (?:million|billion)", amount.surface)
            and reading.context.korea
        ):
            argument = "the number of the amount is a year"
            yield Finding("year-as-amount", start, end, "likely", None, argument)
        lasting = _FOR_YEARS.match(reading.plain, end)
        if lasting and int(lasting["years"]) > 50:
            argument = f"{lasting['years']} may be the amount's number, and the amount's the years'"
            yield Finding("swapped-counts", start, lasting.end(), "certain", None, argument)


RULES = (ranges, headlines, per_unit, years)
