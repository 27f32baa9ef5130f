"""One page of hits out of Tantivy, those that tie as `kb.search.backend.Page` has it.

Tantivy orders by one thing, so ties that run over the end of a page are fetched by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from math import isclose
from operator import itemgetter
from typing import Any

from kb.search import schema
from kb.search.backend import NEWEST, RELEVANCE, Page
from kb.search.tantivy_compile import tantivy
from kb.search.tantivy_layout import SORTED_BY
from kb.search.tantivy_plain import stored
from kb.search.tree import And, Constant, Node, Not, Number, Or, Phrase, Ranked, Term, unranked

# Hits fetched beyond the page, to see whether ties run over its end.
SPARE = 10
# Beyond every day, as days are written: yyyymmdd.
LAST_DAY = 10**9

Hits = Sequence[tuple[str, float]]
Compile = Callable[[Node], Any]


def hits(searcher: Any, tree: Node, compiled: Compile, page: Page) -> tuple[int, Hits]:
    """The total and one page; `compiled` gives the query of a tree, filters included."""
    wanted = min(page.offset + page.limit, searcher.num_docs) if page.limit else 0
    if page.sort == RELEVANCE and wanted and isinstance(tree, Ranked):
        tree = _of_what_is_there(searcher, tree)
        level = flat(tree)
        if level and level.node is tree.match:
            total, found = hits(searcher, level.node, compiled, replace(page, sort=NEWEST))
            return total, [(id, level.score) for id, _ in found]
    asked = tree if page.sort == RELEVANCE else unranked(tree)
    query, fetched = compiled(asked), wanted + SPARE
    found = _fetched(searcher, query, page.sort, fetched)
    while wanted and fetched < found.count and found.hits[-1][0] == found.hits[wanted - 1][0]:
        value = found.hits[-1][0]
        ties = (_same_score if page.sort == RELEVANCE else _same_day)(asked, value)
        if ties is not None:
            above = next(n for n, hit in enumerate(found.hits) if hit[0] == value)
            tied = _tied(searcher, ties, compiled, replace(page, offset=0, limit=wanted - above))
            ordered = _ordered(searcher, found.hits[:above], above)
            return found.count, _page([*ordered, *((id, value) for id in tied)], page)
        fetched *= 4
        found = _fetched(searcher, query, page.sort, fetched)
    return found.count, _page(_ordered(searcher, found.hits, wanted), page)


def _of_what_is_there(searcher: Any, tree: Ranked) -> Ranked:
    """A tree that ranks by no term that no document has."""
    rank = tree.rank.nodes if isinstance(tree.rank, Or) else (tree.rank,)
    there = [
        node
        for node in rank
        if not isinstance(node, Term)
        or searcher.doc_freq(node.field, stored(node.field, node.text))
    ]
    return tree if len(there) in (0, len(rank)) else Ranked(tree.match, Or(tuple(there)))


def _page(ordered: Sequence[tuple[str, Any]], page: Page) -> Hits:
    scored = page.sort == RELEVANCE
    part = ordered[page.offset : page.offset + page.limit]
    return [(id, float(value) if scored else 0.0) for id, value in part]


def _fetched(searcher: Any, query: Any, sort: str, limit: int) -> Any:
    if sort == RELEVANCE:
        return searcher.search(query, limit=limit)
    order = tantivy.Order.Desc if sort == NEWEST else tantivy.Order.Asc
    return searcher.search(query, limit=limit, order_by_field=SORTED_BY, order=order)


def _ordered(searcher: Any, found: Sequence[Any], wanted: int) -> list[tuple[str, Any]]:
    """The first hits with their ids, in their order."""
    ordered: list[tuple[str, Any]] = []
    for value, ties in groupby(found, key=itemgetter(0)):
        if len(ordered) >= wanted:
            break
        documents = (searcher.doc(address) for _, address in ties)
        places = sorted(map(_place, documents))
        ordered += [(id, value) for _, id in places]
    return ordered


def _place(document: Any) -> tuple[int, str]:
    """What puts hits that tie in their order: the newest first, then by their ids."""
    return -(document.get_first(SORTED_BY) or 0), str(document.get_first(schema.KEY))


def _tied(searcher: Any, tree: Node, compiled: Compile, page: Page) -> list[str]:
    """The first ids of hits that all tie: with the same score, or with the same day."""
    if page.sort == RELEVANCE:
        _, found = hits(searcher, tree, compiled, replace(page, sort=NEWEST))
        return [id for id, _ in found]
    order = tantivy.Order.Asc
    first = searcher.search(
        compiled(tree), limit=page.limit, count=False, order_by_field=schema.KEY, order=order
    )
    return [str(id) for id, _ in first.hits]


def _same_day(tree: Node, day: int | None) -> Node:
    """What the tree matches and has this day, or none."""
    if day is None:
        return And((tree, Not(Number(SORTED_BY, -LAST_DAY, LAST_DAY))))
    return And((tree, Number(SORTED_BY, day, day)))


def _same_score(tree: Node, score: float) -> Node | None:
    """What scores this much because only the constant parts of the ranking count, if they do."""
    level = flat(tree)
    return level.node if level and isclose(level.score, score, rel_tol=1e-5) else None


def flat(tree: Node) -> Constant | None:
    """The part of a tree that all has the same score, with that score.

    It is there where everything that matches has all the constant parts of the ranking: with
    `secure~` all that has a word close to it, and not that word itself.
    """
    if not isinstance(tree, Ranked):
        return None
    rank = tree.rank.nodes if isinstance(tree.rank, Or) else (tree.rank,)
    constants = [node for node in rank if isinstance(node, Constant)]
    telling = [node for node in rank if isinstance(node, (Term, Phrase))]
    matched = tree.match.nodes if isinstance(tree.match, And) else (tree.match,)
    always = all(node.node in matched for node in constants)
    if not constants or not always or len(constants) + len(telling) < len(rank):
        return None
    rest = And((tree.match, *map(Not, telling))) if telling else tree.match
    return Constant(rest, sum(node.score for node in constants))
