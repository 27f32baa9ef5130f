"""Formats of lines that begin with a tag (RIS, MEDLINE, refer): records of tags and values.

Line numbers are kept, and the order of tags, which says what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class Tagged:
    """A record: the line where it begins, and its tags with their values in their order.

    `between` stands between the lines of a value that has several.
    """

    def __init__(
        self, line: int, fields: Iterable[tuple[str, str]] = (), between: str = " "
    ) -> None:
        self.line = line
        self._between = between
        self._values: dict[str, list[list[str]]] = {}
        self._last: list[str] = []
        for tag, value in fields:
            self.add(tag, value)

    def add(self, tag: str, value: str) -> None:
        self._last = [value]
        self._values.setdefault(tag, []).append(self._last)

    def extend(self, text: str) -> None:
        """Adds a line that carries on the last value."""
        self._last.append(text)

    def all(self, *tags: str) -> list[str]:
        """The values of these tags, tag by tag, without empty ones."""
        lines = (lines for tag in tags for lines in self._values.get(tag, ()))
        return [value for one in lines if (value := self._between.join(filter(None, one)))]

    def first(self, *tags: str) -> str | None:
        """The first value of the first of these tags that has one."""
        return next(iter(self.all(*tags)), None)


def tagged_lines(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str | None, str]]:
    """(number, tag, value) of every line; the tag is None where the line has none.

    `pattern` has a group for the tag and one for the value.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if match := pattern.match(line):
            yield number, match[1], (match[2] or "").strip()
        else:
            yield number, None, line.strip()
