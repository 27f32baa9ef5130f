"""The document of a newsletter's rights to its row and back."""

from __future__ import annotations

from kb.rights import Rights
from kb.store.database import Database
from kb.store.rows import Doc, Kind, first, insert

FILE, PERSON = "file", "person"


def rights_id(key: str) -> str:
    return f"rights: {key}"


def document(key: str, rights: Rights, said_by: str) -> Doc:
    fields = {"series": key, "open": rights.open, "statement": rights.statement}
    return {"kind": "rights", "id": rights_id(key), **fields, "said_by": said_by}


def read(db: Database, identifier: str) -> Doc | None:
    """The document of a newsletter's rights:

    {"kind", "id", "series": its key, "open": true | false, "statement": text or null,
     "said_by": "file" | "person"}
    """
    sql = "SELECT series, open, statement, said_by FROM rights WHERE id = ?"
    row = first(db, sql, identifier)
    if row is None:
        return None
    return {"kind": "rights", "id": identifier, **row, "open": bool(row["open"])}


def write(db: Database, doc: Doc) -> None:
    delete(db, doc["id"])
    row = {name: doc[name] for name in ("id", "series", "statement", "said_by")}
    insert(db, "rights", {**row, "open": int(doc["open"])})


def delete(db: Database, identifier: str) -> None:
    db.conn.execute("DELETE FROM rights WHERE id = ?", [identifier])


RIGHTS = Kind(read, write, delete)
