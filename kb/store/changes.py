"""The one way in which the store changes: documents put and taken out, each a numbered row.

A changeset is what happens in one transaction. Its number is that of its first change; the number
of the last change of all is the store's revision.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from kb.errors import Conflict, NotFound
from kb.store.articles import ARTICLE
from kb.store.connection import immediate
from kb.store.database import Database
from kb.store.distinct import DISTINCT
from kb.store.issues import ISSUE
from kb.store.literature import LITERATURE
from kb.store.merged import MERGED
from kb.store.reviewed import REVIEWED
from kb.store.rights import RIGHTS
from kb.store.rows import Doc, Kind, insert
from kb.store.searches import SEARCH
from kb.store.variants import VARIANT

RECORDS: dict[str, Kind] = {"issue": ISSUE, "article": ARTICLE, "literature": LITERATURE}
"""What has a page of its own, and an id that no other record has."""
KINDS: dict[str, Kind] = {
    **RECORDS,
    "merged": MERGED,
    "distinct": DISTINCT,
    "variant": VARIANT,
    "search": SEARCH,
    "rights": RIGHTS,
    "reviewed": REVIEWED,
}

_ABSENT = object()
"""What stands for a field that a document does not have; None is a value."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of `changes`. `part_of` is the number of its changeset."""

    number: int
    part_of: int
    at: str
    who: str
    why: str
    kind: str
    record: str
    before: Doc | None
    after: Doc | None
    undoes: int | None


@dataclass
class Changeset:
    """The changes of one transaction, while it is open."""

    db: Database
    who: str
    why: str
    undoes: int | None = None
    number: int | None = None
    records: list[str] = field(default_factory=list)

    def put(self, doc: Doc) -> bool:
        """Puts a document where it differs from what is there; whether it did."""
        before = read(self.db, doc["id"], doc["kind"])
        if before == doc:
            return False
        KINDS[doc["kind"]].write(self.db, doc)
        self._note(doc["kind"], doc["id"], before, doc)
        return True

    def delete(self, kind: str, identifier: str) -> None:
        """Takes a document out."""
        before = read(self.db, identifier, kind)
        if before is not None:
            KINDS[kind].delete(self.db, identifier)
            self._note(kind, identifier, before, None)

    def _note(self, kind: str, record: str, before: Doc | None, after: Doc | None) -> None:
        row = {
            "part_of": self.number or 0,
            "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "who": self.who,
            "why": self.why,
            "kind": kind,
            "record": record,
            "before": _json(before),
            "after": _json(after),
            "undoes": self.undoes,
        }
        number = insert(self.db, "changes", row)
        self.records.append(record)
        if self.number is None:
            self.number = number
            self.db.conn.execute("UPDATE changes SET part_of = id WHERE id = ?", [number])


@contextmanager
def changing(db: Database, who: str, why: str, undoes: int | None = None) -> Iterator[Changeset]:
    """A changeset in a transaction of its own; where it fails, nothing of it is left."""
    with immediate(db):
        yield Changeset(db, who, why, undoes)


def read(db: Database, identifier: str, kind: str | None = None) -> Doc | None:
    """The document of a kind with that id, or the record that has it."""
    kinds = [KINDS[kind]] if kind else RECORDS.values()
    found = (one.read(db, identifier) for one in kinds)
    return next((doc for doc in found if doc is not None), None)


def history(db: Database, identifier: str) -> list[Change]:
    """Every change of a record, the oldest first."""
    return _changes(db, "record = ?", [identifier])


def changeset(db: Database, number: int) -> list[Change]:
    """The whole changeset that a change belongs to: what was done together is undone together."""
    rows = _changes(db, "part_of = (SELECT part_of FROM changes WHERE id = ?)", [number])
    if not rows:
        raise NotFound(f"there is no change {number}; kb history ID lists those of a record")
    return rows


def undo(db: Database, number: int, who: str) -> Changeset:
    """Takes a change or a changeset back, by changes of its own, which can be undone in turn.

    Fields that a later change touched are left as they are now where they do not clash. Raises
    Conflict where they do, and then nothing is changed. A record that others have come to use since
    it was made is not taken out.
    """
    rows = changeset(db, number)
    merged = {row.record for row in rows if row.kind == "merged" and row.before is not None}
    try:
        with changing(db, who, f"undo change {number}", undoes=number) as changes:
            for row in reversed(rows):
                _undo_one(changes, row, merged_again=row.record in merged)
    except sqlite3.IntegrityError as error:  # a key that points to what is gone
        raise Conflict(
            f"change {number} cannot be undone: it needs records that a later change removed; "
            "undo that first (kb history ID lists the changes of a record)"
        ) from error
    return changes


def _undo_one(changes: Changeset, change: Change, *, merged_again: bool) -> None:
    """Takes one change back. What uses a record that is merged again goes over with it."""
    now = read(changes.db, change.record, change.kind)
    if now is not None and change.after is not None and change.before is not None:
        changes.put(_restored(change, change.before, change.after, now))
    elif now != change.after:
        raise _conflict(changes.db, change)
    elif change.before is not None:
        changes.put(change.before)
    elif merged_again or not KINDS[change.kind].used(changes.db, change.record):
        changes.delete(change.kind, change.record)


def _restored(change: Change, before: Doc, after: Doc, now: Doc) -> Doc:
    """`now` with the difference from `before` to `after` taken back, field by field."""
    result = dict(now)
    for name in {**before, **after}:
        old, new, current = (doc.get(name, _ABSENT) for doc in (before, after, now))
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict) and isinstance(current, dict):
            result[name] = _restored(change, old, new, current)
        elif current != new:
            raise Conflict(
                f"change {change.number} of {change.record} cannot be undone: its {name} was "
                f"changed later; undo that first (kb history {change.record})"
            )
        elif old is _ABSENT:
            del result[name]
        else:
            result[name] = old
    return result


def _conflict(db: Database, change: Change) -> Conflict:
    later = [c.number for c in history(db, change.record) if c.number > change.number]
    return Conflict(
        f"change {change.number} of {change.record} cannot be undone: change "
        f"{later[-1] if later else '?'} came later; undo that first (kb history {change.record})"
    )


def _changes(db: Database, where: str, values: Sequence[Any]) -> list[Change]:
    sql = f"""SELECT id, part_of, at, who, why, kind, record, before, after, undoes FROM changes
              WHERE {where} ORDER BY id"""
    return [_change(row) for row in db.conn.execute(sql, values)]


def _change(row: tuple[Any, ...]) -> Change:
    number, part_of, at, who, why, kind, record, before, after, undoes = row
    documents = (_doc(before), _doc(after))
    return Change(number, part_of, at, who, why, kind, record, *documents, undoes)


def _doc(text: str | None) -> Doc | None:
    return None if text is None else json.loads(text)


def _json(doc: Doc | None) -> str | None:
    return None if doc is None else json.dumps(doc, ensure_ascii=False)
