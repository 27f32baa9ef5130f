"""The site's own pages, as Datasette calls them: may it be seen, what is there, which template."""

from __future__ import annotations

from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from datasette import NotFound, Response
from datasette.utils import tilde_decode

from kb.web import record_exports, source_page
from kb.web.answering import html as _html
from kb.web.answering import store_of as _store
from kb.web.reading import read

if TYPE_CHECKING:
    from datasette.app import Datasette


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
