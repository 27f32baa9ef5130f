"""HWP 5: the paragraphs of an OLE file, each a line.

The format is that of Hancom's public specification (HWP 5.0): the streams of `BodyText` are
sequences of records, compressed as a rule; records of a higher level belong to the one before.
Embedded objects and scripts are not looked at.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import olefile

from kb.errors import ReadError
from kb.model import Document
from kb.readers.limits import ENTRIES, XML, check_lines
from kb.readers.ranks import Sized, address, headed
from kb.readers.written import Piece, Run, document_of

MEDIA_TYPE = "application/x-hwp"

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTED, _DRM = 1, 2, 4, 16
_CHAR_SHAPE, _PARA_SHAPE = 21, 25
_PARA_HEADER, _PARA_TEXT, _PARA_CHAR_SHAPE, _CTRL_HEADER = 66, 67, 68, 71
_NUMBER = re.compile(r"[0-9]{1,6}")
_WIDE = frozenset((*range(1, 10), *range(11, 13), *range(14, 24)))  # controls of eight units
_FIELD_BEGIN, _FIELD_END = 3, 4
_SIGNS = {9: " ", 10: "\n", 24: "-", 30: " ", 31: " "}
_KINDS = {1: "heading", 2: "item", 3: "item"}
_DAMAGED = "is a damaged HWP file; save it anew, as HWPX or PDF perhaps"


class _Record(NamedTuple):
    tag: int
    level: int
    data: bytes


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while its records come in. `within` are the controls that it stands in."""

    shape: int
    within: frozenset[str]
    units: tuple[int, ...] = ()
    shapes: list[tuple[int, int]] = field(default_factory=list)
    links: list[str | None] = field(default_factory=list)


@dataclass(slots=True)
class _Styles:
    """The sizes and weights of characters and the heads of paragraphs, by their numbers."""

    characters: list[tuple[float, bool]] = field(default_factory=list)
    paragraphs: list[tuple[str, int]] = field(default_factory=list)


def is_hwp(data: bytes) -> bool:
    """Whether an OLE file is an HWP 5 file."""
    return data.startswith(_MAGIC) and _SIGNATURE in data


def read_hwp(data: bytes) -> Document:
    """A Document of the text. Raises ReadError where it is damaged or protected."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            styles = _styles(_records(_stream(ole, "DocInfo")))
            paragraphs = list(_of_sections(ole))
    except ReadError:
        raise
    except Exception as error:  # olefile raises whatever a damaged file makes it stumble on
        raise ReadError(_DAMAGED) from error
    return document_of(headed([_sized(p, styles) for p in paragraphs]), MEDIA_TYPE)


def _flags(ole: olefile.OleFileIO) -> int:
    header = ole.openstream("FileHeader").read(40)
    return int(struct.unpack_from("<I", header, 36)[0])


def _of_sections(ole: olefile.OleFileIO) -> Iterator[_Paragraph]:
    """The paragraphs of all sections."""
    lines = size = 0
    for name in _sections(ole):
        data = _stream(ole, name)
        size += len(data)
        if size > XML:
            raise _too_large()
        paragraphs = _paragraphs(_records(data))
        lines += len(paragraphs)
        check_lines(lines)
        yield from paragraphs


def _too_large() -> ReadError:
    return ReadError(f"unpacks to more than {XML // 1_000_000} MB; save its text alone")


def _sections(ole: olefile.OleFileIO) -> list[str]:
    flags = _flags(ole)
    if flags & (_PASSWORD | _DISTRIBUTED | _DRM):
        raise ReadError("is an HWP file that is locked; save it without a password, or as PDF")
    numbers = {
        int(path[1][7:])
        for path in ole.listdir()[:ENTRIES]
        if len(path) == 2 and path[0] == "BodyText" and _NUMBER.fullmatch(path[1][7:])
    }
    return [f"BodyText/Section{number}" for number in sorted(numbers)]


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    """A stream, expanded. What follows a damaged place is left out."""
    data: bytes = ole.openstream(name).read()
    if not _flags(ole) & _COMPRESSED:
        return data
    expander = zlib.decompressobj(-15)
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(data), 65536):
        try:
            parts.append(expander.decompress(data[start : start + 65536], XML + 1))
        except zlib.error:
            break
        size += len(parts[-1])
        if expander.unconsumed_tail or size > XML:
            raise _too_large()
    return b"".join(parts)


def _records(data: bytes) -> Iterator[_Record]:
    position = 0
    while position + 4 <= len(data):
        (head,) = struct.unpack_from("<I", data, position)
        position += 4
        size = head >> 20
        if size == 0xFFF:
            if position + 4 > len(data):
                return
            (size,) = struct.unpack_from("<I", data, position)
            position += 4
        yield _Record(head & 0x3FF, head >> 10 & 0x3FF, data[position : position + size])
        position += size


def _styles(records: Iterator[_Record]) -> _Styles:
    styles = _Styles()
    for record in records:
        if record.tag == _CHAR_SHAPE and len(record.data) >= 50:
            size, attributes = struct.unpack_from("<iI", record.data, 42)
            styles.characters.append((size / 100, bool(attributes & 2)))
        elif record.tag == _PARA_SHAPE and len(record.data) >= 4:
            (attributes,) = struct.unpack_from("<I", record.data)
            kind = _KINDS.get(attributes >> 23 & 3, "paragraph")
            styles.paragraphs.append((kind, min((attributes >> 25 & 7) + 1, 6)))
    return styles


def _paragraphs(records: Iterator[_Record]) -> list[_Paragraph]:
    """The paragraphs of a section, those of tables and notes after the one that holds them."""
    found: list[_Paragraph] = []
    controls: list[tuple[int, str]] = []
    open_at: dict[int, _Paragraph] = {}
    for tag, level, data in records:
        while controls and controls[-1][0] >= level:
            controls.pop()
        above = open_at.get(level - 1)
        if tag == _PARA_HEADER and len(data) >= 10:
            (shape,) = struct.unpack_from("<H", data, 8)
            open_at[level] = _Paragraph(shape, frozenset(name for _, name in controls))
            found.append(open_at[level])
        elif tag == _CTRL_HEADER and len(data) >= 4:
            name = data[3::-1].decode("latin-1")
            controls.append((level, name))
            if above and name == "%hlk":
                above.links.append(_command(data))
        elif tag == _PARA_TEXT and above:
            above.units = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
        elif tag == _PARA_CHAR_SHAPE and above:
            above.shapes = list(struct.iter_unpack("<II", data[: len(data) // 8 * 8]))
    return found


def _command(data: bytes) -> str | None:
    """The address of a hyperlink's control: its name, attributes, a byte, a length, the text."""
    if len(data) < 11:
        return None
    (length,) = struct.unpack_from("<H", data, 9)
    return address(data[11 : 11 + 2 * length].decode("utf-16-le", "replace"))


def _sized(paragraph: _Paragraph, styles: _Styles) -> Sized:
    kind, level = "paragraph", 1
    if paragraph.shape < len(styles.paragraphs):
        kind, level = styles.paragraphs[paragraph.shape]
    if paragraph.within & {"head", "foot"}:
        kind = "navigation"
    elif "tbl " in paragraph.within and kind == "paragraph":
        kind = "row"
    sizes: Counter[float] = Counter()
    runs = []
    for text, shape, url in _texts(paragraph):
        size, strong = styles.characters[shape] if shape < len(styles.characters) else (0, False)
        sizes[size] += len(text.strip())
        runs.append(Run(text, strong, url))
    silent = "tcmt" in paragraph.within  # a hidden comment
    piece = Piece(() if silent else tuple(runs), kind, level if kind in ("heading", "item") else 0)
    return Sized(piece, sizes.most_common(1)[0][0] if sizes else 0)


def _texts(paragraph: _Paragraph) -> Iterator[tuple[str, int, str | None]]:
    """The text of a paragraph in runs of one shape, and where they lead."""
    links = iter(paragraph.links)
    changes = dict(paragraph.shapes)
    url, shape, position = None, changes.get(0, 0), 0
    run: list[int] = []
    units = paragraph.units
    while position < len(units):
        unit = units[position]
        if position in changes or unit in (_FIELD_BEGIN, _FIELD_END):
            yield _decoded(run), shape, url
            run, shape = [], changes.get(position, shape)
        if unit == _FIELD_BEGIN and units[position + 1 : position + 3] == _HYPERLINK:
            url = next(links, None)
        elif unit == _FIELD_END:
            url = None
        run.extend([ord(_SIGNS[unit])] if unit in _SIGNS else [unit] if unit >= 32 else [])
        position += 8 if unit in _WIDE else 1
    yield _decoded(run), shape, url


_HYPERLINK = struct.unpack("<2H", b"klh%")


def _decoded(units: list[int]) -> str:
    return struct.pack(f"<{len(units)}H", *units).decode("utf-16-le", "replace")
