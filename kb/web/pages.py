"""The site's own pages, as Datasette calls them: may it be seen, what is there, which template."""

from __future__ import annotations

from datetime import date, datetime, timezone
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, NotFound, Response
from datasette.utils import tilde_decode

from kb.exports.calendar import calendar
from kb.web import calendar_page, places_page, record_exports, source_page
from kb.web.answering import html as _html
from kb.web.answering import store_of as _store
from kb.web.compat import may_see
from kb.web.language import gettext
from kb.web.reading import read
from kb.web.safety import texts

if TYPE_CHECKING:
    from datasette.app import Datasette


async def source_html(datasette: Datasette, request: Any) -> Response:
    """/source/ISSUE"""
    _, addresses = await _store(datasette, request, "issues")
    issue = tilde_decode(request.url_vars["issue"])
    whole = await may_see(datasette, request.actor, addresses.store, "source_texts")
    lines = request.args.get("lines")
    shown = await source_page.source(datasette, addresses, issue, lines, with_path=whole)
    if shown is None:
        raise NotFound(gettext("There is no issue %s") % issue)
    if not whole and not await texts.is_open(datasette, addresses.store, issue):
        raise Forbidden(gettext("The whole text of this issue is not open to everybody"))
    return await _html(datasette, request, "kb_source.html", shown)


async def export_file(datasette: Datasette, request: Any) -> Response:
    """/export/ID.SUFFIX: a record, or all that an issue has, as a file."""
    identifier, suffix = tilde_decode(request.url_vars["id"]), request.url_vars["suffix"]
    form = record_exports.BY_SUFFIX.get(suffix)
    if form is None:
        known = ", ".join(f".{name}" for name in record_exports.BY_SUFFIX)
        raise NotFound(gettext("There is no format .%s; there are %s") % (suffix, known))
    _, addresses = await _store(datasette, request, "articles", "literature")

    def text(conn: Connection) -> str | None:
        found = record_exports.named(conn, identifier)
        return record_exports.exported(found, form) if found else None

    said = await read(datasette, addresses.store, text)
    if said is None:
        raise NotFound(gettext("There is no record %s") % identifier)
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
        raise NotFound(gettext("There is no article or literature record %s") % identifier)
    if isinstance(shown, str):
        return Response.text(f"{shown}\n")
    return await _html(datasette, request, "kb_cite.html", shown)


async def calendar_html(datasette: Datasette, request: Any) -> Response:
    """/calendar: deadlines and events; `?from=2022-03` shows those from a day on."""
    _, addresses = await _store(datasette, request, "articles", "deadlines")
    asked = calendar_page.begin(request.args.get("from"))
    today = date.today()
    texts_shown = await may_see(datasette, request.actor, addresses.store, "source_texts")
    hidden = [] if texts_shown else ["source_texts"]

    def shown(conn: Connection) -> dict[str, Any]:
        allowed = addresses.hiding(hidden, texts.open_issues(conn))
        return calendar_page.read(conn, asked, today, allowed)

    found = await read(datasette, addresses.store, shown)
    return await _html(datasette, request, "kb_calendar.html", found)


async def calendar_feed(datasette: Datasette, request: Any) -> Response:
    """/calendar.ics: the same as iCalendar (RFC 5545), for a program of calendars."""
    _, addresses = await _store(datasette, request, "articles", "deadlines")
    site = datasette.absolute_url(request, "/").rstrip("/")
    entries, token = await read(
        datasette,
        addresses.store,
        lambda conn: calendar_page.feed(conn, date.today(), site, addresses),
    )
    said = calendar(entries, datetime.now(timezone.utc), store=token)
    return Response(said, 200, {}, "text/calendar; charset=utf-8")


async def places_html(datasette: Datasette, request: Any) -> Response:
    """/places: the map of places."""
    store, addresses = await _store(datasette, request, "articles", "places")
    rows = await read(datasette, addresses.store, lambda conn: places_page.counted(conn, store))
    shown = places_page.context(rows, addresses)
    return await _html(datasette, request, "kb_places.html", shown)
