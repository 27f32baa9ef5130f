"""Flags of an article as daggers and notes: what is doubtful, why, and what it may have been."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from kb.web.language import gettext, marked, translated

Shown = dict[str, Any]

# What a person rejected is no flag.
FLAGS = """
SELECT line, evidence, meaning, confidence, proposed, argument, status, note
FROM flags JOIN flag_codes ON flag_codes.id = flags.code
WHERE article = ? AND status <> 'rejected' ORDER BY line, flags.id
"""
CONFIDENCE = {
    "certain": marked("certainly wrong"),
    "likely": marked("likely wrong"),
    "unsure": marked("perhaps wrong"),
}
STATUSES = {
    "accepted": marked("A person has looked at it and agrees."),
    "noted": marked("A person has looked at it."),
}


def notes(
    conn: sqlite3.Connection, article: str, source: Callable[[int], str] | None
) -> list[Shown]:
    """The notes of an article in the order of its lines, numbered from 1.

    `source` gives the address of a line of the source text, where that may be seen.
    """
    rows = conn.execute(FLAGS, [article]).fetchall()
    return [_note(tuple(row), number, source) for number, row in enumerate(rows, 1)]


def _note(row: tuple[Any, ...], number: int, source: Callable[[int], str] | None) -> Shown:
    line, evidence, meaning, confidence, proposed, argument, status, note = row
    sure, looked = CONFIDENCE.get(confidence), STATUSES.get(status)
    return {
        "number": number,
        "line": line,
        "evidence": evidence,
        "why": translated(meaning),
        "confidence": gettext(sure) if sure else confidence,
        "proposed": proposed,
        "argument": argument,
        "looked": gettext(looked) if looked else None,
        "note": note,
        "label": gettext("Doubtful words, note %s") % number,
        "source": source(line) if source else None,
    }
