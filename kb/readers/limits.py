"""What a reader may spend on one file. What costs more is refused, with what to do about it."""

from __future__ import annotations

import time

from kb.errors import ReadError

SIZE = 50_000_000
"""Bytes of a file."""

PAGES = 500
"""Pages of a PDF file."""

SECONDS = 60.0
"""Seconds for the pages of a PDF file."""

EXPANDED = 200_000_000
"""Bytes of everything in an archive, unpacked."""

RATIO = 200
"""How many times larger a part of an archive may be than it is packed, from a megabyte on."""

ENTRIES = 5_000
"""Files in an archive."""


def check_size(size: int) -> None:
    """Raises ReadError for a file of more than SIZE bytes."""
    if size > SIZE:
        raise ReadError(f"is larger than {SIZE // 1_000_000} MB; split it, or save its text alone")


class Clock:
    """Says when a reader has worked too long."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raises ReadError when the time is over."""
        if time.monotonic() > self._end:
            raise ReadError(f"takes longer than {self._seconds:.0f} seconds to read; split it")
