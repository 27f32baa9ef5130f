"""BibTeX, in UTF-8, with BibLaTeX's fields where BibTeX has none.

What the fields cannot say stands in a field `csl`, as JSON in CSL variables; BibTeX ignores it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kb.exports.records import Item, first_day, iso_day, item, names, rest, text
from kb.references.importing.bibtex_fields import ROLES, TEXTS
from kb.references.importing.bibtex_fields import item as read_back
from kb.references.importing.latex import encode

_KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "dataset": "dataset",
    "entry-encyclopedia": "inreference", "legal_case": "jurisdiction",
    "legislation": "legislation", "manuscript": "unpublished", "motion_picture": "movie",
    "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "periodical": "periodical", "personal_communication": "letter", "report": "techreport",
    "review": "review", "software": "software", "song": "audio", "standard": "standard",
    "thesis": "phdthesis", "webpage": "online", "graphic": "artwork",
}  # fmt: skip
_PERIODICAL = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review")
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATES = {"accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
_VERBATIM = {"DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "issn"}
_UNSAFE_KEY = re.compile(r"[\s{}(),=\"#%\\~']+")
_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
# A comma parts a name, "and" parts names
_PARTING = re.compile(r"[,{}]|\band\b|^others$", re.I)


def bibtex(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """An entry a record, in the order given."""
    for document in documents:
        yield entry(item(document)) + "\n"


def entry(csl: Item) -> str:
    """The entry of a CSL-JSON item."""
    kind = _KINDS.get(csl.get("type", ""), "misc")
    if kind == "phdthesis" and re.search(
        r"master|석사|m\.?a\.|m\.?sc", text(csl.get("genre")), re.I
    ):
        kind = "mastersthesis"
    key = _UNSAFE_KEY.sub("-", str(csl.get("id") or "")).strip("-") or "untitled"
    fields = dict(_fields(kind, csl))
    if left := rest(csl, read_back(kind, key, fields)):
        fields["csl"] = _JSON_TEXT.sub(_harmless, json.dumps(left, ensure_ascii=False))
    lines = (f"  {name} = {_delimited(name, value)},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _delimited(name: str, value: str) -> str:
    return value if name == "month" and value in _MONTHS else f"{{{value}}}"


def _harmless(match: re.Match[str]) -> str:
    """Text of JSON without the signs at which BibTeX would end a value."""
    return re.sub("[{}@%]", lambda sign: f"\\u{ord(sign.group()):04x}", match.group())


def _fields(kind: str, csl: Item) -> Iterator[tuple[str, str]]:
    """Names and values as they stand between the braces; empty ones are left out."""
    for field, role in ROLES.items():
        if role != "contributor" and (people := names(csl, role)):
            yield field, " and ".join(map(_name, people))
    if title := text(csl.get("title")):
        yield "title", _protected(title)
    container = encode(text(csl.get("container-title")))
    if container:
        yield ("journal" if csl["type"] in _PERIODICAL else "booktitle"), container
    for name, (field, *_) in TEXTS.items():
        if value := encode(text(csl.get(name))):
            yield (_PUBLISHERS.get(kind, field) if name == "publisher" else field), value
    if place := encode(text(csl.get("publisher-place"))):
        yield "address", place
    if subtype := re.fullmatch("article-(magazine|newspaper)", csl.get("type", "")):
        yield "entrysubtype", subtype[1]
    yield from _numbers(csl)
    yield from _dates(csl)
    for name, field in _VERBATIM.items():
        value = text(csl.get(name))
        if value and not re.search(r"[{}\\]", value):
            yield field, value


def _numbers(csl: Item) -> Iterator[tuple[str, str]]:
    order = ("issue",) if csl["type"] in _PERIODICAL else ("number", "collection-number")
    number = next((value for name in order if (value := text(csl.get(name)))), "")
    if number:
        yield "number", encode(number)
    if pages := text(csl.get("page")):
        yield "pages", "--".join(map(encode, re.split("-+", pages)))
    if text(csl.get("archive")) and text(csl.get("archive_location")):
        yield "eprint", encode(text(csl["archive_location"]))
        yield "eprinttype", encode(text(csl["archive"]))


def _dates(csl: Item) -> Iterator[tuple[str, str]]:
    day = first_day(csl.get("issued"))
    if day:
        yield "year", str(day[0])
    elif words := iso_day(csl.get("issued")):
        yield "year", encode(text(words))
    if len(day) > 1 and 1 <= day[1] <= 12:
        yield "month", _MONTHS[day[1] - 1]
    if len(day) > 2:
        yield "day", str(day[2])
    for name, field in _DATES.items():
        if csl.get(name):
            yield field, encode(text(iso_day(csl[name])))


def _protected(title: str) -> str:
    """Words whose capitals a style must not make small stand in braces."""
    words = []
    for at, word in enumerate(title.split(" ")):
        kept = any(c.isupper() for c in (word if at else word[1:]))
        words.append(f"{{{encode(word)}}}" if kept else encode(word))
    return " ".join(words)


def _name(name: Mapping[str, Any]) -> str:
    """ "von Family, Jr., Given"; a body in braces."""
    parts = {part: text(value) for part, value in name.items()}
    if not parts.get("family"):
        return f"{{{encode(parts.get('literal') or parts.get('given') or '')}}}"
    family = _grouped(parts["family"])
    if particle := parts.get("non-dropping-particle"):
        family = f"{encode(particle)} {family}"
    given = " ".join(filter(None, (parts.get("given"), parts.get("dropping-particle"))))
    listed = (family, _grouped(parts.get("suffix", "")), _grouped(given))
    return ", ".join(filter(None, listed))


def _grouped(part: str) -> str:
    """A part of a name; in braces where BibTeX would take it apart."""
    particle = any(word[0].islower() for word in part.split())
    return f"{{{encode(part)}}}" if particle or _PARTING.search(part) else encode(part)
