"""The engine of choice where the package `tantivy` is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kb.errors import SearchIndexError
from kb.search import schema
from kb.search.backend import NEWEST, RELEVANCE, Busy, Counts, Filters, Found, Page
from kb.search.entries import Entry, entry
from kb.search.expansion import Expander
from kb.search.facets import ranked
from kb.search.records import Doc
from kb.search.tantivy_compile import Compiler, tantivy
from kb.search.tree import Node

HEAP = 64_000_000
WORDS, WHOLE = "whitespace", "raw"
META, REVISION = "meta", "revision"
SORTED_BY = schema.first_of("date")
MOST_BUCKETS = 65_000
# So many parts come of a writer that dies over and over; merging keeps them below ten otherwise.
MOST_SEGMENTS = 40


def installed() -> bool:
    """Whether the optional package is there."""
    return tantivy is not None


def missing() -> SearchIndexError:
    """What to say where it is not."""
    return SearchIndexError(
        'the search engine "tantivy" is not installed: pip install "kb[fast]", '
        "or use an index URL that begins with whoosh:"
    )


def version() -> str:
    """What the files of an index depend on."""
    return str(getattr(tantivy, "__version__", ""))


@contextmanager
def _no_panic() -> Iterator[None]:
    """Turns a panic of Tantivy's, which no `except Exception` catches, into an error."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise RuntimeError(f"tantivy: {error}") from error
        raise


class TantivyBackend:
    """An index folder of Tantivy's."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        if tantivy is None:
            raise missing()
        self._folder = folder
        self._links: TemporaryDirectory[str] | None = None
        if create:
            folder.mkdir(parents=True)
            self._index = tantivy.Index(_schema(), path=str(folder))
        else:
            self._index = self._opened(folder)
        self._schema = self._index.schema

    def _opened(self, folder: Path) -> Any:
        """The index; of a folder that cannot be written, by way of links, for Tantivy locks it."""
        try:
            index = tantivy.Index.open(str(folder))
            index.reload()
        except ValueError as error:
            if "PermissionDenied" not in str(error) and "Read-only" not in str(error):
                raise
            self._links = TemporaryDirectory(prefix="kb-index-")
            for file in folder.iterdir():
                if file.suffix != ".lock":
                    Path(self._links.name, file.name).symlink_to(file.resolve())
            index = tantivy.Index.open(self._links.name)
        return index

    @property
    def revision(self) -> int | None:
        with _no_panic():
            return self._revision(self._searcher())

    @property
    def bloated(self) -> bool:
        return bool(self._searcher().num_segments > MOST_SEGMENTS)

    def apply(self, documents: Iterable[Doc], removed: Iterable[str], revision: int | None) -> None:
        writer = self._writer()
        try:
            for id in removed:
                writer.delete_documents_by_term(schema.KEY, id)
            for document in documents:
                self._put(writer, entry(document))
            if revision is not None:
                writer.delete_documents_by_term(META, REVISION)
                writer.add_document(self._document({META: [REVISION], REVISION: [revision]}))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        writer.wait_merging_threads()
        self._share()

    def _share(self) -> None:
        """Let those read it who may read its folder; Tantivy keeps two files to their owner."""
        for file in (self._folder / "meta.json", self._folder / ".managed.json"):
            file.chmod(self._folder.stat().st_mode & 0o666)

    def _writer(self) -> Any:
        try:
            return self._index.writer(HEAP, 1)
        except ValueError as error:
            if "LockBusy" in str(error):
                raise Busy from error
            raise

    def _put(self, writer: Any, made: Entry) -> None:
        writer.delete_documents_by_term(schema.KEY, made.id)
        fields: dict[str, list[Any]] = {schema.KEY: [made.id]}
        for words in (made.terms, made.plain):
            fields |= {name: [" ".join(terms)] for name, terms in words.items()}
        fields |= {name: list(values) for name, values in made.exact.items() if values}
        fields |= {name: [value] for name, value in made.numbers.items()}
        writer.add_document(self._document(fields))

    def _document(self, fields: dict[str, list[Any]]) -> Any:
        return tantivy.Document.from_dict(fields, self._schema)

    def search(self, tree: Node, filters: Filters, page: Page) -> Found:
        with _no_panic():
            return self._found(tree, filters, page)

    def _found(self, tree: Node, filters: Filters, page: Page) -> Found:
        searcher = self._searcher()
        compiler = self._compiler(searcher)
        query = self._restricted(compiler, tree, filters)
        total, hits = _hits(searcher, query, page)
        return Found(
            total=total,
            hits=hits,
            facets=_counts(searcher, query, page) if total else dict.fromkeys(page.facets, ()),
            revision=self._revision(searcher) or 0,
            notes=compiler.expander.notes,
        )

    def ids(self, tree: Node, filters: Filters) -> list[str]:
        searcher = self._searcher()
        with _no_panic():
            query = self._restricted(self._compiler(searcher), tree, filters)
            found = searcher.terms_with_prefix(schema.KEY, "", filter_query=query)
        return sorted(id for id, _ in found)

    def terms(self, field: str, prefixes: Iterable[str]) -> dict[str, int]:
        searcher = self._searcher()
        with _no_panic():
            return dict(
                pair for prefix in prefixes for pair in searcher.terms_with_prefix(field, prefix)
            )

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        searcher = self._searcher()
        with _no_panic():
            return {term: int(searcher.doc_freq(field, term)) for term in terms}

    @property
    def size(self) -> int:
        return int(self._searcher().num_docs)

    def close(self) -> None:
        self._index = None
        if self._links:
            self._links.cleanup()

    def _searcher(self) -> Any:
        self._index.reload()
        return self._index.searcher()

    def _compiler(self, searcher: Any) -> Compiler:
        def lexicon(field: str, prefix: str) -> Iterable[str]:
            return sorted(term for term, _ in searcher.terms_with_prefix(field, prefix))

        return Compiler(self._schema, Expander(lexicon))

    def _restricted(self, compiler: Compiler, tree: Node, filters: Filters) -> Any:
        query = compiler.query(tree)
        if not filters:
            return query
        clauses = [
            tantivy.Query.const_score_query(compiler.any_of(schema.facet_of(name), values), 0.0)
            for name, values in filters.items()
        ]
        must = tantivy.Occur.Must
        return tantivy.Query.boolean_query([(must, clause) for clause in (query, *clauses)])

    def _revision(self, searcher: Any) -> int | None:
        query = tantivy.Query.term_query(self._schema, META, REVISION)
        hits = searcher.search(query, limit=1, count=False).hits
        return int(searcher.doc(hits[0][1]).get_first(REVISION)) if hits else None


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(schema.KEY, stored=True, tokenizer_name=WHOLE, index_option="basic")
    builder.add_text_field(META, tokenizer_name=WHOLE, index_option="basic")
    builder.add_integer_field(REVISION, stored=True)
    for name in schema.terms_fields():
        builder.add_text_field(name, tokenizer_name=WORDS, index_option="position")
    for name in schema.plain_fields():
        builder.add_text_field(name, tokenizer_name=WORDS, index_option="basic")
    facets = set(map(schema.facet_of, schema.FACET_NAMES))
    for name in schema.exact_fields():
        builder.add_text_field(
            name, tokenizer_name=WHOLE, index_option="basic", fast=name in facets
        )
    for name in schema.number_fields():
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _hits(searcher: Any, query: Any, page: Page) -> tuple[int, Sequence[tuple[str, float]]]:
    """The total and one page. Hits that tie with the page's last are fetched too, to order them."""
    wanted = min(page.offset + page.limit, searcher.num_docs) if page.limit else 0
    fetched = wanted + 10
    found = _fetched(searcher, query, page.sort, fetched)
    while wanted and fetched < found.count and found.hits[-1][0] == found.hits[wanted - 1][0]:
        fetched *= 4
        found = _fetched(searcher, query, page.sort, fetched)
    return found.count, _page(searcher, found.hits, page, wanted) if wanted else []


def _fetched(searcher: Any, query: Any, sort: str, limit: int) -> Any:
    if sort == RELEVANCE:
        return searcher.search(query, limit=limit)
    order = tantivy.Order.Desc if sort == NEWEST else tantivy.Order.Asc
    return searcher.search(query, limit=limit, order_by_field=SORTED_BY, order=order)


def _page(
    searcher: Any, hits: Sequence[Any], page: Page, wanted: int
) -> Sequence[tuple[str, float]]:
    """The page out of the hits: those that tie in score or date are in the order of their ids."""
    ordered: list[tuple[str, Any]] = []
    for value, ties in groupby(hits, key=itemgetter(0)):
        names = (str(searcher.doc(address).get_first(schema.KEY)) for _, address in ties)
        ordered += [(name, value) for name in sorted(names)]
        if len(ordered) >= wanted:
            break
    scored = page.sort == RELEVANCE
    return [(id, float(value) if scored else 0.0) for id, value in ordered[page.offset : wanted]]


def _counts(searcher: Any, query: Any, page: Page) -> Counts:
    if not page.facets:
        return {}
    asked = {
        name: {"terms": {"field": schema.facet_of(name), "size": MOST_BUCKETS}}
        for name in page.facets
    }
    answer = searcher.aggregate(query, asked)
    counted = {
        name: [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in answer[name]["buckets"]]
        for name in page.facets
    }
    return {name: ranked(pairs, page.facet_limit) for name, pairs in counted.items()}
