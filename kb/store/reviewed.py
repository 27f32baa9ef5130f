"""A reviewed name's document to its row and back: what a librarian made of a proposed name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kb.authorities import Authority, Reviewed
from kb.folding import fold
from kb.store.database import Database
from kb.store.rows import Doc, Kind, first, insert

ACCEPTED, REJECTED = "accepted", "rejected"
_LISTS = ("abbreviations", "variants", "searched", "ambiguous", "adjectives")


def review_id(which: str, name: str) -> str:
    return f"{which}: {name}"


def document_of(which: str, name: str, entry: Authority | None, note: str | None) -> Doc:
    """The document of a name that is accepted as `entry`, or rejected where there is none."""
    values = None if entry is None else entry._asdict()
    return {
        "kind": "reviewed",
        "id": review_id(which, name),
        "list": which,
        "name": name,
        "status": ACCEPTED if entry else REJECTED,
        "note": note,
        "entry": values and {key: _plain(value) for key, value in values.items() if value},
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def read(db: Database, identifier: str) -> Doc | None:
    """The document of a reviewed name:

    {"kind", "id", "list", "name", "status": "accepted" | "rejected", "note", "entry": the fields of
    an Authority that have a value, None where the name is rejected}
    """
    sql = "SELECT list, name, status, note, entry FROM reviewed_names WHERE id = ?"
    row = first(db, sql, identifier)
    if row is None:
        return None
    entry = json.loads(row["entry"]) if row["entry"] else None
    return {"kind": "reviewed", "id": identifier, **row, "entry": entry}


def write(db: Database, doc: Doc) -> None:
    delete(db, doc["id"])
    entry = doc["entry"]
    row = {key: doc[key] for key in ("id", "list", "name", "status", "note")}
    counted_as = entry["name"] if entry else None
    text = json.dumps(entry, ensure_ascii=False) if entry else None
    insert(db, "reviewed_names", {**row, "counted_as": counted_as, "entry": text})


def delete(db: Database, identifier: str) -> None:
    db.conn.execute("DELETE FROM reviewed_names WHERE id = ?", [identifier])


REVIEWED = Kind(read, write, delete)


def documents(db: Database, which: str | None = None) -> list[Doc]:
    """The decisions about all names, or about those of a list, by list and name."""
    sql = "SELECT id FROM reviewed_names WHERE :list IS NULL OR list = :list ORDER BY list, name"
    rows = db.conn.execute(sql, {"list": which}).fetchall()
    return [doc for (identifier,) in rows if (doc := read(db, identifier))]


def reviewed(db: Database) -> Reviewed:
    """What was made of all names, as annotating wants it."""
    return reviewed_of(documents(db))


def reviewed_of(docs: Sequence[Doc]) -> Reviewed:
    """The same of documents."""
    accepted = [(doc["list"], authority_of(doc["entry"])) for doc in docs if doc["entry"]]
    rejected = {(doc["list"], fold(doc["name"])) for doc in docs if not doc["entry"]}
    return Reviewed(tuple(accepted), frozenset(rejected))


def authority_of(entry: Doc) -> Authority:
    """The entry of a document."""
    lists = {key: tuple(value) for key, value in entry.items() if key in _LISTS}
    return Authority(**{"kind": "", **entry, **lists})


def accepted_names(db: Database) -> list[tuple[str, tuple[str, ...]]]:
    """The lists and names of what was accepted with several names, for searching."""
    found = ((which, one.synonyms) for which, one in reviewed(db).accepted)
    return [(which, names) for which, names in found if len(names) > 1]
