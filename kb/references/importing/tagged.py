"""Formats of lines that begin with a tag (RIS, MEDLINE, refer): records of tags and values.

Line numbers are kept, and the order of tags, which says what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tagged:
    """A record: the line where it begins, and its tags with their values in their order."""

    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)

    def add(self, tag: str, value: str) -> None:
        self.fields.append((tag, value))

    def extend(self, text: str, between: str = " ") -> None:
        """Adds a line that carries on the last value."""
        tag, value = self.fields[-1]
        self.fields[-1] = tag, between.join(filter(None, (value, text)))

    def all(self, *tags: str) -> list[str]:
        """The values of these tags, tag by tag, without empty ones."""
        return [value for tag in tags for key, value in self.fields if key == tag and value]

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
