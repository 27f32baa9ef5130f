"""What a reader may spend on one file. What costs more is refused, with what to do about it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from kb.errors import ReadError

T = TypeVar("T")

SIZE = 50_000_000
"""Bytes of a file."""

LINES = 500_000
"""Lines or paragraphs of any file."""

TAGS = 600_000
"""Tags of a web page or of the HTML of a mail; each takes a kilobyte or two while it is read."""

PAGES = 500
"""Pages of a PDF file."""

SECONDS = 60.0
"""Seconds for a file."""

MEMORY = 2_000_000_000
"""Bytes for the process that reads PDF files, where the system can hold it to that."""

EXPANDED = 200_000_000
"""Bytes of everything in an archive, unpacked."""

RATIO = 200
"""How many times larger a part of an archive may be than it is packed, from a megabyte on."""

ENTRIES = 5_000
"""Files in an archive."""

XML = 30_000_000
"""Bytes of all XML in an archive, and of the text of an HWP file, unpacked."""


def check_size(size: int) -> None:
    """Raises ReadError for a file of more than SIZE bytes."""
    if size > SIZE:
        raise ReadError(f"is larger than {SIZE // 1_000_000} MB; split it, or save its text alone")


def check_lines(count: int) -> None:
    """Raises ReadError for more than LINES lines."""
    if count > LINES:
        raise ReadError(f"has more than {LINES:,} lines; split it by issue")


def check_tags(text: str) -> None:
    """Raises ReadError for HTML of more than TAGS tags."""
    if text.count("<") > TAGS:
        raise ReadError(f"is HTML of more than {TAGS:,} tags; split it, or save its text alone")


def counted(things: Iterable[T]) -> Iterator[T]:
    """The things that become lines, one after the other. Raises ReadError after LINES of them."""
    for number, thing in enumerate(things, 1):
        check_lines(number)
        yield thing


class Clock:
    """Says when a reader has worked too long."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raises ReadError when the time is over."""
        if time.monotonic() > self._end:
            raise ReadError(f"takes longer than {self._seconds:.0f} seconds to read; split it")
