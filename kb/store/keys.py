"""The match keys of literature records, by which those of one work find each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from kb.model import Record
from kb.references.csl import from_csl
from kb.references.matchkeys import VERSION, match_keys
from kb.references.traits import traits
from kb.store.database import Database
from kb.store.rows import Doc, first

_SETTING = "match_keys"


def write_keys(db: Database, identifier: str, record: Record) -> None:
    """Puts a record's keys, which it has none of yet."""
    rows = [(key, identifier) for key in match_keys(traits(record))]
    db.conn.executemany("INSERT INTO literature_keys VALUES (?, ?)", rows)


def delete_keys(db: Database, identifier: str) -> None:
    db.conn.execute("DELETE FROM literature_keys WHERE literature = ?", [identifier])


def write_all(db: Database) -> None:
    """Computes every record's keys anew."""
    db.conn.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", [_SETTING, VERSION])
    db.conn.execute("DELETE FROM literature_keys")
    for identifier, csl in _items(db):
        write_keys(db, identifier, from_csl(csl))


def current(db: Database) -> bool:
    """Whether this version of kb computes keys as the one did that wrote them."""
    row = first(db, "SELECT value FROM settings WHERE name = ?", _SETTING)
    return row is not None and row["value"] == VERSION


def outdated(db: Database) -> Iterator[str]:
    """The ids of records whose keys are not those that their fields give."""
    sql = "SELECT literature, key FROM literature_keys ORDER BY literature"
    rows = db.conn.execute(sql)
    stored = {i: {key for _, key in held} for i, held in groupby(rows, key=lambda row: row[0])}
    for identifier, csl in _items(db):
        if stored.get(identifier, set()) != match_keys(traits(from_csl(csl))):
            yield identifier


def _items(db: Database) -> Iterator[tuple[str, Doc]]:
    sql = "SELECT id, json FROM literature JOIN details ON record = id ORDER BY id"
    for identifier, details in db.conn.execute(sql):
        yield identifier, json.loads(details)["csl"]
