"""The engine of a plain install, in pure Python; its sets of results are the reference.

Whoosh's own collectors lose hits when they replace matchers on the way, so matchers are stepped
through to their end here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import whoosh
from whoosh import fields
from whoosh.analysis import IDAnalyzer
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex, LockError
from whoosh.query import NullQuery, Term

from kb.search import facets, schema
from kb.search.backend import OLDEST, RELEVANCE, Busy, Engine, Filters, Found, Page
from kb.search.entries import entry
from kb.search.expansion import Expander
from kb.search.records import Doc
from kb.search.spread import spread
from kb.search.tree import Node
from kb.search.whoosh_compile import Compiler

META, REVISION = "meta", "revision"
ROW = "row"
SORTED_BY = schema.first_of("date")
MOST_SEGMENTS = 24
# Memory for postings before they go to disk.
MEGABYTES = 64


def version() -> str:
    """What the files of an index depend on."""
    return ".".join(map(str, whoosh.__version__))


class WhooshBackend:
    """An index folder of Whoosh's. Opening one unpickles it: open none of unknown origin."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        if create:
            folder.mkdir(parents=True)
        storage = FileStorage(str(folder))
        layout = _schema()
        if create:
            FileIndex.create(storage, layout)
        self._index = FileIndex(storage, schema=layout)
        self._generation = self._index.latest_generation()
        self._opened = self._index.searcher()

    @property
    def revision(self) -> int | None:
        return self._revision(self._searcher())

    @property
    def bloated(self) -> bool:
        return len(list(self._searcher().leaf_searchers())) > MOST_SEGMENTS

    def apply(self, documents: Iterable[Doc], removed: Iterable[str], revision: int | None) -> None:
        try:
            writer = self._index.writer(limitmb=MEGABYTES)
        except LockError as error:
            raise Busy from error
        try:
            with writer.searcher() as searcher:
                self._replace(writer, searcher, documents, removed)
                if revision is not None:
                    writer.delete_by_query(Term(META, REVISION), searcher=searcher)
                    writer.add_document(meta=REVISION, row={REVISION: revision})
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def _replace(
        self, writer: Any, searcher: Any, documents: Iterable[Doc], removed: Iterable[str]
    ) -> None:
        for id in removed:
            writer.delete_by_query(Term(schema.KEY, id), searcher=searcher)
        for document in documents:
            made = entry(document)
            writer.delete_by_query(Term(schema.KEY, made.id), searcher=searcher)
            counted = {name: list(made.exact[schema.facet_of(name)]) for name in schema.FACET_NAMES}
            row = {schema.KEY: made.id, SORTED_BY: made.numbers.get(SORTED_BY), **counted}
            values = {
                name: list(found)
                for name, found in chain(made.terms.items(), made.plain.items(), made.exact.items())
                if found
            }
            writer.add_document(key=made.id, row=row, **values, **made.numbers)

    def search(self, tree: Node, filters: Filters, page: Page) -> Found:
        searcher = self._searcher()
        expander = self._expander(searcher)
        rows: list[tuple[float, Any]] = []
        beside: dict[str, list[Any]] = {name: [] for name in page.facets if name in filters}
        for score, number, failed in self._judged(searcher, expander, tree, filters):
            if not failed:
                rows.append((score, searcher.stored_fields(number)[ROW]))
            elif len(failed) == 1 and failed[0] in beside:
                beside[failed[0]].append(searcher.stored_fields(number)[ROW])
        counts: dict[str, Sequence[tuple[str, int]]] = dict.fromkeys(page.facets, ())
        for _, names in facets.countings(page.facets, filters):
            more = [row for name in names for row in beside.get(name, ())]
            over = [*(row for _, row in rows), *more]
            counts |= facets.counted(over, names, page.facet_limit)
        rows.sort(key=_order(page.sort))
        part = rows[page.offset : page.offset + max(page.limit, 0)]
        scored = page.sort == RELEVANCE
        return Found(
            total=len(rows),
            hits=[(row[schema.KEY], score if scored else 0.0) for score, row in part],
            facets=counts,
            revision=self._revision(searcher) or 0,
            notes=expander.notes,
        )

    def ids(self, tree: Node, filters: Filters) -> list[str]:
        searcher = self._searcher()
        found = self._judged(searcher, self._expander(searcher), tree, filters)
        passed = (number for _, number, failed in found if not failed)
        return sorted(searcher.stored_fields(number)[ROW][schema.KEY] for number in passed)

    def terms(self, field: str, prefixes: Iterable[str]) -> dict[str, int]:
        reader = self._searcher().reader()
        found = {term for prefix in prefixes for term in reader.expand_prefix(field, prefix)}
        return {term.decode("utf-8"): int(reader.doc_frequency(field, term)) for term in found}

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        reader = self._searcher().reader()
        return {term: int(reader.doc_frequency(field, term)) for term in terms}

    @property
    def size(self) -> int:
        return int(self._searcher().reader().doc_count())

    def close(self) -> None:
        self._opened.close()

    def _searcher(self) -> Any:
        """A searcher of the last commit; the one before where the files have been taken away."""
        try:
            generation = self._index.latest_generation()
            if generation != self._generation:
                opened = self._index.searcher()
                self._opened.close()
                self._opened, self._generation = opened, generation
        except (OSError, EmptyIndexError):
            return self._opened
        return self._opened

    def _expander(self, searcher: Any) -> Expander:
        def lexicon(field: str, prefix: str) -> Iterator[str]:
            reader = searcher.reader()
            return (term.decode("utf-8") for term in reader.expand_prefix(field, prefix))

        return Expander(lexicon)

    def _judged(
        self, searcher: Any, expander: Expander, tree: Node, filters: Filters
    ) -> Iterator[tuple[float, int, list[str]]]:
        """Every document that matches: its score, its number and the filters that it fails."""
        compiler = Compiler(expander)
        wanted = compiler.query(spread(tree))
        if wanted is NullQuery:
            return
        passing = {name: compiler.query(node) for name, node in filters.items()}
        context = searcher.context()
        for leaf, offset in searcher.leaf_searchers():
            allowed = {
                name: set(query.matcher(leaf, context).all_ids()) for name, query in passing.items()
            }
            matcher = wanted.matcher(leaf, context)
            while matcher.is_active():
                number = matcher.id()
                failed = [name for name, numbers in allowed.items() if number not in numbers]
                yield 0.0 if failed else matcher.score(), offset + number, failed
                matcher.next()

    def _revision(self, searcher: Any) -> int | None:
        for number in searcher.docs_for_query(Term(META, REVISION)):
            return int(searcher.stored_fields(number)[ROW][REVISION])
        return None


def _order(sort: str) -> Any:
    sign = 1 if sort == OLDEST else -1

    def place(hit: tuple[float, Any]) -> tuple[float, bool, int, str]:
        score, row = hit
        day = row[SORTED_BY]
        return -score if sort == RELEVANCE else 0, day is None, sign * (day or 0), row[schema.KEY]

    return place


def _schema() -> Any:
    layout = fields.Schema(key=fields.ID(unique=True), meta=fields.ID(), row=fields.STORED())
    for name in schema.terms_fields():
        places = name not in schema.placeless_fields()
        layout.add(name, fields.TEXT(analyzer=IDAnalyzer(), phrase=places))
    for name in (*schema.plain_fields(), *schema.exact_fields()):
        layout.add(name, fields.ID())
    for name in schema.number_fields():
        layout.add(name, fields.NUMERIC(int, bits=64))
    return layout


ENGINE = Engine(WhooshBackend, version)
