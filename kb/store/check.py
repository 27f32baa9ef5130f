"""Whether the store holds together: SQLite's own checks, and that every line is accounted for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from kb.store.annotated import LINKED, links
from kb.store.database import Database
from kb.store.keys import outdated
from kb.store.rows import first, read_details

_DETAILED = (
    ("issue", "issues"),
    ("article", "articles"),
    ("literature", "literature"),
    ("merged", "merged"),
)
_TABLES = (
    *_DETAILED,
    ("distinct", "not_duplicates"),
    ("variant", "variants"),
    ("rights", "rights"),
    ("reviewed", "reviewed_names"),
)


def findings(db: Database) -> Iterator[str]:
    """What is wrong with the store, a sentence each; none where all is well."""
    yield from _sound(db)
    yield from _details(db)
    yield from _history(db)
    yield from _works(db)
    yield from _names(db)
    yield from _annotations(db)
    for (issue,) in db.conn.execute("SELECT id FROM issues ORDER BY id").fetchall():
        yield from _lines(db, issue)


def _sound(db: Database) -> Iterator[str]:
    for (message,) in db.conn.execute("PRAGMA integrity_check").fetchall():
        if message != "ok":
            yield f"SQLite: {message}"
    for table, rowid, parent, _ in db.conn.execute("PRAGMA foreign_key_check").fetchall():
        yield f"{table}: row {rowid} points to a row of {parent} that does not exist"


def _details(db: Database) -> Iterator[str]:
    union = " UNION ALL ".join(f"SELECT id FROM {table}" for _, table in _DETAILED)
    sql = f"""SELECT id FROM ({union}) EXCEPT SELECT record FROM details"""
    for (identifier,) in db.conn.execute(sql).fetchall():
        yield f"{identifier}: its details are missing"
    sql = f"""SELECT record FROM details EXCEPT SELECT id FROM ({union})"""
    for (identifier,) in db.conn.execute(sql).fetchall():
        yield f"{identifier}: there are details of a record that does not exist"


def _history(db: Database) -> Iterator[str]:
    """The last change of a record says whether it exists."""
    sql = """SELECT record, after IS NOT NULL FROM changes JOIN
             (SELECT max(id) AS last FROM changes WHERE kind = ? GROUP BY record) ON id = last"""
    for kind, table in _TABLES:
        said = {record for record, exists in db.conn.execute(sql, [kind]).fetchall() if exists}
        stored = {i for (i,) in db.conn.execute(f"SELECT id FROM {table}").fetchall()}
        for identifier in sorted(said ^ stored):
            yield f"{identifier}: its last change does not agree with the table {table}"


def _works(db: Database) -> Iterator[str]:
    """A mention stands at the record that it is linked to, or at the one that this went into."""
    sql = """SELECT issue, first_line FROM mentions LEFT JOIN merged ON merged.id = linked
             WHERE mentions.literature IS NOT coalesce(merged.literature, linked)"""
    for issue, line in db.conn.execute(sql).fetchall():
        yield f"{issue}: the reference at line {line} does not stand at the record it is linked to"
    sql = "SELECT id FROM merged WHERE id IN (SELECT id FROM literature)"
    for (identifier,) in db.conn.execute(sql).fetchall():
        yield f"{identifier}: is a record, and merged into another one as well"
    for identifier in outdated(db):
        yield f"{identifier}: its match keys are not those of its fields"


def _names(db: Database) -> Iterator[str]:
    """Nothing is counted under a name that is a variant of another."""
    for table in ("authors", "journals"):
        sql = f"""SELECT name FROM {table} WHERE name IN (SELECT name FROM variants WHERE list = :t)
                  UNION SELECT preferred FROM variants
                  WHERE list = :t AND preferred IN (SELECT name FROM variants WHERE list = :t)"""
        for (name,) in db.conn.execute(sql, {"t": table}).fetchall():
            yield f"{name}: is a variant, yet {table} are counted under it"


def _annotations(db: Database) -> Iterator[str]:
    """The rows of what the text says are those of the articles' documents."""
    for table in ("amounts", "deadlines", "flags"):
        sql = f"""SELECT articles.id FROM articles JOIN details ON details.record = articles.id
                  WHERE coalesce(json_array_length(details.json, '$.{table}'), 0) <>
                  (SELECT count(*) FROM {table} WHERE article = articles.id)"""
        for (article,) in db.conn.execute(sql).fetchall():
            yield f"{article}: the rows of {table} are not those of its document"
    for (article,) in db.conn.execute("SELECT id FROM articles").fetchall():
        doc = read_details(db, article)
        for which, one in LINKED.items():
            sql = f"""SELECT name FROM {which}
                      WHERE id IN (SELECT {one} FROM article_{which} WHERE article = ?)"""
            linked = {name for (name,) in db.conn.execute(sql, [article])}
            if linked != {key[0] for key in links(doc, which)}:
                yield f"{article}: its {which} are not those of its document"


def _lines(db: Database, issue: str) -> Iterator[str]:
    """Every non-blank line of an issue's text lies in one thing, and no span leaves the text."""
    text = (first(db, "SELECT text FROM source_texts WHERE issue = ?", issue) or {}).get("text")
    if text is None:
        yield f"{issue}: its source text is missing"
        return
    lines = text.split("\n")
    covered: Counter[int] = Counter()
    for start, end in _spans(db, issue):
        if not 1 <= start <= end <= len(lines):
            yield f"{issue}: a span of lines {start}–{end} leaves the text"
        covered.update(range(start, end + 1))
    for number, line in enumerate(lines, 1):
        if line.strip() and covered[number] != 1:
            what = f"{covered[number]} things" if covered[number] else "nothing"
            yield f"{issue}: line {number} belongs to {what}"


def _spans(db: Database, issue: str) -> Iterator[tuple[int, int]]:
    sql = """SELECT first_line, last_line FROM issues WHERE id = :i AND first_line IS NOT NULL
             UNION ALL SELECT first_line, last_line FROM articles WHERE issue = :i
             UNION ALL SELECT first_line, last_line FROM mentions WHERE issue = :i"""
    yield from db.conn.execute(sql, {"i": issue}).fetchall()
    details = first(db, "SELECT json FROM details WHERE record = ?", issue)
    parsed = json.loads(details["json"]) if details else {}
    for part in (*parsed.get("headings", ()), *parsed.get("furniture", ())):
        yield part["lines"][0], part["lines"][1]
    for removed in parsed.get("removed", {}).values():
        if removed["lines"]:
            yield removed["lines"][0], removed["lines"][1]
