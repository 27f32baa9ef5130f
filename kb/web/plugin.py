"""The hooks by which Datasette calls the plugin; each hands on to the module that does it."""

from __future__ import annotations

import re
import sqlite3
import weakref
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from kb.web import (
    assets,
    cells,
    described,
    filters,
    pages,
    preferences,
    record_exports,
    templating,
)
from kb.web.compat import asked_once, hook, last_hook, optional_hook
from kb.web.facets import LinkFacet
from kb.web.safety import access, errors, gone, headers, inline, limits, private
from kb.web.safety import settings as safety_settings
from kb.web.search import files, views
from kb.web.stores import searcher_for

if TYPE_CHECKING:
    from datasette.app import Datasette

_described: weakref.WeakKeyDictionary[Any, dict[str, Any]] = weakref.WeakKeyDictionary()


@hook
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Stores under other names than metadata.yml's are described as well."""
    safety_settings.tiles(datasette)

    async def describe() -> None:
        _described[datasette] = await described.describe(datasette)

    return describe


@optional_hook
def get_metadata(datasette: Datasette, key: str | None) -> dict[str, Any]:
    """The same for Datasette 0.65, which asks every time; for "tables" where it asks who may."""
    databases = _described.get(datasette, {})
    return {"databases": described.allowed(databases) if key == "tables" else databases}


@hook
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """The SQL functions kb_ids(query) and kb_ids(query, facets), and what a query may cost."""
    tables = [row[0] for row in conn.execute("select name from sqlite_master where type = 'table'")]
    searcher = searcher_for(datasette, database, tables)
    if searcher is not None:
        limits.hold(conn, datasette)
        conn.create_function("kb_ids", 1, searcher.ids)
        conn.create_function("kb_ids", 2, searcher.ids)


@hook
def asgi_wrapper(datasette: Datasette) -> Callable[[headers.App], headers.App]:
    """The visitor's preferences and permissions, asked once; the headers of every answer."""
    guarded = headers.guarded(datasette)
    return lambda app: preferences.remembered(asked_once(guarded(private.closing(datasette, app))))


@optional_hook
def permission_allowed(
    datasette: Datasette, actor: Any, action: str, resource: Any
) -> Callable[[], Awaitable[bool | None]]:
    """Who may do what, as Datasette 0.65 asks."""

    async def allowed() -> bool | None:
        return await access.allowed(datasette, actor, action, resource)

    return allowed


@optional_hook
def permission_resources_sql(
    datasette: Datasette, actor: Any, action: str
) -> Callable[[], Awaitable[Any]]:
    """The same, as Datasette 1.0 asks."""

    async def permissions() -> Any:
        return await access.permissions(datasette, actor, action)

    return permissions


@hook
def handle_exception(
    datasette: Datasette, request: Any, exception: Exception
) -> Callable[[], Awaitable[Any]]:
    """Records that were merged or removed, and queries that are too large."""

    async def answered() -> Any:
        found = await gone.answer(datasette, request, exception)
        return found or await errors.out_of_memory(datasette, request, exception)

    return answered


@last_hook
def filters_from_request(
    request: Any, database: str, table: str, datasette: Datasette
) -> Callable[[], Awaitable[Any]]:
    """The search box and the links of the tables articles and literature."""

    async def arguments() -> Any:
        limits.check_arguments(request)
        return await filters.arguments(datasette, request, database, table)

    return arguments


@hook
def register_facet_classes() -> list[type]:
    """Facets over link tables."""
    return [LinkFacet]


@hook
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The site's own pages."""
    return [
        (r"^/search$", views.search_html),
        (r"^/search\.json$", views.search_json),
        (r"^/search\.atom$", views.search_atom),
        (files.ROUTE, views.search_file),
        (r"^/help$", views.help_html),
        (r"^/saved$", views.saved_list),
        (r"^/saved/(?P<name>[^/]+)$", views.saved_html),
        (private.ROUTE, private.closed),
        (r"^/source/(?P<issue>[^/]+)$", pages.source_html),
        (r"^/calendar$", pages.calendar_html),
        (r"^/calendar\.ics$", pages.calendar_feed),
        (r"^/places$", pages.places_html),
        (record_exports.EXPORT_ROUTE, pages.export_file),
        (record_exports.CITE_ROUTE, pages.cite_html),
        (assets.ROUTE, assets.asset),
        (f"^{re.escape(preferences.PATH)}$", preferences.choose),
    ]


@hook
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Callable[[], Awaitable[Any]] | None:
    """Line numbers lead to the line."""
    if column != "first_line" or table not in cells.PLACED:
        return None

    async def cell() -> Any:
        return await cells.line_cell(datasette, database, table, row, value)

    return cell


@hook
def prepare_jinja2_environment(env: Any, datasette: Datasette) -> None:
    """Our templates and filters."""
    templating.prepare(env, datasette)
    inline.prepare(env)
    env.globals["kb_map_tiles"] = partial(safety_settings.map_tiles, datasette)


@hook
def extra_template_vars(
    request: Any,
    view_name: str | None,
    database: str | None,
    table: str | None,
    datasette: Datasette,
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """`kb` in every template."""

    async def variables() -> dict[str, Any]:
        return await templating.variables(datasette, request, view_name, database, table)

    return variables
