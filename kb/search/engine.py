"""A search from the query as typed to the answer that is printed, shown or exported."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kb.errors import QueryError
from kb.lazily import Lazily
from kb.search import documents, schema
from kb.search.backend import NEWEST, RELEVANCE, SORTS, Backend, Counts, Filters, Found, Page
from kb.search.filters import checked, filters_of
from kb.search.language import parse
from kb.search.reading import Reading
from kb.search.reasons import Reason
from kb.search.records import Doc, Records
from kb.search.snippets import explained
from kb.search.suggestion import suggestion
from kb.search.thesaurus import NO_SYNONYMS, Thesaurus
from kb.search.wanted import SYNONYM
from kb.wording import Wording

if TYPE_CHECKING:
    import kb.search.alike as alike
    import kb.search.feedback as feedback
else:
    alike = Lazily("kb.search.alike")
    feedback = Lazily("kb.search.feedback")

LOOSELY = Wording("nothing has these words as typed; shown is what comes close")


@dataclass(frozen=True, slots=True)
class Request:
    """A query with its filters, `(facet, value)` each; values of one facet are alternatives.

    A value of the facet year may be a range (see `kb.search.filters.span`). `counted` names the
    facets to count; each costs time. A facet that is filtered by is counted without that filter.
    `exact` switches synonyms and feedback off. `like` is the id of a record to find more like, in
    place of a query.
    """

    query: str
    kind: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    sort: str = RELEVANCE
    limit: int = 10
    offset: int = 0
    snippets: bool = True
    facet_limit: int = 20
    counted: tuple[str, ...] = schema.USUAL
    exact: bool = False
    like: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; `snippet` is HTML, `why` names the fields and the terms."""

    id: str
    kind: str
    title: str
    date: str | None
    score: float
    snippet: str | None = None
    why: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "date": self.date,
            "score": round(self.score, 4),
            "snippet": self.snippet,
            "why": [reason.to_json() for reason in self.why],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives; `notes` explain what of the query could not be searched as typed.

    `also` are the synonyms that were searched.
    """

    query: str
    total: int
    took_ms: float
    revision: int
    hits: tuple[Hit, ...] = ()
    facets: Counts = field(default_factory=dict)
    also: tuple[str, ...] = ()
    suggestion: str | None = None
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "query": self.query,
            "total": self.total,
            "took_ms": round(self.took_ms, 2),
            "revision": self.revision,
            "hits": [hit.to_json() for hit in self.hits],
            "facets": {name: [list(pair) for pair in pairs] for name, pairs in self.facets.items()},
            "also": list(self.also),
            "suggestion": self.suggestion,
            "notes": list(self.notes),
        }


def search(
    backend: Backend, records: Records, request: Request, thesaurus: Thesaurus = NO_SYNONYMS
) -> Answer:
    """The answer to a request; QueryError where its filters or its order do not exist."""
    began = time.perf_counter()
    filters = filters_of(request.kind, request.facets)
    names = NO_SYNONYMS if request.exact else thesaurus
    reading = _reading(backend, records, request, names)
    page = _page(request, reading)
    found, loosely = _found(backend, reading, filters, page)
    hits = _hits(records, found, reading, snippets=request.snippets)
    notes = dict.fromkeys((*reading.notes, *found.notes, *([LOOSELY] if loosely else ())))
    return Answer(
        query=request.query,
        total=found.total,
        took_ms=(time.perf_counter() - began) * 1000,
        revision=found.revision,
        hits=tuple(hits),
        facets=found.facets,
        also=also(reading),
        suggestion=None
        if request.like
        else suggestion(backend, request.query, reading, names, found, loosely=loosely),
        notes=tuple(notes),
    )


def _reading(backend: Backend, records: Records, request: Request, thesaurus: Thesaurus) -> Reading:
    if request.like is None:
        reading = parse(request.query, thesaurus)
        feeding = reading.bare and request.sort == RELEVANCE and not request.exact
        return feedback.fed(backend, records, reading) if feeding else reading
    if request.query.strip():
        raise QueryError("give a query or a record to find more like, not both")
    return alike.like(backend, records, request.like)


def also(reading: Reading) -> tuple[str, ...]:
    """The names that are searched because others of the same things were typed."""
    synonyms = (wanted.typed for wanted in reading.wanted if wanted.how == SYNONYM)
    return tuple(dict.fromkeys(synonyms))


def ranking(
    backend: Backend, records: Records, request: Request, thesaurus: Thesaurus, most: int
) -> list[str]:
    """The ids of everything that a request finds, at most `most`, in its order."""
    reading = _reading(backend, records, request, NO_SYNONYMS if request.exact else thesaurus)
    page = replace(_page(request, reading), limit=most, offset=0, facets=())
    found, _ = _found(backend, reading, filters_of(request.kind, request.facets), page)
    return [id for id, _ in found.hits]


def matching_ids(
    backend: Backend,
    query: str,
    filters: Filters | None = None,
    thesaurus: Thesaurus = NO_SYNONYMS,
) -> list[str]:
    """The ids of everything that a search for the query finds, sorted."""
    reading = parse(query, thesaurus)
    found = backend.ids(reading.tree, filters or {})
    if found or reading.loose is None:
        return found
    return backend.ids(reading.loose, filters or {})


def _page(request: Request, reading: Reading) -> Page:
    if request.sort not in SORTS:
        raise QueryError(f'there is no order "{request.sort}"; choose one of {", ".join(SORTS)}')
    if request.limit < 0 or request.offset < 0:
        raise QueryError("limit and offset are counted from 0")
    unranked = request.sort == RELEVANCE and not reading.ranked
    return Page(
        sort=NEWEST if unranked else request.sort,
        limit=request.limit,
        offset=request.offset,
        facets=tuple(map(checked, dict.fromkeys(request.counted))),
        facet_limit=request.facet_limit,
    )


def _found(backend: Backend, reading: Reading, filters: Filters, page: Page) -> tuple[Found, bool]:
    """What matches; what comes close, where nothing does and the query allows for it."""
    found = backend.search(reading.tree, filters, page)
    if found.total or reading.loose is None:
        return found, False
    loose = backend.search(reading.loose, filters, page)
    return loose, bool(loose.total)


def _hits(records: Records, found: Found, reading: Reading, *, snippets: bool) -> Iterable[Hit]:
    ids = [id for id, _ in found.hits]
    by_id = {str(document["id"]): document for document in records.documents(ids)} if ids else {}
    for id, score in found.hits:
        if id in by_id:
            yield _hit(by_id[id], score, reading, snippets=snippets)


def _hit(document: Doc, score: float, reading: Reading, *, snippets: bool) -> Hit:
    titles = documents.title(document)
    snippet, why = explained(document, reading.wanted) if snippets else (None, ())
    return Hit(
        id=str(document["id"]),
        kind=str(document.get("kind") or ""),
        title=titles[0] if titles else "",
        date=documents.date(document),
        score=score,
        snippet=snippet,
        why=why,
    )
