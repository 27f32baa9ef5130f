"""Whether the texts of a newsletter may be shown to everybody, and under which terms."""

from __future__ import annotations

from dataclasses import dataclass

from kb.errors import KBError


@dataclass(frozen=True, slots=True)
class Rights:
    """`open` is whether whole texts may be shown; `statement` the licence, or who allowed it."""

    open: bool
    statement: str | None = None

    def __str__(self) -> str:
        word = "open" if self.open else "closed"
        return f"{word}, {self.statement}" if self.statement else word


def rights_of(text: str) -> Rights:
    """ "open, CC BY 4.0" or "closed". Raises KBError for what begins with neither."""
    word, _, statement = text.partition(",")
    if word.strip().lower() not in ("open", "closed"):
        raise KBError(f"{text!r} has to begin with open or closed, such as: open, CC BY 4.0")
    return Rights(word.strip().lower() == "open", statement.strip() or None)
