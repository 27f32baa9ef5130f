"""An article's document to its rows and back."""

from __future__ import annotations

import kb.store.annotated as annotated
from kb.store.database import Database
from kb.store.names import drop_unused, key_of
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

_PLAIN = ("issue", "position", "feature", "headline", "subtitle", "date", "body", "url")
_DETAILS = ("links", "credits", "edited")


def read(db: Database, identifier: str) -> Doc | None:
    """The document of an article:

    {"kind", "id", "issue", "position", "section", "feature", "headline", "subtitle", "date",
    "sources": [name…], "body", "url", "links": [{"text", "url", "line"}…], "credits": [text…],
    "lines": [first, last], "edited": {field: what the parse says of it…}}

    and, where there are any, the lists of kb.store.annotated ("places", "organisations", "amounts",
    "flags" …) as kb.model writes them, and "decisions" of persons about flags:
    {flag_key: {"status", "note"}…}, and "by_hand", links that they added or took out:
    {list: {name: mention or None…}…}.
    """
    sql = """SELECT articles.*, sections.name AS section_name FROM articles
             LEFT JOIN sections ON sections.id = articles.section WHERE articles.id = ?"""
    row = first(db, sql, identifier)
    if row is None:
        return None
    sources = db.conn.execute(
        """SELECT name FROM article_sources JOIN sources ON sources.id = source
           WHERE article = ? ORDER BY position""",
        [identifier],
    )
    return {
        "kind": "article",
        "id": identifier,
        **{name: row[name] for name in _PLAIN},
        **read_details(db, identifier),
        "section": row["section_name"],
        "sources": [name for (name,) in sources],
        "lines": [row["first_line"], row["last_line"]],
    }


def write(db: Database, doc: Doc) -> None:
    """Puts an article's rows, over those that it has."""
    delete(db, doc["id"])
    row = {
        "id": doc["id"],
        **{name: doc[name] for name in _PLAIN},
        "section": key_of(db, "sections", doc["section"]),
        "year": year_of(doc["date"]) or _issue_year(db, doc["issue"]),
        "first_line": doc["lines"][0],
        "last_line": doc["lines"][1],
        "flags": len(doc.get("flags") or ()),
    }
    insert(db, "articles", row)
    said = {name: doc[name] for name in annotated.KEYS if doc.get(name)}
    write_details(db, doc["id"], {**{name: doc[name] for name in _DETAILS}, **said})
    annotated.write(db, doc)
    for position, name in enumerate(dict.fromkeys(doc["sources"])):
        source = key_of(db, "sources", name)
        insert(
            db, "article_sources", {"article": doc["id"], "source": source, "position": position}
        )


def delete(db: Database, identifier: str) -> None:
    """Takes an article's rows out, and the names that nobody else uses."""
    section = db.conn.execute("SELECT section FROM articles WHERE id = ?", [identifier]).fetchone()
    if section is None:
        return
    rows = db.conn.execute("SELECT source FROM article_sources WHERE article = ?", [identifier])
    sources = [source for (source,) in rows]
    db.conn.execute("DELETE FROM article_sources WHERE article = ?", [identifier])
    annotated.delete(db, identifier)
    db.conn.execute("DELETE FROM articles WHERE id = ?", [identifier])
    delete_details(db, identifier)
    drop_unused(db, "sources", sources)
    drop_unused(db, "sections", section)


def _issue_year(db: Database, issue: str) -> int | None:
    row = db.conn.execute("SELECT year FROM issues WHERE id = ?", [issue]).fetchone()
    return row[0] if row else None


ARTICLE = Kind(read, write, delete)
