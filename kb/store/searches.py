"""A saved search's document to its rows and back."""

from __future__ import annotations

import json

from kb.store.database import Database
from kb.store.rows import Doc, Kind, first, insert

COLUMNS = ("name", "query", "revision", "at", "who", "total")


def search_id(name: str) -> str:
    return f"search: {name}"


def read(db: Database, identifier: str) -> Doc | None:
    """The document of a saved search:

    {"kind", "id", "name", "query", "revision": of what was searched, "at", "who", "total",
     "ids": what was found, in its order, "like", "filters": [[facet, value]], "sort", "exact",
     "also", "notes", "collection": {kind: number of records}, "made_with": {…}}
    """
    row = first(db, "SELECT * FROM searches WHERE id = ?", identifier)
    if row is None:
        return None
    sql = "SELECT record FROM search_results WHERE search = ? ORDER BY position"
    ids = [record for (record,) in db.conn.execute(sql, [identifier])]
    columns = {name: row[name] for name in COLUMNS}
    details = json.loads(row["details"])
    return {"kind": "search", "id": identifier, **columns, "ids": ids, **details}


def write(db: Database, doc: Doc) -> None:
    delete(db, doc["id"])
    known = {"kind", "id", "ids", *COLUMNS}
    details = {name: value for name, value in doc.items() if name not in known}
    row = {name: doc[name] for name in ("id", *COLUMNS)}
    insert(db, "searches", {**row, "details": json.dumps(details, ensure_ascii=False)})
    db.conn.executemany(
        "INSERT INTO search_results (search, position, record) VALUES (?, ?, ?)",
        ((doc["id"], position, record) for position, record in enumerate(doc["ids"], 1)),
    )


def delete(db: Database, identifier: str) -> None:
    db.conn.execute("DELETE FROM search_results WHERE search = ?", [identifier])
    db.conn.execute("DELETE FROM searches WHERE id = ?", [identifier])


SEARCH = Kind(read, write, delete)
