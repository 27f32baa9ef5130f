"""Tables of names (sections, sources, journals, keywords, authors): a name in, its key out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kb.store.database import Database

ISSN = re.compile(r"\b\d{4}-\d{3}[\dX]\b")

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


def preferred(db: Database, which: str, name: str | None) -> str | None:
    """The name under which a variant is counted; None where the name is no variant."""
    sql = "SELECT preferred FROM variants WHERE list = ? AND name = ?"
    row = db.conn.execute(sql, [which, name]).fetchone()
    return str(row[0]) if row else None


def variants_of(db: Database, which: str, name: str) -> list[str]:
    """The variants that are counted under a name."""
    sql = "SELECT name FROM variants WHERE list = ? AND preferred = ? ORDER BY name"
    return [variant for (variant,) in db.conn.execute(sql, [which, name])]


def merged_names(db: Database) -> list[tuple[str, tuple[str, ...]]]:
    """The lists and the names that are counted together, the preferred one first."""
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    sql = "SELECT list, preferred, name FROM variants ORDER BY list, preferred, name"
    for which, preferred_name, name in db.conn.execute(sql):
        held[which, preferred_name].append(name)
    return [(which, (name, *variants)) for (which, name), variants in held.items()]


def journal_of(db: Database, title: str | None, issn: str | None) -> str | None:
    """The name under which a record's journal is counted, by its title or else by its ISSN."""
    forms = (title, *ISSN.findall(issn or ""))
    known = (preferred(db, "journals", form) for form in forms if form)
    return next(filter(None, known), title)


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
