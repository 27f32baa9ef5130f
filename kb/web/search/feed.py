"""What a search finds as a feed (Atom, RFC 4287): the newest first."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from markupsafe import Markup

from kb.exports.records import FORBIDDEN
from kb.search.backend import NEWEST, Backend
from kb.search.engine import Answer, Hit, search
from kb.search.records import Doc
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from kb.web.addresses import Addresses
from kb.web.search.asked import Asked
from kb.web.search.hits import shown
from kb.web.searcher import Searcher

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ENTRIES = 50
# Of a store that nothing was ever put in.
NEVER = "1970-01-01T00:00:00+00:00"
CHANGED = """SELECT record, max(at) FROM changes
             WHERE record IN (SELECT value FROM json_each(?)) GROUP BY record"""

ET.register_namespace("", ATOM)


@dataclass(frozen=True, slots=True)
class News:
    """What a feed tells: the hits, their documents, when each was last changed (RFC 3339), and the
    store's token, which makes its entries' ids unlike those of any other store."""

    answer: Answer
    documents: Mapping[str, Doc]
    changed: Mapping[str, str]
    token: str


async def news(store: Searcher, ask: Asked) -> News:
    """The newest of what a search finds. Raises KBError."""
    request = replace(ask, sort=NEWEST, page=1).request(ENTRIES, counted=())

    def find(backend: Backend, opened: Store) -> News:
        answer = search(backend, opened, request, thesaurus_of(opened))
        ids = [hit.id for hit in answer.hits]
        found = {str(document["id"]): document for document in opened.documents(ids)}
        changed = dict(opened.db.conn.execute(CHANGED, [json.dumps(ids)]).fetchall())
        return News(answer, found, changed, opened.token)

    return await store.ask(find)


def feed(
    news: News, ask: Asked, site: str, addresses: Addresses, absolute: Callable[[str], str]
) -> str:
    """The feed as XML; `site` is the site's title, `absolute` gives an address with its host."""
    root = _element(None, "feed")
    query = ask.query or (ask.like or "")
    _element(root, "title", f"{query} · {site}" if query else site)
    _element(root, "id", _urn(news.token, urlencode([pair for pair in ask.pairs if pair[1]])))
    _element(root, "updated", max(news.changed.values(), default=NEVER))
    _element(_element(root, "author"), "name", site)
    here = replace(ask, page=1)
    _link(root, "self", absolute(addresses.search(here.pairs, ".atom")), "application/atom+xml")
    _link(root, "alternate", absolute(addresses.search(here.pairs)), "text/html")
    for hit in news.answer.hits:
        if hit.id in news.documents:
            _entry(root, hit, news, addresses, absolute)
    return "<?xml version='1.0' encoding='utf-8'?>\n" + ET.tostring(root, encoding="unicode")


def _entry(
    root: ET.Element,
    hit: Hit,
    news: News,
    addresses: Addresses,
    absolute: Callable[[str], str],
) -> None:
    entry = _element(root, "entry")
    seen = shown(hit, news.documents[hit.id], addresses)
    _element(entry, "title", hit.title or hit.id)
    _element(entry, "id", _urn(news.token, hit.id))
    _element(entry, "updated", news.changed.get(hit.id, NEVER))
    _link(entry, "alternate", absolute(seen["url"]), "text/html")
    entry.append(_category(hit))
    _element(entry, "summary", f"<p>{_facts(seen)}</p><p>{seen['snippet']}</p>", type="html")


def _facts(seen: Mapping[str, Any]) -> str:
    return str(Markup(" · ").join(seen["facts"]))


def _category(hit: Hit) -> ET.Element:
    return ET.Element(f"{{{ATOM}}}category", term=hit.kind)


def _element(parent: ET.Element | None, name: str, text: str = "", **attributes: str) -> ET.Element:
    tag = f"{{{ATOM}}}{name}"
    made = ET.Element(tag) if parent is None else ET.SubElement(parent, tag)
    made.attrib.update(attributes)
    made.text = FORBIDDEN.sub("", text) or None
    return made


def _link(parent: ET.Element, rel: str, address: str, media_type: str) -> None:
    _element(parent, "link", rel=rel, href=address, type=media_type)


def _urn(token: str, of: str) -> str:
    """The same address of the web or not, an entry keeps its id (RFC 4287, section 4.2.6)."""
    digest = hashlib.sha256(f"{token}\n{of}".encode()).digest()
    return uuid.UUID(bytes=digest[:16], version=5).urn
