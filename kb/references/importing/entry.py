"""What reading a bibliographic file gives: entries, and problems that say what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Item = dict[str, Any]
"""A CSL-JSON item (CSL 1.0.2)."""


class Entry(NamedTuple):
    """A record of a file: where it begins ("line 12", "record 3"), and its CSL-JSON item."""

    place: str
    item: Item


class Problem(NamedTuple):
    """A part of a file that could not be read, or not wholly, and why.

    `refused` says that a record was left out for it; without, all that could be read was taken.
    """

    place: str
    text: str
    refused: bool = True


class Source(NamedTuple):
    """A file: its bytes, and its text where it has one (line ends are newlines)."""

    data: bytes
    text: str


Reader = Callable[[Source], Iterator[Entry | Problem]]
