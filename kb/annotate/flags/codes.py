"""The codes of flags, with what each means."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def codes() -> dict[str, str]:
    """What each code means, as codes.txt says it."""
    text = Path(__file__).with_name("codes.txt").read_text(encoding="utf-8")
    lines = (line.partition(": ") for line in text.splitlines() if not line.startswith("#"))
    return {code: meaning for code, _, meaning in lines}
