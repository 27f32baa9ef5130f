"""Who may do what with a store, for both ways in which Datasette asks.

SQL is for those who have signed in, whatever the version; what a site's owner says of `allow_sql`
or by the setting `default_allow_sql off` goes before. Nobody writes past the change log. On a site
for the open web visitors do not see the tables of HIDDEN; as they run no SQL, this is all.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

from kb.web import compat
from kb.web.safety.settings import is_public
from kb.web.stores import searchers

if TYPE_CHECKING:
    from datasette.app import Datasette

# Who changed what, saved searches, drafts, what is not for reading, and texts with their files.
HIDDEN = (
    "changes",
    "searches",
    "search_results",
    "proposals",
    "reviewed_names",
    "not_duplicates",
    "details",
    "settings",
    "source_texts",
)
# What Datasette 1.0 would write, past the change log.
WRITES = frozenset(
    {
        "execute-write-sql",
        "create-table",
        "create-view",
        "insert-row",
        "delete-row",
        "update-row",
        "alter-table",
        "set-column-type",
        "drop-table",
        "drop-view",
    }
)
ASKED = frozenset({*WRITES, "execute-sql", "view-table", "view-database-download"})

Rule = tuple[str, str | None, bool]
"""A database, a table of it or None for all of it, and whether it is allowed."""


async def allowed(datasette: Datasette, actor: Any, action: str, resource: Any) -> bool | None:
    """What we say of an action, for Datasette 0.65; None where that is nothing."""
    database, table = resource if isinstance(resource, tuple) else (resource, None)
    async for rule_database, rule_table, allow in rules(datasette, actor, action):
        if rule_database == database and rule_table in (None, table):
            return allow
    return None


async def rules(datasette: Datasette, actor: Any, action: str) -> AsyncIterator[Rule]:
    """What we say of an action, for every store."""
    if action not in ASKED:
        return
    stores = list(await searchers(datasette))
    if action == "execute-sql" and stores and datasette.crossdb:
        stores.append("_memory")  # reads all of them
    for database in stores:
        for rule in _rules(datasette, actor, action, database):
            yield rule


def _rules(datasette: Datasette, actor: Any, action: str, database: str) -> Iterator[Rule]:
    if action in WRITES:
        yield database, None, False
    elif action == "execute-sql":
        if datasette.setting("default_allow_sql") and not compat.says_who_may_sql(
            datasette, database
        ):
            yield database, None, actor is not None
    elif is_public(datasette) and actor is None:
        if action == "view-database-download":
            yield database, None, False
        else:
            yield from ((database, table, False) for table in HIDDEN)


async def permissions(datasette: Datasette, actor: Any, action: str) -> Any:
    """The same for Datasette 1.0; None where we say nothing."""
    found: list[Rule] = [rule async for rule in rules(datasette, actor, action)]
    return compat.permission_sql(found, "kb") if found else None
