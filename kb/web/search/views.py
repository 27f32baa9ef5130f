"""The search page and what belongs to it, as Datasette calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import NotFound, Response
from datasette.utils import tilde_decode

from kb.errors import KBError
from kb.errors import NotFound as RecordNotFound
from kb.search.engine import Request
from kb.web.answering import html, status_of, store_of
from kb.web.search import help_page, page, saved_page

if TYPE_CHECKING:
    from datasette.app import Datasette

# What a page of saved searches tells of.
SAVED = ("searches", "search_results", "articles", "literature")


async def search_html(datasette: Datasette, request: Any) -> Response:
    """/search?q=…"""
    store, addresses = await store_of(datasette, request, "articles", "literature")
    ask = page.asked(request.args)
    try:
        answer, documents = await store.answer(ask.request())
    except KBError as error:
        failed = {**page.form(ask, addresses), "error": str(error)}
        return await html(datasette, request, "kb_search.html", failed, status_of(error))
    shown = page.context(ask, answer, documents, addresses)
    if ask.like:
        shown |= page.liked(ask.like, await store.document(ask.like), addresses)
    return await html(datasette, request, "kb_search.html", shown)


async def search_json(datasette: Datasette, request: Any) -> Response:
    """/search.json?q=… gives what `kb search --json` prints, with its limit and offset."""
    store, _ = await store_of(datasette, request, "articles", "literature")
    try:
        answer, _ = await store.answer(_counted(request.args))
    except KBError as error:
        return Response.json({"error": str(error)}, status=status_of(error))
    return Response.json(answer.to_json())


async def help_html(datasette: Datasette, request: Any) -> Response:
    """/help: the query language."""
    _, addresses = await store_of(datasette, request, "articles", "literature")
    return await html(datasette, request, "kb_help.html", help_page.context(addresses))


async def saved_list_html(datasette: Datasette, request: Any) -> Response:
    """/saved: the saved searches."""
    store, addresses = await store_of(datasette, request, *SAVED)
    try:
        shown = saved_page.listed(await store.all_saved(), addresses)
    except KBError as error:
        shown = {"addresses": addresses, "error": str(error)}
        return await html(datasette, request, "kb_saved_list.html", shown, status_of(error))
    return await html(datasette, request, "kb_saved_list.html", shown)


async def saved_html(datasette: Datasette, request: Any) -> Response:
    """/saved/NAME: what a search found when it was saved; ?report=1 is its report as text."""
    store, addresses = await store_of(datasette, request, *SAVED)
    name = tilde_decode(request.url_vars["name"])
    number = page.whole(request.args.get("page"), 1, saved_page.MOST_PAGES, least=1)
    try:
        if request.args.get("report"):
            return Response.text(await store.report(name, addresses.store))
        found = await store.saved(name, saved_page.part(number))
    except RecordNotFound as error:
        raise NotFound(f"There is no saved search {name}") from error
    except KBError as error:
        failed = {"addresses": addresses, "error": str(error), "name": name}
        return await html(datasette, request, "kb_saved.html", failed, status_of(error))
    shown = saved_page.context(*found, number, addresses)
    return await html(datasette, request, "kb_saved.html", shown)


def _counted(arguments: Any) -> Request:
    ask = page.asked(arguments)
    size = page.whole(arguments.get("limit"), page.SIZE, page.LARGEST)
    given = arguments.get("offset")
    offset = page.whole(given, 0, page.FARTHEST) if given else None
    return ask.request(size, offset)
