"""The engine of choice where the package `tantivy` is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.lazily import Lazily
from kb.search import schema
from kb.search.backend import Busy, Engine, Filters, Found, Page
from kb.search.expansion import Expander
from kb.search.facets import countings
from kb.search.records import Doc
from kb.search.spread import spread
from kb.search.tantivy_compile import Compiler, missing, tantivy
from kb.search.tantivy_counting import counts
from kb.search.tantivy_hits import hits
from kb.search.tantivy_layout import META, REVISION, fields, layout
from kb.search.tantivy_merging import merge_later, merges_done
from kb.search.tantivy_plain import read, stored
from kb.search.tree import Constant, Node, unranked

if TYPE_CHECKING:
    import kb.search.entries as entries
else:
    entries = Lazily("kb.search.entries")

HEAP = 64_000_000
# So many parts come of a writer that dies over and over; merging keeps them below ten otherwise.
MOST_SEGMENTS = 40


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


class _Seen(NamedTuple):
    """A commit: its searcher, the parts of the default field that have a value, its revision."""

    searcher: Any
    parts: Sequence[str]
    revision: int | None


class TantivyBackend:
    """An index folder of Tantivy's."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        if tantivy is None:
            raise missing()
        self._folder = folder
        self._links: TemporaryDirectory[str] | None = None
        if create:
            folder.mkdir(parents=True)
            self._index = tantivy.Index(layout(), path=str(folder))
        else:
            self._index = self._opened(folder)
        self._schema = self._index.schema
        self._meta = Path(self._links.name if self._links else folder, "meta.json")
        self._current: _Seen | None = None
        self._state: object = None

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
            return self._seen().revision

    @property
    def bloated(self) -> bool:
        return bool(self._searcher().num_segments > MOST_SEGMENTS)

    def apply(self, documents: Iterable[Doc], removed: Iterable[str], revision: int | None) -> None:
        writer = self._writer()
        new = self._searcher().num_docs == 0
        put: set[str] = set()
        try:
            for id in removed:
                writer.delete_documents_by_term(schema.KEY, id)
            for made in map(entries.entry, documents):
                if not new or made.id in put:
                    writer.delete_documents_by_term(schema.KEY, made.id)
                put.add(made.id)
                writer.add_document(self._document(fields(made)))
            if revision is not None:
                writer.delete_documents_by_term(META, REVISION)
                writer.add_document(self._document({META: REVISION, REVISION: revision}))
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        self._share()
        merge_later(self._folder, writer, self._share)
        if new:
            merges_done(self._folder)

    def _share(self) -> None:
        """Let those read it who may read its folder; Tantivy keeps two files to their owner."""
        for file in (self._folder / "meta.json", self._folder / ".managed.json"):
            file.chmod(self._folder.stat().st_mode & 0o666)

    def _writer(self) -> Any:
        """A writer of the index as it is once nobody else writes.

        Which files are its to delete Tantivy keeps in a file, reads when an index is opened, and
        writes as it remembers it: of what merges have made since then it would never delete any.
        So a writer has an index of its own, which also keeps our readers from holding what it has
        merged.
        """
        merges_done(self._folder)
        managed = self._folder / ".managed.json"
        while True:
            known = _state(managed)
            try:
                writer = tantivy.Index.open(str(self._folder)).writer(HEAP, 1)
            except ValueError as error:
                if "LockBusy" in str(error):
                    raise Busy from error
                raise
            if _state(managed) == known:
                return writer
            writer.wait_merging_threads()

    def _document(self, fields: Mapping[str, Any]) -> Any:
        return tantivy.Document.from_dict(fields, self._schema)

    def search(self, tree: Node, filters: Filters, page: Page) -> Found:
        with _no_panic():
            return self._found(tree, filters, page)

    def _found(self, tree: Node, filters: Filters, page: Page) -> Found:
        seen = self._seen()
        searcher = seen.searcher
        compiler = self._compiler(searcher)
        compiled = partial(self._restricted, compiler, filters)
        asked = spread(tree, seen.parts)
        total, found = hits(searcher, asked, compiled, page)
        counted = spread(unranked(tree), seen.parts)
        facets: dict[str, Sequence[tuple[str, int]]] = dict.fromkeys(page.facets, ())
        for others, names in countings(page.facets, filters):
            if total or others != filters:
                query = self._restricted(compiler, others, counted)
                facets |= counts(searcher, query, names, page.facet_limit)
        return Found(
            total=total,
            hits=found,
            facets=facets,
            revision=seen.revision or 0,
            notes=compiler.expander.notes,
        )

    def ids(self, tree: Node, filters: Filters) -> list[str]:
        seen = self._seen()
        with _no_panic():
            query = self._restricted(
                self._compiler(seen.searcher), filters, spread(unranked(tree), seen.parts)
            )
            found = seen.searcher.terms_with_prefix(schema.KEY, "", filter_query=query)
        return sorted(id for id, _ in found)

    def terms(self, field: str, prefixes: Iterable[str]) -> dict[str, int]:
        searcher = self._searcher()
        with _no_panic():
            return dict(pair for prefix in prefixes for pair in _begun(searcher, field, prefix))

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        searcher = self._searcher()
        with _no_panic():
            return {term: int(searcher.doc_freq(field, stored(field, term))) for term in terms}

    @property
    def size(self) -> int:
        return int(self._searcher().num_docs)

    def close(self) -> None:
        merges_done(self._folder)
        self._index = self._current = None
        if self._links:
            self._links.cleanup()

    def _searcher(self) -> Any:
        return self._seen().searcher

    def _seen(self) -> _Seen:
        """The last commit, which replaces the file that describes the index."""
        state = _state(self._meta)
        seen = self._current
        if seen is None or state != self._state:
            self._index.reload()
            searcher = self._index.searcher()
            parts = [part for part in schema.PARTS if searcher.doc_freq(schema.HAS, part)]
            seen = _Seen(searcher, parts, self._revision(searcher))
            self._current, self._state = seen, state
        return seen

    def _compiler(self, searcher: Any) -> Compiler:
        def lexicon(field: str, prefix: str) -> Iterable[str]:
            return sorted(term for term, _ in _begun(searcher, field, prefix))

        return Compiler(self._schema, Expander(lexicon))

    def _restricted(self, compiler: Compiler, filters: Filters, tree: Node) -> Any:
        """The query of a tree that asks for what the index holds, within the filters."""
        query = compiler.query(tree)
        if not filters:
            return query
        clauses = [compiler.query(Constant(node, 0.0)) for node in filters.values()]
        must = tantivy.Occur.Must
        return tantivy.Query.boolean_query([(must, clause) for clause in (query, *clauses)])

    def _revision(self, searcher: Any) -> int | None:
        query = tantivy.Query.term_query(self._schema, META, REVISION)
        hits = searcher.search(query, limit=1, count=False).hits
        return int(searcher.doc(hits[0][1]).get_first(REVISION)) if hits else None


def _begun(searcher: Any, field: str, prefix: str) -> Iterator[tuple[str, int]]:
    """The terms of a field that begin so, and how many documents have each."""
    return read(field, searcher.terms_with_prefix(field, stored(field, prefix)))


def _state(file: Path) -> tuple[int, int, int]:
    """What differs where a file has been replaced."""
    status = file.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size


ENGINE = Engine(TantivyBackend, version)
