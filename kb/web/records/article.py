"""The page of an article: its text with what it says, and what one does with it beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kb.web import record_exports, words
from kb.web.addresses import Addresses, http
from kb.web.preferences import current
from kb.web.records.doubts import notes
from kb.web.records.edited import changes, edited
from kb.web.records.said import contents
from kb.web.records.setting import setting

Shown = dict[str, Any]

SOURCES = """
SELECT sources.id, sources.name FROM article_sources JOIN sources ON sources.id = source
WHERE article = ? ORDER BY position
"""
BESIDE = """
SELECT id, headline FROM articles WHERE issue = :issue AND position {sign} :position
ORDER BY position {order} LIMIT 1
"""
PLACE = "SELECT position, section FROM articles WHERE id = ?"
TEXT = "SELECT text FROM source_texts WHERE issue = ?"
# Links of an article that its page lists.
LINKS = 40


def read(conn: sqlite3.Connection, key: str, addresses: Addresses) -> Shown | None:
    """What the template shows of an article."""
    found = record_exports.named(conn, key)
    if len(found) != 1 or found[0]["kind"] != "article" or found[0]["id"] != key:
        return None
    article = found[0]
    position, section = tuple(conn.execute(PLACE, [key]).fetchone())
    said = contents(conn, article, addresses)
    lines = _lines(conn, article)
    issue = article["issue"]
    may_print = bool(lines) and addresses.reads(issue)
    doubts = notes(
        conn, key, (lambda line: addresses.lines(issue, line, line)) if may_print else None
    )
    text = setting(
        article["headline"], article["subtitle"], article["body"], lines, said.words, doubts
    )
    return {
        "trail": _trail(article, section, addresses),
        "article": article,
        "text": text,
        "said": said,
        "doubts": bool(doubts),
        "dateline": _dateline(conn, article, addresses),
        "original": http(article["url"]),
        "links": list(_links(article)),
        "credits": article.get("credits") or (),
        "meta": meta(article),
        "as_printed": _as_printed(article, addresses, may_print=may_print),
        "side_by_side": may_print and _argument("printed") == "1",
        "cite": record_exports.citation(article),
        "styles": record_exports.styles(addresses, key),
        "downloads": record_exports.downloads(addresses, key),
        "like": addresses.search([("like", key)]),
        "previous": _beside(conn, issue, position, addresses, before=True),
        "next": _beside(conn, issue, position, addresses, before=False),
        "edited": edited(conn, key, article.get("edited") or {}, addresses),
        "changes": changes(key, addresses),
    }


def _argument(name: str) -> str:
    """An argument of the page's address."""
    return parse_qs(urlsplit(current().address).query).get(name, [""])[0]


def _lines(conn: sqlite3.Connection, article: Shown) -> list[tuple[int, str]]:
    """The article's lines of the source text, with their numbers."""
    row = conn.execute(TEXT, [article["issue"]]).fetchone()
    first, last = article["lines"]
    if row is None:
        return []
    whole = row[0].split("\n", last)[:last]
    return list(enumerate(whole[first - 1 :], first))


def _trail(article: Shown, section: int | None, addresses: Addresses) -> list[tuple[str, str]]:
    """Issue › section, the section at its place in the issue's page."""
    issue = addresses.row("issues", article["issue"])
    trail = [(article["issue_label"], issue)]
    if article["section"]:
        trail.append((article["section"], f"{issue}#section-{section}"))
    return trail


def _dateline(conn: sqlite3.Connection, article: Shown, addresses: Addresses) -> Shown:
    """The article's date, or the issue's where it states none; its sources with their pages."""
    own = bool(article["date"])
    iso = article["date"] or article["issue_date"]
    rows = conn.execute(SOURCES, [article["id"]]).fetchall()
    return {
        "date": words.date(iso) if iso else None,
        "iso": iso,
        "of_the_issue": bool(iso) and not own,
        "sources": [(name, addresses.row("sources", id)) for id, name in map(tuple, rows)],
    }


def _links(article: Shown) -> Iterator[Shown]:
    """What the article links to, each address once."""
    seen: set[str] = set()
    for link in (article.get("links") or ())[:LINKS]:
        url = http(link.get("url"))
        if url and url not in seen:
            seen.add(url)
            yield {"text": link.get("text") or url, "url": url}


def _as_printed(article: Shown, addresses: Addresses, *, may_print: bool) -> Shown:
    first, last = article["lines"]
    key = addresses.row("articles", article["id"])
    return {
        "span": words.lines([first, last]),
        "url": addresses.lines(article["issue"], first, last) if may_print else None,
        "beside": f"{key}?printed=1" if may_print else None,
        "plain": key,
    }


def _beside(
    conn: sqlite3.Connection, issue: str, position: int, addresses: Addresses, *, before: bool
) -> Shown | None:
    sql = BESIDE.format(sign="<" if before else ">", order="DESC" if before else "ASC")
    row = conn.execute(sql, {"issue": issue, "position": position}).fetchone()
    return row and {"title": row[1], "url": addresses.row("articles", row[0])}


def meta(article: Shown) -> list[tuple[str, str]]:
    """Names and contents of meta elements: what Zotero needs for an article of a newsletter.

    Dublin Core and PRISM with the type said; `citation_journal_title` would make an article of a
    journal of it.
    """
    issued = article["issue_date"] or article["date"]
    said = [
        ("z:itemType", "newspaperArticle"),
        ("DC.title", article["headline"]),
        ("DC.date", issued),
        ("DC.source", article["series"]),
        ("DC.publisher", article["publisher"]),
        ("DC.language", article["language"]),
        ("DC.identifier", article["url"] if http(article["url"]) else None),
        ("prism.publicationName", article["series"]),
        ("prism.number", article["number"]),
        ("prism.section", article["section"]),
    ]
    return [(name, str(content)) for name, content in said if content]
