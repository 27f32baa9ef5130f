"""What Datasette says of a record that is not there: where it went, or that it was taken out."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any

from datasette import NotFound, Response
from datasette.utils import tilde_decode, tilde_encode

from kb.web.language import gettext
from kb.web.safety import errors
from kb.web.stores import searchers

if TYPE_CHECKING:
    from datasette.app import Datasette

# Tables of records, and how the change log calls what stands in them.
KINDS = {"articles": "article", "issues": "issue", "literature": "literature"}
# /kb/literature/kim-2019.json
RECORD = re.compile(r"/(?P<database>[^/]+)/(?P<table>[a-z]+)/(?P<id>[^/]+?)(?P<form>\.json)?")

INTO = "SELECT literature FROM merged WHERE id = ?"
LAST = "SELECT after IS NULL FROM changes WHERE record = ? AND kind = ? ORDER BY id DESC LIMIT 1"


async def answer(datasette: Datasette, request: Any, exception: Exception) -> Response | None:
    """301 to the record that one was merged into, 410 for one that was removed; else None."""
    if not isinstance(exception, NotFound) or request.method not in ("GET", "HEAD"):
        return None
    path = request.scope.get("route_path") or request.path
    asked = RECORD.fullmatch(path)
    if asked is None or asked["table"] not in KINDS:
        return None
    database = tilde_decode(asked["database"])
    if database not in await searchers(datasette):
        return None
    identifier, form = tilde_decode(asked["id"]), asked["form"] or ""
    found = await datasette.get_database(database).execute_fn(
        lambda conn: _fate(conn, asked["table"], identifier)
    )
    if isinstance(found, str):
        address = f"{datasette.urls.row(database, asked['table'], tilde_encode(found))}{form}"
        query = f"?{request.query_string}" if request.query_string else ""
        return Response.redirect(f"{address}{query}", status=301)
    if not found:
        return None
    said = gettext("The record %s was taken out of this collection.") % identifier
    return await errors.answer(datasette, request, 410, gettext("This record is gone"), said)


def _fate(conn: sqlite3.Connection, table: str, identifier: str) -> str | bool:
    """The id of the record that one went into, or whether there was one once."""
    if table == "literature" and (row := conn.execute(INTO, [identifier]).fetchone()):
        return str(row[0])
    row = conn.execute(LAST, [identifier, KINDS[table]]).fetchone()
    return bool(row and row[0])
