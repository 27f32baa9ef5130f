"""Lines on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator


def input_lines() -> Iterator[str]:
    """The lines on standard input, as UTF-8, without their ends."""
    for line in sys.stdin.buffer if sys.stdin else ():
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")
