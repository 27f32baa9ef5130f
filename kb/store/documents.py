"""Records in bulk, with what an index or an export wants to know of where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from kb.lazily import Lazily
from kb.pages import pages_of
from kb.store.database import Database
from kb.store.merged import resolve
from kb.store.rows import Doc, rows

if TYPE_CHECKING:
    import kb.store.annotated as annotated
    import kb.store.variants as variants
else:
    annotated = Lazily("kb.store.annotated")
    variants = Lazily("kb.store.variants")

_ARTICLES = """
SELECT articles.*, sections.name AS section_name, issues.number, issues.language,
       issues.date AS issue_date, issues.publisher,
       issues.label AS issue_label, series.title AS series_title,
       details.json AS details, source_texts.pages,
       (SELECT json_group_array(name) FROM
           (SELECT sources.name FROM article_sources JOIN sources ON sources.id = source
            WHERE article = articles.id ORDER BY position)) AS sources
FROM articles
JOIN issues ON issues.id = articles.issue
JOIN details ON details.record = articles.id
LEFT JOIN source_texts ON source_texts.issue = issues.id
LEFT JOIN sections ON sections.id = articles.section
LEFT JOIN series ON series.id = issues.series
"""
_LITERATURE = """
SELECT literature.id, literature.language, literature.year, details.json AS details,
       journals.name AS journal_name,
       (SELECT json_group_array(name) FROM
           (SELECT DISTINCT authors.name FROM literature_authors JOIN authors ON authors.id = author
            WHERE literature = literature.id ORDER BY name)) AS author_names,
       (SELECT json_group_array(json_object(
            'issue', m.issue, 'series', series.title, 'number', issues.number,
            'label', issues.label, 'section', sections.name, 'raw', m.printed,
            'lines', json_array(m.first_line, m.last_line), 'starts', json(source_texts.pages)))
        FROM (SELECT * FROM mentions WHERE mentions.literature = literature.id
              ORDER BY issue, first_line) AS m
        JOIN issues ON issues.id = m.issue
        LEFT JOIN source_texts ON source_texts.issue = issues.id
        LEFT JOIN series ON series.id = issues.series
        LEFT JOIN sections ON sections.id = m.section) AS mentions
FROM literature JOIN details ON details.record = literature.id
LEFT JOIN journals ON journals.id = literature.journal
"""
_BATCH = 500


def documents(db: Database, ids: Iterable[str] | None = None) -> Iterator[Doc]:
    """The documents of articles and literature, all of them or those among `ids` that exist.

    An article's has series, number, publisher, language and issue_date of its issue; a literature
    record's has `journal` and `authors`, the names under which those are counted, and its mentions,
    [{"issue", "series", "number", "label", "section", "raw", "lines"}…]. Beside "lines" stands
    "pages", [first, last] too, None where the file has no pages.
    """
    if ids is None:
        yield from _select(db, " ORDER BY articles.issue, position", " ORDER BY literature.id", [])
        return
    remaining = iter(ids)
    while batch := list(islice(remaining, _BATCH)):
        among = " WHERE {}.id IN (SELECT value FROM json_each(?))"
        yield from _select(
            db, among.format("articles"), among.format("literature"), [json.dumps(batch)]
        )


def changed(db: Database, since: int) -> Iterator[str]:
    """The ids of articles and literature that a change after `since` touched, each once.

    A change of an issue touches its articles and what it lists, before and after; a merge touches
    both records, a variant those that have the name or are counted with it.
    """
    seen: set[str] = set()
    sql = "SELECT kind, record, before, after FROM changes WHERE id > ? ORDER BY id"
    for kind, record, before, after in db.conn.execute(sql, [since]).fetchall():
        for identifier in _touched(db, kind, record, before, after):
            if identifier not in seen:
                seen.add(identifier)
                yield identifier


def _touched(
    db: Database, kind: str, record: str, before: str | None, after: str | None
) -> Iterator[str]:
    docs = [json.loads(text) for text in (before, after) if text]
    if kind in ("article", "literature"):
        yield record
    elif kind == "issue":
        for (identifier,) in db.conn.execute("SELECT id FROM articles WHERE issue = ?", [record]):
            yield identifier
        for mention in (mention for doc in docs for mention in doc["references"]):
            if mention["literature"]:
                yield mention["literature"]
                yield resolve(db, mention["literature"])
    elif kind == "merged":
        yield from (record, *(doc["into"] for doc in docs))
    elif kind == "variant":
        names = {doc[name] for doc in docs for name in ("name", "preferred")}
        yield from sorted(variants.linked(db, docs[0]["list"], names))


def _select(db: Database, articles: str, literature: str, values: Sequence[str]) -> Iterator[Doc]:
    yield from (_article(row) for row in rows(db, _ARTICLES + articles, *values))
    yield from (_reference(row) for row in rows(db, _LITERATURE + literature, *values))


def _article(row: Doc) -> Doc:
    details = json.loads(row["details"])
    if by_hand := details.get("by_hand"):
        details.update({which: annotated.mentions(details, which) for which in by_hand})
    return {
        "kind": "article",
        "id": row["id"],
        "issue": row["issue"],
        "issue_label": row["issue_label"],
        "issue_date": row["issue_date"],
        "series": row["series_title"],
        "number": row["number"],
        "publisher": row["publisher"],
        "language": row["language"],
        "section": row["section_name"],
        "feature": row["feature"],
        "headline": row["headline"],
        "subtitle": row["subtitle"],
        "date": row["date"],
        "year": row["year"],
        "sources": json.loads(row["sources"]),
        "body": row["body"],
        "url": row["url"],
        "lines": [row["first_line"], row["last_line"]],
        "pages": pages_of(json.loads(row["pages"] or "[]"), (row["first_line"], row["last_line"])),
        **details,
    }


def _reference(row: Doc) -> Doc:
    details = json.loads(row["details"])
    return {
        "kind": "literature",
        "id": row["id"],
        "language": row["language"],
        "year": row["year"],
        "journal": row["journal_name"],
        "authors": json.loads(row["author_names"]),
        **details,
        "mentions": [_mention(mention) for mention in json.loads(row["mentions"])],
    }


def _mention(mention: Doc) -> Doc:
    starts = mention.pop("starts")
    return {**mention, "pages": pages_of(starts or (), mention["lines"])}
