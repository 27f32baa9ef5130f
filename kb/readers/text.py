"""Plain text: one block a line, since the format does not say what a line is."""

from __future__ import annotations

import re

from kb.folding import squeeze
from kb.model import Block, Document, Link, Span
from kb.readers.limits import check_lines

# https://example.org/a(b), but not the full stop or bracket that closes the sentence around it
URL = re.compile(r"https?://[^\s<>\"'「」“”]+[^\s<>\"'「」“”.,;:!?)\]]")
# What ends a line besides a line feed
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def read_text(text: str, encoding: str) -> Document:
    """A Document whose lines are those of `text`, line ends normalised to a line feed.

    Raises ReadError where they are too many.
    """
    normal = LINE_END.sub("\n", text)
    check_lines(normal.count("\n"))
    normal = without_invisible(normal)
    blocks = tuple(
        Block("line", squeeze(line), Span(number, number), links=links_in(line, number))
        for number, line in enumerate(normal.split("\n"), 1)
        if squeeze(line)
    )
    return Document(normal, blocks, "text/plain", encoding)


def without_invisible(text: str) -> str:
    """`text`, lines of nothing but zero-width characters being empty: they show nothing."""
    return "\n".join(line if squeeze(line) else "" for line in text.split("\n"))


def links_in(line: str, number: int) -> tuple[Link, ...]:
    """The web addresses that stand in a line, each its own words."""
    return tuple(Link(m.group(), m.group(), number) for m in URL.finditer(line))
