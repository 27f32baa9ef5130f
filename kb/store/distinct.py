"""Pairs that a person has said are two: of records that look alike, or of names."""

from __future__ import annotations

from kb.store.database import Database
from kb.store.merged import resolve
from kb.store.rows import Doc, Kind, first, insert


def read(db: Database, identifier: str) -> Doc | None:
    """The document of a pair:

    {"kind", "id", "list": "literature" | "authors" | "journals", "one", "other"}
    """
    row = first(db, "SELECT list, one, other FROM not_duplicates WHERE id = ?", identifier)
    return None if row is None else {"kind": "distinct", "id": identifier, **row}


def write(db: Database, doc: Doc) -> None:
    delete(db, doc["id"])
    insert(db, "not_duplicates", {name: doc[name] for name in ("id", "list", "one", "other")})


def delete(db: Database, identifier: str) -> None:
    db.conn.execute("DELETE FROM not_duplicates WHERE id = ?", [identifier])


def document(names: str, one: str, other: str) -> Doc:
    """The document of a pair, whichever way round it is given."""
    first_one, second = sorted((one, other))
    identifier = f"{names}: {first_one} | {second}"
    return {
        "kind": "distinct",
        "id": identifier,
        "list": names,
        "one": first_one,
        "other": second,
    }


def pairs(db: Database, names: str) -> set[frozenset[str]]:
    """The pairs of a list, those of merged records as pairs of what they were merged into."""
    rows = db.conn.execute("SELECT one, other FROM not_duplicates WHERE list = ?", [names])
    found = {frozenset(row) for row in rows.fetchall()}
    if names != "literature":
        return found
    return found | {frozenset(resolve(db, identifier) for identifier in pair) for pair in found}


DISTINCT = Kind(read, write, delete)
