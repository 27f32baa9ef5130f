"""Patterns that people write, held to those that match in a time that is known beforehand.

A pattern is a regular expression of Python's `re`, without regard to case; `{date}` in it stands
for a date in any form that kb reads, `{number}` for an issue's number. What makes `re` slow is
trying many ways to match, so the ways are counted when a pattern is read: a repetition inside a
repetition is refused, as are look-around and back-references, and the more repetitions without an
end there are, the shorter is the text that the pattern is tried on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import factorial
from typing import Any, NamedTuple

from kb.dates import DATE
from kb.errors import KBError

try:
    from re import _parser as _sre  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_parse as _sre

_MOST_WAYS = 300_000
"""Ways of one pattern on one line, at the most: some milliseconds."""
_LONGEST = 1_000
_SHORTEST_LINE = 100
_PLACES = {
    "{date}": rf"(?P<date>{DATE})",
    "{number}": r"(?P<number>(?<!\d)\d{1,5}(?:[.\-]\d{1,4})?(?!\d))",
}
_WAYS_OF_A_PLACE = 4
_PLAIN = ("LITERAL", "NOT_LITERAL", "ANY", "IN", "AT")


class PatternError(KBError):
    """A pattern is no regular expression, or one that could take too long."""


class Ways(NamedTuple):
    """At most `factor` times the ways to cut a text at `degree` places."""

    factor: int
    degree: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as it was written, and of how many characters the text is that it is tried on."""

    source: str
    regex: re.Pattern[str]
    longest: int

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of all of a line; a line that is too long matches nothing."""
        return self.regex.fullmatch(text) if len(text) <= self.longest else None

    def search(self, text: str) -> re.Match[str] | None:
        """The match anywhere in a line; of one that is too long, in its beginning."""
        return self.regex.search(text[: self.longest])


def compile_pattern(source: str, *, anywhere: bool = False) -> Pattern:
    """The pattern that `source` writes, for whole lines or for what stands anywhere in one.

    Raises PatternError, which says what to change.
    """
    if len(source) > _LONGEST:
        raise PatternError(f"a pattern of more than {_LONGEST} characters; write its beginning")
    written, places = source, 0
    for place, form in _PLACES.items():
        places += written.count(place)
        if written.count(place) > 1:
            raise PatternError(f"{place} stands twice in the pattern {source!r}; write it once")
        written = written.replace(place, form)
    try:
        ways = _ways(_sre.parse(_bare(source)))
        regex = re.compile(written, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"the pattern {source!r} cannot be read: {error}") from error
    if regex.fullmatch(""):
        raise PatternError(f"the pattern {source!r} matches nothing at all; write some words")
    longest = _longest(Ways(ways.factor * _WAYS_OF_A_PLACE**places, ways.degree + anywhere))
    if longest < _SHORTEST_LINE:
        raise PatternError(
            f"the pattern {source!r} could take too long; write it with fewer of * + ? and |"
        )
    return Pattern(source, regex, longest)


def literal(text: str) -> str:
    """The pattern that matches `text`.

    >>> print(literal("Issue {1}? No. 2"))
    Issue \\{1\\}\\? No\\. 2
    """
    return re.sub(r"[\\.^$*+?{}\[\]|()]", lambda special: f"\\{special[0]}", text)


def _bare(source: str) -> str:
    for place in _PLACES:
        source = source.replace(place, "0")
    return source


def _longest(ways: Ways) -> int:
    """The length of a line on which a pattern has no more than the most ways."""
    if ways.factor > _MOST_WAYS:
        return 0
    if ways.degree == 0:
        return _MOST_WAYS
    cuts = _MOST_WAYS / ways.factor * factorial(ways.degree)
    return max(int(cuts ** (1 / ways.degree)) - ways.degree, 0)


def _ways(parts: Iterable[Any]) -> Ways:
    """The ways of parts one after the other."""
    factor, degree = 1, 0
    for operator, argument in parts:
        one = _ways_of(str(operator), argument)
        factor, degree = min(factor * one.factor, _MOST_WAYS + 1), degree + one.degree
    return Ways(factor, degree)


def _ways_of(operator: str, argument: Any) -> Ways:
    if operator in _PLAIN:
        return Ways(1, 0)
    if operator == "SUBPATTERN":
        return _ways(argument[-1])
    if operator == "BRANCH":
        branches = [_ways(branch) for branch in argument[1]]
        return Ways(sum(b.factor for b in branches), max(b.degree for b in branches))
    if operator in ("MAX_REPEAT", "MIN_REPEAT"):
        return _repeated(*argument)
    raise PatternError(
        "look-around, back-references and possessive repetitions are not for these patterns"
    )


def _repeated(least: int, most: int, inner: Any) -> Ways:
    one = _ways(inner)
    narrowest, widest = inner.getwidth()
    endless = most == _sre.MAXREPEAT
    if one == (1, 0) and narrowest == widest > 0:
        return Ways(1, 1) if endless else Ways(most - least + 1, 0)
    if endless or most > 10:
        raise PatternError("a repetition inside a repetition could take too long; write one alone")
    factor = sum(min(one.factor**n, _MOST_WAYS + 1) for n in range(least, most + 1))
    return Ways(factor, one.degree * most)
