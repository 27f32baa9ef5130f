"""A record that was merged into another: its id goes on, and what it was is kept.

A mention says in `linked` which record it was linked to, and in `literature` where that is now; so
an issue's document stays as it was, and taking the merge back brings its mentions back too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.lazily import Lazily
from kb.store.database import Database
from kb.store.rows import Doc, Kind, delete_details, first, insert, read_details, write_details

if TYPE_CHECKING:
    import kb.references.csl as csl
else:
    csl = Lazily("kb.references.csl")


def read(db: Database, identifier: str) -> Doc | None:
    """The document of a merged record:

    {"kind", "id", "into": id of the record that it was merged into, "was": its document before}
    """
    row = first(db, "SELECT literature FROM merged WHERE id = ?", identifier)
    if row is None:
        return None
    was = read_details(db, identifier)["was"]
    return {"kind": "merged", "id": identifier, "into": row["literature"], "was": was}


def write(db: Database, doc: Doc) -> None:
    """Puts the row, and takes the record's mentions to where it was merged into."""
    record = csl.from_csl(doc["was"]["csl"])
    db.conn.execute("DELETE FROM merged WHERE id = ?", [doc["id"]])
    row = {"id": doc["id"], "literature": doc["into"], "title": record.title, "doi": record.DOI}
    insert(db, "merged", row)
    write_details(db, doc["id"], {"was": doc["was"]})
    _link(db, doc["id"], doc["into"])


def delete(db: Database, identifier: str) -> None:
    """Takes the row out, and gives the record its mentions back."""
    db.conn.execute("DELETE FROM merged WHERE id = ?", [identifier])
    delete_details(db, identifier)
    _link(db, identifier, identifier)


def _link(db: Database, linked: str, literature: str) -> None:
    db.conn.execute("UPDATE mentions SET literature = ? WHERE linked = ?", [literature, linked])


def resolve(db: Database, identifier: str) -> str:
    """The id of the record that is there: the one that `identifier` was merged into, or itself."""
    row = first(db, "SELECT literature FROM merged WHERE id = ?", identifier)
    return str(row["literature"]) if row else identifier


def merged_into(db: Database, identifier: str) -> list[str]:
    """The ids of the records that were merged into one."""
    sql = "SELECT id FROM merged WHERE literature = ? ORDER BY id"
    return [merged for (merged,) in db.conn.execute(sql, [identifier])]


MERGED = Kind(read, write, delete)
