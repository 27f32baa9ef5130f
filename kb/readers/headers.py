"""The header of a mail (RFC 5322, RFC 2047), read tolerantly.

The standard library decodes each encoded word by itself; Korean mailers cut a text between the
bytes of a syllable, and declare charsets that are not what they write.
"""

from __future__ import annotations

import binascii
import re
from email.message import Message

from kb.folding import squeeze
from kb.readers.decode import decode_anyhow

LONGEST = 20_000
"""In characters; what a header field holds beyond it is left out."""

# =?euc-kr?B?...?=
_WORD = re.compile(
    r"=\?(?P<charset>[^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?(?P<how>[bBqQ])\?(?P<text>[^?\r\n]*)\?="
)
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


def field_of(message: Message, name: str) -> str:
    """The text of the first field of that name on one line, "" where there is none."""
    wanted = name.lower()
    for found, value in message.raw_items():
        if found.lower() == wanted:
            return squeeze(decode_words(str(value)[:LONGEST]))
    return ""


def decode_words(value: str) -> str:
    """A raw field with its encoded words decoded; bytes beyond ASCII are read as any text is.

    >>> decode_words("=?utf-8?B?64m07Iqk?= =?utf-8?q?_27?=")
    '뉴스 27'
    """
    value = _BETWEEN.sub(r"\1", value)
    parts: list[str] = []
    pending, charset, end = b"", "", 0
    for match in _WORD.finditer(value):
        data = _bytes(match)
        if pending and (match.start() > end or match["charset"].lower() != charset):
            parts.append(_text(pending, charset))
            pending = b""
        parts.append(_text(value[end : match.start()].encode("utf-8", "surrogateescape")))
        pending += data
        charset, end = match["charset"].lower(), match.end()
    parts.append(_text(pending, charset))
    parts.append(_text(value[end:].encode("utf-8", "surrogateescape")))
    return "".join(parts)


def _bytes(match: re.Match[str]) -> bytes:
    text = match["text"].encode("utf-8", "surrogateescape")
    if match["how"] in "qQ":
        return _HEX.sub(lambda m: bytes([int(m.group(1), 16)]), text.replace(b"_", b" "))
    text = re.sub(rb"[^A-Za-z0-9+/]", b"", text)
    if len(text) % 4 == 1:  # cut in the middle
        text = text[:-1]
    return binascii.a2b_base64(text + b"=" * (-len(text) % 4))


def _text(data: bytes, charset: str = "") -> str:
    return decode_anyhow(data, charset or None).text if data else ""
