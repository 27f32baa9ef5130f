"""A search to keep: what is asked and found, as a document; and what has changed since then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any, Protocol

from kb import __version__
from kb.errors import QueryError
from kb.search import documents, schema
from kb.search.backend import Backend
from kb.search.engine import Request, ranking, search
from kb.search.records import Doc, Records
from kb.search.thesaurus import Thesaurus
from kb.wording import Wording

# What a saved search holds, at the most.
MOST = 100_000


class Kept(Records, Protocol):
    """What is needed of a store beyond its records."""

    def sizes(self) -> Mapping[str, int]: ...

    def present(self, ids: Sequence[str]) -> set[str]: ...

    def became(self, ids: Sequence[str]) -> Mapping[str, str]: ...

    def changed_since(self, revision: int, ids: Sequence[str]) -> Mapping[str, Doc | None]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A result as it was when the search was saved, and what has become of it.

    `now` is "" where nothing has, "changed", "not found now", "removed" or "merged into …"; then
    `into` is the id of the record that it was merged into.
    """

    id: str
    kind: str
    title: str
    date: str | None
    now: str = ""
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a search was saved: ids in the order of the search as it is now.

    `gone` are in the store and found no more, `removed` are not in the store. `merged` were made
    one with others: the id of each, and that of the record that it was merged into.
    """

    revision: int
    total: int
    added: tuple[str, ...]
    gone: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    merged: tuple[tuple[str, str], ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.added or self.gone or self.removed or self.changed or self.merged)


def kept(backend: Backend, store: Kept, request: Request, thesaurus: Thesaurus) -> dict[str, Any]:
    """The fields of a saved search. Raises QueryError where it finds more than can be kept."""
    whole = replace(request, limit=0, offset=0, snippets=False, counted=())
    answer = search(backend, store, whole, thesaurus)
    if answer.total > MOST:
        raise QueryError(
            Wording(
                "the search finds %(found)s; narrow it to %(most)s to save it",
                found=f"{answer.total:,}",
                most=f"{MOST:,}",
            )
        )
    ids = ranking(backend, store, request, thesaurus, answer.total)
    filters = ([("kind", request.kind)] if request.kind else []) + list(request.facets)
    return {
        "query": request.query,
        "revision": answer.revision,
        "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "total": len(ids),
        "ids": ids,
        "like": request.like,
        "filters": [list(pair) for pair in filters],
        "sort": request.sort,
        "exact": request.exact,
        "also": list(answer.also),
        "notes": list(answer.notes),
        "collection": dict(store.sizes()),
        "made_with": {"kb": __version__, "analysis": schema.VERSION},
    }


def request_of(saved: Doc) -> Request:
    """What a saved search asks for."""
    facets = tuple((name, value) for name, value in saved["filters"])
    return Request(
        saved["query"], None, facets, saved["sort"], exact=saved["exact"], like=saved["like"]
    )


def since(backend: Backend, store: Kept, saved: Doc, thesaurus: Thesaurus) -> Since:
    """The search again, and how it differs."""
    then = list(saved["ids"])
    there = store.present(then)
    missing = [id for id in then if id not in there]
    merged = store.became(missing)
    like = saved["like"]
    findable = like is None or bool(store.present([like]))
    request = request_of(saved)
    now = ranking(backend, store, request, thesaurus, MOST) if findable else []
    found, before = set(now), set(then)
    changed = store.changed_since(saved["revision"], then)
    return Since(
        revision=store.revision,
        total=len(now),
        added=tuple(id for id in now if id not in before),
        gone=tuple(id for id in then if id in there and id not in found),
        removed=tuple(id for id in missing if id not in merged),
        changed=tuple(id for id in then if id in found and id in changed),
        merged=tuple((id, merged[id]) for id in missing if id in merged),
    )


def entries(store: Kept, saved: Doc, changes: Since, part: slice) -> list[Entry]:
    """A part of the frozen list, each result with the title and the date that it had."""
    ids = list(saved["ids"])[part]
    present = {str(document["id"]): document for document in store.documents(ids)}
    before = store.changed_since(saved["revision"], ids)
    become = dict.fromkeys(changes.gone, "not found now")
    become |= dict.fromkeys(changes.removed, "removed") | dict.fromkeys(changes.changed, "changed")
    into = dict(changes.merged)
    become |= {id: f"merged into {other}" for id, other in into.items()}
    frozen = (_entry(id, before.get(id) or present.get(id) or {}) for id in ids)
    return [
        replace(entry, now=become.get(entry.id, ""), into=into.get(entry.id)) for entry in frozen
    ]


def _entry(id: str, document: Doc) -> Entry:
    titles = documents.title(document)
    kind = str(document.get("kind") or "")
    return Entry(id, kind, titles[0] if titles else id, documents.date(document))
