"""What the pages of the tables articles and literature are filtered by, beyond their columns.

    ?_search=smart+city         the query language of kb.search
    &_narrow=section:Column     a facet of the search page
    &_author=Kim, Minji         a name in a link table

Datasette keeps these arguments in its own links, forms and exports.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.filters import FilterArguments

from kb.errors import KBError
from kb.web.answering import said
from kb.web.language import translated
from kb.web.links import LINKS
from kb.web.searcher import Searcher
from kb.web.stores import searcher

if TYPE_CHECKING:
    from datasette.app import Datasette

KINDS = {"articles": "article", "literature": "literature"}
CLAUSE = "id in (select value from json_each(kb_ids(:kb_search, :kb_narrow)))"
NONE = "0"


@dataclass(frozen=True, slots=True)
class Asked:
    """The query of a table page."""

    query: str
    facets: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.query or self.facets)

    @property
    def words(self) -> Iterator[str]:
        """The query as a person would say it, which Datasette shows beside the number of rows."""
        if self.query:
            yield f'search matches "{self.query}"'
        for name, value in self.facets:
            yield f'{name} is "{value}"'


def asked(request: Any) -> Asked:
    """The query in a request's arguments."""
    pairs = (value.partition(":") for value in request.args.getlist("_narrow"))
    query = " ".join(request.args.getlist("_search"))
    return Asked(query.strip(), tuple((name, value) for name, _, value in pairs))


async def arguments(
    datasette: Datasette, request: Any, database: str, table: str | None
) -> FilterArguments | None:
    """The conditions of a request; None on pages that have none of ours."""
    store = await searcher(datasette, database) if table in KINDS else None
    if store is None or table is None:
        return None
    clauses, parameters, words = _linked(request, table)
    query = asked(request)
    if query:
        clauses.append(await _clause(store, request, table, query))
        parameters |= {"kb_search": query.query, "kb_narrow": json.dumps(_facets(table, query))}
        words += query.words
    return FilterArguments(clauses, parameters, words, {"supports_search": True, **_shown(query)})


def notes(request: Any) -> tuple[str, ...]:
    """What is to be said about the query of a table page that has been answered."""
    return tuple(request.scope.get("kb_notes", ()))


def _shown(query: Asked) -> dict[str, str]:
    return {"search": query.query}


def _facets(table: str, query: Asked) -> list[tuple[str, str]]:
    return [("kind", KINDS[table]), *query.facets]


async def _clause(store: Searcher, request: Any, table: str, query: Asked) -> str:
    """The condition, and what there is to say left with the request for the template."""
    try:
        found = await store.matches(query.query, _facets(table, query))
    except KBError as error:
        request.scope["kb_notes"] = (said(error),)
        return NONE
    request.scope["kb_notes"] = tuple(map(translated, found.notes))
    return CLAUSE


def _linked(request: Any, table: str) -> tuple[list[str], dict[str, str], list[str]]:
    clauses, parameters, words = [], {}, []
    for link in LINKS[table]:
        for number, value in enumerate(request.args.getlist(link.argument)):
            name = f"kb_{link.name}_{number}"
            clauses.append(link.clause(name))
            parameters[name] = value
            words.append(f'{link.name} is "{value}"')
    return clauses, parameters, words
