"""The text of an article for annotation: one string, of which every place knows its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.folding import squeeze

# What is printed in several ways is read in one; every sign gives one sign
_SIGNS = (("‘’ʼ`´", "'"), ("“”„", '"'), ("‐‑–—", "-"), ("〜～∼", "~"))
MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
        "september sep sept,october oct,november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
"""The names of months, in small letters, and their numbers."""
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH_BEFORE = re.compile(rf"\b(?:{MONTH})\.? $", re.I)
_DIGITS = re.compile(r"\d\d*")
_HANGUL = re.compile("[가-힣]")
_SPORTS = re.compile(
    "리그|구단|선수|홈런|득점|이닝|축구|야구|농구|배구|투수|타자|공격수|미드필더|수비수|승점|결승|우승"
)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Text:
    """`printed` is the lines with their blanks folded, a newline between two; `numbers` says which
    line of the source each is. `plain` and `lower` have the same length: quotation marks and dashes
    of one kind, and small letters."""

    printed: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[tuple[int, str]]) -> Text:
        """The text of numbered lines; blank ones are passed over."""
        parts: list[str] = []
        starts: list[int] = []
        numbers: list[int] = []
        length = 0
        for number, line in lines:
            if folded := squeeze(line):
                parts.append(folded)
                starts.append(length)
                numbers.append(number)
                length += len(folded) + 1
        return cls("\n".join(parts), tuple(starts), tuple(numbers))

    @cached_property
    def plain(self) -> str:
        plain = self.printed
        for signs, one in _SIGNS:
            for sign in signs:
                plain = plain.replace(sign, one)
        return plain

    @cached_property
    def lower(self) -> str:
        """Small letters, each sign for one, a newline as the blank that it may stand for."""
        small = self.plain.lower()
        if len(small) != len(self.plain):
            small = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.plain)
        return small.replace("\n", " ")

    @cached_property
    def korean(self) -> bool:
        """Whether there is Hangul in the text."""
        return _HANGUL.search(self.printed) is not None

    @cached_property
    def of_sports(self) -> bool:
        """Whether a Korean text is of sports, where cities are clubs."""
        return _SPORTS.search(self.printed) is not None

    @cached_property
    def digits(self) -> tuple[int, ...]:
        """Where numbers begin."""
        return tuple(match.start() for match in _DIGITS.finditer(self.plain))

    @cached_property
    def months(self) -> tuple[int, ...]:
        """Where the names of months begin that stand before a number."""
        spaced = (at for at in self.digits if self.plain[at - 1 : at] == " ")
        found = (_MONTH_BEFORE.search(self.plain, max(at - 11, 0), at) for at in spaced)
        return tuple(match.start() for match in found if match)

    def matches(self, pattern: re.Pattern[str], places: Iterable[int]) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` gives, if `places` are all the places at which it may match."""
        plain, reached = self.plain, 0
        for at in places:
            if at >= reached and (match := pattern.match(plain, at)):
                reached = match.end()
                yield match

    def finds(self, pattern: str) -> bool:
        """Whether a pattern is found anywhere; looked for once, however often it is asked."""
        if pattern not in self._asked:
            self._asked[pattern] = re.search(pattern, self.plain) is not None
        return self._asked[pattern]

    @cached_property
    def _asked(self) -> dict[str, bool]:
        return {}

    def line(self, at: int) -> int:
        """The number of the line on which a place lies."""
        return self.numbers[self._index(at)]

    def around(self, at: int) -> tuple[int, int]:
        """Where the line of a place begins and ends."""
        index = self._index(at)
        start = self.starts[index]
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.printed)
        return start, end

    def surface(self, start: int, end: int) -> str:
        return self.printed[start:end].replace("\n", " ")

    @cached_property
    def titled(self) -> tuple[bool, ...]:
        """Of each line, whether it is set as a title: most of its words begin with a capital."""
        return tuple(_titled(line) for line in self.printed.split("\n"))

    def in_title(self, at: int) -> bool:
        return self.titled[self._index(at)]

    def _index(self, at: int) -> int:
        return max(bisect_right(self.starts, at) - 1, 0)


def _titled(line: str) -> bool:
    if line.endswith("."):
        return False
    words = _WORD.findall(line)
    capital = sum(bool(_CAPITAL.match(word)) for word in words)
    return len(words) >= 3 and capital >= 0.75 * len(words)
