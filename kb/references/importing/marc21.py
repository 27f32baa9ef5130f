"""MARC 21 and its kin (KORMARC): records in binary (ISO 2709) and as MARCXML."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO

from lxml.etree import _Element as Element
from pymarc import Field, Indicators, Record, Subfield
from pymarc.marc8 import marc8_to_unicode

from kb.errors import BibliographyError
from kb.readers.decode import decode_anyhow
from kb.references.importing.entry import Entry, Problem, Source
from kb.references.importing.marc_fields import item
from kb.references.importing.xml import Parsed, children, local

logging.getLogger("pymarc").setLevel(logging.CRITICAL)

_SIGNS = re.compile(rb"^\s*\d{5}[\x20-\x7e]{19}(?:\d{12})*")
_XML_SIGNS = re.compile(r"<(?:\w+:)?(?:datafield|controlfield|leader)\b")
_END_FIELD, _END_RECORD, _DELIMITER = b"\x1e", b"\x1d", b"\x1f"
# What sets the alphabet in MARC-8, and its marks above letters, which stand in front of them
_MARC8 = re.compile(rb"\x1b[(),$gbps]|[\xe0-\xfe][a-zA-Z]")


def signs(source: Source) -> bool:
    """Whether the bytes begin with a leader and hold an end of field."""
    return bool(_SIGNS.match(source.data[:200])) and _END_FIELD in source.data[:100_000]


def read(source: Source) -> Iterator[Entry | Problem]:
    """The records; one whose directory does not fit is read by the ends of its fields."""
    chunks = source.data.split(_END_RECORD)
    for number, chunk in enumerate(chunks, 1):
        chunk = chunk.lstrip(b"\r\n\t \x00")
        if not chunk:
            continue
        place = f"record {number}"
        try:
            record = _record(chunk)
        except BibliographyError as error:
            yield Problem(place, str(error))
            continue
        if number == len(chunks):
            text = "has no end: the file may have been cut; what it has was read"
            yield Problem(place, text, refused=False)
        yield Entry(place, item(record))


def _record(chunk: bytes) -> Record:
    if len(chunk) < 25 or not chunk[:5].isdigit():
        raise BibliographyError("is no MARC record: it has no leader")
    head, *rest = chunk.split(_END_FIELD)
    listed = (head[at : at + 12] for at in range(24, len(head) - 11, 12))
    entries = [(one[:3], one[3:7], one[7:]) for one in listed]
    if not entries:
        raise BibliographyError("is no MARC record: it has no directory")
    values = _by_directory(chunk, len(head) + 1, entries) or rest
    text = _encoding(chunk)
    record = Record(leader=_leader(head))
    for (tag, _, _), value in zip(entries, values, strict=False):
        if field := _field(tag.decode("ascii", errors="replace"), value.strip(_END_FIELD), text):
            record.fields.append(field)
    return record


def _leader(head: bytes) -> str:
    return head[:24].decode("ascii", errors="replace")


def _by_directory(
    chunk: bytes, base: int, entries: list[tuple[bytes, bytes, bytes]]
) -> list[bytes] | None:
    """The fields where the directory says; None where one of them does not end there."""
    values = []
    for _, length, start in entries:
        if not length.isdigit() or not start.isdigit():
            return None
        first = base + int(start)
        value = chunk[first : first + int(length)]
        if not value.endswith(_END_FIELD):
            return None
        values.append(value)
    return values


def _encoding(chunk: bytes) -> str:
    """ "utf-8", "marc-8", or "" for bytes that only a look at them can tell (KORMARC in CP949).

    Leaders are not to be trusted: bytes that are UTF-8 are so whatever byte 9 says.
    """
    try:
        chunk.decode("utf-8")
    except UnicodeDecodeError:
        if chunk[9:10] != b"a" and _MARC8.search(chunk):
            return "" if decode_anyhow(chunk).encoding == "cp949" else "marc-8"
        return ""
    return "marc-8" if b"\x1b" in chunk else "utf-8"


def _text(value: bytes, encoding: str) -> str:
    if encoding == "marc-8":
        with redirect_stderr(StringIO()):  # pymarc prints what it cannot convert
            try:
                return str(marc8_to_unicode(value))
            except (IndexError, KeyError, UnicodeError, ValueError):
                return value.decode("latin-1")
    return value.decode("utf-8", errors="replace") if encoding else decode_anyhow(value).text


def _field(tag: str, value: bytes, encoding: str) -> Field | None:
    if tag.startswith("00"):
        return Field(tag, data=_text(value, encoding))
    head, *parts = value.split(_DELIMITER)
    subfields = [
        Subfield(part[:1].decode("latin-1"), _text(part[1:], encoding)) for part in parts if part
    ]
    if not subfields:
        return None
    indicators = head[-2:].decode("latin-1").rjust(2)
    return Field(tag, Indicators(*indicators), subfields)


def xml_signs(source: Source) -> bool:
    """Whether a leader or a field of MARCXML stands near the beginning."""
    return bool(_XML_SIGNS.search(source.text[:20_000]))


def read_xml(source: Source) -> Iterator[Entry | Problem]:
    """The record elements that have fields of their own, in whatever they are wrapped."""
    for element, place, problem in Parsed(source.text).records("record"):
        if problem:
            yield problem
        elif element is not None and any(local(e) == "datafield" for e in element):
            yield Entry(place, item(_record_of(element)))


def _record_of(element: Element) -> Record:
    leader = next((e.text or "" for e in children(element, "leader")), "").ljust(24)[:24]
    record = Record(leader=leader)
    for child in element:
        tag = (child.get("tag") or "").strip()
        if local(child) == "controlfield":
            record.fields.append(Field(tag, data=child.text or ""))
        elif local(child) == "datafield":
            indicators = ((child.get(name) or " ")[:1] for name in ("ind1", "ind2"))
            subfields = [
                Subfield(e.get("code") or "", "".join(e.itertext()).strip())
                for e in children(child, "subfield")
            ]
            record.fields.append(Field(tag, Indicators(*indicators), subfields))
    return record
