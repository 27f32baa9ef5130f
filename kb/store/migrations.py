"""The store's schema, as numbered migrations. A released migration is never changed, only followed.

Names are those that people read in Datasette. Ids of issues, articles and literature are text,
readable and stable; what is counted and filtered by is an integer key to a table of names.
"""

from __future__ import annotations

import secrets
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from kb.lazily import Lazily

if TYPE_CHECKING:
    import kb.store.keys as keys
else:
    keys = Lazily("kb.store.keys")

migrations = Migrations("kb")


@migrations()
def first(db: Database) -> None:
    _run(db, "first")
    db.execute("INSERT INTO settings VALUES ('token', ?)", [secrets.token_hex(16)])


@migrations()
def one_record_a_work(db: Database) -> None:
    _run(db, "one_record_a_work")
    keys.write_all(db)


@migrations()
def pages_and_family(db: Database) -> None:
    """First line of each page, a JSON array, and the name of the family file that was used."""
    db.execute("ALTER TABLE source_texts ADD COLUMN pages TEXT")
    db.execute("ALTER TABLE source_texts ADD COLUMN family TEXT")


@migrations()
def saved_searches(db: Database) -> None:
    _run(db, "saved_searches")


@migrations()
def what_the_text_says(db: Database) -> None:
    """Places, organisations, programmes, amounts, deadlines and flags of articles."""
    _run(db, "what_the_text_says")


@migrations()
def rights(db: Database) -> None:
    """Whether everybody may read a newsletter's texts."""
    _run(db, "rights")


@migrations()
def names_over_time(db: Database) -> None:
    """The years of what mentions a name are counted without reading the records."""
    _run(db, "names_over_time")


@migrations()
def reviewed_names(db: Database) -> None:
    """What a librarian made of names that were proposed from texts."""
    _run(db, "reviewed_names")


def _run(db: Database, name: str) -> None:
    """Executes schema/NAME.sql, whose statements end with a semicolon at the end of a line."""
    script = (files("kb.store") / "schema" / f"{name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


def known() -> set[str]:
    """The names of the migrations that this version of kb has."""
    return {migration.name for migration in migrations._migrations}
