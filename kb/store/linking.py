"""The references of an issue: each is linked to the record of its work, which is put where new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.model import Issue, Record
from kb.references.csl import from_csl, to_csl
from kb.store.changes import Changeset
from kb.store.database import Database
from kb.store.ids import literature_id
from kb.store.literature import LITERATURE, used
from kb.store.match import match_references, same_work
from kb.store.merged import MERGED, resolve
from kb.store.rows import Doc, first

REMOVED = "removed by hand"


def mentions(changes: Changeset, issue: Issue, before: Doc | None) -> Iterator[Doc]:
    """The issue's references, each linked to its literature record, which is put where new."""
    old = before["references"] if before else []
    matched = match_references(old, issue.references)
    for reference, partner in zip(issue.references, matched, strict=True):
        linked, problem = None, reference.problem
        if partner and partner["problem"] == REMOVED:
            problem = REMOVED
        elif reference.record:
            linked = _literature(changes, reference.record, partner)
        yield {
            "lines": list(reference.lines),
            "raw": reference.raw,
            "section": reference.section,
            "literature": linked,
            "problem": problem,
        }


def _literature(changes: Changeset, record: Record, partner: Doc | None) -> str:
    """The id that a reference is linked to: its own from before, the same work's, or a new one.

    That of a record that was merged stays the link; the record is then the one it went into.
    """
    link: str | None = partner["literature"] if partner else None
    stored = _resolved(changes.db, link) if link else None
    if stored is None:
        link = _same_work(changes.db, record) or literature_id(changes.db, record)
        stored = _resolved(changes.db, link)
    if stored is None or (
        stored["origin"] == "issue" and _mentioned_once(changes.db, stored["id"])
    ):
        changes.put(_curated_literature(resolve(changes.db, str(link)), record, stored))
    return str(link)


def _resolved(db: Database, identifier: str) -> Doc | None:
    return LITERATURE.read(db, resolve(db, identifier))


def _curated_literature(identifier: str, record: Record, stored: Doc | None) -> Doc:
    csl = to_csl(record, identifier)
    edited = stored["edited"] if stored else {}
    for name in edited:
        edited = {**edited, name: csl.get(name)}
        _set(csl, name, (stored or {})["csl"].get(name))
    return {
        "kind": "literature",
        "id": identifier,
        "csl": csl,
        "origin": "issue",
        "edited": edited,
    }


def _set(csl: Doc, name: str, value: Any) -> None:
    if value is None:
        csl.pop(name, None)
    else:
        csl[name] = value


def _same_work(db: Database, record: Record) -> str | None:
    """The id of the stored record that is surely of the same work, or was before it was merged."""
    alike = "title = ? COLLATE NOCASE OR doi = ? COLLATE NOCASE"
    for table, kind in (("literature", LITERATURE), ("merged", MERGED)):
        sql = f"SELECT id FROM {table} WHERE {alike}"
        for (identifier,) in db.conn.execute(sql, [record.title, record.DOI]).fetchall():
            stored = kind.read(db, identifier)
            if stored and same_work(from_csl(stored.get("was", stored)["csl"]), record):
                return str(identifier)
    return None


def _mentioned_once(db: Database, identifier: str) -> bool:
    sql = "SELECT count(*) AS n FROM mentions WHERE literature = ?"
    row = first(db, sql, identifier)
    return row is None or int(row["n"]) <= 1


def drop_unmentioned(changes: Changeset, before: Doc) -> None:
    """Takes out what only the earlier text listed, unless a person has worked on it."""
    for mention in before["references"]:
        drop_if_unmentioned(changes, mention["literature"])


def drop_if_unmentioned(changes: Changeset, identifier: str | None) -> None:
    """Takes a record out that came from an issue, is used no more, and that nobody edited."""
    stored = LITERATURE.read(changes.db, identifier) if identifier else None
    if stored is None or stored["origin"] != "issue" or stored["edited"]:
        return
    if not used(changes.db, stored["id"]):
        changes.delete("literature", stored["id"])
