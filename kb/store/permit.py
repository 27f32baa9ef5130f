"""Says of newsletters whether everybody may read their texts."""

from __future__ import annotations

from kb.errors import NotFound
from kb.rights import Rights
from kb.store.changes import changing, read
from kb.store.database import Database
from kb.store.rights import FILE, PERSON, document, rights_id

_ALL = """
SELECT key, title, rights.id IS NOT NULL, open, statement FROM series
LEFT JOIN rights ON rights.series = key ORDER BY key
"""


def all_rights(db: Database) -> dict[str, tuple[str, Rights | None]]:
    """The newsletters of the store by their keys: the title, and the rights where they are said."""
    rows = db.conn.execute(_ALL).fetchall()
    return {
        key: (title, Rights(bool(opened), statement) if said else None)
        for key, title, said, opened, statement in rows
    }


def permit(db: Database, key: str, rights: Rights, who: str) -> int | None:
    """Sets a newsletter's rights; the change's number, None where they were those already.

    Raises NotFound where the store has no such newsletter.
    """
    if key not in all_rights(db):
        raise NotFound(f"there is no newsletter {key}; kb rights lists them")
    with changing(db, who, f"rights of {key}: {rights}") as changes:
        changes.put(document(key, rights, PERSON))
    return changes.number


def permit_by_file(db: Database, key: str, rights: Rights, who: str) -> int | None:
    """The same as a family file says it; what a person said stays."""
    before = read(db, rights_id(key), "rights")
    if before is not None and before["said_by"] != FILE:
        return None
    with changing(db, who, f"rights of {key}, by its family file: {rights}") as changes:
        changes.put(document(key, rights, FILE))
    return changes.number
