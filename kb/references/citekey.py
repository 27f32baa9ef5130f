"""Readable ids of literature: the first author's family name, the year, a word of the title."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from kb.folding import fold
from kb.model import Record

_STOP = frozenset(
    """
    a an the of on in for and to from with by at as is are how what why towards toward into
    der die das ein eine le la les un une el los las 의 및 와 과
    """.split()
)
_ID = re.compile(r"[^\W_][\w.:+\-]{0,79}")


def citekey(record: Record) -> str:
    """ "hong2021busan"; what is not stated is left out, "untitled" where nothing is.

    >>> citekey(Record(title="Busan smart city", issued="2021-12"))
    '2021busan'
    """
    names = record.author or record.editor or record.compiler
    first = (names[0].family or (names[0].literal or "").split(" ")[0]) if names else ""
    year = (record.issued or "")[:4]
    words = re.findall(r"[^\W_]+", record.title or "")
    word = next((fold(w) for w in words if fold(w) and fold(w) not in _STOP), "")
    return f"{fold(first)[:20]}{year if year.isdigit() else ''}{word[:20]}" or "untitled"


def usable(identifier: object) -> bool:
    """Whether the id that a file gives can be a record's id here: a word, no blanks or slashes."""
    return isinstance(identifier, str) and bool(_ID.fullmatch(identifier))


def free(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or it with the first of "b", "c" … "z", "-27", "-28" … that nobody has."""
    if wanted not in taken:
        return wanted
    suffixes = (chr(96 + n) if n <= 26 else f"-{n}" for n in count(2))
    return next(wanted + s for s in suffixes if wanted + s not in taken)
