"""What the text of an article says, to rows and back: names with link tables, amounts, dates,
flags.

In an article's document these are lists under the names of the tables, left out where they are
empty;
so documents of articles that were stored before there were annotations stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from kb.annotate.flags.codes import codes
from kb.confidence import CONFIDENT
from kb.folding import fold
from kb.model import Annotations
from kb.store.database import Database
from kb.store.rows import Doc, insert

LINKED = {
    "places": "place",
    "countries": "country",
    "organisations": "organisation",
    "programmes": "programme",
}
"""Lists of names, and what one of each is called in its link table."""
LISTS = (*LINKED, "amounts", "deadlines", "flags")
DECISIONS = "decisions"
BY_HAND = "by_hand"
"""Links that a person added or took out: {list: {name: the mention, None where it is out}}."""
OF_PERSONS = (DECISIONS, BY_HAND)
KEYS = (*LISTS, *OF_PERSONS)
_OF_A_NAME = {
    "places": ("name", "kind", "country", "region", "ko", "latitude", "longitude"),
    "countries": ("name", "code", "ko"),
    "organisations": ("name", "kind", "ko"),
    "programmes": ("name", "kind", "ko"),
}
_CODE = """INSERT INTO flag_codes VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET meaning = excluded.meaning"""
STATUSES = ("accepted", "rejected", "noted")


def document(found: Annotations) -> Doc:
    """Annotations as the lists of an article's document; what says nothing is left out."""
    lists = {name: [_short(one) for one in values] for name, values in asdict(found).items()}
    return {name: values for name, values in lists.items() if values}


def _short(one: Mapping[str, Any]) -> Doc:
    return {k: v for k, v in one.items() if v is not None and v is not False}


def without_empty(doc: Doc) -> Doc:
    """The document without lists that are empty, as it is read again."""
    return {k: v for k, v in doc.items() if k not in KEYS or v}


def flag_key(flag: Mapping[str, Any]) -> str:
    """What a flag is known by when the article is annotated again: its code and its evidence."""
    return f"{flag['code']} {fold(flag['evidence'])}"


def mentions(doc: Doc, which: str) -> list[Doc]:
    """The mentions of a list, with what a person added and without what a person took out."""
    by_hand = (doc.get(BY_HAND) or {}).get(which) or {}
    said = [one for one in doc.get(which) or () if one["name"] not in by_hand]
    return [*said, *(one for one in by_hand.values() if one is not None)]


def links(doc: Doc, which: str) -> dict[tuple[Any, ...], Doc]:
    """The first mention of each name of a list that counts as found."""
    found: dict[tuple[Any, ...], Doc] = {}
    for one in mentions(doc, which):
        if one.get("confidence", 1.0) >= CONFIDENT:
            found.setdefault((one["name"], one.get("country"), one.get("region")), one)
    return found


def write(db: Database, doc: Doc) -> None:
    """Puts the rows of an article's annotations; it has none before."""
    article = doc["id"]
    for which, one in LINKED.items():
        written: set[int] = set()
        for mention in links(doc, which).values():
            key = _name(db, which, mention)
            if key not in written:
                written.add(key)
                place = {"line": mention.get("line"), "printed": mention.get("surface")}
                insert(db, f"article_{which}", {"article": article, one: key, **place})
        for mention in mentions(doc, which):
            if mention.get("proposed"):
                _write_proposal(db, article, which, mention)
    decided = doc.get(DECISIONS) or {}
    rejected = {key for key, said in decided.items() if said["status"] == "rejected"}
    doubted = {f["code"] for f in doc.get("flags") or () if flag_key(f) not in rejected}
    for amount in doc.get("amounts") or ():
        suspect = amount.get("suspect")
        _insert(
            db, "amounts", article, {**amount, "suspect": suspect if suspect in doubted else None}
        )
    for deadline in doc.get("deadlines") or ():
        _insert(db, "deadlines", article, deadline)
    for flag in doc.get("flags") or ():
        said = decided.get(flag_key(flag), {})
        _insert(db, "flags", article, {**flag, "code": _code(db, flag["code"]), **said})


def _insert(db: Database, table: str, article: str, row: Doc) -> None:
    columns = {"surface": "printed", "when": "date"}
    insert(db, table, {"article": article, **{columns.get(k, k): v for k, v in row.items()}})


def _write_proposal(db: Database, article: str, which: str, mention: Doc) -> None:
    row = {name: mention.get(name) for name in ("name", "kind", "line", "confidence")}
    insert(
        db, "proposals", {"article": article, "list": which, **row, "printed": mention["surface"]}
    )


def _code(db: Database, code: str) -> str:
    meaning = codes().get(code, code)
    db.conn.execute(_CODE, [code, code, meaning])
    return code


def _name(db: Database, which: str, mention: Doc) -> int:
    """The key of a name, a new one where the table has it not; its other columns as they are
    now.
    """
    columns = _OF_A_NAME[which]
    same = ("name", "country", "region") if which == "places" else ("name",)
    values = {column: mention.get("country" if column == "code" else column) for column in columns}
    where = " AND ".join(f"{column} IS :{column}" for column in same)
    row = db.conn.execute(f"SELECT id FROM {which} WHERE {where}", values).fetchone()
    if row is None:
        return insert(db, which, values)
    changes = ", ".join(f"{column} = coalesce(:{column}, {column})" for column in columns)
    db.conn.execute(f"UPDATE {which} SET {changes} WHERE id = :id", {**values, "id": row[0]})
    return int(row[0])


def delete(db: Database, article: str) -> None:
    """Takes the rows of an article's annotations out, and the names that nobody else uses."""
    for which, one in LINKED.items():
        rows = db.conn.execute(f"SELECT {one} FROM article_{which} WHERE article = ?", [article])
        keys = [key for (key,) in rows.fetchall()]
        db.conn.execute(f"DELETE FROM article_{which} WHERE article = ?", [article])
        _drop_unused(db, which, one, keys)
    for table in ("proposals", "amounts", "deadlines", "flags"):
        db.conn.execute(f"DELETE FROM {table} WHERE article = ?", [article])


def _drop_unused(db: Database, which: str, one: str, keys: Iterable[int]) -> None:
    for key in keys:
        used = f"EXISTS (SELECT 1 FROM article_{which} WHERE {one} = :key)"
        db.conn.execute(f"DELETE FROM {which} WHERE id = :key AND NOT {used}", {"key": key})
