"""What all pages of our own do: which store, may it be seen, which template, which status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import Forbidden, NotFound, Response

from kb.errors import KBError, QueryError
from kb.errors import NotFound as RecordNotFound
from kb.web.addresses import Addresses
from kb.web.compat import may_see
from kb.web.language import gettext, translated
from kb.web.searcher import Searcher
from kb.web.stores import searchers

if TYPE_CHECKING:
    from datasette.app import Datasette


async def store_of(
    datasette: Datasette, request: Any, *tables: str, name: str | None = None
) -> tuple[Searcher, Addresses]:
    """The store that `?store=` names, else the first; Forbidden where its tables are."""
    stores = await searchers(datasette)
    name = name or request.args.get("store") or next(iter(stores), "")
    if name not in stores:
        raise NotFound(gettext("There is no such collection here"))
    for table in tables:
        if not await may_see(datasette, request.actor, name, table):
            raise Forbidden(gettext("You may not see %s of %s") % (table, name))
    return stores[name], Addresses(datasette, name, sole=len(stores) == 1)


async def html(
    datasette: Datasette, request: Any, template: str, context: dict[str, Any], status: int = 200
) -> Response:
    """A page of our own."""
    page = await datasette.render_template(template, context, request=request, view_name="kb")
    return Response.html(page, status=status)


def said(error: KBError) -> str:
    """What is wrong, in the visitor's language where the error can be said in it."""
    first = error.args[0] if error.args else ""
    return translated(first) if isinstance(first, str) else str(error)


def status_of(error: KBError) -> int:
    """What the visitor asked is 400, or 404 where it is not there; what the site cannot do, 503."""
    if isinstance(error, RecordNotFound):
        return 404
    return 400 if isinstance(error, QueryError) else 503
