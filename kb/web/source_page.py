"""The text of an issue as it was read, each line with its number and what stands on it."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kb.web import words
from kb.web.addresses import Addresses, http

if TYPE_CHECKING:
    from datasette.app import Datasette

ISSUE = """
SELECT issues.id, label, title, date, url, source_texts.* FROM issues
JOIN source_texts ON source_texts.issue = issues.id WHERE issues.id = ?
"""
RECORDS = """
SELECT 'articles' AS kind, id, headline AS title, first_line, last_line FROM articles
WHERE issue = :issue UNION ALL
SELECT 'literature', literature, coalesce(title, printed), first_line, last_line FROM mentions
LEFT JOIN literature ON literature.id = literature WHERE mentions.issue = :issue
ORDER BY first_line
"""


async def source(
    datasette: Datasette, addresses: Addresses, issue: str, *, with_path: bool
) -> dict[str, Any] | None:
    """What the page shows of an issue, and the name of its file; None where there is no such."""
    database = datasette.get_database(addresses.store)
    found = (await database.execute(ISSUE, [issue])).first()
    if found is None:
        return None
    rows = (await database.execute(RECORDS, {"issue": issue}, truncate=False)).rows
    records = [_record(row, addresses) for row in rows]
    starts = {record["line"]: record for record in reversed(records)}
    pages = {line: page for page, line in enumerate(_pages(found), 1)}
    return {
        "addresses": addresses,
        "issue": {
            "label": found["label"],
            "title": found["title"],
            "date": words.date(found["date"]),
            "url": addresses.row("issues", issue),
            "original": http(found["url"]),
            "path": PurePath(found["path"]).name if with_path else None,
        },
        "records": records,
        "lines": [
            {
                "number": number,
                "text": text,
                "record": starts.get(number),
                "page": pages.get(number),
            }
            for number, text in enumerate(found["text"].removesuffix("\n").split("\n"), 1)
        ],
    }


def _pages(row: Any) -> list[int]:
    """The first line of each page. A store that an older kb made has no such column."""
    starts = row["pages"] if "pages" in row.keys() else None  # noqa: SIM118  (a row, no mapping)
    return json.loads(starts) if starts else []


def _record(row: Any, addresses: Addresses) -> dict[str, Any]:
    return {
        "title": row["title"],
        "line": row["first_line"],
        "span": words.lines([row["first_line"], row["last_line"]]),
        "url": addresses.row(row["kind"], row["id"]) if row["id"] else None,
    }
