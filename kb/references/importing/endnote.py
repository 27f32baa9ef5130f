"""EndNote's XML (xml/records/record)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from kb.references.importing.entry import Entry, Item, Problem, Source
from kb.references.importing.people import inverted
from kb.references.importing.values import (
    add_names,
    date,
    doi,
    joined,
    page,
    put,
    standard_number,
    title,
)
from kb.references.importing.xml import Parsed, children, text, texts

_SIGNS = re.compile(r"<ref-type\b|<xml>\s*<records>")
_TYPES = {
    "artwork": "graphic", "audiovisual material": "motion_picture", "bill": "bill",
    "blog": "post-weblog", "book": "book", "book section": "chapter", "case": "legal_case",
    "computer program": "software", "conference paper": "paper-conference",
    "conference proceedings": "paper-conference", "dataset": "dataset",
    "dictionary": "entry-dictionary", "edited book": "book", "electronic article":
    "article-journal", "electronic book": "book", "electronic book section": "chapter",
    "encyclopedia": "entry-encyclopedia", "figure": "figure", "film or broadcast": "motion_picture",
    "government document": "report", "hearing": "hearing", "journal article": "article-journal",
    "legal rule or regulation": "regulation", "magazine article": "article-magazine",
    "manuscript": "manuscript", "map": "map", "music": "song",
    "newspaper article": "article-newspaper", "pamphlet": "pamphlet", "patent": "patent",
    "personal communication": "personal_communication", "report": "report",
    "serial": "periodical", "standard": "standard", "statute": "legislation", "thesis": "thesis",
    "unpublished work": "manuscript", "web page": "webpage",
}  # fmt: skip
_NUMBERS = {
    "0": "article-journal", "1": "book", "2": "thesis", "3": "paper-conference",
    "5": "chapter", "6": "book", "7": "chapter", "10": "paper-conference", "12": "webpage",
    "13": "document", "17": "article-journal", "19": "article-magazine",
    "23": "article-newspaper", "25": "patent", "27": "report", "28": "book", "31": "legislation",
    "32": "thesis", "43": "article-journal", "44": "book", "46": "report",
    "47": "paper-conference", "58": "standard",
}  # fmt: skip
_PERIODICAL = frozenset("article-journal article-magazine article-newspaper periodical".split())
_WHOLE = frozenset("book thesis pamphlet manuscript report standard".split())
_LATE_SUFFIX = re.compile(r"(.+,.+?)\s+(Jr|Sr)\.?")
# The first of the elements that has text is the variable's
_TEXTS = {
    "volume": ("volume",), "edition": ("edition",), "section": ("section",),
    "number-of-volumes": ("num-vols",), "publisher": ("publisher",),
    "publisher-place": ("pub-location",), "abstract": ("abstract",), "language": ("language",),
    "genre": ("work-type",), "call-number": ("call-num",), "archive": ("remote-database-name",),
    "note": ("notes", "research-notes"), "id": ("label",),
}  # fmt: skip


def signs(source: Source) -> bool:
    """Whether a reference's type stands near the beginning."""
    return bool(_SIGNS.search(source.text[:20_000]))


def read(source: Source) -> Iterator[Entry | Problem]:
    """The records in their order."""
    for element, place, problem in Parsed(source.text).records("record"):
        if problem:
            yield problem
        elif element is not None:
            yield Entry(place, _item(element))


def _item(record: Element) -> Item:
    made: Item = {"type": _type(record)}
    kind = made["type"]
    whole = kind in _WHOLE
    second = "collection-editor" if kind == "book" else "editor"
    roles = {"authors": "author", "secondary-authors": second, "subsidiary-authors": "translator"}
    roles["tertiary-authors"] = "editor" if kind == "book" else "collection-editor"
    for element, role in roles.items():
        people = texts(record, "contributors", element, "author")
        add_names(made, role, map(_name, people))
    put(made, "title", title(text(record, "titles", "title")))
    journal = text(record, "titles", "secondary-title") or text(record, "periodical", "full-title")
    put(made, "collection-title" if whole else "container-title", journal)
    put(made, "collection-title", text(record, "titles", "tertiary-title"))
    short = text(record, "periodical", "abbr-1") or text(record, "titles", "alt-title")
    put(made, "container-title-short", short if short != journal and not whole else None)
    put(made, "title-short", text(record, "titles", "short-title"))
    put(made, "original-title", text(record, "titles", "translated-title"))
    for name, elements in _TEXTS.items():
        put(made, name, next((t for e in elements if (t := text(record, e))), None))
    number = text(record, "number") or text(record, "issue")
    put(made, "issue" if kind in _PERIODICAL else "number", number)
    put(made, "page" if kind not in ("book", "thesis") else "number-of-pages",
        page(text(record, "pages")))  # fmt: skip
    put(made, "issued", _issued(record))
    put(made, "accessed", date(text(record, "access-date")))
    put(made, "keyword", joined(texts(record, "keywords", "keyword")))
    standard_number(made, text(record, "isbn"))
    put(made, "DOI", doi(text(record, "electronic-resource-num")))
    urls = [
        *texts(record, "urls", "related-urls", "url"),
        *texts(record, "urls", "web-urls", "url"),
    ]
    put(made, "URL", next(iter(urls), None))
    return made


def _type(record: Element) -> str:
    for element in children(record, "ref-type"):
        named = (element.get("name") or "").casefold()
        number = (element.text or "").strip()
        return _TYPES.get(named) or _NUMBERS.get(number, "document")
    return "document"


def _name(written: str) -> Item | None:
    """ "Author, Test Jr." has the suffix behind the given name."""
    if match := _LATE_SUFFIX.fullmatch(written):
        name = inverted(match[1])
        return {**name, "suffix": match[2]} if name else None
    return inverted(written)


def _issued(record: Element) -> Item | None:
    """The year, with the day where it is of that year or has none."""
    year, day = text(record, "dates", "year"), text(record, "dates", "pub-dates", "date")
    if year and day:
        both = date(day) if year in day else date(f"{year} {day}")
        if both and "date-parts" in both:
            return both
    return date(year or day)
