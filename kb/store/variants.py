"""A variant's document to its row and back, with the links that follow from it."""

from __future__ import annotations

from collections.abc import Iterable

import kb.store.literature as literature
from kb.store.database import Database
from kb.store.names import ISSN
from kb.store.rows import Doc, Kind, first, insert

_LINKED = {
    "authors": """SELECT DISTINCT literature FROM literature_authors
                  JOIN authors ON authors.id = author WHERE name = ?""",
    "journals": """SELECT literature.id FROM literature
                   JOIN journals ON journals.id = journal WHERE name = ?""",
}


def variant_id(which: str, name: str) -> str:
    return f"{which}: {name}"


def document_of(which: str, name: str, preferred: str) -> Doc:
    identifier = variant_id(which, name)
    fields = {"list": which, "name": name, "preferred": preferred}
    return {"kind": "variant", "id": identifier, **fields}


def read(db: Database, identifier: str) -> Doc | None:
    """The document of a variant:

    {"kind", "id", "list": "authors" | "journals", "name", "preferred": what it is counted under}
    """
    row = first(db, "SELECT list, name, preferred FROM variants WHERE id = ?", identifier)
    return None if row is None else {"kind": "variant", "id": identifier, **row}


def write(db: Database, doc: Doc) -> None:
    """Puts the row, and links records that have the name to the one it is counted under."""
    before = read(db, doc["id"])
    names = {doc["name"], doc["preferred"], before["preferred"] if before else doc["name"]}
    touched = linked(db, doc["list"], names)
    db.conn.execute("DELETE FROM variants WHERE id = ?", [doc["id"]])
    insert(db, "variants", {name: doc[name] for name in ("id", "list", "name", "preferred")})
    _link(db, touched)


def delete(db: Database, identifier: str) -> None:
    """Takes the row out; records that have the name are counted under it again."""
    before = read(db, identifier)
    if before is not None:
        touched = linked(db, before["list"], {before["name"], before["preferred"]})
        db.conn.execute("DELETE FROM variants WHERE id = ?", [identifier])
        _link(db, touched)


def linked(db: Database, which: str, names: Iterable[str]) -> set[str]:
    """The ids of the records that are counted under names, or state one of them as their ISSN."""
    found: set[str] = set()
    for name in names:
        found.update(i for (i,) in db.conn.execute(_LINKED[which], [name]))
        if which == "journals" and ISSN.fullmatch(name):
            sql = """SELECT id FROM literature JOIN details ON record = id
                     WHERE instr(json_extract(json, '$.csl.ISSN'), ?)"""
            found.update(i for (i,) in db.conn.execute(sql, [name]))
    return found


def _link(db: Database, identifiers: Iterable[str]) -> None:
    for identifier in sorted(identifiers):
        doc = literature.read(db, identifier)
        if doc is not None:
            literature.write(db, doc)


VARIANT = Kind(read, write, delete)
