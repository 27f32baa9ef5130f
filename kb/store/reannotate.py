"""Annotations of what is stored: made anew, decided about by persons, and looked up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.errors import NotFound
from kb.model import Annotations
from kb.store.annotated import DECISIONS, LISTS, STATUSES, document, flag_key, without_empty
from kb.store.articles import ARTICLE
from kb.store.changes import Changeset, changing, read
from kb.store.database import Database
from kb.store.rows import Doc, first

_SETTING = "annotated by"
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Stored:
    """An issue's text, with where its articles lie in it and their dates."""

    issue: str
    lines: tuple[str, ...]
    issued: str | None
    articles: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    dates: tuple[str | None, ...]


def annotated_by(db: Database) -> str | None:
    """What annotated the store last, as a text that changes when annotating does."""
    row = first(db, "SELECT value FROM settings WHERE name = ?", _SETTING)
    return str(row["value"]) if row else None


def remember(db: Database, annotator: str) -> None:
    """Notes what annotated the store; this is no change of a record."""
    with db.conn:
        db.conn.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", [_SETTING, annotator])


def stored(db: Database, among: Iterable[str] | None = None) -> Iterator[Stored]:
    """The issues with their texts, one after the other; those of `among` alone."""
    sql = """SELECT id, date FROM issues
             WHERE :among IS NULL OR id IN (SELECT value FROM json_each(:among)) ORDER BY id"""
    wanted = {"among": None if among is None else json.dumps(list(among))}
    issues = db.conn.execute(sql, wanted).fetchall()
    for issue, issued in issues:
        source = first(db, "SELECT text FROM source_texts WHERE issue = ?", issue)
        rows = db.conn.execute(
            "SELECT id, first_line, last_line, date FROM articles WHERE issue = ? ORDER BY "
            "position",
            [issue],
        ).fetchall()
        if source and rows:
            yield Stored(
                issue,
                tuple(source["text"].split("\n")),
                issued,
                tuple(row[0] for row in rows),
                tuple((row[1], row[2]) for row in rows),
                tuple(row[3] for row in rows),
            )


def put(db: Database, found: Mapping[str, Annotations], who: str) -> int | None:
    """Puts the annotations of articles, in one change; lists that a person set stay. Its number."""
    with changing(db, who, "annotate") as changes:
        put_into(changes, found)
    return changes.number


def put_into(changes: Changeset, found: Mapping[str, Annotations]) -> None:
    """Puts the annotations of articles as a part of a change."""
    for article, said in found.items():
        doc = ARTICLE.read(changes.db, article)
        if doc is not None:
            changes.put(_renewed(doc, document(said)))


def _renewed(doc: Doc, lists: Doc) -> Doc:
    renewed = {**doc, "edited": dict(doc["edited"])}
    for name in LISTS:
        if name in doc["edited"]:
            renewed["edited"][name] = lists.get(name)
        else:
            renewed[name] = lists.get(name)
    return without_empty(renewed)


def decide(
    db: Database, article: str, number: int, status: str, note: str | None, who: str
) -> int | None:
    """Accepts, rejects or notes the flag of an article with that number, from 1, or opens it again;
    the change's number.

    What was decided stays when the article is annotated again, as long as the flag has its
    evidence.
    """
    if status not in (*STATUSES, OPEN):
        raise ValueError(status)
    with changing(db, who, f"{status} flag {number}") as changes:
        doc = read(db, article, "article")
        if doc is None:
            raise NotFound(f"there is no article {article}; kb flag list shows those with flags")
        flags = doc.get("flags") or []
        if not 1 <= number <= len(flags):
            raise NotFound(f"{article} has {len(flags)} flags; kb flag list {article} numbers them")
        decided = dict(doc.get(DECISIONS) or {})
        key = flag_key(flags[number - 1])
        if status == OPEN:
            decided.pop(key, None)
        else:
            decided[key] = {"status": status, **({"note": note} if note else {})}
        changes.put(without_empty({**doc, DECISIONS: decided}))
    return changes.number


def flagged(db: Database, article: str | None = None) -> Iterator[tuple[str, int, Doc]]:
    """The flags of the store or of an article, each with the article and its number there."""
    sql = "SELECT id FROM articles WHERE flags > 0 AND (? IS NULL OR id = ?) ORDER BY id"
    for (identifier,) in db.conn.execute(sql, [article, article]).fetchall():
        doc = ARTICLE.read(db, identifier) or {}
        decided = doc.get(DECISIONS) or {}
        for number, flag in enumerate(doc.get("flags") or (), 1):
            said = decided.get(flag_key(flag), {"status": OPEN})
            yield identifier, number, {**flag, **said}
