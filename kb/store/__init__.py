"""STORE: one SQLite file, the record of everything; what is found by is derived from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kb.errors import NotFound
from kb.lazily import Lazily
from kb.rights import Rights
from kb.store import connection, documents, merged, names
from kb.store.database import Database
from kb.store.rows import Doc, first
from kb.store.said import Said

if TYPE_CHECKING:
    from kb.model import Document, Issue, Record
    from kb.references.authorities import Suggestion
    from kb.store import (
        authority,
        changes,
        check,
        curate,
        duplicates,
        permit,
        reviewed,
        save,
        saved,
    )
    from kb.store import merge as merging
    from kb.store.duplicates import Duplicate
    from kb.store.merge import Choice, Merge
else:
    authority = Lazily("kb.store.authority")
    changes = Lazily("kb.store.changes")
    check = Lazily("kb.store.check")
    curate = Lazily("kb.store.curate")
    duplicates = Lazily("kb.store.duplicates")
    permit = Lazily("kb.store.permit")
    merging = Lazily("kb.store.merge")
    reviewed = Lazily("kb.store.reviewed")
    save = Lazily("kb.store.save")
    saved = Lazily("kb.store.saved")


class Store(Said):
    """A store that is open. Reading methods work on any; the others need one opened for writing.

    Use it as a context manager, or close it. Every method that changes something is one
    transaction and one changeset, done by `who`.
    """

    def __init__(self, path: Path, database: Database) -> None:
        self.path = path
        self.db = database

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> Store:
        """The store at `path`; for writing, one is made where there is none. Raises StoreError."""
        path = Path(path)
        opened = connection.connect(path) if write else connection.connect_for_reading(path)
        return cls(path, opened)

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def token(self) -> str:
        """What tells this store from every other."""
        row = first(self.db, "SELECT value FROM settings WHERE name = 'token'")
        return str(row["value"]) if row else ""

    @property
    def revision(self) -> int:
        """The number of the last change, 0 where there was none."""
        row = first(self.db, "SELECT max(id) AS n FROM changes")
        return int(row["n"] or 0) if row else 0

    def changed(self, since: int) -> Iterator[str]:
        """See kb.store.documents.changed."""
        return documents.changed(self.db, since)

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Doc]:
        """See kb.store.documents.documents."""
        return documents.documents(self.db, ids)

    def named(self, ids: Iterable[str]) -> list[Doc]:
        """The documents of articles and literature with these ids, in their order.

        The id of a record that was merged gives the record that it went into. Raises NotFound.
        """
        wanted = {identifier: merged.resolve(self.db, identifier) for identifier in ids}
        found = {doc["id"]: doc for doc in self.documents(wanted.values())}
        for identifier, now in wanted.items():
            if now not in found:
                raise NotFound(
                    f"there is no article or literature record {identifier}; kb search finds ids"
                )
        return [found[now] for now in wanted.values()]

    def record(self, identifier: str) -> Doc:
        """The document of an issue, an article or a literature record. Raises NotFound.

        The id of a record that was merged gives the record that it went into.
        """
        doc = changes.read(self.db, merged.resolve(self.db, identifier))
        if doc is None:
            raise NotFound(f"there is no record {identifier}; kb search finds ids")
        return doc

    def history(self, identifier: str) -> list[changes.Change]:
        """Every change of a record, the oldest first. Raises NotFound where there is none."""
        found = changes.history(self.db, identifier)
        if not found:
            raise NotFound(f"no change ever touched {identifier}; kb search finds ids")
        return found

    def findings(self) -> Iterator[str]:
        """See kb.store.check.findings."""
        return check.findings(self.db)

    def known(self, source: save.Source, parsers: Collection[str]) -> save.Saved | None:
        """See kb.store.save.known."""
        return save.known(self.db, source, parsers)

    def save(
        self, source: save.Source, document: Document, issue: Issue, home: str | None, who: str
    ) -> save.Saved:
        """See kb.store.save.save."""
        with connection.telling(self.path):
            return save.save(self.db, source, document, issue, home, who)

    def add(self, record: Record, who: str) -> tuple[str, int | None]:
        """See kb.store.curate.add."""
        with connection.telling(self.path):
            return curate.add(self.db, record, who)

    def import_items(
        self, items: Iterable[Mapping[str, Any]], who: str, name: str
    ) -> curate.Imported:
        """See kb.store.curate.import_items."""
        with connection.telling(self.path):
            return curate.import_items(self.db, items, who, name)

    def known_item(self, item: Mapping[str, Any]) -> curate.Known | None:
        """See kb.store.curate.known_item."""
        return curate.known_item(self.db, item)

    def edit(
        self, identifier: str, fields: Mapping[str, Any], who: str, why: str = "edit"
    ) -> int | None:
        """See kb.store.curate.edit."""
        with connection.telling(self.path):
            return curate.edit(self.db, identifier, fields, who, why)

    def remove(self, identifiers: Iterable[str], who: str) -> int | None:
        """See kb.store.curate.remove."""
        with connection.telling(self.path):
            return curate.remove(self.db, identifiers, who)

    def merge(
        self,
        keep: str,
        drop: str,
        chosen: Mapping[str, Choice],
        who: str,
        *,
        dry_run: bool = False,
    ) -> Merge:
        """See kb.store.merge.merge."""
        with connection.telling(self.path):
            return merging.merge(self.db, keep, drop, chosen, who, dry_run=dry_run)

    def merged_into(self, identifier: str) -> list[str]:
        """See kb.store.merged.merged_into."""
        return merged.merged_into(self.db, identifier)

    def distinct(self, one: str, other: str, who: str) -> int | None:
        """See kb.store.duplicates.distinct."""
        with connection.telling(self.path):
            return duplicates.distinct(self.db, one, other, who)

    def duplicates(
        self, least: float | None = None, ids: Iterable[str] | None = None
    ) -> list[Duplicate]:
        """See kb.store.duplicates.duplicates; `least` is what is likely, unless given."""
        bound = duplicates.LIKELY if least is None else least
        return duplicates.duplicates(self.db, bound, ids)

    def duplicates_of_change(self, change: int) -> list[Duplicate]:
        """See kb.store.duplicates.duplicates_of_change."""
        return duplicates.duplicates_of_change(self.db, change)

    def names(self, which: str, text: str = "") -> list[authority.Named]:
        """See kb.store.authority.names."""
        return authority.names(self.db, which, text)

    def merged_names(self) -> list[tuple[str, tuple[str, ...]]]:
        """The lists and the names that are counted together, the preferred one first: those that
        were merged, and those that were accepted from texts."""
        accepted = "SELECT 1 FROM reviewed_names WHERE status = 'accepted' LIMIT 1"
        merged = names.merged_names(self.db)
        return [*merged, *reviewed.accepted_names(self.db)] if first(self.db, accepted) else merged

    def suggestions(self, which: str, least: float) -> list[Suggestion]:
        """See kb.store.authority.suggestions."""
        return authority.suggestions(self.db, which, least)

    def merge_names(
        self, which: str, keep: str, drop: Sequence[str], who: str, *, dry_run: bool = False
    ) -> authority.NamesMerged:
        """See kb.store.authority.merge_names."""
        with connection.telling(self.path):
            return authority.merge_names(self.db, which, keep, drop, who, dry_run=dry_run)

    def distinct_names(self, which: str, one: str, other: str, who: str) -> int | None:
        """See kb.store.authority.distinct_names."""
        with connection.telling(self.path):
            return authority.distinct_names(self.db, which, one, other, who)

    def save_search(self, name: str, found: Mapping[str, Any], who: str) -> int | None:
        """See kb.store.saved.save_search."""
        with connection.telling(self.path):
            return saved.save_search(self.db, name, found, who)

    def saved_search(self, name: str) -> Doc:
        """See kb.store.saved.saved_search."""
        return saved.saved_search(self.db, name)

    def saved_searches(self) -> list[Doc]:
        """See kb.store.saved.saved_searches."""
        return saved.saved_searches(self.db)

    def changed_since(self, revision: int, ids: Sequence[str]) -> dict[str, Doc | None]:
        """See kb.store.saved.changed_since."""
        return saved.changed_since(self.db, revision, ids)

    def present(self, ids: Sequence[str]) -> set[str]:
        """See kb.store.saved.present."""
        return saved.present(self.db, ids)

    def became(self, ids: Sequence[str]) -> dict[str, str]:
        """See kb.store.saved.became."""
        return saved.became(self.db, ids)

    def sizes(self) -> dict[str, int]:
        """See kb.store.saved.sizes."""
        return dict(saved.sizes(self.db))

    def rights(self) -> dict[str, tuple[str, Rights | None]]:
        """See kb.store.permit.all_rights."""
        return permit.all_rights(self.db)

    def permit(self, key: str, rights: Rights, who: str, *, by_file: bool = False) -> int | None:
        """See kb.store.permit.permit and permit_by_file."""
        with connection.telling(self.path):
            said = permit.permit_by_file if by_file else permit.permit
            return said(self.db, key, rights, who)

    def undo(self, number: int, who: str) -> int | None:
        """Takes a change back; the number of the change that did. See kb.store.changes.undo."""
        with connection.telling(self.path):
            return changes.undo(self.db, number, who).number
