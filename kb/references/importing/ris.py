"""RIS (the Research Information Systems format, with the tags that EndNote and Zotero write)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kb.references.importing.entry import Entry, Item, Problem, Source
from kb.references.importing.people import inverted
from kb.references.importing.tagged import Tagged, tagged_lines
from kb.references.importing.values import (
    add_names,
    date,
    doi,
    joined,
    page,
    pages,
    plain,
    put,
    standard_number,
    title,
)

# "TY  - JOUR"; some programs write one blank, or none behind the hyphen
_TAG = re.compile(r"\ufeff?\s{0,3}([A-Z][A-Z0-9]) {1,2}-(?!\S)(.*)")
_VARIABLE = re.compile(r"csl:([\w-]+)=(.+)", re.DOTALL)

TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic",
    "ART": "graphic", "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case",
    "CHAP": "chapter", "CHART": "figure", "CLSWK": "classic", "COMP": "software",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "CTLG": "book", "DATA": "dataset",
    "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia",
    "EQUA": "figure", "FIGURE": "figure", "GEN": "document", "GOVDOC": "report",
    "GRNT": "document", "HEAR": "hearing", "ICOMM": "personal_communication",
    "INPR": "article-journal", "INTV": "interview", "JFULL": "article-journal",
    "JOUR": "article-journal", "LEGAL": "legislation", "MANSCPT": "manuscript", "MAP": "map",
    "MGZN": "article-magazine", "MPCT": "motion_picture", "MULTI": "document", "MUSIC": "song",
    "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent",
    "PCOMM": "personal_communication", "RPRT": "report", "SER": "periodical", "SLIDE": "speech",
    "SOUND": "song", "STAND": "standard", "STAT": "legislation", "STD": "standard",
    "THES": "thesis", "UNBILL": "bill", "UNPB": "manuscript", "UNPD": "manuscript",
    "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
_PERIODICAL = frozenset(
    "article article-journal article-magazine article-newspaper periodical review".split()
)
_PARTS = _PERIODICAL | {
    *("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "figure", "graphic"),
    *("paper-conference", "post", "post-weblog", "webpage", "speech", "document", "hearing"),
}
_WHOLE = frozenset("book thesis pamphlet manuscript classic".split())


def signs(source: Source) -> bool:
    """Whether a line begins with TY, or there is another tag of RIS and the end of a record."""
    head = source.text[:20_000]
    return bool(re.search(r"(?m)^\ufeff?\s{0,3}TY {1,2}- ?\S", head)) or bool(
        re.search(r"(?m)^ER {1,2}-", head) and re.search(r"(?m)^[A-Z][A-Z0-9] {2}- \S", head)
    )


def read(source: Source) -> Iterator[Entry | Problem]:
    """The records from TY to ER; tags outside of them are reported, a problem a stretch.

    Other lines outside are what databases print there ("Record #1 of 2")."""
    record: Tagged | None = None
    outside = False
    for number, tag, value in tagged_lines(source.text, _TAG):
        if tag == "TY":
            if record:
                yield from _entry(record, "has no line ER at its end")
            record, outside = Tagged(number, [("TY", value)]), False
        elif tag == "ER":
            if record:
                yield from _entry(record)
            record, outside = None, False
        elif record:
            if tag:
                record.add(tag, value)
            elif value:
                record.extend(value)
        elif tag and not outside:
            outside = True
            yield Problem(f"line {number}", f"{tag} stands in no record: a line TY is missing")
    if record:
        yield from _entry(record, "has no line ER at its end: the file may have been cut")


def _entry(record: Tagged, problem: str | None = None) -> Iterator[Entry | Problem]:
    if problem:
        yield Problem(f"line {record.line}", f"the record {problem}; what it has was read", False)
    yield Entry(f"line {record.line}", item(record))


def item(record: Tagged) -> Item:
    """The CSL-JSON item of a record's tags."""
    kind = (record.first("TY") or "").strip().upper()
    made: Item = {"type": TYPES.get(kind, "document")}
    put(made, "id", record.first("ID"))
    _names(made, record)
    _titles(made, record, kind)
    _numbers(made, record)
    _dates(made, record)
    _texts(made, record)
    for note in record.all("U1"):
        if match := _VARIABLE.fullmatch(note):
            _set_exactly(made, match[1], match[2])
    return made


def _set_exactly(made: Item, name: str, value: str) -> None:
    """A variable as kb's own export gives it where RIS has no place for it; null takes it out."""
    try:
        exact = json.loads(value)
    except ValueError:
        return
    if exact is None:
        made.pop(name, None)
    else:
        made[name] = exact


def _names(made: Item, record: Tagged) -> None:
    kind = made["type"]
    second, third = ("editor", "collection-editor")
    if kind == "book":
        second, third = ("collection-editor", "editor")
    elif kind in ("thesis", "motion_picture"):
        second = third = "contributor"
    roles = {"AU": "author", "A1": "author", "A2": second, "ED": "editor", "A3": third}
    if kind == "patent":
        put(made, "authority", record.first("A2"))
        del roles["A2"]
    for tag, role in {**roles, "A4": "translator"}.items():
        add_names(made, role, map(inverted, record.all(tag)))


def _titles(made: Item, record: Tagged, kind: str) -> None:
    own = ("TI", "T1", "CT") if made["type"] not in _WHOLE else ("TI", "T1", "BT", "CT")
    put(made, "title", title(record.first(*own)))
    if made["type"] in _PARTS:
        # EndNote has a conference's name in T2 and its proceedings in C3
        first = ("C3",) if kind in ("CPAPER", "CONF") else ()
        put(
            made, "container-title", plain(record.first(*first, "JF", "T2", "BT", "JO", "JA", "J2"))
        )
        if first and record.first("C3"):
            put(made, "event-title", plain(record.first("T2")))
        put(made, "collection-title", plain(record.first("T3")))
        short = plain(record.first("JA", "J2", "J1", "JO"))
        if short != made.get("container-title"):
            put(made, "container-title-short", short)
    else:
        put(made, "collection-title", plain(record.first("T2", "T3", "JF")))
    put(made, "title", title(record.first("T2", "JF")))
    put(made, "title-short", plain(record.first("ST")))
    put(made, "original-title", plain(record.first("TT", "OP")))


def _numbers(made: Item, record: Tagged) -> None:
    kind = made["type"]
    periodical = kind in _PERIODICAL
    if kind == "patent":
        put(made, "number", record.first("M1", "IS"))
    else:
        put(made, "volume", plain(record.first("VL")))
        put(made, "issue" if periodical else "number", plain(record.first("IS", "CP", "M1")))
    span = pages(record.first("SP"), record.first("EP"))
    put(made, "number-of-pages" if kind in ("book", "thesis") else "page", span)
    if periodical and "page" not in made:
        put(made, "page", page(record.first("C7")))
    put(made, "DOI", doi(record.first("DO")))
    for value in record.all("M3", "N1", "L3", "DI"):
        if re.match(r"(?i)\s*(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4}", value):
            put(made, "DOI", doi(value))
    for value in record.all("SN"):
        standard_number(made, value)
    put(made, "edition", plain(record.first("ET")))
    put(made, "number-of-volumes", plain(record.first("NV")))


def _dates(made: Item, record: Tagged) -> None:
    """The most precise of the dates; DA says a day only where PY says a year, in some programs."""
    found = [d for text in record.all("PY", "Y1", "DA") if (d := date(text))]
    sound = [d for d in found if "date-parts" in d]
    year = sound[0]["date-parts"][0][0] if sound else None
    same = [d for d in sound if d["date-parts"][0][0] == year]
    best = max(same, key=lambda d: len(d["date-parts"][0]) + ("season" in d), default=None)
    put(made, "issued", best or (found[0] if found else None))
    put(made, "accessed", date(record.first("Y2")))


def _texts(made: Item, record: Tagged) -> None:
    put(made, "publisher", plain(record.first("PB")))
    put(made, "publisher-place", plain(record.first("CY", "PP")))
    put(made, "URL", next((url for text in record.all("UR") for url in text.split(";") if url), ""))
    put(made, "language", record.first("LA"))
    put(made, "abstract", plain(record.first("AB", "N2")))
    put(made, "keyword", joined(record.all("KW")))
    put(made, "section", plain(record.first("SE")))
    put(made, "call-number", plain(record.first("CN")))
    put(made, "archive", plain(record.first("DP", "DB")))
    kind = record.first("M3")
    if kind and not doi(kind):
        put(made, "genre", plain(kind))
    notes = [
        text for text in record.all("N1", "RN") if doi(text) != made.get("DOI") or not doi(text)
    ]
    put(made, "note", "\n".join(map(str.strip, notes)))
