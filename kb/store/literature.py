"""A literature record's document to its rows and back."""

from __future__ import annotations

import json
import re
from typing import Any

from kb.dates import find_date
from kb.model import Name
from kb.references.csl import from_csl
from kb.references.names import read_name
from kb.store.database import Database
from kb.store.keys import delete_keys, write_keys
from kb.store.merged import merged_into
from kb.store.names import display, drop_unused, journal_of, key_of, preferred
from kb.store.rows import (
    Doc,
    Kind,
    delete_details,
    first,
    insert,
    read_details,
    write_details,
    year_of,
)

ROLES = (
    "author",
    "editor",
    "compiler",
    "translator",
    "collection-editor",
    "container-author",
    "contributor",
    "director",
)


def read(db: Database, identifier: str) -> Doc | None:
    """The document of a literature record:

    {"kind", "id", "csl": CSL-JSON item, "origin": "issue" | "person" | "import",
    "edited": {CSL variable: what the parse says of it…}}
    """
    if first(db, "SELECT id FROM literature WHERE id = ?", identifier) is None:
        return None
    return {"kind": "literature", "id": identifier, **read_details(db, identifier)}


def write(db: Database, doc: Doc) -> None:
    """Puts a record's rows, over those that it has; the CSL-JSON item is the whole of it."""
    _delete_links(db, doc["id"])
    csl = doc["csl"]
    record = from_csl(csl)
    row = {
        "id": doc["id"],
        "type": record.type,
        "title": record.title,
        "journal": key_of(db, "journals", journal_of(db, record.container_title, record.ISSN)),
        "volume": record.volume,
        "issue": record.issue,
        "pages": record.page,
        "year": year_of(record.issued) or year_of(find_date(json.dumps(csl.get("issued") or ""))),
        "issued": record.issued,
        "publisher": record.publisher,
        "doi": record.DOI,
        "url": record.URL,
        "language": record.language,
        "abstract": record.abstract,
        "note": record.note,
    }
    _upsert(db, row)
    write_details(db, doc["id"], {name: doc[name] for name in ("csl", "origin", "edited")})
    write_keys(db, doc["id"], record)
    _write_names(db, doc["id"], csl)
    for position, word in enumerate(keywords(record.keyword)):
        keyword = key_of(db, "keywords", word)
        link = {"literature": doc["id"], "keyword": keyword, "position": position}
        insert(db, "literature_keywords", link)


def _upsert(db: Database, row: Doc) -> None:
    """The row in place: mentions point to it, so it is not taken out in between."""
    journal = db.conn.execute("SELECT journal FROM literature WHERE id = ?", [row["id"]]).fetchone()
    sets = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
    marks = ", ".join("?" * len(row))
    db.conn.execute(
        f"INSERT INTO literature ({', '.join(row)}) VALUES ({marks}) "
        f"ON CONFLICT (id) DO UPDATE SET {sets}",
        list(row.values()),
    )
    drop_unused(db, "journals", journal or ())


def _write_names(db: Database, identifier: str, csl: Doc) -> None:
    for role in ROLES:
        for position, name in enumerate(csl.get(role) or ()):
            author = _author(db, name)
            if author is not None:
                link = {"literature": identifier, "author": author}
                insert(db, "literature_authors", {**link, "role": role, "position": position})


def _author(db: Database, name: Doc) -> int | None:
    """The key of the name that a name is counted under."""
    parts: dict[str, Any] = {"family": name.get("family"), "given": name.get("given")}
    other = preferred(db, "authors", display(name))
    if other is None:
        return key_of(db, "authors", display(name), **parts)
    read = read_name(other) or Name(literal=other)
    return key_of(db, "authors", other, family=read.family, given=read.given)


def delete(db: Database, identifier: str) -> None:
    """Takes a record's rows out, and the names that nobody else uses."""
    journal = db.conn.execute(
        "SELECT journal FROM literature WHERE id = ?", [identifier]
    ).fetchone()
    if journal is None:
        return
    _delete_links(db, identifier)
    db.conn.execute("DELETE FROM literature WHERE id = ?", [identifier])
    delete_details(db, identifier)
    drop_unused(db, "journals", journal)


def _delete_links(db: Database, identifier: str) -> None:
    delete_keys(db, identifier)
    for table, column, names in (
        ("literature_authors", "author", "authors"),
        ("literature_keywords", "keyword", "keywords"),
    ):
        rows = db.conn.execute(f"SELECT {column} FROM {table} WHERE literature = ?", [identifier])
        keys = [key for (key,) in rows]
        db.conn.execute(f"DELETE FROM {table} WHERE literature = ?", [identifier])
        drop_unused(db, names, keys)


def keywords(text: str | None) -> list[str]:
    """The words of CSL's `keyword`, between semicolons where it has any, else between commas."""
    separator = ";" if text and ";" in text else ","
    words = (word.strip() for word in re.split(separator, text or ""))
    return list(dict.fromkeys(word for word in words if word))


def used(db: Database, identifier: str) -> bool:
    """Whether an issue lists the record, or a person merged another one into it."""
    listed = first(db, "SELECT 1 FROM mentions WHERE literature = ?", identifier)
    return listed is not None or bool(merged_into(db, identifier))


LITERATURE = Kind(read, write, delete, used=used)
