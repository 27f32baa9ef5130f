"""The text of an issue as it was read, each line with its number and what stands on it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from kb.web import words
from kb.web.addresses import Addresses, http
from kb.web.language import gettext, marked
from kb.web.reading import read

if TYPE_CHECKING:
    from datasette.app import Datasette

Shown = dict[str, Any]

ISSUE = """
SELECT issues.id, issues.label, issues.title, issues.date, issues.url, issues.language,
       issues.first_line, issues.last_line, details.json AS details, source_texts.*
FROM issues JOIN source_texts ON source_texts.issue = issues.id
LEFT JOIN details ON details.record = issues.id WHERE issues.id = ?
"""
RECORDS = """
SELECT 'articles' AS kind, id, headline AS title, first_line, last_line FROM articles
WHERE issue = :issue UNION ALL
SELECT 'literature', literature, coalesce(title, printed), first_line, last_line FROM mentions
LEFT JOIN literature ON literature.id = literature WHERE mentions.issue = :issue
ORDER BY first_line
"""
LABELS = {
    "articles": marked("Article"),
    "literature": marked("Reference"),
    "heading": marked("Heading"),
    "masthead": marked("Masthead"),
}
# What stands around articles and references; see kb.segment.line.FURNITURE.
FURNITURE = {
    "navigation": marked("Navigation"),
    "title": marked("Title"),
    "contents": marked("Table of contents"),
    "tag line": marked("Tag line"),
    "preamble": marked("Preamble"),
    "notice": marked("Notice"),
    "advertisement": marked("Advertisement"),
    "calendar": marked("Calendar"),
    "rule": marked("Rule"),
    "channel": marked("Channel"),
    "contact": marked("Contact"),
    "image credit": marked("Picture credit"),
    "footer": marked("Footer"),
}
# Records of which there is a list above the text; lines that a browser lays out together.
MOST, TOGETHER = 500, 200
PAGE = Markup('<li class="kb-page-mark">{}</li>')
RECORD = Markup('<a class="kb-record" href="{}" aria-label="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are one thing: `kind` is a key of LABELS or "furniture"."""

    first: int
    last: int
    kind: str
    label: str
    title: str = ""
    url: str | None = None


async def source(
    datasette: Datasette,
    addresses: Addresses,
    issue: str,
    lines: str | None = None,
    *,
    with_path: bool,
) -> Shown | None:
    """What the page shows of an issue, and the name of its file; None where there is no such issue.

    `lines` are those to be marked: "53-55", or "53".
    """
    return await read(
        datasette, addresses.store, lambda conn: _shown(conn, addresses, issue, lines, with_path)
    )


def _shown(
    conn: sqlite3.Connection,
    addresses: Addresses,
    issue: str,
    lines: str | None,
    with_path: bool,
) -> Shown | None:
    cursor = conn.execute(ISSUE, [issue])
    row = cursor.fetchone()
    if row is None:
        return None
    found = dict(zip([column[0] for column in cursor.description], row, strict=True))
    text = found["text"].removesuffix("\n").split("\n")
    records = [_record(tuple(row), addresses) for row in conn.execute(RECORDS, {"issue": issue})]
    here = chosen(lines, len(text))
    return {
        "addresses": addresses,
        "trail": [(found["label"], addresses.row("issues", issue))],
        "issue": {
            "label": found["label"],
            "title": found["title"],
            "date": words.date(found["date"]),
            "url": addresses.row("issues", issue),
            "original": http(found["url"]),
            "path": PurePath(found["path"]).name if with_path else None,
            "language": found["language"],
        },
        "span": here and words.lines([here.start, here.stop - 1]),
        "first": here and here.start,
        "plain": addresses.source(issue),
        "records": records if len(records) <= MOST else [],
        "blocks": list(_blocks(text, [*records, *_around(found)], _pages(found), here)),
    }


def chosen(lines: str | None, last: int) -> range | None:
    """ "53-55" as lines of a text with that many; None of what makes no sense."""
    first, dash, end = (lines or "").partition("-")
    if not (first.isascii() and first.isdigit() and len(first) < 9):
        return None
    if dash and not (end.isascii() and end.isdigit() and len(end) < 9):
        return None
    low, high = sorted((int(first), int(end or first)))
    span = range(max(low, 1), min(high, last) + 1)
    return span or None


def _blocks(
    text: list[str], stretches: list[Stretch], pages: list[int], here: range | None
) -> Iterator[tuple[int, Markup]]:
    """The lines as list items, in blocks of TOGETHER with the number of their first; the first line
    of a stretch says what it is. No template: it would take ten times as long."""
    kinds: dict[int, str] = {}
    starts: dict[int, Stretch] = {}
    for stretch in stretches:
        starts.setdefault(stretch.first, stretch)
        for number in range(stretch.first, min(stretch.last, len(text)) + 1):
            kinds.setdefault(number, f"kb-{stretch.kind}")
    marks = {line: page for page, line in enumerate(pages, 1)}
    for first in range(0, len(text), TOGETHER):
        items: list[str] = []
        for number, line in enumerate(text[first : first + TOGETHER], first + 1):
            if page := marks.get(number):
                items.append(PAGE.format(gettext("Page %s") % page))
            look = " kb-here" if here is not None and number in here else ""
            look = kinds.get(number, "") + look
            said = _said(starts[number]) if number in starts else ""
            items.append(
                f'<li id="L{number}"{_class(look)}>'
                f'<a class="kb-line" href="#L{number}">{number}</a>'
                f'<span class="kb-text">{escape(line)}</span>{said}</li>'
            )
        yield first + 1, Markup("\n".join(items))  # noqa: S704  (of what was escaped)


def _class(names: str) -> str:
    return f' class="{names.strip()}"' if names else ""


def _said(stretch: Stretch) -> Markup:
    """What begins on a line, with a way to its record."""
    if stretch.url is None:
        return Markup('<span class="kb-record">{}</span>').format(stretch.label)
    title = f"{stretch.label}: {stretch.title}"
    return RECORD.format(stretch.url, title, stretch.label)


def _record(row: tuple[Any, ...], addresses: Addresses) -> Stretch:
    kind, id, title, first, last = row
    url = addresses.row(kind, id) if id else None
    return Stretch(first, last, kind, gettext(LABELS[kind]), title, url)


def _around(found: Mapping[str, Any]) -> Iterator[Stretch]:
    """Masthead, headings and furniture."""
    details = json.loads(found["details"] or "{}")
    if found["first_line"] is not None:
        yield _stretch(found["first_line"], found["last_line"], "masthead")
    for heading in details.get("headings") or ():
        first, last = heading["lines"]
        yield _stretch(first, last, "heading")
    for furniture in details.get("furniture") or ():
        known = FURNITURE.get(furniture["kind"])
        label = gettext(known) if known else str(furniture["kind"]).capitalize()
        first, last = furniture["lines"]
        yield Stretch(first, last, "furniture", label)


def _stretch(first: int, last: int, kind: str) -> Stretch:
    return Stretch(first, last, kind, gettext(LABELS[kind]))


def _pages(row: Mapping[str, Any]) -> list[int]:
    """The first line of each page. A store that an older kb made has no such column."""
    starts = row.get("pages")
    return json.loads(starts) if starts else []
