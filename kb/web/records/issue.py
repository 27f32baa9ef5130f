"""The page of an issue: its contents by section, what it lists, and what one does with it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from kb.web import record_exports, words
from kb.web.addresses import Addresses, http
from kb.web.language import gettext
from kb.web.records.edited import changes
from kb.web.records.listed import listed

Shown = dict[str, Any]
Row = Mapping[str, Any]

ISSUE = """
SELECT issues.*, series.title AS series_title, source_texts.issue IS NOT NULL AS printed
FROM issues LEFT JOIN series ON series.id = issues.series
LEFT JOIN source_texts ON source_texts.issue = issues.id WHERE issues.id = ?
"""
ARTICLES = """
SELECT articles.id, headline, feature, date, section, sections.name,
       (SELECT count(*) FROM flags WHERE article = articles.id AND status <> 'rejected'),
       CASE WHEN articles.position < :opened THEN substr(body, 1, 600) END AS opening,
       (SELECT json_group_array(name) FROM (SELECT sources.name FROM article_sources
        JOIN sources ON sources.id = source WHERE article = articles.id ORDER BY position))
FROM articles LEFT JOIN sections ON sections.id = section
WHERE articles.issue = :issue ORDER BY position LIMIT :most
"""
NUMBERS = """
SELECT (SELECT count(*) FROM articles WHERE issue = :issue),
       (SELECT count(*) FROM mentions WHERE issue = :issue),
       (SELECT count(*) FROM flags JOIN articles ON articles.id = article
        WHERE issue = :issue AND status <> 'rejected'),
       (SELECT count(*) FROM amounts JOIN articles ON articles.id = article WHERE issue = :issue),
       (SELECT count(*) FROM deadlines JOIN articles ON articles.id = article WHERE issue = :issue)
"""
NAMES = """
SELECT names.id, names.name, count(*) AS n FROM articles
JOIN article_{which} AS links ON links.article = articles.id
JOIN {which} AS names ON names.id = links.{one}
WHERE articles.issue = ? GROUP BY names.id ORDER BY n DESC, names.name LIMIT {most}
"""
# The index on the date leads to the neighbour; that on the series would have to sort it all.
BESIDE = """
SELECT id, label FROM issues WHERE (date, id) {sign} (:date, :id) AND +series IS :series
ORDER BY date {order}, id {order} LIMIT 1
"""
UNDATED = """
SELECT id, label FROM issues WHERE date IS NULL AND +series IS :series AND id {sign} :id
ORDER BY id {order} LIMIT 1
"""
BESIDES = {"places": "place", "programmes": "programme", "organisations": "organisation"}
NAMES_SHOWN = 8
# Articles with the beginning of their text, articles listed at all, words of a beginning.
OPENED, MOST, WORDS = 60, 1000, 40


def read(conn: sqlite3.Connection, key: str, addresses: Addresses) -> Shown | None:
    """What the template shows of an issue."""
    cursor = conn.execute(ISSUE, [key])
    row = cursor.fetchone()
    if row is None:
        return None
    issue = dict(zip([column[0] for column in cursor.description], row, strict=True))
    articles, references, flags, amounts, deadlines = conn.execute(
        NUMBERS, {"issue": key}
    ).fetchone()
    sections = list(_sections(conn, key, addresses))
    shown = sum(len(section["articles"]) for section in sections)
    source = addresses.source(key) if issue["printed"] and addresses.reads(key) else None
    return {
        "trail": [(gettext("Issues"), addresses.table("issues"))],
        "issue": issue,
        "title": _title(issue),
        "facts": _facts(issue),
        "series": _series(issue, addresses),
        "numbers": {
            "articles": articles,
            "literature": references,
            "flags": flags,
            "amounts": amounts,
            "deadlines": deadlines,
        },
        "sections": sections,
        "brief": shown > OPENED,
        "all_articles": addresses.table("articles", [("issue", key)]) if articles > shown else None,
        "literature": listed(conn, key, addresses),
        "names": {which: _names(conn, key, which, addresses) for which in BESIDES},
        "source": source,
        "original": http(issue["url"]),
        "downloads": record_exports.downloads(addresses, key),
        "previous": _beside(conn, issue, addresses, before=True),
        "next": _beside(conn, issue, addresses, before=False),
        "changes": changes(key, addresses),
    }


def _title(issue: Row) -> str:
    """What the issue calls itself, else its label."""
    return str(issue["label"] or issue["title"] or issue["id"])


def _facts(issue: Row) -> list[str]:
    """The issue's own title where it says more than the label, date, publisher."""
    label, title = str(issue["label"]), issue["title"]
    more = title if title and title.casefold() not in label.casefold() else None
    return [str(fact) for fact in (more, words.date(issue["date"]), issue["publisher"]) if fact]


def _series(issue: Row, addresses: Addresses) -> tuple[str, str] | None:
    if not issue["series_title"]:
        return None
    return issue["series_title"], addresses.row("series", issue["series"])


def _sections(conn: sqlite3.Connection, issue: str, addresses: Addresses) -> Iterator[Shown]:
    """Runs of articles of one section, in the issue's order."""
    values = {"issue": issue, "opened": OPENED, "most": MOST}
    rows = [tuple(row) for row in conn.execute(ARTICLES, values)]
    seen: set[int | None] = set()
    for (section, name), run in groupby(rows, key=lambda row: (row[4], row[5])):
        again = section in seen
        seen.add(section)
        anchor = f"section-{section}" if section is not None and not again else None
        yield {"name": name, "anchor": anchor, "articles": list(_articles(run, addresses))}


def _articles(rows: Iterable[tuple[Any, ...]], addresses: Addresses) -> Iterator[Shown]:
    for id, headline, feature, date, _, _, flags, opening, sources in rows:
        yield {
            "title": headline or id,
            "url": addresses.row("articles", id),
            "feature": feature,
            "dateline": [*filter(None, [words.date(date)]), *json.loads(sources)],
            "opening": first_words(opening),
            "flags": flags,
        }


def first_words(text: str | None) -> str:
    """The first words of a text; "…" says that it goes on."""
    found = (text or "").split()
    return " ".join(found[:WORDS]) + (" …" if len(found) > WORDS else "")


def _names(conn: sqlite3.Connection, issue: str, which: str, addresses: Addresses) -> list[Shown]:
    sql = NAMES.format(which=which, one=BESIDES[which], most=NAMES_SHOWN)
    return [
        {"name": name, "count": count, "url": addresses.row(which, id)}
        for id, name, count in map(tuple, conn.execute(sql, [issue]))
    ]


def _beside(
    conn: sqlite3.Connection, issue: Row, addresses: Addresses, *, before: bool
) -> Shown | None:
    """The issue of the same newsletter before or after this one; undated ones by their ids."""
    sql = (BESIDE if issue["date"] else UNDATED).format(
        sign="<" if before else ">", order="DESC" if before else "ASC"
    )
    row = conn.execute(sql, {name: issue[name] for name in ("date", "id", "series")}).fetchone()
    return row and {"title": row[1], "url": addresses.row("issues", row[0])}
