"""RIS, in UTF-8.

What RIS has no tag for stands in lines U1 as "csl:variable=JSON", which other programs take as
a note of the user's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.exports.records import Item, first_day, iso_day, item, names, rest, text
from kb.references.importing.ris import item as read_back
from kb.references.importing.tagged import Tagged

_KINDS = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "chapter": "CHAP",
    "classic": "CLSWK", "dataset": "DATA", "document": "GEN", "entry": "ENCYC",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "INTV", "legal_case": "CASE",
    "legislation": "STAT", "manuscript": "UNPB", "map": "MAP", "motion_picture": "MPCT",
    "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT", "periodical": "SER",
    "personal_communication": "PCOMM", "post": "ELEC", "post-weblog": "BLOG",
    "regulation": "STAT", "report": "RPRT", "review": "JOUR", "software": "COMP",
    "song": "MUSIC", "speech": "SLIDE", "standard": "STAND", "thesis": "THES",
    "webpage": "ELEC",
}  # fmt: skip
_PERIODICAL = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review")
_WHOLE = ("book", "thesis", "report", "standard", "pamphlet", "manuscript", "classic")
_TEXTS = {
    "title": "TI", "volume": "VL", "edition": "ET", "number-of-volumes": "NV", "publisher": "PB",
    "publisher-place": "CY", "URL": "UR", "language": "LA", "abstract": "AB", "section": "SE",
    "call-number": "CN", "archive": "DB", "genre": "M3", "note": "N1", "title-short": "ST",
    "original-title": "TT", "DOI": "DO",
}  # fmt: skip


def ris(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A record from TY to ER for each, in the order given; lines end as the format wants it."""
    for document in documents:
        lines = (f"{tag}  - {value}\r\n" for tag, value in tags(item(document)))
        yield "".join(lines) + "ER  - \r\n\r\n"


def tags(csl: Item) -> list[tuple[str, str]]:
    """The tags of a CSL-JSON item and their values, each on one line."""
    fields = [(tag, value) for tag, value in _fields(csl) if value]
    left = rest(csl, read_back(Tagged(1, fields)))
    kept = (f"csl:{name}={json.dumps(value, ensure_ascii=False)}" for name, value in left.items())
    return fields + [("U1", one) for one in kept]


def _fields(csl: Item) -> Iterator[tuple[str, str]]:
    kind = csl.get("type", "")
    yield "TY", _KINDS.get(kind, "GEN")
    yield "ID", text(csl.get("id"))
    second, third = ("A2", "A3") if kind != "book" else ("A3", "A2")
    roles = {"author": "AU", "editor": second, "collection-editor": third, "translator": "A4"}
    for role, tag in roles.items():
        for name in names(csl, role):
            yield tag, _name(name)
    for variable, tag in _TEXTS.items():
        yield tag, text(csl.get(variable))
    yield "T3" if kind not in _WHOLE else "T2", text(csl.get("collection-title"))
    if kind in _PERIODICAL:
        yield "JF", text(csl.get("container-title"))
        yield "JA", text(csl.get("container-title-short"))
    else:
        yield "C3" if kind == "paper-conference" else "T2", text(csl.get("container-title"))
        if kind == "paper-conference":
            yield "T2", text(csl.get("event-title"))
    yield "IS", text(csl.get("issue" if kind in _PERIODICAL else "number"))
    yield from _pages(csl)
    yield "SN", text(csl.get("ISBN"))
    yield "SN", text(csl.get("ISSN"))
    for word in text(csl.get("keyword")).split(";"):
        yield "KW", word.strip()
    yield "PY", str(next(iter(first_day(csl.get("issued"))), ""))
    yield "DA", _slashed(csl.get("issued"))
    yield "Y2", _slashed(csl.get("accessed"))


def _pages(csl: Item) -> Iterator[tuple[str, str]]:
    if csl.get("type") in ("book", "thesis"):
        yield "SP", text(csl.get("number-of-pages"))
        return
    first, _, last = text(csl.get("page")).partition("-")
    yield "SP", first
    yield "EP", last


def _slashed(date: Any) -> str:
    """ "2021/12/31", "2021/12//" or "2021///"."""
    day = first_day(date)
    if not day:
        return text(iso_day(date))
    parts = [f"{day[0]:04}", *(f"{part:02}" for part in day[1:])]
    return "/".join([*parts, "", "", ""][:3]) + "/"


def _name(name: Mapping[str, Any]) -> str:
    """ "Family, Given, Jr."; a body as it is."""
    parts = {part: text(value) for part, value in name.items()}
    if not parts.get("family"):
        return parts.get("literal") or parts.get("given") or ""
    particle, given = parts.get("non-dropping-particle"), parts.get("given")
    family = " ".join(filter(None, (particle, parts["family"])))
    given = " ".join(filter(None, (given, parts.get("dropping-particle"))))
    return ", ".join(filter(None, (family, given, parts.get("suffix"))))
