"""An issue goes into the store: decide what is new, changed and gone, and put that."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import kb.store.annotated as annotated
from kb.model import Annotations, Article, Document, Issue
from kb.store.articles import ARTICLE
from kb.store.changes import Changeset, changing, read
from kb.store.database import Database
from kb.store.ids import another, article_numbers, issue_id
from kb.store.issues import ISSUE
from kb.store.linking import drop_unmentioned, mentions
from kb.store.match import match_articles, match_references
from kb.store.rows import Doc, first


@dataclass(frozen=True, slots=True)
class Source:
    """Where an issue was read from, and by what: `parser` changes when parsing does.

    `family` is the file name of the family that knew the issue.
    """

    path: str
    sha256: str
    parser: str = ""
    family: str | None = None

    @classmethod
    def of(cls, path: Path, data: bytes) -> Source:
        name = os.fsencode(path).decode("utf-8", errors="replace")
        return cls(name, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did: `status` is "new", "replaced" or "unchanged"; `change` is its number."""

    id: str
    status: str
    change: int | None
    articles: int
    references: int


def known(db: Database, source: Source, parsers: Collection[str]) -> Saved | None:
    """The issue that was read from the same bytes by one of `parsers`, if there is one.

    Of an issue that lies in two files (a text and a page), the one that was read last is in the
    store; the other is known too, as long as neither changes.
    """
    sql = """SELECT issue FROM source_texts WHERE sha256 = ?
             AND parser IN (SELECT value FROM json_each(?))"""
    among = json.dumps(sorted(parsers))
    row = first(db, sql, source.sha256, among) or _other_file(db, source, among)
    return _saved(db, row["issue"], "unchanged", None) if row else None


def _other_file(db: Database, source: Source, parsers: str) -> Doc | None:
    """The issue that this very file gave before another file gave it again, both still valid."""
    sql = """SELECT c.record AS issue FROM changes AS c
             JOIN source_texts AS s ON s.issue = c.record AND s.path <> :path
             WHERE c.kind = 'issue' AND json_extract(c.after, '$.source.sha256') = :sha256
             AND json_extract(c.after, '$.source.path') = :path
             AND json_extract(c.after, '$.source.parser') IN (SELECT value FROM json_each(:parsers))
             AND s.parser IN (SELECT value FROM json_each(:parsers))
             AND NOT EXISTS (SELECT 1 FROM changes AS u WHERE u.undoes = c.part_of)"""
    named = {"path": source.path, "sha256": source.sha256, "parsers": parsers}
    cursor = db.conn.execute(sql, named)
    row = cursor.fetchone()
    return {"issue": row[0]} if row else None


def save(
    db: Database, source: Source, document: Document, issue: Issue, home: str | None, who: str
) -> Saved:
    """Puts an issue in one transaction, over what the store has of it.

    Articles and references keep the ids that they had; what a person set or removed stays so; an
    unrelated issue that has the id already keeps it. `home` is the newsletter's usual language.
    """
    with changing(db, who, f"ingest {source.path}") as changes:
        identifier, before = _place(db, source, issue, home)
        doc = _issue_doc(identifier, source, document, issue, before)
        old = list(_stored_articles(db, identifier))
        matched = match_articles([*old, *_removed(doc)], issue.articles)
        doc["removed"] = _still_removed(doc, issue, matched)
        doc["references"] = list(mentions(changes, issue, before))
        changes.put(doc)
        _put_articles(changes, doc, issue, old, matched)
        if before is not None:
            drop_unmentioned(changes, before)
    status = "unchanged" if changes.number is None else "new" if before is None else "replaced"
    return _saved(db, identifier, status, changes.number)


def _place(db: Database, source: Source, issue: Issue, home: str | None) -> tuple[str, Doc | None]:
    """The id for an issue, and the document that the store has under it."""
    identifier = issue_id(issue.masthead, Path(source.path).stem, home)
    before = ISSUE.read(db, identifier)
    if before is not None and not _related(db, before, source, issue):
        return another(db, identifier), None
    return identifier, before


def _related(db: Database, before: Doc, source: Source, issue: Issue) -> bool:
    """Whether a file can be a corrected form of a stored issue: it shares a path or any record."""
    if before["source"]["path"] == source.path or before["source"]["sha256"] == source.sha256:
        return True
    old = [*_stored_articles(db, before["id"]), *_removed(before)]
    shared = match_articles(old, issue.articles) + match_references(
        before["references"], issue.references
    )
    return any(shared) or not (old or before["references"])


def _issue_doc(
    identifier: str, source: Source, document: Document, issue: Issue, before: Doc | None
) -> Doc:
    masthead = asdict(replace(issue.masthead, inferred=()))
    text = {"media_type": document.media_type, "encoding": document.encoding, "text": document.text}
    pages = {"pages": list(document.pages)} if document.pages else {}
    return {
        "kind": "issue",
        "id": identifier,
        **masthead,
        "lines": _lines(masthead["lines"]),
        "inferred": list(issue.masthead.inferred),
        "headings": [{"text": h.text, "lines": _lines(h.lines)} for h in issue.headings],
        "furniture": [{"kind": f.kind, "lines": _lines(f.lines)} for f in issue.furniture],
        "removed": before["removed"] if before else {},
        "source": {**_read_by(source), **text, **pages},
    }


def _read_by(source: Source) -> Doc:
    return {k: v for k, v in asdict(source).items() if k != "family" or v is not None}


def _still_removed(doc: Doc, issue: Issue, matched: list[Doc | None]) -> Doc:
    """What a person took out, with the lines where it stands in the text now."""
    pairs = zip(matched, issue.articles, strict=True)
    spans = {partner["id"]: article.lines for partner, article in pairs if partner}
    return {
        identifier: {**removed, "lines": _lines(spans.get(identifier))}
        for identifier, removed in doc["removed"].items()
    }


def _put_articles(
    changes: Changeset, doc: Doc, issue: Issue, old: list[Doc], matched: list[Doc | None]
) -> None:
    """Puts the issue's articles, each under the id that it had; takes out those that are gone."""
    kept = {partner["id"] for partner in matched if partner}
    for gone in old:
        if gone["id"] not in kept:
            changes.delete("article", gone["id"])
    numbers = article_numbers(changes.db, doc["id"])
    for position, (article, partner) in enumerate(zip(issue.articles, matched, strict=True), 1):
        identifier = partner["id"] if partner else f"{doc['id']}-{next(numbers):02}"
        if identifier not in doc["removed"]:
            new = _article_doc(identifier, doc["id"], position, article)
            changes.put(_curated(new, partner))


def _article_doc(identifier: str, issue: str, position: int, article: Article) -> Doc:
    fields = asdict(replace(article, annotations=Annotations()))
    del fields["annotations"]
    return {
        "kind": "article",
        "id": identifier,
        "issue": issue,
        "position": position,
        **fields,
        "lines": _lines(article.lines),
        "sources": list(dict.fromkeys(article.sources)),
        "links": [asdict(link) for link in article.links],
        "credits": list(article.credits),
        "edited": {},
        **annotated.document(article.annotations),
    }


def _curated(new: Doc, old: Doc | None) -> Doc:
    """The parse's document with what a person set; the parse's opinion is kept beside it."""
    for name in (old or {}).get("edited", {}):
        new["edited"][name] = new.get(name)
        new[name] = (old or {}).get(name)
    new |= {key: old[key] for key in annotated.OF_PERSONS if old and old.get(key)}
    return annotated.without_empty(new)


def _stored_articles(db: Database, issue: str) -> Iterator[Doc]:
    rows = db.conn.execute("SELECT id FROM articles WHERE issue = ? ORDER BY position", [issue])
    for (identifier,) in rows.fetchall():
        doc = ARTICLE.read(db, identifier)
        if doc is not None:
            yield doc


def _removed(doc: Doc) -> list[Doc]:
    """The articles that a person took out of an issue, as far as they are remembered."""
    return [{"id": i, "headline": gone["headline"]} for i, gone in doc["removed"].items()]


def _lines(span: Any) -> list[int] | None:
    return None if span is None else list(span)


def _saved(db: Database, identifier: str, status: str, change: int | None) -> Saved:
    doc = read(db, identifier, "issue")
    count = first(db, "SELECT count(*) AS n FROM articles WHERE issue = ?", identifier)
    references = len(doc["references"]) if doc else 0
    return Saved(identifier, status, change, count["n"] if count else 0, references)
