"""The templates of the site, and what all of them are given."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_decode
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup

from kb.web import assets, columns, language, mending, preferences, records, words
from kb.web.addresses import Addresses
from kb.web.compat import may_see, site_metadata
from kb.web.described import shipped
from kb.web.filters import KINDS, asked, notes
from kb.web.home import home
from kb.web.language import gettext
from kb.web.reading import read
from kb.web.safety import texts
from kb.web.stores import searchers

if TYPE_CHECKING:
    from datasette.app import Datasette

TEMPLATES = Path(__file__).with_name("templates")


def prepare(env: Environment, datasette: Datasette) -> None:
    """Puts our templates before Datasette's, and those of --template-dir before ours."""
    ours = [FileSystemLoader(TEMPLATES)]
    theirs = [FileSystemLoader(datasette.template_dir)] if datasette.template_dir else []
    env.loader = ChoiceLoader([*theirs, *ours, *([env.loader] if env.loader else [])])
    env.filters["column_title"] = columns.label
    env.filters["table_title"] = columns.table
    env.filters["mended"] = mending.mended
    env.filters["facet_title"] = columns.label
    env.filters["number"] = language.number
    env.filters["date"] = words.date
    env.filters["translated"] = language.translated
    env.filters["described"] = _described
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True
    )
    env.globals |= {
        "kb_asset": assets.address,
        "kb_browsed": words.browsed,
        "kb_command": _command,
        "kb_datasette": _datasette,
        "kb_here": preferences.current,
        "kb_languages": preferences.LANGUAGES,
        "kb_preferences": preferences.PATH,
        "kb_tables": (*words.BROWSED, *words.BESIDES),
        # What base.html has on pages of errors, which Datasette renders without `variables`.
        "kb": {"title": shipped()["title"], "stores": [], "home": None, "record": None},
    }


async def variables(
    datasette: Datasette, request: Any, view: str | None, database: str | None, table: str | None
) -> dict[str, Any]:
    """What every template is given as `kb`."""
    metadata = await site_metadata(datasette)
    stores = await _visible(datasette, request)
    given: dict[str, Any] = {
        "title": metadata.get("title") or shipped()["title"],
        "stores": stores,
        "home": stores[0] if stores else None,
        "browse": _browse(stores[0]) if stores else [],
        "record": None,
    }
    if view == "index":
        given["homes"] = [await home(datasette, addresses) for addresses in stores]
    if view == "table" and database in {each.store for each in stores}:
        given |= _table(request, table)
    here = next((each for each in stores if each.store == database), None)
    if view == "row" and here and table:
        key = tilde_decode(request.url_vars["pks"])
        if table in KINDS:
            given["like"] = here.search([("like", key)])
        if table in records.PAGES:
            page = records.PAGES[table]
            hidden = await _hidden(datasette, request.actor, here.store, page.asks)
            given["record"] = await _record(datasette, here, hidden, page, key)
    return {"kb": given}


async def _hidden(datasette: Datasette, actor: Any, store: str, tables: Iterable[str]) -> list[str]:
    """Those of the tables that a visitor may not see."""
    return [each for each in tables if not await may_see(datasette, actor, store, each)]


async def _record(
    datasette: Datasette, here: Addresses, hidden: list[str], page: records.RecordPage, key: str
) -> dict[str, Any] | None:
    def shown(conn: sqlite3.Connection) -> dict[str, Any] | None:
        addresses = here.hiding(hidden, texts.open_issues(conn))
        found = page.read(conn, key, addresses)
        return (
            None if found is None else {"template": page.template, "addresses": addresses, **found}
        )

    return await read(datasette, here.store, shown)


def _browse(home: Addresses) -> list[tuple[str, str]]:
    """What one can browse, with its address."""
    tables = [(words.browsed(table), home.table(table)) for table in words.BROWSED]
    return [
        *tables,
        (gettext("Map of places"), home.places()),
        (gettext("Deadlines and events"), home.calendar()),
        *([(gettext("Saved searches"), home.saved())] if home.shows("searches") else []),
    ]


async def _visible(datasette: Datasette, request: Any) -> list[Addresses]:
    """The addresses of the stores that the visitor may see."""
    actor = request.actor if request else None
    stores = await searchers(datasette)
    for searcher in stores.values():
        searcher.prepare()
    return [
        Addresses(
            datasette,
            name,
            sole=len(stores) == 1,
            hidden=await _hidden(datasette, actor, name, ["searches"]),
        )
        for name in stores
        if await may_see(datasette, actor, name, "articles")
    ]


def _described(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What metadata.yml says of a table or a store, in the visitor's language."""
    said = {key: metadata[key] for key in ("title", "description") if metadata.get(key)}
    return {**metadata, **{key: language.translated(text) for key, text in said.items()}}


def _datasette(version: str) -> Markup:
    """Datasette in a sentence, with its version for those who ask."""
    link = Markup('<a href="https://datasette.io/" title="Datasette v{}">Datasette</a>')
    return link.format(version)


def _command(line: str) -> Markup:
    """A command line in a sentence."""
    return Markup("<code>{}</code>").format(line)


def _table(request: Any, table: str | None) -> dict[str, Any]:
    query = asked(request)
    searched = table in KINDS and bool(query)
    return {
        "search": query.query,
        "notes": notes(request),
        "nothing": (
            gettext("Nothing matches the search. Take a filter away, or look for other words.")
            if searched
            else gettext("Nothing here. Take a filter away to see more.")
        ),
    }
