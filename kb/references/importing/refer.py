"""refer, BibIX and EndNote's tagged format (.enw): lines that begin with % and a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.references.importing.entry import Entry, Item, Problem, Source
from kb.references.importing.people import natural
from kb.references.importing.tagged import Tagged, tagged_lines
from kb.references.importing.values import (
    add_names,
    date,
    doi,
    joined,
    page,
    plain,
    put,
    standard_number,
    title,
)

_TAG = re.compile(r"\ufeff?\s{0,3}(%[A-Z0-9!@#$%^&*()\[\]=~?+<>])(?:\s+(.*))?$")
_TYPES = {
    "artwork": "graphic", "audiovisual material": "motion_picture", "bill": "bill",
    "blog": "post-weblog", "book": "book", "book section": "chapter", "case": "legal_case",
    "catalog": "book", "classical work": "classic", "computer program": "software",
    "conference paper": "paper-conference", "conference proceedings": "paper-conference",
    "conference": "paper-conference", "dataset": "dataset", "dictionary": "entry-dictionary",
    "edited book": "book", "electronic article": "article-journal", "electronic book": "book",
    "encyclopedia": "entry-encyclopedia", "figure": "figure", "film or broadcast": "motion_picture",
    "government document": "report", "hearing": "hearing", "journal article": "article-journal",
    "journal": "article-journal", "legal rule or regulation": "regulation",
    "magazine article": "article-magazine", "manuscript": "manuscript", "map": "map",
    "music": "song", "newspaper article": "article-newspaper", "pamphlet": "pamphlet",
    "patent": "patent", "personal communication": "personal_communication", "report": "report",
    "serial": "periodical", "standard": "standard", "statute": "legislation", "thesis": "thesis",
    "unpublished work": "manuscript", "web page": "webpage", "review": "review",
}  # fmt: skip
_PERIODICAL = frozenset("article-journal article-magazine article-newspaper periodical".split())
_WHOLE = frozenset("book thesis pamphlet manuscript report".split())
_ROLES = {"%A": "author", "%E": "editor", "%Y": "translator", "%?": "translator", "%Q": "author"}
_TEXTS = {
    "%C": "publisher-place", "%X": "abstract", "%7": "edition", "%6": "number-of-volumes",
    "%9": "genre", "%!": "title-short", "%L": "call-number", "%&": "section", "%W": "archive",
    "%O": "note", "%S": "collection-title",
}  # fmt: skip


def signs(source: Source) -> bool:
    """Whether a line has one of refer's tags for type, title or author."""
    return bool(re.search(r"(?m)^\ufeff?\s{0,3}%[0TAJBD]\s+\S", source.text[:20_000]))


def read(source: Source) -> Iterator[Entry | Problem]:
    """The records: each begins with %0, or, in files without it, behind a blank line."""
    by_type = bool(re.search(r"(?m)^\ufeff?\s{0,3}%0\s", source.text))
    record: Tagged | None = None
    blank = False
    for number, tag, value in tagged_lines(source.text, _TAG):
        if tag is None:
            blank = blank or not value
            if record and value:
                record.extend(value)
            elif value:
                yield Problem(f"line {number}", f"stands in no record: {value[:60]}")
            continue
        if record and (tag == "%0" if by_type else blank):
            yield Entry(f"line {record.line}", item(record))
            record = None
        blank = False
        record = record or Tagged(number, between="\n")
        record.add(tag, value)
    if record:
        yield Entry(f"line {record.line}", item(record))


def item(record: Tagged) -> Item:
    """The CSL-JSON item of a record's tags."""
    made: Item = {"type": _type(record)}
    kind = made["type"]
    for tag, role in _ROLES.items():
        names = (line for value in record.all(tag) for line in value.split("\n"))
        add_names(made, role, map(natural, names))
    put(made, "title", title(record.first("%T")))
    part = kind not in _WHOLE
    put(made, "container-title" if part else "collection-title", plain(record.first("%J", "%B")))
    put(made, "volume", plain(record.first("%V")))
    put(made, "issue" if kind in _PERIODICAL else "number", plain(record.first("%N")))
    put(made, "page" if part else "number-of-pages", page(record.first("%P")))
    put(made, "issued", _issued(record))
    put(made, "publisher", plain(record.first("%I")))
    put(made, "URL", record.first("%U"))
    for value in record.all("%R"):
        put(made, "DOI", doi(value))
    for value in record.all("%@"):
        standard_number(made, value)
    put(made, "language", joined(record.all("%G"), ", "))
    words = (word for value in record.all("%K") for word in value.split("\n"))
    put(made, "keyword", joined(words))
    for tag, name in _TEXTS.items():
        put(made, name, plain(record.first(tag)))
    put(made, "note", plain(record.first("%Z")))
    put(made, "accessed", date(record.first("%[")))
    put(made, "id", record.first("%F"))
    return made


def _type(record: Tagged) -> str:
    """The type that %0 names; without it the tags tell, as refer's own rule has it."""
    if named := record.first("%0"):
        return _TYPES.get(named.casefold(), "document")
    for tag, kind in (("%J", "article-journal"), ("%B", "chapter"), ("%I", "book")):
        if record.first(tag):
            return kind
    return "document"


def _issued(record: Tagged) -> Item | None:
    year, day = date(record.first("%D")), date(record.first("%8"))
    if year and day and "date-parts" in year and "date-parts" in day:
        same = year["date-parts"][0][0] == day["date-parts"][0][0]
        return day if same else year
    return year or day
