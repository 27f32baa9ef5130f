"""The site's own pages, as Datasette calls them: may it be seen, what is there, which template."""

from __future__ import annotations

from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, NotFound, Response
from datasette.utils import tilde_decode

from kb.errors import KBError, QueryError
from kb.errors import NotFound as RecordNotFound
from kb.search.engine import Request
from kb.web import help_page, record_exports, saved_page, search_page, source_page
from kb.web.addresses import Addresses
from kb.web.compat import may_see
from kb.web.reading import read
from kb.web.searcher import Searcher
from kb.web.stores import searchers

if TYPE_CHECKING:
    from datasette.app import Datasette

# What a page of saved searches tells of.
SAVED = ("searches", "search_results", "articles", "literature")


async def search_html(datasette: Datasette, request: Any) -> Response:
    """/search?q=…"""
    store, addresses = await _store(datasette, request, "articles", "literature")
    ask = search_page.asked(request.args)
    try:
        answer, documents = await store.answer(ask.request())
    except KBError as error:
        failed = {**search_page.form(ask, addresses), "error": str(error)}
        return await _html(datasette, request, "kb_search.html", failed, _status(error))
    shown = search_page.context(ask, answer, documents, addresses)
    if ask.like:
        shown |= search_page.liked(ask.like, await store.document(ask.like), addresses)
    return await _html(datasette, request, "kb_search.html", shown)


async def search_json(datasette: Datasette, request: Any) -> Response:
    """/search.json?q=… gives what `kb search --json` prints, with its limit and offset."""
    store, _ = await _store(datasette, request, "articles", "literature")
    try:
        answer, _ = await store.answer(_counted(request.args))
    except KBError as error:
        return Response.json({"error": str(error)}, status=_status(error))
    return Response.json(answer.to_json())


async def help_html(datasette: Datasette, request: Any) -> Response:
    """/help: the query language."""
    _, addresses = await _store(datasette, request, "articles", "literature")
    return await _html(datasette, request, "kb_help.html", help_page.context(addresses))


async def saved_list_html(datasette: Datasette, request: Any) -> Response:
    """/saved: the saved searches."""
    store, addresses = await _store(datasette, request, *SAVED)
    try:
        shown = saved_page.listed(await store.all_saved(), addresses)
    except KBError as error:
        shown = {"addresses": addresses, "error": str(error)}
        return await _html(datasette, request, "kb_saved_list.html", shown, _status(error))
    return await _html(datasette, request, "kb_saved_list.html", shown)


async def saved_html(datasette: Datasette, request: Any) -> Response:
    """/saved/NAME: what a search found when it was saved; ?report=1 is its report as text."""
    store, addresses = await _store(datasette, request, *SAVED)
    name = tilde_decode(request.url_vars["name"])
    page = search_page.whole(request.args.get("page"), 1, saved_page.MOST_PAGES, least=1)
    try:
        if request.args.get("report"):
            return Response.text(await store.report(name, addresses.store))
        found = await store.saved(name, saved_page.part(page))
    except RecordNotFound as error:
        raise NotFound(f"There is no saved search {name}") from error
    except KBError as error:
        failed = {"addresses": addresses, "error": str(error), "name": name}
        return await _html(datasette, request, "kb_saved.html", failed, _status(error))
    shown = saved_page.context(*found, page, addresses)
    return await _html(datasette, request, "kb_saved.html", shown)


async def source_html(datasette: Datasette, request: Any) -> Response:
    """/source/ISSUE"""
    _, addresses = await _store(datasette, request, "source_texts", "issues")
    issue = tilde_decode(request.url_vars["issue"])
    shown = await source_page.source(datasette, addresses, issue)
    if shown is None:
        raise NotFound(f"There is no issue {issue}")
    return await _html(datasette, request, "kb_source.html", shown)


async def export_file(datasette: Datasette, request: Any) -> Response:
    """/export/ID.SUFFIX: a record, or all that an issue has, as a file."""
    identifier, suffix = tilde_decode(request.url_vars["id"]), request.url_vars["suffix"]
    form = record_exports.BY_SUFFIX.get(suffix)
    if form is None:
        known = ", ".join(f".{name}" for name in record_exports.BY_SUFFIX)
        raise NotFound(f"There is no format .{suffix}; there are {known}")
    _, addresses = await _store(datasette, request, "articles", "literature")

    def text(conn: Connection) -> str | None:
        found = record_exports.named(conn, identifier)
        return record_exports.exported(found, form) if found else None

    said = await read(datasette, addresses.store, text)
    if said is None:
        raise NotFound(f"There is no record {identifier}")
    headers = record_exports.headers(identifier, suffix)
    return Response(said, 200, headers, f"{form.media_type}; charset=utf-8")


async def cite_html(datasette: Datasette, request: Any) -> Response:
    """/cite/ID?style=apa, and /cite/ID.txt: a record's citation."""
    identifier = tilde_decode(request.url_vars["id"])
    style = record_exports.style_of(request.args.get("style"))
    _, addresses = await _store(datasette, request, "articles", "literature")

    def said(conn: Connection) -> Any:
        found = record_exports.named(conn, identifier)
        if len(found) != 1:
            return None
        if request.url_vars["text"]:
            return record_exports.plain_citation(found[0], style)
        return record_exports.context(found[0], style, addresses)

    shown = await read(datasette, addresses.store, said)
    if shown is None:
        raise NotFound(f"There is no article or literature record {identifier}")
    if isinstance(shown, str):
        return Response.text(f"{shown}\n")
    return await _html(datasette, request, "kb_cite.html", shown)


def _counted(arguments: Any) -> Request:
    ask = search_page.asked(arguments)
    size = search_page.whole(arguments.get("limit"), search_page.SIZE, search_page.LARGEST)
    given = arguments.get("offset")
    offset = search_page.whole(given, 0, search_page.FARTHEST) if given else None
    return ask.request(size, offset)


def _status(error: KBError) -> int:
    """What the visitor asked is 400, or 404 where it is not there; what the site cannot do, 503."""
    if isinstance(error, RecordNotFound):
        return 404
    return 400 if isinstance(error, QueryError) else 503


async def _store(datasette: Datasette, request: Any, *tables: str) -> tuple[Searcher, Addresses]:
    """The store that `?store=` names, else the first; Forbidden where its tables are."""
    stores = await searchers(datasette)
    name = request.args.get("store") or next(iter(stores), "")
    if name not in stores:
        raise NotFound("There is no such collection here")
    for table in tables:
        if not await may_see(datasette, request.actor, name, table):
            raise Forbidden(f"You may not see {table} of {name}")
    return stores[name], Addresses(datasette, name, sole=len(stores) == 1)


async def _html(
    datasette: Datasette, request: Any, template: str, context: dict[str, Any], status: int = 200
) -> Response:
    page = await datasette.render_template(template, context, request=request, view_name="kb")
    return Response.html(page, status=status)
