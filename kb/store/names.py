"""Tables of names (sections, sources, journals, keywords, authors): a name in, its key out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

# Where a key of each table is used; a name that is used nowhere is taken out again
_USES = {
    "sections": (("articles", "section"), ("mentions", "section")),
    "sources": (("article_sources", "source"),),
    "journals": (("literature", "journal"),),
    "keywords": (("literature_keywords", "keyword"),),
    "authors": (("literature_authors", "author"),),
    "series": (("issues", "series"),),
}


def key_of(db: Database, table: str, name: str | None, **more: str | None) -> int | None:
    """The key of `name` in a table of names, a new one where the table has it not."""
    if not name:
        return None
    row = db.conn.execute(f"SELECT id FROM {table} WHERE name = ?", [name]).fetchone()
    if row:
        return int(row[0])
    columns = ["name", *more]
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    return db.conn.execute(sql, [name, *more.values()]).lastrowid


def display(name: Mapping[str, Any]) -> str:
    """A CSL-JSON name as one string: "Hong, Soon-gu", "홍순구", "van den Berg, J."."""
    if literal := name.get("literal"):
        return str(literal)
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    if "가" <= family[:1] <= "힣" and "가" <= given[:1] <= "힣":
        return family + given
    return ", ".join(filter(None, (family, given, name.get("suffix"))))


def drop_unused(db: Database, table: str, keys: Iterable[int | None]) -> None:
    """Takes those of `keys` out of a table of names that no record uses any more."""
    for key in set(keys) - {None}:
        used = " OR ".join(
            f"EXISTS (SELECT 1 FROM {user} WHERE {column} = :key)" for user, column in _USES[table]
        )
        db.conn.execute(f"DELETE FROM {table} WHERE id = :key AND NOT ({used})", {"key": key})
