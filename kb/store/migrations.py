"""The store's schema, as numbered migrations. A released migration is never changed, only followed.

Names are those that people read in Datasette. Ids of issues, articles and literature are text,
readable and stable; what is counted and filtered by is an integer key to a table of names.
"""

from __future__ import annotations

import secrets
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kb.lazily import Lazily
from kb.store.database import Database

if TYPE_CHECKING:
    import kb.store.keys as keys
else:
    keys = Lazily("kb.store.keys")

sqlite_utils: Any = Lazily("sqlite_utils")


def first(db: Database) -> None:
    _run(db, "first")
    db.execute("INSERT INTO settings VALUES ('token', ?)", [secrets.token_hex(16)])


def one_record_a_work(db: Database) -> None:
    _run(db, "one_record_a_work")
    keys.write_all(db)


def pages_and_family(db: Database) -> None:
    """First line of each page, a JSON array, and the name of the family file that was used."""
    db.execute("ALTER TABLE source_texts ADD COLUMN pages TEXT")
    db.execute("ALTER TABLE source_texts ADD COLUMN family TEXT")


def saved_searches(db: Database) -> None:
    _run(db, "saved_searches")


def what_the_text_says(db: Database) -> None:
    """Places, organisations, programmes, amounts, deadlines and flags of articles."""
    _run(db, "what_the_text_says")


def rights(db: Database) -> None:
    """Whether everybody may read a newsletter's texts."""
    _run(db, "rights")


def names_over_time(db: Database) -> None:
    """The years of what mentions a name are counted without reading the records."""
    _run(db, "names_over_time")


def reviewed_names(db: Database) -> None:
    """What a librarian made of names that were proposed from texts."""
    _run(db, "reviewed_names")


def pairs(db: Database) -> None:
    """A page of a table that is filtered by one column is counted and sorted by another."""
    _run(db, "pairs")


def _run(db: Database, name: str) -> None:
    """Executes schema/NAME.sql, whose statements end with a semicolon at the end of a line."""
    script = (files("kb.store") / "schema" / f"{name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


_STEPS = (
    first,
    one_record_a_work,
    pages_and_family,
    saved_searches,
    what_the_text_says,
    rights,
    names_over_time,
    reviewed_names,
    pairs,
)
"""In the order in which they are applied; a store remembers them by their names."""
_SET = "kb"


def known() -> set[str]:
    """The names of the migrations that this version of kb has."""
    return {step.__name__ for step in _STEPS}


def applied(db: Database) -> set[str]:
    """The names of those that a store has had, in the table that sqlite-utils keeps of them."""
    table = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    if db.execute(table).fetchone() is None:
        return set()
    names = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    return {name for (name,) in db.execute(names, [_SET])}


def pending(db: Database) -> bool:
    """Whether a store has not had all of them."""
    return not known() <= applied(db)


def apply(db: Database) -> None:
    """Applies those that a store has not had."""
    migrations = sqlite_utils.Migrations(_SET)
    for step in _STEPS:
        migrations(name=step.__name__)(lambda _, step=step: step(db))
    migrations.apply(db.utils)
