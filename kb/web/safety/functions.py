"""SQLite's text functions that a query could make work for minutes or hours, held to less.

A function cannot be interrupted. instr(), replace() and trim() take the square of their arguments'
length; here they take it once. printf('%.*c', 900000000, 'x') counts to the end, whatever may come
of it; here widths are bounded. What they give is what SQLite documents.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

Value: TypeAlias = "str | bytes | int | float | None"

WIDE = 10_000
"""Characters of a field that printf() makes, and of its format."""

NUMBER = re.compile(r"\d+", re.ASCII)

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
    formatter = sqlite3.connect(":memory:", check_same_thread=False)
    for name in ("printf", "format"):
        functions[name, -1] = partial(printf, formatter=formatter)
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


def printf(*arguments: Value, formatter: sqlite3.Connection) -> Value:
    """What SQLite makes of a format and its arguments. Raises ValueError for wide ones."""
    if arguments and arguments[0] is not None:
        _check_format(_text(arguments[0]), arguments[1:])
    marks = ", ".join("?" * len(arguments))
    found: tuple[Value] = formatter.execute(f"SELECT printf({marks})", arguments).fetchone()
    return found[0]


def _check_format(text: str, arguments: tuple[Value, ...]) -> None:
    """A format has as many fields as percent signs, each as wide as it or a number says."""
    wide = any(int(digits) > WIDE for digits in NUMBER.findall(text))
    if "*" in text:
        # Text that begins with a number is one as well
        wide |= any(not _small(value) for value in arguments)
    if wide or len(text) > WIDE:
        raise ValueError(f"a format or a field of more than {WIDE:,} characters")


def _small(value: Value) -> bool:
    if isinstance(value, (int, float)):
        return -WIDE <= value <= WIDE
    return not (isinstance(value, str) and re.match(r"\s*[-+]?\d{5}", value))


def _text(value: Value) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
