"""MARCXML (MARC 21 bibliographic, http://www.loc.gov/MARC21/slim).

What MARC has no field for, or says in another form, stands in field 887 as CSL-JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import tostring

from pymarc import Field, Indicators, Record, Subfield, record_to_xml_node

from kb.exports.records import FORBIDDEN, Item, first_day, item, names, rest, text
from kb.references.importing.marc_fields import item as read_back

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{}">\n'
_NAMESPACE = "http://www.loc.gov/MARC21/slim"
# Leader 06 and 07
_LEADERS = {
    "musical_score": "cm", "map": "em", "motion_picture": "gm", "song": "jm", "graphic": "km",
    "software": "mm", "dataset": "mm", "manuscript": "tm", "periodical": "as", "webpage": "mi",
}  # fmt: skip
_PARTS = frozenset(
    """
    article article-journal article-magazine article-newspaper chapter entry entry-dictionary
    entry-encyclopedia paper-conference review post post-weblog
    """.split()
)
_RELATORS = {
    "author": "aut", "editor": "edt", "translator": "trl", "compiler": "com", "illustrator": "ill",
    "director": "drt", "composer": "cmp", "interviewer": "ivr",
}  # fmt: skip
_CODE = re.compile("[a-z]{3}")


def marcxml(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One collection, a record each."""
    yield _HEAD.format(_NAMESPACE)
    for document in documents:
        yield tostring(record_to_xml_node(record(item(document))), encoding="unicode") + "\n"
    yield "</collection>\n"


def record(csl: Item) -> Record:
    """The MARC record of a CSL-JSON item."""
    kind = csl.get("type", "")
    codes = "ab" if kind == "article-journal" else "aa" if kind in _PARTS else "am"
    made = Record(leader=f"00000n{_LEADERS.get(kind, codes)} a2200000 u 4500")
    made.fields.extend(_fields(csl))
    if left := rest(csl, read_back(made)):
        exact = FORBIDDEN.sub(_escaped, json.dumps(left, ensure_ascii=False))
        made.fields.append(_field("887", "  ", a=exact, _2="csl-json"))
    return made


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _field(tag: str, indicators: str, **values: str) -> Field:
    """A field of the subfields that have a value; _2 is subfield 2."""
    subfields = [Subfield(code.strip("_"), value) for code, value in values.items() if value]
    return Field(tag, Indicators(*indicators), subfields)


def _fields(csl: Item) -> list[Field]:
    """The fields in the order of their tags; those without subfields are left out."""
    controls = [Field("001", data=text(csl.get("id")))]
    day = first_day(csl.get("issued"))
    year = f"{day[0]:04}" if day and 0 < day[0] <= 9999 else "    "
    language = text(csl.get("language"))
    code = language if _CODE.fullmatch(language) else "   "
    controls.append(Field("008", data=f"      s{year}    xx {'|' * 17}{code} d"))
    fields = [*_numbers(csl), *_names(csl), *_description(csl, year.strip()), *_host(csl)]
    filled = sorted((f for f in fields if f.subfields), key=lambda f: f.tag)
    return [f for f in controls if f.data] + filled


def _numbers(csl: Item) -> Iterator[Field]:
    part = csl.get("type") in _PARTS
    yield _field("020", "  ", a="" if part else text(csl.get("ISBN")))
    yield _field("022", "  ", a="" if part else text(csl.get("ISSN")))
    if doi := text(csl.get("DOI")):
        yield _field("024", "7 ", a=doi, _2="doi")
    yield _field("041", "  ", a=text(csl.get("language")))
    yield _field("050", " 4", a=text(csl.get("call-number")))
    yield _field("856", "40", u=text(csl.get("URL")))


def _names(csl: Item) -> Iterator[Field]:
    """The first author has the main entry, all others added ones, with their relators."""
    main = True
    for role, relator in _RELATORS.items():
        for name in names(csl, role):
            yield _name("1" if main and role == "author" else "7", name, relator)
            main = main and role != "author"


def _name(first: str, name: Mapping[str, Any], relator: str) -> Field:
    parts = {part: text(value) for part, value in name.items()}
    if not parts.get("family"):
        body = parts.get("literal") or parts.get("given") or ""
        return _field(f"{first}10", "2 ", a=body, _4=relator if body else "")
    particle = parts.get("non-dropping-particle")
    family = " ".join(filter(None, (particle, parts["family"])))
    given = " ".join(filter(None, (parts.get("given"), parts.get("dropping-particle"))))
    inverted = ", ".join(filter(None, (family, given)))
    return _field(f"{first}00", "1 ", a=inverted, c=parts.get("suffix", ""), _4=relator)


def _description(csl: Item, year: str) -> Iterator[Field]:
    main, colon, remainder = text(csl.get("title")).partition(": ")
    yield _field("245", "00", a=main + (" :" if colon else ""), b=remainder)
    yield _field("250", "  ", a=text(csl.get("edition")))
    place, publisher = text(csl.get("publisher-place")), text(csl.get("publisher"))
    yield _field("264", " 1", a=place, b=publisher, c=year)
    pages = text(csl.get("number-of-pages"))
    yield _field("300", "  ", a=f"{pages} p." if pages else "")
    series, number = text(csl.get("collection-title")), text(csl.get("collection-number"))
    yield _field("490", "0 ", a=series, v=number if series else "")
    yield _field("500", "  ", a=text(csl.get("note")))
    if csl.get("type") == "thesis":
        yield _field("502", "  ", b=text(csl.get("genre")) or "Thesis")
    yield _field("520", "  ", a=text(csl.get("abstract")))
    for word in text(csl.get("keyword")).split(";"):
        yield _field("653", "  ", a=word.strip())
    yield _field("711", "2 ", a=text(csl.get("event-title")))


def _host(csl: Item) -> Iterator[Field]:
    """773: what a part stands in."""
    title = text(csl.get("container-title"))
    if not title:
        return
    volume, issue, page = (text(csl.get(name)) for name in ("volume", "issue", "page"))
    stated = (f"Vol. {volume}" if volume else "", f"no. {issue}" if issue else "")
    where = ", ".join(filter(None, (*stated, f"p. {page}" if page else "")))
    x, z = text(csl.get("ISSN")), text(csl.get("ISBN"))
    yield _field("773", "0 ", t=title, g=where, x=x, z=z)
