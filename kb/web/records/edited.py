"""What persons did to a record: which fields they set, and when; never who."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from kb.web import words
from kb.web.addresses import Addresses
from kb.web.language import gettext, marked

Shown = dict[str, Any]

# A change of the fields that persons have set, the latest first. The index is on (record, id).
CORRECTED = """
SELECT at FROM changes WHERE record = ? AND before IS NOT NULL AND after IS NOT NULL
AND json_extract(before, '$.edited') IS NOT json_extract(after, '$.edited')
ORDER BY id DESC LIMIT 1
"""
FIELDS = {
    "headline": marked("Headline"),
    "subtitle": marked("Subtitle"),
    "date": marked("Date"),
    "sources": marked("Source"),
    "section": marked("Section"),
    "feature": marked("Feature"),
    "body": marked("Text"),
    "url": marked("Address"),
    "places": marked("Places"),
    "countries": marked("Countries"),
    "organisations": marked("Organisations"),
    "programmes": marked("Programmes"),
    "amounts": marked("Amounts"),
    "deadlines": marked("Deadlines"),
    "flags": marked("Flags"),
}
# Fields of which what was read is short enough to be said.
SHORT = ("headline", "subtitle", "date", "section", "feature")


def edited(
    conn: sqlite3.Connection, record: str, fields: Mapping[str, Any], addresses: Addresses
) -> Shown | None:
    """What the page says of the fields that a person set; None where there are none.

    `fields` are those of the document's "edited", with what was read from the source text.
    """
    if not fields:
        return None
    row = conn.execute(CORRECTED, [record]).fetchone()
    return {
        "fields": [
            {"name": _name(name), "read": read if name in SHORT and read else None}
            for name, read in fields.items()
        ],
        "date": words.date(str(row[0])[:10]) if row else None,
        "changes": changes(record, addresses),
    }


def changes(record: str, addresses: Addresses) -> str | None:
    """Where a record's changes are listed, for those who may see them."""
    if not addresses.shows("changes"):
        return None
    return addresses.table("changes", [("record", record), ("_sort_desc", "id")])


def _name(field: str) -> str:
    known = FIELDS.get(field)
    return gettext(known) if known else field.replace("_", " ").capitalize()
