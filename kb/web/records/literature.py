"""The page of a piece of literature: its citation, what is known of it, where it was listed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

import kb.web.records.fields as fields
import kb.web.records.mentioned as mentioned
import kb.web.records.meta as meta
import kb.web.records.works as works
from kb.web import record_exports, words
from kb.web.addresses import Addresses
from kb.web.record_exports import named

Shown = dict[str, Any]

# Other works are looked for among so many of each of the first authors; so many are shown.
AUTHORS, WORKS_EACH, SHOWN = 5, 40, 6

_WORKS_OF = """
SELECT DISTINCT literature FROM literature_authors
WHERE author = :author AND literature != :id LIMIT :most
"""
_SAME_JOURNAL = """
SELECT id FROM literature WHERE journal = :journal AND id != :id AND year <= :year
ORDER BY year DESC LIMIT :most
"""
_NAMES = """
SELECT role, author AS id, authors.name FROM literature_authors
JOIN authors ON authors.id = author WHERE literature = ? ORDER BY role, position
"""
_KEYWORDS = """
SELECT keyword AS id, keywords.name FROM literature_keywords
JOIN keywords ON keywords.id = keyword WHERE literature = ? ORDER BY position
"""
_JOURNAL = """
SELECT journals.id, journals.name, year FROM literature
JOIN journals ON journals.id = journal WHERE literature.id = ?
"""
_MERGED = "SELECT id, title FROM merged WHERE literature = ? ORDER BY id LIMIT 20"
_ISSUES = "SELECT id, date FROM issues WHERE id IN (SELECT value FROM json_each(?))"


def read(conn: sqlite3.Connection, key: str, addresses: Addresses) -> Shown | None:
    """What the page shows of a record by its id."""
    document = next(iter(named(conn, key)), None)
    if document is None or document["id"] != key or document["kind"] != "literature":
        return None
    csl = document["csl"]
    people: dict[str, list[Shown]] = {}
    for row in conn.execute(_NAMES, [key]):
        people.setdefault(row["role"], []).append(_linked("authors", row, addresses))
    journal = conn.execute(_JOURNAL, [key]).fetchone()
    keywords = [_linked("keywords", row, addresses) for row in conn.execute(_KEYWORDS, [key])]
    return {
        "trail": [(words.browsed("literature"), addresses.table("literature"))],
        "id": key,
        "title": csl.get("title") or key,
        "type": words.value("type", csl.get("type") or "document"),
        "citation": record_exports.citation(document),
        "styles": record_exports.styles(addresses, key),
        "downloads": record_exports.downloads(addresses, key),
        "fields": fields.fields(
            csl, people, _linked("journals", journal, addresses) if journal else None, keywords
        ),
        "meta": meta.tags(csl),
        "like": addresses.search([("like", key)]),
        "listed": _listed(conn, document, addresses),
        "imported": document.get("origin") == "import",
        "by_hand": document.get("origin") == "person",
        "corrected": [
            works.variable(name)
            for name, was in (document.get("edited") or {}).items()
            if csl.get(name) != was
        ],
        "merged": [dict(row) for row in conn.execute(_MERGED, [key])],
        "others": _others(conn, key, people, addresses),
        "journal": _same_journal(conn, key, journal, addresses),
        "history": addresses.table("changes", [("record", key)]),
        "json": f"{addresses.row('literature', key)}.json",
    }


def _linked(table: str, row: Mapping[str, Any], addresses: Addresses) -> Shown:
    return {"id": row["id"], "name": row["name"], "url": addresses.row(table, row["id"])}


def _listed(conn: sqlite3.Connection, document: Shown, addresses: Addresses) -> list[Shown]:
    """The issues that list the record, the newest first, with the words as printed."""
    mentions = document["mentions"]
    issues = mentioned.rows(conn, _ISSUES, [mention["issue"] for mention in mentions])
    dates = {row["id"]: row["date"] or "" for row in issues}
    return [
        {
            "issue": mention["label"] or mention["issue"],
            "url": addresses.row("issues", mention["issue"]),
            "date": words.date(dates.get(mention["issue"])),
            "section": mention["section"],
            "lines": words.lines(mention["lines"]),
            "source": addresses.lines(mention["issue"], *mention["lines"])
            if addresses.reads(mention["issue"])
            else None,
            "printed": mention["raw"],
        }
        for mention in sorted(mentions, key=lambda m: dates.get(m["issue"], ""), reverse=True)
    ]


def _others(
    conn: sqlite3.Connection,
    key: str,
    people: Mapping[str, list[Shown]],
    addresses: Addresses,
) -> list[Shown]:
    """Other works of the authors, those that share most of them first."""
    shared: dict[str, int] = {}
    for author in people.get("author", people.get("editor", []))[:AUTHORS]:
        values = {"author": author["id"], "id": key, "most": WORKS_EACH}
        for (work,) in conn.execute(_WORKS_OF, values):
            shared[work] = shared.get(work, 0) + 1
    best = sorted(shared, key=lambda work: (-shared[work], work))[:SHOWN]
    return [works.of(row, addresses) for row in mentioned.in_order(conn, mentioned.WORKS, best)]


def _same_journal(
    conn: sqlite3.Connection, key: str, journal: Mapping[str, Any] | None, addresses: Addresses
) -> list[Shown]:
    """Works of the same journal and year, or the years before."""
    if journal is None:
        return []
    values = {"journal": journal["id"], "id": key, "year": journal["year"], "most": SHOWN}
    ids = [row[0] for row in conn.execute(_SAME_JOURNAL, values)]
    found = mentioned.in_order(conn, mentioned.WORKS, ids)
    return [works.of(row, addresses, within=True) for row in found]
