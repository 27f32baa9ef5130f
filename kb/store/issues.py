"""An issue's document to its rows and back, with its source text and its mentions of literature."""

from __future__ import annotations

import json

from kb.store.database import Database
from kb.store.merged import resolve
from kb.store.names import drop_unused, key_of
from kb.store.rows import (
    Doc,
    Kind,
    delete_details,
    first,
    insert,
    read_details,
    rows,
    write_details,
    year_of,
)

_PLAIN = ("number", "title", "date", "publisher", "language", "url")
_DETAILS = ("inferred", "headings", "furniture", "removed")
_SOURCE = ("path", "sha256", "media_type", "encoding", "parser", "text")


def read(db: Database, identifier: str) -> Doc | None:
    """The document of an issue:

    {"kind", "id", "series", "series_key", "number", "title", "date", "publisher", "language",
    "url", "lines": [first, last] | None, "inferred": [field…], "headings": [{"text", "lines"}…],
    "furniture": [{"kind", "lines"}…], "removed": {article's id: {"headline", "lines"}…},
    "references": [{"lines", "raw", "section", "literature": id | None, "problem"}…], an id being
    that under which the record was linked, though it may have been merged since,
    "source": {"path", "sha256", "media_type", "encoding", "parser", "text"}}

    The source has "pages" (see `Document.pages`) where the format has pages, and "family", the name
    of the family file that was used, where one was.
    """
    sql = """SELECT issues.*, series.key AS series_key, series.title AS series_title FROM issues
             LEFT JOIN series ON series.id = issues.series WHERE issues.id = ?"""
    row = first(db, sql, identifier)
    if row is None:
        return None
    source = first(db, "SELECT * FROM source_texts WHERE issue = ?", identifier) or {}
    return {
        "kind": "issue",
        "id": identifier,
        **{name: row[name] for name in _PLAIN},
        **read_details(db, identifier),
        "series": row["series_title"],
        "series_key": row["series_key"],
        "lines": None if row["first_line"] is None else [row["first_line"], row["last_line"]],
        "references": _mentions(db, identifier),
        "source": _source(source),
    }


def _source(row: Doc) -> Doc:
    source = {name: row[name] for name in _SOURCE}
    if row["pages"] is not None:
        source["pages"] = json.loads(row["pages"])
    if row["family"] is not None:
        source["family"] = row["family"]
    return source


def _mentions(db: Database, issue: str) -> list[Doc]:
    sql = """SELECT mentions.*, sections.name AS section_name FROM mentions
             LEFT JOIN sections ON sections.id = mentions.section
             WHERE issue = ? ORDER BY first_line, mentions.id"""
    return [
        {
            "lines": [row["first_line"], row["last_line"]],
            "raw": row["printed"],
            "section": row["section_name"],
            "literature": row["linked"],
            "problem": row["problem"],
        }
        for row in rows(db, sql, issue)
    ]


def write(db: Database, doc: Doc) -> None:
    """Puts an issue's rows, over those that it has; its articles are left alone."""
    delete(db, doc["id"])
    lines = doc["lines"] or (None, None)
    row = {
        "id": doc["id"],
        "series": _series(db, doc),
        **{name: doc[name] for name in _PLAIN},
        "year": year_of(doc["date"]),
        "label": label(doc),
        "first_line": lines[0],
        "last_line": lines[1],
    }
    insert(db, "issues", row)
    write_details(db, doc["id"], {name: doc[name] for name in _DETAILS})
    pages = doc["source"].get("pages")
    source = {**doc["source"], "pages": None if pages is None else json.dumps(pages)}
    insert(db, "source_texts", {"issue": doc["id"], **source})
    for mention in doc["references"]:
        _write_mention(db, doc["id"], mention)


def _write_mention(db: Database, issue: str, mention: Doc) -> None:
    row = {
        "issue": issue,
        "linked": mention["literature"],
        "literature": mention["literature"] and resolve(db, mention["literature"]),
        "section": key_of(db, "sections", mention["section"]),
        "first_line": mention["lines"][0],
        "last_line": mention["lines"][1],
        "printed": mention["raw"],
        "problem": mention["problem"],
    }
    insert(db, "mentions", row)


def delete(db: Database, identifier: str) -> None:
    """Takes an issue's own rows out. Its articles' keys are checked at the transaction's end."""
    found = db.conn.execute("SELECT series FROM issues WHERE id = ?", [identifier]).fetchone()
    if found is None:
        return
    rows = db.conn.execute("SELECT section FROM mentions WHERE issue = ?", [identifier])
    sections = [section for (section,) in rows]
    db.conn.execute("DELETE FROM mentions WHERE issue = ?", [identifier])
    db.conn.execute("DELETE FROM source_texts WHERE issue = ?", [identifier])
    db.conn.execute("DELETE FROM issues WHERE id = ?", [identifier])
    delete_details(db, identifier)
    drop_unused(db, "series", found)
    drop_unused(db, "sections", sections)


def _series(db: Database, doc: Doc) -> int | None:
    if not doc["series_key"]:
        return None
    row = db.conn.execute("SELECT id FROM series WHERE key = ?", [doc["series_key"]]).fetchone()
    if row:
        return int(row[0])
    return insert(db, "series", {"key": doc["series_key"], "title": doc["series"]})


def label(doc: Doc) -> str:
    """What an issue is called: "Smart City Korea No. 27", its title, or its id."""
    if doc["series"] and doc["number"]:
        return f"{doc['series']} No. {doc['number']}"
    return str(doc["title"] or doc["id"])


ISSUE = Kind(read, write, delete)
