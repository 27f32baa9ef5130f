"""Saving a search from its page, as `kb search --save` does; who may, and from where."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from datasette.utils import MultiParams

from kb.errors import StoreError
from kb.search.backend import Backend
from kb.search.saved import kept
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from kb.web.safety.settings import is_public
from kb.web.search.asked import Asked, asked
from kb.web.searcher import Searcher
from kb.wording import Wording

if TYPE_CHECKING:
    from datasette.app import Datasette

# What a form may send, which is a name and an address.
LARGEST = 20_000


class ReadOnly(StoreError):
    """The store is served from where nobody can write it."""


def may_save(datasette: Datasette, actor: Any) -> bool:
    """On a site for the open web those who have signed in; on one's own computer everybody."""
    return actor is not None or not is_public(datasette)


def same_site(request: Any) -> bool:
    """Whether a request comes from a page of this site, or from no browser.

    Datasette 0.65 lets requests without a cookie pass, since they carry nobody's rights; on one's
    own computer everybody has them.
    """
    came = request.headers.get("sec-fetch-site")
    if came is not None:
        return came in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def packed(ask: Asked) -> str:
    """A search as the field of a form."""
    return urlencode([pair for pair in ask.pairs if pair[1] and pair[0] != "page"])


def unpacked(field: str) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(field[:LARGEST]):
        values.setdefault(name, []).append(value)
    return asked(MultiParams(values))


async def keep(
    datasette: Datasette, store: Searcher, database: str, ask: Asked, name: str, actor: Any
) -> str:
    """Saves a search with all that it finds; the name under which it stands.

    Raises Conflict where the name is taken, StoreError where it can be none, ReadOnly where nobody
    can write the store, QueryError where too much is found.
    """
    if not datasette.get_database(database).is_mutable:
        raise ReadOnly(
            Wording(
                "this collection is served read-only, so nothing can be saved in it; "
                "keep the address of the search instead"
            )
        )
    if not name.strip():
        raise StoreError(Wording("give the search a name"))
    who, request = _who(actor), ask.request(counted=())

    def save(backend: Backend, opened: Store) -> str:
        found = kept(backend, opened, request, thesaurus_of(opened))
        with Store.open(opened.path, write=True) as writing:
            writing.save_search(name, found, who)
        return " ".join(name.split())

    return await store.ask(save)


def _who(actor: Any) -> str:
    """The name that the change is recorded under."""
    if actor:
        return str(actor.get("id") or actor.get("name") or "visitor")
    try:
        return os.environ.get("KB_USER") or getpass.getuser()
    except (KeyError, OSError):  # a user id that has no name
        return "unknown"
