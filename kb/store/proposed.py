"""Names that no authority knows: listed with their contexts, and what a librarian makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import kb.store.reannotate as reannotate
from kb.authorities import Authority, Reviewed
from kb.errors import NotFound
from kb.model import Annotations
from kb.store.changes import changing
from kb.store.database import Database
from kb.store.reviewed import authority_of, document_of, documents, reviewed_of
from kb.store.rows import Doc

CONTEXTS = 3


@dataclass(frozen=True, slots=True)
class Context:
    """A line of an article's source in which a name is proposed."""

    article: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name with the list that it may belong to, the number of articles that have it, and the
    first contexts. From a confidence of kb.model.CONFIDENT on it counts as found already."""

    list: str
    name: str
    kind: str | None
    articles: int
    confidence: float
    contexts: tuple[Context, ...]


def proposals(
    db: Database, which: str | None = None, least: float = 0.0, text: str = ""
) -> Iterator[Proposed]:
    """The names that wait for a decision, those in most articles first."""
    sql = """SELECT list, name, max(kind), count(DISTINCT article) AS articles, max(confidence)
             FROM proposals WHERE (:which IS NULL OR list = :which)
             AND instr(lower(name), lower(:text)) GROUP BY list, name
             HAVING max(confidence) >= :least
             ORDER BY articles DESC, max(confidence) DESC, list, name"""
    values = {"which": which, "least": least, "text": text}
    for of, name, kind, articles, confidence in db.conn.execute(sql, values).fetchall():
        found = tuple(_contexts(db, of, name))
        yield Proposed(of, name, kind, articles, confidence, found)


def _contexts(db: Database, which: str, name: str) -> Iterator[Context]:
    sql = """SELECT proposals.article, proposals.line, source_texts.text FROM proposals
             JOIN articles ON articles.id = proposals.article
             JOIN source_texts ON source_texts.issue = articles.issue
             WHERE list = ? AND proposals.name = ? ORDER BY proposals.article, proposals.line
             LIMIT ?"""
    for article, line, text in db.conn.execute(sql, [which, name, CONTEXTS]).fetchall():
        lines = text.split("\n")
        yield Context(article, line, lines[line - 1].strip() if line <= len(lines) else "")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that is to be made: its document, with it all that is decided, and the issues
    whose texts it may touch."""

    doc: Doc
    reviewed: Reviewed
    issues: tuple[str, ...]


def decide(
    db: Database, which: str, name: str, entry: Authority | None, note: str | None = None
) -> Decision:
    """What accepting a name as `entry`, or rejecting it, would be. Raises NotFound for a name that
    is rejected and that nothing proposes."""
    doc = document_of(which, name, entry, note)
    docs = {one["id"]: one for one in documents(db)}
    earlier = docs.get(doc["id"])
    after = reviewed_of([*{**docs, doc["id"]: doc}.values()])
    issues = set(_proposing(db, which, name))
    if entry is None and not issues and earlier is None:
        raise NotFound(f"nothing proposes {name} for {which}; kb authority proposals lists names")
    said = [name, *(entry.synonyms if entry else ())]
    if earlier and earlier["entry"]:
        said += authority_of(earlier["entry"]).synonyms
    issues.update(_saying(db, said))
    return Decision(doc, after, tuple(sorted(issues)))


def _proposing(db: Database, which: str, name: str) -> Iterator[str]:
    sql = """SELECT DISTINCT issue FROM proposals JOIN articles ON articles.id = article
             WHERE list = ? AND lower(proposals.name) = lower(?)"""
    yield from (issue for (issue,) in db.conn.execute(sql, [which, name]))


def _saying(db: Database, names: Sequence[str]) -> Iterator[str]:
    """The issues whose text has one of the names, however its lines break."""
    sql = """SELECT issue FROM source_texts WHERE EXISTS (SELECT 1 FROM json_each(?)
             WHERE instr(lower(replace(text, char(10), ' ')), lower(value)))"""
    yield from (issue for (issue,) in db.conn.execute(sql, [json.dumps(names)]))


def put(db: Database, decision: Decision, found: Mapping[str, Annotations], who: str) -> int | None:
    """Puts a decision with what it changes in articles, in one change. Its number."""
    doc = decision.doc
    why = f"{doc['status']} {doc['list']}: {doc['name']}"
    with changing(db, who, why) as changes:
        changes.put(doc)
        reannotate.put_into(changes, found)
    return changes.number
