"""Bytes to text, deciding the encoding ourselves.

Order: byte order mark, UTF-16 without a mark, strict UTF-8, what the document declares, UTF-8 with
a few broken bytes, CP949, Windows-1252. Korean pages declare "euc-kr" and hold CP949, of which
EUC-KR is a part, so those names are read as CP949.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from kb.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ALIASES = dict.fromkeys(
    ("euc-kr", "euckr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "korean", "cp949", "uhc"), "cp949"
) | {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
# Codecs of Python that no document is written in, some of them slow
_NO_CHARSETS = frozenset(
    "idna punycode undefined unicode_escape unicode-escape raw_unicode_escape".split()
)
# Old mail: escape sequences change the alphabet, and the bytes are ASCII, so UTF-8 would fit, too
_SEVEN_BITS = frozenset("iso-2022-kr iso-2022-jp iso-2022-jp-2".split())
# <meta charset="euc-kr"> / <meta … content="text/html; charset=euc-kr"> / <?xml encoding="…"?>
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:\-]+)""", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TEXTUAL = re.compile("[\\s\u0020-\u007e\u00a0-\u024f\u2000-\u206f\u3000-\u30ff\u4e00-\u9fff가-힣]")
_HIGH = re.compile("[^\x00-\x7f]")


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, line ends as they are, and the encoding that it was read as.

    `declared` is what an envelope (a mail header) says; what stands in the document comes second.
    Raises ReadError where the bytes are no text.
    """
    return _checked(decode_anyhow(data, declared))


def decode_anyhow(data: bytes, declared: str | None = None) -> Decoded:
    """As `decode`, and never raises: bytes that are no text come out as whatever they make."""
    if declared and declared.lower() in _SEVEN_BITS and b"\x1b" in data[:4096]:
        return Decoded(data.decode(declared, errors="replace"), declared.lower())
    for attempt in (_by_mark, _utf16, _utf8):
        if decoded := attempt(data):
            return decoded
    for name in (declared, _declaration(data)):
        if name and (decoded := _strict(data, _ALIASES.get(name.lower(), name))):
            return decoded
    for guess in (_nearly_utf8, _korean):
        if decoded := guess(data):
            return decoded
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    return None


def _utf8(data: bytes) -> Decoded | None:
    """Strict UTF-8; a file that was cut in the middle of its last character is UTF-8 still."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or error.reason != "unexpected end of data":
            return None
        if data[: error.start].isascii():  # "café" in Latin-1
            return None
        return Decoded(data[: error.start].decode("utf-8") + "\ufffd", "utf-8")


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: one of the byte orders gives text and nothing else."""
    if b"\0" not in data[:4096]:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        decoded = _strict(data, encoding)
        if decoded and len(_TEXTUAL.findall(decoded.text[:4096])) >= 0.95 * len(
            decoded.text[:4096]
        ):
            return decoded
    return None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    if encoding.lower() in _NO_CHARSETS:
        return None
    try:
        return Decoded(data.decode(encoding), encoding)
    except (ValueError, LookupError):  # a ValueError: the name itself holds a NUL
        return None


def _declaration(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, which show as U+FFFD."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return Decoded(text, "utf-8") if broken * 3 < len(_HIGH.findall(text)) else None


def _korean(data: bytes) -> Decoded | None:
    """CP949, with a few broken bytes perhaps, where most of what is not ASCII is in EUC-KR too.

    Windows-1252 comes out as rare syllables that only CP949 has: its quotation marks make pairs
    with the letters that follow.
    """
    text = data.decode("cp949", errors="replace")
    high = _HIGH.findall(text)[:20000]
    # Python's EUC-KR writes the other syllables, too, letter by letter in eight bytes
    common = sum(len(character.encode("euc_kr", errors="ignore")) == 2 for character in high)
    return Decoded(text, "cp949") if common * 4 > len(high) * 3 else None


def _checked(decoded: Decoded) -> Decoded:
    head = decoded.text[:65536]
    if len(_CONTROL.findall(head)) > len(head) / 100:
        raise ReadError("is a binary file of no kind that kb reads; save it as text, PDF or DOCX")
    return decoded
