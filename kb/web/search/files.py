"""Everything that a search finds as a file, in every export format, sent as it is made."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from kb.exports import exporter
from kb.search.engine import Request, ranking
from kb.search.records import Doc
from kb.search.saved import MOST
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from kb.web.addresses import Addresses
from kb.web.record_exports import FORMATS, Format
from kb.web.search.asked import Asked
from kb.web.searcher import Searcher

__all__ = ["BY_SUFFIX", "MOST", "ROUTE", "downloads", "name", "parts"]

# /search.json is an answer with its counts; the file of CSL-JSON items has the name beside it.
BY_SUFFIX = {("csl.json" if each.suffix == "json" else each.suffix): each for each in FORMATS}
ROUTE = rf"^/search\.(?P<suffix>{'|'.join(map(re.escape, BY_SUFFIX))})$"
# Records that are read, and pieces of text that are sent, at a time.
BATCH = 200
# The mark by which Excel knows UTF-8.
MARK = "\ufeff"


def downloads(ask: Asked, addresses: Addresses) -> list[dict[str, str]]:
    """Links to the files of a search."""
    pairs = replace(ask, page=1).pairs
    return [
        {"label": form.label, "url": addresses.search(pairs, f".{suffix}")}
        for suffix, form in BY_SUFFIX.items()
    ]


def name(ask: Asked) -> str:
    """What a file is called without its suffix: "smart-city"."""
    found = "-".join(re.findall(r"\w+", ask.query))[:60].strip("-_")
    return found or "search"


async def parts(store: Searcher, request: Request, form: Format) -> AsyncIterator[str]:
    """The text of the file, piece by piece, of at most MOST records in the order of the hits.

    What can go wrong with the query does so before the first piece. Raises KBError.
    """
    ids = await store.ask(
        lambda backend, opened: ranking(backend, opened, request, thesaurus_of(opened), MOST)
    )
    pieces: Iterator[str] | None = None

    def more(_: Any, opened: Store) -> str:
        nonlocal pieces
        if pieces is None:
            pieces = exporter(form.name)(_documents(opened, ids))
        return "".join(islice(pieces, BATCH))

    yield MARK if form.name == "csv" else ""
    while text := await store.ask(more):
        yield text


def _documents(store: Store, ids: list[str]) -> Iterator[Doc]:
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        found = {document["id"]: document for document in store.documents(batch)}
        yield from (found[id] for id in batch if id in found)
