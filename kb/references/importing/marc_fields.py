"""The fields of a MARC 21 bibliographic record to a CSL-JSON item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pymarc import Field, Record

from kb.references.importing.entry import Item
from kb.references.importing.people import inverted
from kb.references.importing.values import (
    add_names,
    date,
    doi,
    isbn,
    issn,
    joined,
    page,
    plain,
    put,
)

_ROLES = {
    "aut": "author", "cre": "author", "edt": "editor", "hrsg": "editor", "trl": "translator",
    "com": "compiler", "ill": "illustrator", "drt": "director", "cmp": "composer",
    "ivr": "interviewer", "isb": "editor", "edc": "editor", "pbd": "editorial-director",
    "author": "author", "creator": "author", "editor": "editor", "ed": "editor",
    "translator": "translator", "compiler": "compiler", "illustrator": "illustrator",
    "verfasser": "author", "herausgeber": "editor", "übersetzer": "translator",
    "director": "director", "composer": "composer", "저자": "author", "지은이": "author",
    "편저자": "editor", "엮은이": "editor", "편집자": "editor", "옮긴이": "translator",
    "역자": "translator",
}  # fmt: skip
_NO_CREATORS = frozenset(
    "pbl dst prt mfr fnd spn own dnr pup bsl publisher sponsor printer".split()
)
# Leader 06: what the record describes; 07: s for serials, a and b for parts
_KINDS = {
    "c": "musical_score", "d": "musical_score", "e": "map", "f": "map", "g": "motion_picture",
    "i": "song", "j": "song", "k": "graphic", "m": "software", "t": "manuscript",
}  # fmt: skip
_ISBD = " /:;,="
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
# "Vol. 24, no. 2 (2000), p. 361-378", "제53권 제3호 (2018. 6), p. 5-20"
_VOLUME = re.compile(
    r"(?:\bvol(?:ume)?\b|\bbd\b|\bv\b)\.?\s*([\w/-]{1,40})|제?\s*(\d{1,9})\s*권", re.I
)
_ISSUE = re.compile(
    r"(?:\bno\b|\bnr\b|\bissue\b|\bh(?:eft)?\b)\.?\s*([\w/-]{1,40})|제?\s*(\d{1,9})\s*호", re.I
)
_PAGES = re.compile(
    r"(?:\bpp?\b|\bs\b|\bpages?\b|\bseiten?\b)\.?\s*([\w–-]{1,40})|([\d–-]{1,40})\s*[쪽면]", re.I
)
_EXTENT = re.compile(r"(\d{1,6})\s*(?:p\b|pages|S\.|Seiten|s\.|쪽|면|leaves)")


def item(record: Record) -> Item:
    """The CSL-JSON item of a record."""
    made: Item = {"type": _type(record)}
    put(made, "id", next((plain(f.data) for f in record.get_fields("001")), None))
    put(made, "title", _title(record))
    _names(made, record)
    _host(made, record)
    _published(made, record)
    _identifiers(made, record)
    _series(made, record)
    put(made, "edition", _clean(_first(record, "250", "a")).rstrip("."))
    put(made, "language", _first(record, "041", "a") or _language(record))
    put(made, "abstract", joined(_all(record, "520", "a"), "\n"))
    put(made, "note", joined(_all(record, "500", "a"), "\n"))
    words = (w for tag in ("600", "610", "650", "651", "653") for w in _all(record, tag, "a"))
    put(made, "keyword", joined(_clean(word).rstrip(".") for word in words))
    put(made, "call-number", _first(record, "050", "a") or _first(record, "090", "a"))
    put(made, "genre", _first(record, "502", "b") or _first(record, "502", "a"))
    for field in record.get_fields("887"):
        if field.get("2") == "csl-json":
            made.update(_exactly(field.get("a")))
    return {name: value for name, value in made.items() if value is not None}


def _exactly(text: str | None) -> Item:
    """The variables that kb's own export gives in JSON, where MARC has no place for them."""
    try:
        exact = json.loads(text or "")
    except ValueError:
        return {}
    return exact if isinstance(exact, dict) else {}


def _all(record: Record, tag: str, codes: str) -> list[str]:
    values = (f.get_subfields(*codes) for f in record.get_fields(tag))
    return [value for found in values for one in found if (value := plain(one))]


def _first(record: Record, tag: str, codes: str) -> str:
    return next(iter(_all(record, tag, codes)), "")


def _clean(text: str) -> str:
    """Without the punctuation of ISBD that leads over to the next part."""
    return text.rstrip(_ISBD).strip()


def _type(record: Record) -> str:
    leader = str(record.leader)
    kind, level = leader[6], leader[7]
    if record.get_fields("502"):
        return "thesis"
    host = _first(record, "773", "t") or _first(record, "773", "a")
    if host or level in "ab":
        parts = _first(record, "773", "g")
        periodical = _first(record, "773", "x") or _VOLUME.search(parts) or level == "b"
        return "article-journal" if periodical or not host else "chapter"
    if level == "s":
        return "periodical"
    if kind == "m" and record.get_fields("020"):  # an electronic book is a file, too
        return "book"
    return _KINDS.get(kind, "book")


def _title(record: Record) -> str | None:
    for field in record.get_fields("245"):
        main = ": ".join(_clean(v) for v in field.get_subfields("a", "b") if _clean(v))
        part = ": ".join(_clean(v).rstrip(".") for v in field.get_subfields("n", "p") if _clean(v))
        whole = ". ".join(filter(None, (main, part)))
        return plain(whole.rstrip(".") if whole.count(".") == 1 else whole)
    return None


def _names(made: Item, record: Record) -> None:
    """Persons and bodies; meetings (111, 711) are no authors."""
    for field in record.get_fields("100", "110", "700", "710", "720"):
        role = _role(field, made)
        name = _name(field)
        if role and name:
            add_names(made, role, [name])
    meeting = next(iter(record.get_fields("111", "711")), None)
    if meeting:
        put(made, "event-title", plain(" ".join(meeting.get_subfields("a", "e"))))


def _role(field: Field, made: Item) -> str | None:
    terms = [*field.get_subfields("4"), *field.get_subfields("e", "j")]
    terms = [term.casefold().strip(" .,[]()").rpartition("/")[2] for term in terms]
    for term in terms:
        if term in _ROLES:
            return _ROLES[term]
        if term in _NO_CREATORS:
            return None
    if field.tag.startswith("1"):
        return "author"
    if terms or field.tag == "720":
        return "contributor"
    return "author" if "author" not in made else "contributor"


def _name(field: Field) -> Item | None:
    if field.get_subfields("t"):  # a work that is contained, not a person of this one
        return None
    name = _clean(plain(field.get("a")) or "")
    if not name:
        return None
    if field.tag in ("110", "710"):
        parts = [name.rstrip("."), *(_clean(b).rstrip(".") for b in field.get_subfields("b"))]
        return {"literal": ". ".join(parts)}
    if field.indicator1 == "0" and "," not in name:
        number = plain(field.get("b"))
        return {"literal": f"{name} {number}" if number else name}
    if not re.search(r"\b\w\.$", name):
        name = name.rstrip(".")
    found = inverted(name)
    suffix = _clean(plain(field.get("c")) or "")
    if found and "family" in found and re.fullmatch(r"Jr\.?|Sr\.?|I{2,3}|IV", suffix):
        found["suffix"] = suffix
    return found


def _host(made: Item, record: Record) -> None:
    """773: what the part stands in."""
    for field in record.get_fields("773"):
        put(made, "container-title", _clean(plain(field.get("t")) or "").rstrip("."))
        put(made, "ISSN", issn(field.get("x")))
        put(made, "ISBN", isbn(field.get("z")))
        parts = "; ".join(field.get_subfields("g"))
        for name, pattern in (("volume", _VOLUME), ("issue", _ISSUE), ("page", _PAGES)):
            if match := pattern.search(parts):
                put(made, name, page(match[1] or match[2]))
        if year := _YEAR.search(re.sub(_PAGES, "", parts)):
            put(made, "issued", date(year.group()))


def _published(made: Item, record: Record) -> None:
    fields = [f for f in record.get_fields("260", "264") if f.tag == "260" or f.indicator2 in "1 "]
    for field in fields or record.get_fields("264"):
        places = (_clean(place).strip("[]") for place in field.get_subfields("a"))
        put(made, "publisher-place", joined(places, " "))
        put(made, "publisher", joined((_clean(b) for b in field.get_subfields("b")), "; "))
        if year := _YEAR.search(" ".join(field.get_subfields("c"))):
            put(made, "issued", date(year.group()))
    coded = next((f.data[7:11] for f in record.get_fields("008") if f.data), "")
    put(made, "issued", date(coded) if _YEAR.fullmatch(coded) else None)


def _identifiers(made: Item, record: Record) -> None:
    put(made, "ISBN", next((n for v in _all(record, "020", "a") if (n := isbn(v))), None))
    put(made, "ISSN", next((n for v in _all(record, "022", "a") if (n := issn(v))), None))
    for field in record.get_fields("024"):
        if (field.get("2") or "").casefold() == "doi":
            put(made, "DOI", doi(field.get("a")))
    urls = [f.get("u") for f in record.get_fields("856") if f.indicator2 != "2"]
    put(made, "URL", next(filter(None, urls), None))
    if match := _EXTENT.search(_first(record, "300", "a")):
        put(made, "number-of-pages", match[1])


def _series(made: Item, record: Record) -> None:
    for field in _fields(record, "490", "440", "830"):
        put(made, "collection-title", _clean(plain(field.get("a")) or "").rstrip("."))
        put(made, "collection-number", plain(field.get("v")))


def _fields(record: Record, *tags: str) -> Iterator[Field]:
    for tag in tags:
        yield from record.get_fields(tag)


def _language(record: Record) -> str:
    code = next((f.data[35:38] for f in record.get_fields("008") if f.data), "")
    return code if code.isalpha() and code.isascii() else ""
