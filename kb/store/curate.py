"""What a person does to records: add, import, edit, remove. Every act is one changeset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kb.errors import NotFound
from kb.model import Record
from kb.references.citekey import usable
from kb.references.csl import from_csl, to_csl
from kb.store.annotated import without_empty
from kb.store.changes import Changeset, changing, read
from kb.store.database import Database
from kb.store.ids import literature_id
from kb.store.linking import REMOVED, drop_if_unmentioned
from kb.store.literature import LITERATURE
from kb.store.match import same_work
from kb.store.merged import MERGED, merged_into, resolve
from kb.store.rows import Doc, first


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: ids by what became of them, and the number of the change."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    merged: tuple[str, ...]
    change: int | None


def add(db: Database, record: Record, who: str) -> tuple[str, int | None]:
    """A new record by a person; its id and the change's number."""
    with changing(db, who, "add") as changes:
        identifier = literature_id(db, record)
        changes.put(_doc(identifier, to_csl(record, identifier), "person"))
    return identifier, changes.number


def import_items(db: Database, items: Iterable[Mapping[str, Any]], who: str, name: str) -> Imported:
    """CSL-JSON items into the store, in one transaction.

    An item keeps its id where it is free. One that is stored already, word for word, under its id
    or the next ones, is left alone, so that importing a file twice changes nothing; so is one that
    was merged into another record.
    """
    added: list[str] = []
    unchanged: list[str] = []
    merged: list[str] = []
    with changing(db, who, f"import {name}") as changes:
        for item in items:
            known = known_item(db, item)
            if known is None:
                added.append(_import_one(changes, item))
            else:
                (merged if known.merged else unchanged).append(known.id)
    return Imported(tuple(added), tuple(unchanged), tuple(merged), changes.number)


def _import_one(changes: Changeset, item: Mapping[str, Any]) -> str:
    record = from_csl(item)
    wanted = item["id"] if usable(item.get("id")) else None
    identifier = literature_id(changes.db, record, wanted)
    csl = {**item, "id": identifier, "type": record.type}
    changes.put(_doc(identifier, csl, "import"))
    return identifier


class Known(NamedTuple):
    """The record that an item is, and whether it was merged into that."""

    id: str
    merged: bool = False


def known_item(db: Database, item: Mapping[str, Any]) -> Known | None:
    """The record that is this item word for word, as first imported or as it is now."""
    bare = {k: v for k, v in item.items() if k != "id"}
    record = from_csl(item)
    sql = """SELECT id FROM literature WHERE id = :id
             UNION ALL SELECT id FROM literature WHERE title = :title AND volume IS :volume
             AND issue IS :issue AND pages IS :page AND doi IS :DOI LIMIT 100"""
    values = {name: getattr(record, name) for name in ("title", "volume", "issue", "page", "DOI")}
    rows = db.conn.execute(sql, {**values, "id": str(item.get("id"))}).fetchall()
    for (identifier,) in rows:
        stored = LITERATURE.read(db, identifier)
        if stored and same_item(stored, bare):
            return Known(str(identifier))
    keep = _merged(db, str(item.get("id")), record.title, bare)
    return Known(keep, merged=True) if keep else None


def _merged(
    db: Database, identifier: str, title: str | None, bare: Mapping[str, Any]
) -> str | None:
    """The id of the record that an item went into when what it was imported as was merged."""
    sql = "SELECT id FROM merged WHERE id = ? UNION SELECT id FROM merged WHERE title = ? LIMIT 100"
    for (merged,) in db.conn.execute(sql, [identifier, title]).fetchall():
        doc = MERGED.read(db, merged)
        if doc and same_item(doc["was"], bare):
            return str(doc["into"])
    return None


def same_item(stored: Doc, bare: Mapping[str, Any]) -> bool:
    """Whether a record is an item, once what a person set since is taken back."""
    csl = {**stored["csl"], **stored["edited"]}
    mine = {k: v for k, v in csl.items() if k != "id" and v is not None}
    return mine == {"type": "document", **bare} and same_work(from_csl(csl), from_csl(bare))


def edit(
    db: Database, identifier: str, fields: Mapping[str, Any], who: str, why: str = "edit"
) -> int | None:
    """Sets fields of a record by hand; None takes a field out. The change's number.

    Fields of literature are CSL variables, those of an article the keys of its document. What the
    parse says of a field is kept beside the person's value, and a later parse does not touch it.
    """
    with changing(db, who, why) as changes:
        doc = _found(db, identifier)
        target = doc["csl"] if doc["kind"] == "literature" else doc
        for name, value in fields.items():
            doc["edited"].setdefault(name, target.get(name))
            if value is None and doc["kind"] == "literature":
                target.pop(name, None)
            else:
                target[name] = value
        changes.put(without_empty(doc))
    return changes.number


def remove(db: Database, identifiers: Iterable[str], who: str) -> int | None:
    """Takes issues, articles and records out, in one change that undo brings back."""
    with changing(db, who, "remove") as changes:
        for identifier in dict.fromkeys(identifiers):
            if identifier in changes.records:  # it went with what it belongs to
                continue
            doc = _found(db, identifier)
            _REMOVE[doc["kind"]](changes, doc)
    return changes.number


def _remove_issue(changes: Changeset, doc: Doc) -> None:
    rows = changes.db.conn.execute("SELECT id FROM articles WHERE issue = ?", [doc["id"]])
    for (article,) in rows.fetchall():
        changes.delete("article", article)
    changes.delete("issue", doc["id"])
    for mention in doc["references"]:
        drop_if_unmentioned(changes, mention["literature"])


def _remove_article(changes: Changeset, doc: Doc) -> None:
    """The issue remembers the article, so that a later parse does not bring it back."""
    issue = _found(changes.db, doc["issue"])
    changes.delete("article", doc["id"])
    removed = {"headline": doc["headline"], "lines": doc["lines"]}
    changes.put({**issue, "removed": {**issue["removed"], doc["id"]: removed}})


def _remove_literature(changes: Changeset, doc: Doc) -> None:
    """The issues that list the record, or one merged into it, keep the reference as printed."""
    merged = merged_into(changes.db, doc["id"])
    rows = changes.db.conn.execute(
        "SELECT DISTINCT issue FROM mentions WHERE literature = ?", [doc["id"]]
    )
    for (identifier,) in rows.fetchall():
        issue = _found(changes.db, identifier)
        references = [
            {**m, "literature": None, "problem": REMOVED}
            if m["literature"] in (doc["id"], *merged)
            else m
            for m in issue["references"]
        ]
        changes.put({**issue, "references": references})
    for identifier in merged:
        changes.delete("merged", identifier)
    changes.delete("literature", doc["id"])


_REMOVE = {
    "issue": _remove_issue,
    "article": _remove_article,
    "literature": _remove_literature,
}


def _found(db: Database, identifier: str) -> Doc:
    doc = read(db, identifier)
    if doc is None:
        raise NotFound(
            f"there is no record {identifier}{gone(db, identifier)}; kb search finds ids"
        )
    return doc


def gone(db: Database, identifier: str) -> str:
    """What became of a record that is not there, for a message; nothing where it never was."""
    change = first(db, "SELECT max(id) AS n FROM changes WHERE record = ?", identifier)
    if not change or not change["n"]:
        return ""
    into = resolve(db, identifier)
    if into != identifier:
        return f"; it was merged into {into} by change {change['n']}, so name that one"
    return f"; it was removed by change {change['n']}"


def _doc(identifier: str, csl: Doc, origin: str) -> Doc:
    return {"kind": "literature", "id": identifier, "csl": csl, "origin": origin, "edited": {}}
