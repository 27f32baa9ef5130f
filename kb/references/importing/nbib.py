"""MEDLINE's tagged format (.nbib), as PubMed and ERIC write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.references.importing.entry import Entry, Item, Problem, Source
from kb.references.importing.people import inverted, natural
from kb.references.importing.tagged import Tagged, tagged_lines
from kb.references.importing.values import (
    add_names,
    date,
    doi,
    full_range,
    isbn,
    issn,
    joined,
    plain,
    put,
    title,
)

_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9]{1,4})\s{0,3}- ?(.*)")
_REPORT = re.compile(r"report|speeches|guides|dissertation|legal|information analyses", re.I)
# "Fujiwara T": MEDLINE's short names have the initials last, without stops
_SHORT = re.compile(r"(.+?) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|I{2,3}|IV))?")


def signs(source: Source) -> bool:
    """Whether a line begins with PMID- or OWN -, or with two of MEDLINE's own tags."""
    head = source.text[:20_000]
    if re.search(r"(?m)^\ufeff?(?:PMID- ?\d|OWN - |STAT- )", head):
        return True
    found = re.findall(r"(?m)^(FAU|JT|DP|PT|LID|AID|MH|VI|IP|PG|TA) {0,2}- ", head)
    return len(set(found)) >= 2 and not re.search(r"(?m)^TY {2}-", head)


def read(source: Source) -> Iterator[Entry | Problem]:
    """The records: each begins with PMID, or behind a blank line."""
    record: Tagged | None = None
    blank = False
    for number, tag, value in tagged_lines(source.text, _TAG):
        if tag is None:
            blank = blank or not value
            if record and value and not blank:
                record.extend(value)
            elif value:
                yield Problem(f"line {number}", f"stands in no record: {value[:60]}")
            continue
        if record and (blank or tag == "PMID"):
            yield Entry(f"line {record.line}", item(record))
            record = None
        blank = False
        record = record or Tagged(number)
        record.add(tag, value)
    if record:
        yield Entry(f"line {record.line}", item(record))


def item(record: Tagged) -> Item:
    """The CSL-JSON item of a record's tags."""
    made: Item = {"type": _type(record)}
    put(made, "id", record.first("PMID", "OID"))
    _names(made, record)
    put(made, "title", title((record.first("TI", "TT", "BTI") or "").strip("[]")))
    journal = plain(record.first("JT", "TA"))
    if made["type"] == "report":
        put(made, "publisher", journal)
    elif made["type"] in ("book", "chapter"):
        book = title(record.first("BTI"))
        put(made, "container-title", book if made["type"] == "chapter" else None)
        put(made, "publisher-place", plain(record.first("PL")))
        put(made, "collection-title", title(record.first("CTI")))
    else:
        put(made, "container-title", journal)
        short = plain(record.first("TA"))
        put(made, "container-title-short", short if short != journal else None)
    put(made, "issued", date(record.first("DP", "DEP")))
    put(made, "volume", record.first("VI"))
    put(made, "issue", record.first("IP"))
    put(made, "page", full_range(record.first("PG")))
    for value in record.all("LID", "AID", "SO"):
        if "[doi]" in value or "doi.org/" in value or "doi:" in value.casefold():
            put(made, "DOI", doi(value))
        elif value.startswith("http"):
            put(made, "URL", value)
    put(made, "ISSN", issn(record.first("IS", "ISSN")))
    put(made, "ISBN", isbn(record.first("ISBN")))
    put(made, "PMID", record.first("PMID"))
    put(made, "PMCID", record.first("PMC"))
    put(made, "language", record.first("LA"))
    put(made, "abstract", plain(record.first("AB", "OAB")))
    put(made, "keyword", joined(word.replace("*", "") for word in record.all("MH", "OT")))
    put(made, "original-title", title(record.first("TT")) if record.first("TI") else None)
    put(made, "publisher", plain(record.first("PB")))
    put(made, "edition", plain(record.first("EN")))
    return made


def _type(record: Tagged) -> str:
    kinds = " / ".join(record.all("PT")).casefold()
    if "preprint" in kinds:
        return "article"
    if "book chapter" in kinds or (record.first("BTI") and record.first("TI")):
        return "chapter"
    if record.first("BTI") or kinds.startswith("book"):
        return "book"
    periodical = "journal article" in kinds or record.first("VI", "TA", "ISSN", "IS")
    if not periodical and (_REPORT.search(kinds) or record.first("OID")):
        return "report"
    return "article-journal"


def _names(made: Item, record: Tagged) -> None:
    add_names(made, "author", map(_name, record.all("FAU") or record.all("AU")))
    add_names(made, "author", ({"literal": body} for body in record.all("CN")))
    add_names(made, "editor", map(_name, record.all("FED") or record.all("ED")))


def _name(text: str) -> Item | None:
    """ "Fujiwara, Takeo" or "Fujiwara T"."""
    short = _SHORT.fullmatch(text)
    if "," in text or not short:
        return inverted(text) if "," in text else natural(text)
    family, initials, suffix = short.groups()
    given = " ".join(f"{letter}." for letter in initials)
    return {"family": family, "given": given, **({"suffix": suffix} if suffix else {})}
