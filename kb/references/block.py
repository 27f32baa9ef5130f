"""A literature section as printed: several lines a reference, title, authors, journal line.

A reference ends with its journal line, or with the last of its labelled lines ("Issued On …",
"Compilation …"); one that stands on a single line, as a list item or in full, ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kb.dates import find_date
from kb.model import Block, Name, Record, Reference, Span
from kb.references.names import read_names
from kb.references.source import read_source
from kb.references.string import LONGEST, is_whole, opens_reference, read_reference
from kb.references.strings import MARK, apart, joined

# Issued On December, 2021 / Compilation: Presidential Committee … / 발행처 국토연구원
_LABELS = (
    (
        "issued",
        r"issued(?:\s+on)?|published(?:\s+on)?|publication date|date|발행일자?|발행년도|발간일?",
    ),
    ("compiler", r"compilation|compiled by|compiler|편찬|편집|엮음"),
    ("author", r"authors?|by|written by|저자|지은이|글"),
    ("editor", r"editors?|edited by|편저자?"),
    ("publisher", r"publishers?|published by|발행처|발행기관|펴낸곳|출판사"),
    ("DOI", r"doi"),
    ("URL", r"url|link|available at|링크"),
    ("ISBN", r"isbn"),
    ("page", r"pages?|쪽수"),
)
_LABELLED = tuple(
    (name, re.compile(rf"(?:{words})\s*(?:[:：]\s*|\s)(?P<value>\S.*)", re.IGNORECASE))
    for name, words in _LABELS
)
# A line of its own: https://doi.org/10.1000/xyz or another address
_ADDRESS = re.compile(r"https?://(?:(?:dx\.)?doi\.org/(?P<doi>10\.\d{4,9}/\S+)|\S+)", re.IGNORECASE)
_CONTINUES = re.compile(r"(?:[:,\-–—&]|\b(?:of|the|and|for|in|on|a|an|to|with|by))$", re.IGNORECASE)

Entry = list[Block]


def read_references(blocks: Sequence[Block], section: str | None = None) -> Iterator[Reference]:
    """The references that the lines of a literature section hold, none of its lines left out.

    References that share a paragraph share its lines.
    """
    for entry in _entries(blocks):
        lines = Span(entry[0].lines.first, entry[-1].lines.last)
        texts = [block.text for block in entry]
        for part in apart(joined(texts)) if MARK.match(texts[0]) else [""]:
            alone = part in ("", joined(texts))
            record, problem = _read(texts if alone else [part])
            yield Reference(
                lines=lines,
                raw="\n".join(texts) if alone else part,
                record=record,
                problem=problem,
                section=section,
            )


def _entries(blocks: Sequence[Block]) -> Iterator[Entry]:
    begins = _begins_by_mark if _marked(blocks) else _begins
    entry: Entry = []
    for block in blocks:
        if entry and begins(block, entry):
            yield entry
            entry = []
        entry.append(block)
    if entry:
        yield entry


def _marked(blocks: Sequence[Block]) -> bool:
    """Whether every reference of the list has a number or a bullet: the first has, and others."""
    marked = [bool(MARK.match(block.text)) for block in blocks]
    return marked[0] and sum(marked) > 1


def _begins_by_mark(block: Block, entry: Entry) -> bool:
    return bool(MARK.match(block.text)) or (
        block.kind == "item" and entry[-1].kind == "item" and not _label(block.text)
    )


def _begins(block: Block, entry: Entry) -> bool:
    """Whether a line begins another reference than the one that `entry` has so far."""
    last = entry[-1]
    if _label(block.text):
        return last.kind == "item"
    if block.kind == "item" or last.kind == "item" or MARK.match(block.text):
        return True
    if _wrapped(entry):
        return opens_reference(block.text) and _may_end(entry)
    return bool(_label(last.text)) or _is_source(last.text)


def _may_end(entry: Entry) -> bool:
    """Whether an entry is a whole reference, or has grown too long for one."""
    return sum(len(b.text) for b in entry) > LONGEST or is_whole(joined([b.text for b in entry]))


def _wrapped(entry: Entry) -> bool:
    """Whether an entry is a string that may go on over several lines, not a part on every line."""
    return len(entry[0].text) > 25 and opens_reference(entry[0].text)


def _is_source(text: str) -> bool:
    return read_source(text) is not None


def _label(text: str) -> tuple[str, str] | None:
    if match := _ADDRESS.fullmatch(text):
        return ("DOI", match["doi"]) if match["doi"] else ("URL", text)
    for name, pattern in _LABELLED:
        if match := pattern.fullmatch(text):
            value = match["value"].strip()
            if name != "issued" or find_date(value):
                return name, value
    return None


def _read(texts: list[str]) -> tuple[Record | None, str | None]:
    texts = [MARK.sub("", texts[0], count=1), *texts[1:]]
    if len(texts) == 1 or (len(texts[0]) > 25 and opens_reference(texts[0])):
        labels = [text for text in texts[1:] if _label(text)]
        record = read_reference(joined([t for t in texts if t not in labels]))
        for label in labels:
            record = (_labelled(record, label) or record) if record else None
        return (
            record,
            None if record else _why_not(texts),
        )
    return _read_lines(texts)


def _why_not(texts: list[str]) -> str:
    if sum(map(len, texts)) > LONGEST:
        return f"it is longer than {LONGEST:,} characters, too long for one reference"
    return "neither authors nor a date nor a journal was found in it"


def _read_lines(texts: list[str]) -> tuple[Record | None, str | None]:
    titles: list[str] = []
    record, known = Record(), False
    for text in texts:
        step = _labelled(record, text) or _source(record, text)
        step = step or (_authors(record, text) if titles else None)
        if step:
            record, known = step, True
        else:
            titles.append(text)
    if not known or not titles:
        return None, "no line of it is a list of authors, a journal line or a date"
    title, rest = _title(titles)
    note = "; ".join(filter(None, (record.note, *rest))) or None
    return replace(record, title=title, note=note, type=_type(record)), None


def _labelled(record: Record, text: str) -> Record | None:
    found = _label(text)
    if not found:
        return None
    name, value = found
    if name == "issued":
        return replace(record, issued=find_date(value))
    fields: dict[str, Any] = {name: value}
    if name in ("compiler", "author", "editor"):
        fields = {name: read_names(value) or (Name(literal=value),)}
    return replace(record, **fields)


def _source(record: Record, text: str) -> Record | None:
    source = read_source(text)
    if source is None or record.container_title:
        return None
    return replace(
        record,
        container_title=source.container,
        volume=source.volume,
        issue=source.issue,
        page=source.page,
        issued=source.issued,
    )


def _authors(record: Record, text: str) -> Record | None:
    names = None if record.author else read_names(text)
    return replace(record, author=names) if names else None


def _title(lines: list[str]) -> tuple[str, list[str]]:
    """The title, with the lines over which it goes on, and what else stood there."""
    title, rest = lines[0], lines[1:]
    while rest and (_CONTINUES.search(title) or rest[0][:1].islower()):
        title, rest = f"{title} {rest[0]}", rest[1:]
    return title, rest


def _type(record: Record) -> str:
    if record.container_title:
        return "article-journal"
    return "book" if record.ISBN or (record.author and record.publisher) else "report"
