"""SQLite's text functions that take the square of their arguments' length, in linear time.

A function cannot be interrupted: instr() on two texts of a megabyte would hold a thread for a
minute, and on larger ones for hours. What they give is what SQLite documents.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Union

Value = Union[str, bytes, int, float, None]

TRIMMED = 100
"""Different characters that trim() takes."""


def install(conn: sqlite3.Connection, most: int) -> None:
    """Puts them in the place of SQLite's own; none gives more than `most` characters."""
    functions: dict[tuple[str, int], Callable[..., Value]] = {
        ("instr", 2): instr,
        ("replace", 3): partial(replace, most=most),
        ("trim", 2): partial(trim, strip=str.strip),
        ("ltrim", 2): partial(trim, strip=str.lstrip),
        ("rtrim", 2): partial(trim, strip=str.rstrip),
    }
    for (name, arguments), function in functions.items():
        conn.create_function(name, arguments, function, deterministic=True)


def instr(text: Value, part: Value) -> int | None:
    """Where a text holds another one first, from 1; 0 where it does not. Blobs by their bytes."""
    if text is None or part is None:
        return None
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text.find(part) + 1
    return _text(text).find(_text(part)) + 1


def replace(text: Value, old: Value, new: Value, *, most: int) -> str | None:
    """A text with every `old` as `new`; an empty `old` is nowhere."""
    if text is None or old is None or new is None:
        return None
    whole, part, other = _text(text), _text(old), _text(new)
    if not part:
        return whole
    if len(whole) + whole.count(part) * (len(other) - len(part)) > most:
        raise ValueError("string or blob too big")
    return whole.replace(part, other)


def trim(text: Value, characters: Value, *, strip: Callable[[str, str], str]) -> str | None:
    """A text without any of the characters at its ends."""
    if text is None or characters is None:
        return None
    taken = set(_text(characters))
    if len(taken) > TRIMMED:
        raise ValueError(f"more than {TRIMMED} characters to trim")
    return strip(_text(text), "".join(taken)) if taken else _text(text)


def _text(value: Value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
