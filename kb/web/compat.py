"""What differs between Datasette 0.65 and 1.0; every other module is written for both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from datasette import hookimpl

if TYPE_CHECKING:
    from datasette.app import Datasette

try:
    from datasette.permissions import PermissionSQL
    from datasette.resources import TableResource
    from datasette.utils import move_plugins_and_allow, move_table_config
except ImportError:  # Datasette 0.65
    TableResource = PermissionSQL = None

F = TypeVar("F", bound=Callable[..., Any])

hook: Callable[[F], F] = hookimpl
# Runs after Datasette's own implementation of the hook, so that what it says counts.
last_hook: Callable[[F], F] = hookimpl(trylast=True)
# Of a hook that one of the two versions does not have.
optional_hook: Callable[[F], F] = hookimpl(optionalhook=True)

MODERN = TableResource is not None
_permissions: ContextVar[dict[Any, bool | None]] = ContextVar("kb_permissions")


async def may_see(datasette: Datasette, actor: Any, database: str, table: str) -> bool:
    """Whether an actor may see a table of a database."""
    if MODERN:
        resource = TableResource(database=database, table=table)
        return bool(await datasette.allowed(action="view-table", resource=resource, actor=actor))
    chain = (
        ("view-table", (database, table)),
        ("view-database", database),
        ("view-instance", None),
    )
    for action, place in chain:
        allowed = await _permitted(datasette, actor, action, place)
        if allowed is not None:
            return allowed
    return True


async def _permitted(datasette: Datasette, actor: Any, action: str, place: Any) -> bool | None:
    """What Datasette 0.65 says of an action, None where that is nothing; asked once a request, for
    each answer costs it several copies of the whole metadata."""
    said = _permissions.get(None)
    key = (id(datasette), json.dumps(actor, sort_keys=True, default=str), action, place)
    if said is not None and key in said:
        return said[key]
    found = await datasette.permission_allowed(actor, action, resource=place, default=None)
    allowed = None if found is None else bool(found)
    if said is not None:
        said[key] = allowed
    return allowed


def asked_once(app: Any) -> Any:
    """An ASGI application that keeps what was said of permissions while a request lasts."""

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        token = _permissions.set({})
        try:
            await app(scope, receive, send)
        finally:
            _permissions.reset(token)

    return answer


def says_who_may_sql(datasette: Datasette, database: str) -> bool:
    """Whether a site's owner says who may run SQL on a database."""
    if not MODERN:
        return datasette.metadata("allow_sql", database=database) is not None
    config = datasette.config or {}
    parts = [config, (config.get("databases") or {}).get(database) or {}]
    return any(
        "allow_sql" in part or "execute-sql" in (part.get("permissions") or {}) for part in parts
    )


def permission_sql(rules: Iterable[tuple[str, str | None, bool]], reason: str) -> Any:
    """Rules of (database, table or None, allowed) as Datasette 1.0 takes them."""
    return PermissionSQL(
        sql="""SELECT json_extract(value, '$[0]') AS parent,
               json_extract(value, '$[1]') AS child, json_extract(value, '$[2]') AS allow,
               :kb_reason AS reason FROM json_each(:kb_rules)""",
        params={"kb_rules": json.dumps(list(rules)), "kb_reason": reason},
    )


def enable_root(datasette: Datasette) -> str:
    """The path that signs in whoever opens it first, as `datasette --root` prints it."""
    if MODERN:
        datasette.root_enabled = True
    return f"{datasette.urls.path('-/auth-token')}?token={datasette._root_token}"


async def site_metadata(datasette: Datasette) -> Mapping[str, Any]:
    """What the metadata says of the whole site: title, description …"""
    if MODERN:
        return dict(await datasette.get_instance_metadata())
    return {k: v for k, v in (datasette.metadata() or {}).items() if k != "databases"}


def described(datasette: Datasette, database: str) -> bool:
    """Whether the metadata that Datasette was started with has an entry for a database."""
    local = (datasette._metadata_local or {}).get("databases") or {}
    config = (getattr(datasette, "config", None) or {}).get("databases") or {}
    return "tables" in (local.get(database) or {}) or "tables" in (config.get(database) or {})


async def describe(datasette: Datasette, database: str, entry: Mapping[str, Any]) -> None:
    """Gives a database its metadata, where Datasette takes them at its start: from 1.0 on."""
    whole = {"databases": {database: dict(entry)}}
    metadata, config = move_table_config(*move_plugins_and_allow(whole, {}))
    databases = datasette.config.setdefault("databases", {})
    _merge(databases.setdefault(database, {}), config.get("databases", {}).get(database, {}))
    for table, values in metadata["databases"][database].get("tables", {}).items():
        for key, value in values.items():
            if key != "columns":
                await datasette.set_resource_metadata(database, table, key, value)
        for column, text in values.get("columns", {}).items():
            await datasette.set_column_metadata(database, table, column, "description", text)


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    """Puts in what is missing; what stands there stays."""
    for key, value in values.items():
        if isinstance(value, dict) and isinstance(into.setdefault(key, {}), dict):
            _merge(into[key], value)
        else:
            into.setdefault(key, value)
