"""Reference strings as they lie in lines: several in one paragraph, or one over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

# [12] / 12. / (12) / 12) / ¹² / • before a reference
MARK = re.compile(r"(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|[¹²³⁰⁴-⁹]{1,3}|[①-⑳]|[•●○▪■·※*†‡\-–])\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:^|(?<=[.)\]”\"/\d。])\s+)(?:\[(?P<a>\d{1,3})\]|\((?P<b>\d{1,3})\)|(?P<c>\d{1,3})[.)])\s+(?=\S)"
)


_DIVIDED = re.compile(r"[a-z]-$")
_OPEN = re.compile(r"(?:[/_\-–—]|\bdoi:)$")


def joined(lines: Sequence[str]) -> str:
    """Lines as one string; a word that a line's end divides is whole again."""
    text = ""
    for line in lines:
        line = line.strip()
        if _DIVIDED.search(text[-2:]) and line[:1].islower():
            text = text[:-1] + line
        elif _OPEN.search(text[-5:]):
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text


def apart(text: str) -> list[str]:
    """The strings of a paragraph that numbers them, or the paragraph where it does not.

    >>> apart("[1] Hong, S. (2021). A. B, 1. [2] Lee, J. (2020). C. D, 2.")
    ['[1] Hong, S. (2021). A. B, 1.', '[2] Lee, J. (2020). C. D, 2.']
    """
    marks = list(_NUMBER.finditer(text))
    if len(marks) < 2 or marks[0].start():
        return [text]
    starts = [0]
    number = _number(marks[0])
    for mark in marks[1:]:
        if _number(mark) == number + 1:
            number += 1
            starts.append(mark.end() - len(mark.group().lstrip()))
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _number(mark: re.Match[str]) -> int:
    return int(mark["a"] or mark["b"] or mark["c"])
