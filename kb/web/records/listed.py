"""The literature that an issue lists, in its order: each record in a line, or as printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kb.web import words
from kb.web.addresses import Addresses

Shown = dict[str, Any]

MENTIONS = """
SELECT sections.name, literature.id, literature.title, journals.name, literature.volume,
       literature.issue, literature.pages, literature.publisher, literature.issued,
       json_extract(details.json, '$.csl.author'), printed, problem, first_line, last_line
FROM mentions LEFT JOIN literature ON literature.id = mentions.literature
LEFT JOIN journals ON journals.id = journal
LEFT JOIN details ON details.record = literature.id
LEFT JOIN sections ON sections.id = mentions.section
WHERE mentions.issue = ? ORDER BY first_line, mentions.id LIMIT ?
"""
# References that an issue's page lists; the table has the rest.
MOST = 300


def listed(conn: sqlite3.Connection, issue: str, addresses: Addresses) -> Shown:
    """The references by section, and where the rest of them is."""
    rows = [tuple(row) for row in conn.execute(MENTIONS, [issue, MOST + 1])]
    rest = addresses.table("mentions", [("issue", issue)]) if len(rows) > MOST else None
    return {"parts": list(_parts(rows[:MOST], issue, addresses)), "rest": rest}


def _parts(rows: list[tuple[Any, ...]], issue: str, addresses: Addresses) -> Iterator[Shown]:
    for section, run in groupby(rows, key=lambda row: row[0]):
        yield {"name": section, "records": [_record(row, issue, addresses) for row in run]}


def _record(row: tuple[Any, ...], issue: str, addresses: Addresses) -> Shown:
    _, id, title, journal, volume, number, pages, publisher, issued, author, *rest = row
    printed, problem, first, last = rest
    people = words.names(json.loads(author)) if author else ""
    where = _where(journal, volume, number, pages)
    facts = [people, where or publisher or "", words.date(issued)]
    seen = addresses.reads(issue)
    return {
        "title": (title or printed) if id else printed,
        "url": addresses.row("literature", id) if id else None,
        "facts": [fact for fact in facts if fact] if id else [],
        "problem": None if id else problem,
        "span": words.lines([first, last]),
        "source": addresses.lines(issue, first, last) if seen else None,
    }


def _where(journal: str | None, volume: str | None, number: str | None, pages: str | None) -> str:
    """ "Journal 53(3), 161–187", as far as it is known."""
    if not journal:
        return ""
    volume = f"{volume or ''}({number})" if number else volume
    said = f"{journal} {volume}" if volume else journal
    return f"{said}, {pages.replace('-', '–')}" if pages else said
