"""What a rule reads, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.annotate.amounts import Spotted
from kb.annotate.text import Text

# What nobody writes by hand. What begins with known signs is found fast, so what stands before them
# is asked after them
_MACHINE = re.compile(r"XNUMX|(?:19|20)(?<=\b..)\d\d(?:th|nd|rd|st)\b|My4Tea")
_KOREA = re.compile(r"K(?<=\bK)(?:orean?|RW)\b|w(?<=\bw)on\b|Seoul|Busan|대한민국|한국|XNUMX")

MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole issue shows: that a machine translated it, and that it is about Korea."""

    machine: bool = False
    korea: bool = False

    @classmethod
    def of(cls, lines: Sequence[str]) -> Context:
        whole = "\n".join(lines)
        return cls(bool(_MACHINE.search(whole)), bool(_KOREA.search(whole)))


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as rules read it. `issued` is its date, or the issue's, ISO 8601.

    `body` is where the body begins: after the headline and what stands above the dateline.
    """

    text: Text
    amounts: Sequence[Spotted]
    issued: str | None
    context: Context
    body: int

    @property
    def plain(self) -> str:
        return self.text.plain


class Finding(NamedTuple):
    """Words that a rule doubts, from `start` to `end`."""

    code: str
    start: int
    end: int
    confidence: str
    proposed: str | None = None
    argument: str | None = None


Rule = Callable[[Reading], Iterator[Finding]]

_DATELINE = re.compile(r"^.{0,40}\b(?:19|20)\d\d\.\d\d\.\d\d.{0,40}$", re.M)


def body_of(text: Text) -> int:
    """Where the body begins: after the dateline, or after the first line."""
    dateline = _DATELINE.search(text.plain[:800])
    if dateline:
        return min(dateline.end() + 1, len(text.plain))
    return text.plain.find("\n") + 1


def sentence(plain: str, at: int) -> tuple[int, int]:
    """Where the sentence of a place begins and ends, on its line."""
    first = max(plain.rfind("\n", 0, at), plain.rfind(". ", 0, at) + 1) + 1
    ends = [end for end in (plain.find("\n", at), plain.find(". ", at)) if end >= 0]
    return first, min(ends, default=len(plain))
