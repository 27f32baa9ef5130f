"""Files that mean harm, and functions that stand for a library which one of them has hurt."""

from __future__ import annotations

import os
import struct

from kb.errors import ReadError
from kb.model import Block, Document, Link, Span


def behaves(data: bytes) -> Document:
    """Does what the data say."""
    if data == b"hang":
        while True:
            pass
    if data == b"crash":
        os.abort()
    if data == b"swallow":
        _ = [bytes(100_000_000) for _ in range(1_000)]
    if data == b"refuse":
        raise ReadError("is not wanted")
    if data == b"bug":
        raise KeyError("a bug")
    link = Link("one", "https://news.example", 1)
    block = Block("heading", "one", Span(1, 1), 2, (link,), True)
    return Document("one\n", (block,), "application/pdf", "utf-8", pages=(1,))


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF file of the objects; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    start = out.rfind(b"xref")
    return out + b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def stream(body: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(body), entries, body)


def drawing_bomb(depth: int, width: int = 10) -> bytes:
    """A PDF page that draws a form, which draws `width` times the next one, and so on."""
    forms = []
    for n in range(depth):
        resources = b"/Resources <</XObject <</F %d 0 R>> /Font <</T 4 0 R>> >>" % (n + 7)
        last = b"BT /T 10 Tf 9 9 Td (words) Tj ET"
        body = b"/F Do " * width if n < depth - 1 else last
        forms.append(stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] " + resources))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 6 0 R /Resources "
    return pdf_of(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            page + b"<</XObject <</F 5 0 R>> >> >>",
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
            *forms[:1],
            stream(b"/F Do"),
            *forms[1:],
        ]
    )


def zip_entries(count: int) -> bytes:
    """An archive that lists so many files of no bytes."""
    local = b"PK\x03\x04" + bytes(26)
    fields = struct.pack("<HHHHHHIIIHHHHHII", 20, 20, *[0] * 7, 1, *[0] * 6)
    listed = (b"PK\x01\x02" + fields + b"a") * count
    end = struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(listed), len(local), 0)
    return local + listed + b"PK\x05\x06" + end
