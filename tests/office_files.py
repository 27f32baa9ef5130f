"""HWP and HWPX files made by hand, for tests: the smallest that hold some text."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF

HEADER = """<hh:head xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head">
<hh:charPr id="0" height="1000"/><hh:charPr id="1" height="1000"><hh:bold/></hh:charPr>
<hh:charPr id="2" height="2000"/>
<hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>
<hh:paraPr id="1"><hh:heading type="OUTLINE" idRef="0" level="1"/></hh:paraPr>
<hh:paraPr id="2"><hh:heading type="BULLET" idRef="0" level="0"/></hh:paraPr></hh:head>"""
SECTION = """<hs:sec xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"
 xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph">
<hp:p paraPrIDRef="0"><hp:run charPrIDRef="2"><hp:ctrl><hp:header><hp:subList><hp:p>
<hp:run charPrIDRef="0"><hp:t>머리말</hp:t></hp:run></hp:p></hp:subList></hp:header></hp:ctrl>
<hp:t>스마트시티 뉴스레터</hp:t></hp:run></hp:p>
<hp:p paraPrIDRef="1"><hp:run charPrIDRef="1"><hp:t>대구시 본사업 선정</hp:t></hp:run></hp:p>
<hp:p paraPrIDRef="0"><hp:run charPrIDRef="0"><hp:t>대구시가<hp:nbSpace/>선정됐다.<hp:lineBreak/>
둘째 줄의 본문은 조금 더 길게 적는다.</hp:t></hp:run>
<hp:run charPrIDRef="0"><hp:ctrl><hp:fieldBegin type="HYPERLINK"><hp:parameters>
<hp:stringParam name="Command">https\\://example.org/a;1;0;0;</hp:stringParam></hp:parameters>
</hp:fieldBegin></hp:ctrl><hp:t>자세히</hp:t><hp:ctrl><hp:fieldEnd/></hp:ctrl></hp:run></hp:p>
<hp:p paraPrIDRef="2"><hp:run charPrIDRef="0"><hp:t>첫째</hp:t></hp:run></hp:p>
<hp:p paraPrIDRef="0"><hp:run charPrIDRef="0"><hp:tbl><hp:tr><hp:tc><hp:subList>
<hp:p paraPrIDRef="0"><hp:run charPrIDRef="0"><hp:t>칸</hp:t></hp:run></hp:p>
</hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p></hs:sec>"""


def archive(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    return buffer.getvalue()


def hwpx(section: str = SECTION, **more: str) -> bytes:
    files: dict[str, str | bytes] = {
        "mimetype": "application/hwp+zip",
        "Contents/header.xml": HEADER,
        "Contents/section0.xml": section,
    }
    return archive({**files, **more})


def record(tag: int, level: int, data: bytes) -> bytes:
    return struct.pack("<I", tag | level << 10 | len(data) << 20) + data


def paragraph(text: bytes, level: int = 0, shape: int = 0, character: int = 0) -> bytes:
    """A paragraph's records, its text as UTF-16 units with controls in them."""
    return (
        record(66, level, struct.pack("<IIHBB", len(text) // 2, 0, shape, 0, 0) + bytes(10))
        + record(67, level + 1, text)
        + record(68, level + 1, struct.pack("<II", 0, character))
    )


def control(name: str, level: int, data: bytes = b"") -> bytes:
    return record(71, level, name[::-1].encode() + data)


def units(text: str) -> bytes:
    return text.encode("utf-16-le")


def wide(code: int, name: str = "    ") -> bytes:
    """A control of eight units in a text."""
    return struct.pack("<H", code) + name[::-1].encode() + bytes(8) + struct.pack("<H", code)


def hwp(section: bytes, flags: int = 1) -> bytes:
    """An HWP 5 file of one section, with three styles of characters and of paragraphs."""
    shapes = [(1000, 0), (1000, 2), (2000, 0)]
    info = b"".join(record(21, 0, bytes(42) + struct.pack("<iI", *s) + bytes(18)) for s in shapes)
    heads = [0, 1 << 23 | 1 << 25, 3 << 23]
    info += b"".join(record(25, 0, struct.pack("<I", head) + bytes(50)) for head in heads)
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    return ole({"FileHeader": header, "DocInfo": _packed(info), "Section0": _packed(section)})


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE file; "Section0" lies in a storage "BodyText". Streams fill 4096 bytes at least."""
    sectors: list[bytes] = []
    table: list[int] = []
    starts: dict[str, tuple[int, int]] = {}
    for name, data in streams.items():
        data = data.ljust(4096, b"\0")
        starts[name] = len(sectors), len(data)
        count = -(-len(data) // _SECTOR)
        sectors += [
            data[i * _SECTOR : (i + 1) * _SECTOR].ljust(_SECTOR, b"\0") for i in range(count)
        ]
        table += [len(table) + 1 + i for i in range(count - 1)] + [_END]
    first = len(sectors)
    entries = [
        _entry("Root Entry", 5, child=1),
        _entry("FileHeader", 2, right=2, at=starts["FileHeader"]),
        _entry("DocInfo", 2, right=3, at=starts["DocInfo"]),
        _entry("BodyText", 1, child=4),
        _entry("Section0", 2, at=starts["Section0"]),
    ]
    directory = b"".join(entries).ljust(1024, b"\0")
    sectors += [directory[:512], directory[512:]]
    table += [first + 1, _END, _FAT]
    sectors.append(struct.pack("<128I", *table, *[_FREE] * (128 - len(table))))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIIII",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        first,
        0,
        4096,
        _END,
        0,
        _END,
        0,
        first + 2,
    )
    return head.ljust(_SECTOR, b"\xff") + b"".join(sectors)


def _entry(
    name: str, kind: int, *, right: int = _FREE, child: int = _FREE, at: tuple[int, int] = (_END, 0)
) -> bytes:
    written = units(name + "\0")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        written,
        len(written),
        kind,
        1,
        _FREE,
        right,
        child,
        bytes(16),
        0,
        0,
        0,
        *at,
    )
