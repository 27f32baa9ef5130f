"""Saved searches: what was asked, at which revision, and what was found then, in its order.

A saved search is never written anew: its list is what it was when it was saved. Saving one is a
change like any other, and can be undone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.errors import Conflict, NotFound, StoreError
from kb.store.changes import changing
from kb.store.database import Database
from kb.store.rows import Doc
from kb.store.searches import COLUMNS, read, search_id
from kb.wording import Wording

_NAME = re.compile(r"\w(?:[\w .,()+-]{0,98}[\w)])?")

_SIZES = (
    ("issue", "issues"),
    ("article", "articles"),
    ("literature", "literature"),
    ("merged", "merged"),
)


def save_search(db: Database, name: str, found: Mapping[str, Any], who: str) -> int | None:
    """Keeps a search under a name that is free; the change's number. Raises Conflict where it is
    taken, StoreError for what can be no name."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name):
        raise StoreError(
            Wording(
                "a search's name has letters, digits, spaces and .,()+-, and 100 characters at most"
            )
        )
    taken = read(db, search_id(name))
    if taken is not None:
        raise Conflict(
            Wording(
                'there is a search "%(name)s" of %(at)s already, and what it found stays as it '
                "was; choose another name",
                name=name,
                at=taken["at"],
            )
        )
    with changing(db, who, "save a search") as changes:
        changes.put({"kind": "search", "id": search_id(name), "name": name, "who": who, **found})
    return changes.number


def saved_search(db: Database, name: str) -> Doc:
    """The document of a saved search. Raises NotFound."""
    doc = read(db, search_id(" ".join(name.split())))
    if doc is None:
        raise NotFound(f'there is no saved search "{name}"; kb search --list-saved lists them')
    return doc


def saved_searches(db: Database) -> list[Doc]:
    """All saved searches without what they found, the latest first."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM searches ORDER BY at DESC, revision DESC, name"
    return [dict(zip(COLUMNS, row, strict=True)) for row in db.conn.execute(sql)]


def changed_since(db: Database, revision: int, ids: Sequence[str]) -> dict[str, Doc | None]:
    """Which of the records were changed after a revision, with their documents as they were then.

    None stands for one that was not there then.
    """
    sql = """SELECT record, before FROM changes WHERE id IN (
                 SELECT min(id) FROM changes WHERE id > ? AND kind IN ('article', 'literature')
                 AND record IN (SELECT value FROM json_each(?)) GROUP BY record)"""
    rows = db.conn.execute(sql, [revision, json.dumps(list(ids))])
    return {record: json.loads(before) if before else None for record, before in rows}


def present(db: Database, ids: Sequence[str]) -> set[str]:
    """Those of the ids that articles or literature have now."""
    sql = """SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(:ids)) UNION ALL
             SELECT id FROM literature WHERE id IN (SELECT value FROM json_each(:ids))"""
    return {id for (id,) in db.conn.execute(sql, {"ids": json.dumps(list(ids))})}


def became(db: Database, ids: Sequence[str]) -> dict[str, str]:
    """Those of the ids whose records were merged, each with that of the record they are now."""
    sql = "SELECT id, literature FROM merged WHERE id IN (SELECT value FROM json_each(?))"
    return dict(db.conn.execute(sql, [json.dumps(list(ids))]).fetchall())


def sizes(db: Database) -> Iterator[tuple[str, int]]:
    """How many records of each kind the store has, and how many were merged into others."""
    for kind, table in _SIZES:
        yield kind, db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
