"""The search page and what belongs to it, as Datasette calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import Forbidden, NotFound, Response
from datasette.utils import tilde_decode
from datasette.utils.asgi import AsgiStream

from kb.errors import Conflict, KBError, StoreError
from kb.errors import NotFound as RecordNotFound
from kb.search.engine import Request
from kb.web import record_exports
from kb.web.addresses import Addresses
from kb.web.answering import html, said, status_of, store_of
from kb.web.compat import may_see, site_metadata
from kb.web.described import shipped
from kb.web.language import gettext
from kb.web.search import facets, feed, files, help_page, keeping, page, saved_page
from kb.web.search.asked import COUNTED, FARTHEST, LARGEST, SIZE, Asked, asked, whole

if TYPE_CHECKING:
    from datasette.app import Datasette

# What a page of saved searches tells of.
SAVED = ("searches", "search_results", "articles", "literature")


async def search_html(datasette: Datasette, request: Any) -> Response:
    """/search?q=…, and /search?q=…&_all=FACET, the page of all values of a facet."""
    store, addresses = await store_of(datasette, request, "articles", "literature")
    ask = asked(request.args)
    name = request.args.get(facets.ALL)
    if name in facets.BY_NAME:
        return await _values(datasette, request, ask, name)
    visit = await _visit(datasette, request, addresses)
    wanted = ask.request(counted=facets.counted(ask, visit.opened), values=COUNTED)
    try:
        answer, documents = await store.answer(wanted)
    except KBError as error:
        failed = {**page.form(ask, visit), "error": said(error)}
        return await html(datasette, request, "kb_search.html", failed, status_of(error))
    shown = page.context(ask, answer, documents, visit)
    if visit.saving:
        shown["packed"] = keeping.packed(ask)
    if ask.like:
        shown |= page.liked(ask.like, await store.document(ask.like), addresses)
    return await html(datasette, request, "kb_search.html", shown)


async def _values(datasette: Datasette, request: Any, ask: Asked, name: str) -> Response:
    store, addresses = await store_of(datasette, request, "articles", "literature")
    try:
        answer, _ = await store.answer(ask.request(0, counted=(name,), values=COUNTED))
    except KBError as error:
        visit = await _visit(datasette, request, addresses)
        failed = {**page.form(ask, visit), "error": said(error)}
        return await html(datasette, request, "kb_search.html", failed, status_of(error))
    shown = facets.listed(name, ask, answer, addresses)
    return await html(datasette, request, "kb_values.html", shown)


async def _visit(datasette: Datasette, request: Any, addresses: Addresses) -> page.Visit:
    actor, store = request.actor, addresses.store
    saved = await may_see(datasette, actor, store, "searches")
    return page.Visit(
        addresses,
        [name for name in request.args.getlist(facets.OPEN) if name in facets.BY_NAME],
        sources=await may_see(datasette, actor, store, "source_texts"),
        saving=saved and keeping.may_save(datasette, actor),
    )


async def search_file(datasette: Datasette, request: Any) -> Response | AsgiStream:
    """/search.bib?q=… and so on: everything that is found, as a file."""
    store, _ = await store_of(datasette, request, "articles", "literature")
    suffix = request.url_vars["suffix"]
    form, ask = files.BY_SUFFIX[suffix], asked(request.args)
    pieces = files.parts(store, ask.request(counted=()), form)
    try:
        first = await anext(pieces)
    except KBError as error:
        return Response.text(f"{error}\n", status=status_of(error))

    async def send(writer: Any) -> None:
        await writer.write(first)
        async for piece in pieces:
            await writer.write(piece)

    headers = record_exports.headers(files.name(ask), suffix)
    return AsgiStream(send, 200, headers, f"{form.media_type}; charset=utf-8")


async def search_atom(datasette: Datasette, request: Any) -> Response:
    """/search.atom?q=…: the newest of what is found, as a feed."""
    store, addresses = await store_of(datasette, request, "articles", "literature")
    ask = asked(request.args)
    try:
        told = await feed.news(store, ask)
    except KBError as error:
        return Response.text(f"{error}\n", status=status_of(error))
    site = (await site_metadata(datasette)).get("title") or shipped()["title"]
    text = feed.feed(
        told, ask, str(site), addresses, lambda path: datasette.absolute_url(request, path)
    )
    return Response(text, 200, {}, feed.MEDIA_TYPE)


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


async def saved_list(datasette: Datasette, request: Any) -> Response:
    """/saved: the saved searches; POST saves one."""
    if request.method == "POST":
        return await _save(datasette, request)
    store, addresses = await store_of(datasette, request, *SAVED)
    try:
        saving = keeping.may_save(datasette, request.actor)
        shown = saved_page.listed(await store.all_saved(), addresses, saving=saving)
    except KBError as error:
        shown = {"addresses": addresses, "error": said(error)}
        return await html(datasette, request, "kb_saved_list.html", shown, status_of(error))
    return await html(datasette, request, "kb_saved_list.html", shown)


async def _save(datasette: Datasette, request: Any) -> Response:
    """Saves the search in the field `search` under `name`, and goes where it stands."""
    sent = await request.post_vars()
    store, addresses = await store_of(datasette, request, *SAVED, name=sent.get("store"))
    if not (keeping.same_site(request) and keeping.may_save(datasette, request.actor)):
        raise Forbidden(gettext("Only those who have signed in may save a search here"))
    packed, name = sent.get("search") or "", sent.get("name") or ""
    ask = keeping.unpacked(packed)
    try:
        kept = await keeping.keep(datasette, store, addresses.store, ask, name, request.actor)
    except KBError as error:
        shown = {
            "addresses": addresses,
            "error": said(error),
            "name": name,
            "packed": packed,
            "back": addresses.search(ask.pairs),
        }
        return await html(datasette, request, "kb_save.html", shown, _unsaved(error))
    return Response.redirect(addresses.saved(kept), status=303)


def _unsaved(error: KBError) -> int:
    """409 where the name is taken, 400 where it can be none."""
    if isinstance(error, Conflict):
        return 409
    unnameable = isinstance(error, StoreError) and not isinstance(error, keeping.ReadOnly)
    return 400 if unnameable else status_of(error)


async def saved_html(datasette: Datasette, request: Any) -> Response:
    """/saved/NAME: what a search found when it was saved; ?report=1 is its report as text."""
    store, addresses = await store_of(datasette, request, *SAVED)
    name = tilde_decode(request.url_vars["name"])
    number = whole(request.args.get("page"), 1, saved_page.MOST_PAGES, least=1)
    try:
        if request.args.get("report"):
            return Response.text(await store.report(name, addresses.store))
        found = await store.saved(name, saved_page.part(number))
    except RecordNotFound as error:
        raise NotFound(gettext("There is no saved search %s") % name) from error
    except KBError as error:
        failed = {"addresses": addresses, "error": said(error), "name": name}
        return await html(datasette, request, "kb_saved.html", failed, status_of(error))
    shown = saved_page.context(*found, number, addresses)
    return await html(datasette, request, "kb_saved.html", shown)


def _counted(arguments: Any) -> Request:
    ask = asked(arguments)
    size = whole(arguments.get("limit"), SIZE, LARGEST)
    given = arguments.get("offset")
    offset = whole(given, 0, FARTHEST) if given else None
    return ask.request(size, offset)
