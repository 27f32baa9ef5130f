"""READ: the bytes of a file become a Document. One module a format, chosen by content.

A format is one module with a reader, a row of READERS, and a way for `media_type_of` to know it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.errors import ReadError
from kb.model import Document
from kb.readers.decode import decode
from kb.readers.html import read_html
from kb.readers.mail import is_mail, read_mail
from kb.readers.markdown import read_markdown
from kb.readers.signs import is_markdown
from kb.readers.text import read_text

READERS: dict[str, Callable[[bytes], Document]] = {
    "message/rfc822": read_mail,
    "text/html": lambda data: read_html(*decode(data)),
    "text/markdown": lambda data: read_markdown(*decode(data)),
    "text/plain": lambda data: read_text(*decode(data)),
}
"""By media type. A reader raises ReadError where the bytes are not what they seem."""

SUFFIXES = tuple(".txt .text .html .htm .xhtml .eml .mbox .md .markdown".split())
"""The files of a folder that are taken for issues; a file that is named is read whatever it is."""

NO_ISSUES = frozenset("readme license changelog contributing".split())
"""The files of a folder that are never taken for issues, by their names without suffix."""

LARGEST = 50_000_000
"""In bytes; no issue is as large, but an archive of issues is."""

# What the first bytes of a file say of formats that nobody here reads
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (a DOCX, HWPX or EPUB file perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an OLE file (HWP or an old Word file perhaps)"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a SQLite database"),
)
_HEAD = 32768
_PAGE = re.compile(r"\s*(?:<\?xml|<!--|<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_MARKUP = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|"
    r"<(?:div|p|table|article|section|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)


def read_bytes(data: bytes) -> Document:
    """The bytes of a file as a Document; their content, not a name, tells the format."""
    if len(data) > LARGEST:
        raise ReadError(f"is larger than {LARGEST // 1_000_000} MB; split it by issue")
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError("is empty; nothing to ingest")
    document = READERS[media_type_of(data)](data)
    if not document.blocks:
        raise ReadError("holds no text; nothing to ingest")
    return document


def media_type_of(data: bytes) -> str:
    """The media type that the bytes show. Raises ReadError for a format that nobody here reads."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"is {what}; kb reads plain text, HTML and mail; save it so")
    if is_mail(data):
        return "message/rfc822"
    head = decode(data[:_HEAD]).text
    markup = _MARKUP.search(head)
    if not (markup and _PAGE.match(head)) and is_markdown(head):
        return "text/markdown"
    return "text/html" if markup else "text/plain"
