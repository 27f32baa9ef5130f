"""The engines that are measured, behind one protocol: kb, Tantivy as it comes, Whoosh, SQLite.

All hold the same fields and give the same things: ten hits, the exact total, and where facets are
asked for the documents of each section, source, language and year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import sqlite_utils
import tantivy
from whoosh import fields, index
from whoosh.analysis import StemmingAnalyzer
from whoosh.qparser import FuzzyTermPlugin, QueryParser

from kb.search.backend import NEWEST, RELEVANCE, Backend, Page
from kb.search.index import open_index
from kb.search.language import parse
from scripts.benchmarks.collection import Made, Query

HITS = 10
FACETS = ("section", "source", "language", "year")
BATCH = 5000
_WORDS = ("text", "title", "body")


class Engine(Protocol):
    """An index in a folder."""

    def build(self, documents: Iterable[Made]) -> None: ...

    def search(self, query: Query, *, facets: bool) -> int | None:
        """The total; None where the engine has no such query."""
        ...


class Records:
    """Made documents as kb's search reads them from a store."""

    def __init__(self, documents: Iterable[Made]) -> None:
        self.made = documents
        self.token = "benchmark"  # noqa: S105 - tells stores apart, and is no secret
        self.revision = 1

    def changed(self, since: int) -> Iterator[str]:
        return iter(())

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[dict[str, Any]]:
        return (made.record() for made in self.made)


class Kb:
    """kb's own path: its analysis, its language, an engine under it."""

    def __init__(self, folder: Path, engine: str = "tantivy") -> None:
        self.url = f"{engine}:{folder}"
        self.backend: Backend

    def build(self, documents: Iterable[Made]) -> None:
        self.backend = open_index(self.url, Records(documents))

    def search(self, query: Query, *, facets: bool) -> int | None:
        reading = parse(typed(query))
        sort = RELEVANCE if reading.ranked else NEWEST
        page = Page(sort=sort, limit=HITS, facets=FACETS if facets else ())
        return self.backend.search(reading.tree, {}, page).total


def typed(query: Query) -> str:
    """A query as it is typed in kb, in Whoosh and, but for fuzzy terms, in Tantivy."""
    words = query.words
    if query.kind == "range":
        return f"year:[{query.years[0]} TO {query.years[1]}]"
    if query.kind == "phrase":
        return f'"{" ".join(words)}"'
    ends = {"prefix": "*", "fuzzy": "~1"}
    return f" {query.kind.upper()} ".join(words) + ends.get(query.kind, "")


class Native:
    """Tantivy's package with its own English analyser; `text` has title and body in one.

    With `once` there is only that one, which is less than kb answers from.
    """

    def __init__(self, folder: Path, *, once: bool = False) -> None:
        builder = tantivy.SchemaBuilder()
        self.words = _WORDS[:1] if once else _WORDS
        for name in self.words:
            builder.add_text_field(name, tokenizer_name="en_stem", index_option="position")
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in ("section", "source", "language"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        for name in ("year", "day"):
            builder.add_integer_field(name, indexed=True, fast=True)
        self.schema = builder.build()
        folder.mkdir(parents=True)
        self.index = tantivy.Index(self.schema, path=str(folder))

    def build(self, documents: Iterable[Made]) -> None:
        writer = self.index.writer(64_000_000, 1)
        for made in documents:
            values = {"text": f"{made.title}\n{made.body}", "title": made.title, "body": made.body}
            words = {name: values[name] for name in self.words}
            exact = {name: getattr(made, name) for name in ("id", *FACETS, "day")}
            writer.add_document(tantivy.Document.from_dict(words | exact, self.schema))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def search(self, query: Query, *, facets: bool) -> int | None:
        searcher = self.index.searcher()
        wanted = self._query(query)
        by_date = query.kind in ("range", "prefix")
        found: Any = searcher.search(wanted, limit=HITS, order_by_field="day" if by_date else None)
        for _, address in found.hits:
            searcher.doc(address).get_first("id")
        if facets:
            asked = {name: {"terms": {"field": name, "size": 65_000}} for name in FACETS}
            searcher.aggregate(wanted, asked)
        return int(found.count)

    def _query(self, query: Query) -> Any:
        if query.kind == "fuzzy":
            return tantivy.Query.fuzzy_term_query(self.schema, "text", query.words[0], 1)
        if query.kind == "prefix":
            return tantivy.Query.regex_query(self.schema, "text", query.words[0] + ".*")
        return self.index.parse_query(typed(query), ["text"])


class WhooshIndex:
    """A Whoosh index with its stemming analyser."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        names = {name: fields.ID(sortable=True) for name in ("section", "source", "language")}
        numbers = {name: fields.NUMERIC(int, sortable=True) for name in ("year", "day")}
        layout = fields.Schema(
            id=fields.ID(stored=True), text=fields.TEXT(StemmingAnalyzer()), **names, **numbers
        )
        self.index = index.create_in(str(folder), layout)

    def build(self, documents: Iterable[Made]) -> None:
        rest = iter(documents)
        while batch := list(islice(rest, BATCH)):
            writer = self.index.writer(limitmb=64)
            for made in batch:
                exact = {name: getattr(made, name) for name in ("id", *FACETS, "day")}
                writer.add_document(text=f"{made.title}\n{made.body}", **exact)
            writer.commit()
        self.searcher = self.index.searcher()
        self.parser = QueryParser("text", self.index.schema)
        self.parser.add_plugin(FuzzyTermPlugin())

    def search(self, query: Query, *, facets: bool) -> int | None:
        wanted = self.parser.parse(typed(query))
        found = self.searcher.search(wanted, limit=HITS, groupedby=list(FACETS) if facets else None)
        for hit in found:
            hit["id"]
        if facets:
            for name in FACETS:
                found.groups(name)
        return len(found)


class Fts5:
    """SQLite's full-text search with its Porter stemmer, as sqlite-utils sets it up."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.db = sqlite_utils.Database(folder / "fts.db")

    def build(self, documents: Iterable[Made]) -> None:
        table = self.db.table("documents")
        rows = (
            {"text": f"{made.title}\n{made.body}"}
            | {name: getattr(made, name) for name in ("id", *FACETS, "day")}
            for made in documents
        )
        table.insert_all(rows, batch_size=BATCH)
        table.enable_fts(["text"], tokenize="porter")
        table.create_index(["year"])
        table.optimize()

    def search(self, query: Query, *, facets: bool) -> int | None:
        if query.kind == "fuzzy":
            return None
        if query.kind == "range":
            matching = "year BETWEEN ? AND ?"
            values: list[Any] = list(query.years)
            ordered = f"SELECT id FROM documents WHERE {matching} ORDER BY day DESC LIMIT {HITS}"
        else:
            matching = "rowid IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?)"
            values = [typed(query)]
            ordered = (
                "SELECT id FROM documents_fts JOIN documents ON documents.rowid = "
                f"documents_fts.rowid WHERE documents_fts MATCH ? ORDER BY rank LIMIT {HITS}"
            )
        list(self.db.execute(ordered, values))
        for name in FACETS if facets else ():
            counted = f"SELECT {name}, count(*) FROM documents WHERE {matching} GROUP BY 1"
            list(self.db.execute(counted, values))
        total = f"SELECT count(*) FROM documents WHERE {matching}"
        return int(self.db.execute(total, values).fetchone()[0])
