"""What is compared of a bibliographic record, folded and cut once. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.folding import fold
from kb.model import Record
from kb.references.persons import Person, person
from kb.references.titles import Title, titles_of

_PEOPLE = 10
"""Of a thousand authors the first ten say as much as all."""
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DIGITS = re.compile(r"\d+")
_PAGES = re.compile(r"([a-z]*\d+)(?:\s*[-‐-―~]+\s*([a-z]*\d+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traits:
    """A record as it is compared with others."""

    titles: tuple[Title, ...]
    people: tuple[Person, ...]
    doi: str
    isbns: frozenset[str]
    year: int | None
    first_page: str
    last_page: str
    volume: str
    issue: str
    journal: str
    number: str
    edition: str
    publisher: str
    type: str


def traits(record: Record) -> Traits:
    """What is compared of a record, folded and cut once."""
    other = record.other
    pages = _pages(record.page)
    more = (
        other.get("original-title"),
        other.get("translated-title"),
        other.get("title-translated"),
    )
    names = record.author or record.editor or record.compiler
    return Traits(
        titles=tuple(t for text in (record.title, *more) if text for t in titles_of(str(text))),
        people=tuple(person(name) for name in names[:_PEOPLE]),
        doi=doi(record.DOI) or doi(record.URL),
        isbns=frozenset(isbns(record.ISBN)),
        year=_year(record.issued),
        first_page=pages[0],
        last_page=pages[1],
        volume=_number(record.volume),
        issue=_number(record.issue),
        journal=fold(record.container_title),
        number=_number(_text(other, "number")),
        edition=_number(_text(other, "edition")),
        publisher=fold(record.publisher),
        type=record.type,
    )


def doi(text: str | None) -> str:
    """ "10.17208/jkpa.2021" of a DOI however it is written; nothing where there is none."""
    found = _DOI.search((text or "").casefold())
    return found.group().rstrip(".,;)") if found else ""


def isbns(text: str | None) -> list[str]:
    """The nine digits that tell the books of an ISBN field apart, in 10 and 13 alike."""
    bare = re.findall(r"(?:97[89])?\d{9}[\dXx]", re.sub(r"(?<=[\dXx])[-‐–]", "", text or ""))
    return [number[-10:-1] for number in bare]


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value) if isinstance(value, (str, int)) else ""


def _number(text: str | None) -> str:
    """ "53" of "제53권" and of "Vol. 053"; the folded text where it has no number."""
    found = _DIGITS.findall(text or "")
    return "-".join(n.lstrip("0") or "0" for n in found) if found else fold(text)


def _pages(text: str | None) -> tuple[str, str]:
    """("161", "187") of "pp. 161-87"; nothing for what is missing."""
    found = _PAGES.search(text or "")
    if not found:
        return "", ""
    first, last = found.group(1).casefold(), (found.group(2) or "").casefold()
    if last.isdigit() and first.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _year(issued: str | None) -> int | None:
    found = re.search(r"\d{4}", issued or "")
    return int(found.group()) if found else None
