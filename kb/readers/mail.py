"""E-mail (RFC 5322, MIME) and mailboxes of one message: the newsletter in it, as a Document.

The text as read is the subject, the date and the part that holds the newsletter: HTML where there
is a version in it, unless it says much less than the plain one. Attachments and images are left
out, forwarded mail is unwrapped. Nothing that a mail names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import Message

from kb.errors import ReadError
from kb.folding import squeeze
from kb.model import Block, Document, Span
from kb.readers.decode import decode
from kb.readers.forwarded import unquoted, unwrapped, without_prefix
from kb.readers.headers import field_of
from kb.readers.mail_html import read_mail_html
from kb.readers.mime import NESTING, TOO_DEEP, parsed
from kb.readers.text import URL, read_text

PARTS = 500
"""How many parts of text a mail may have."""

_POORER = 0.5
_PAGE = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_PLAIN = frozenset(("text/plain", "text/enriched", "text/markdown", "text/x-markdown"))
_ASCII = frozenset(("us-ascii", "ascii"))
_FIELD = re.compile(rb"(?P<name>[!-9;-~]{1,80})[ \t]*:")
# From someone@example.org Fri Aug 16 16:53:35 2002
_FROM = re.compile(rb"From \S.{0,200}\d\d:\d\d.{0,40}\r?\n(?=[!-9;-~]{1,80}:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_KNOWN = frozenset(
    b"from to date subject cc reply-to sender message-id received return-path mime-version "
    b"content-type content-transfer-encoding delivered-to list-id x-mailer".split()
)
_SURE = frozenset(b"message-id received return-path mime-version delivered-to".split())
_WRITTEN = frozenset(b"from date subject".split())
_HEAD = 65536


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail as read: its subject and date, "" where it has none, and its parts in their order."""

    subject: str
    date: str
    parts: tuple[Document | _Letter, ...]

    @property
    def weight(self) -> int:
        return _weight(self.parts)


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with the header of a mail, or with the line of a mailbox above it."""
    head = _start(data[:_HEAD])
    line = _FROM.match(head)
    names = _names(head[line.end() :] if line else head)
    if len(names & _KNOWN) < 2:
        return False
    return bool(line) or bool(names & _SURE) or names >= _WRITTEN


def read_mail(data: bytes) -> Document:
    """The newsletter in a mail. Its `title` is the subject, which is the text's first line, too."""
    try:
        message = parsed(_one_message(_start(data)))
        letter = _unwrapped(_letter(message, 0))
    except RecursionError:
        raise ReadError(TOO_DEEP) from None
    if not letter.parts:
        raise ReadError(_without_text(message))
    return _composed(letter)


def _start(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")


def _names(head: bytes) -> set[bytes]:
    """The names of the fields up to the first line that is none."""
    names: set[bytes] = set()
    for line in head.splitlines():
        match = _FIELD.match(line)
        if match:
            names.add(match["name"].lower())
        elif not names or not line.startswith((b" ", b"\t")) or not line.strip():
            break
    return names


def _one_message(data: bytes) -> bytes:
    """The message of a mailbox. kb keeps an issue a file, so several are the user's to split."""
    line = _FROM.match(data)
    if not line:
        return data
    ends = (b"\n\n", b"\n\r\n")
    starts = [m for m in _FROM.finditer(data) if data.endswith(ends, 0, m.start())]
    if starts:
        raise ReadError(
            f"is a mailbox of {len(starts) + 1} messages; save each newsletter as a file (.eml)"
        )
    return _QUOTED_FROM.sub(rb"\1", data[line.end() :])


def _letter(message: Message, depth: int) -> _Letter:
    parts = _parts(message, depth)
    if not parts:
        parts = [d for part in _leaves(message, 0) if (d := _document(part)) and d.blocks]
    if len(parts) > PARTS:
        raise ReadError(f"is a mail of more than {PARTS} parts of text; split it")
    return _Letter(field_of(message, "Subject"), field_of(message, "Date"), tuple(parts))


def _parts(part: Message, depth: int) -> list[Document | _Letter]:
    """What a part holds for reading."""
    if depth > NESTING:
        raise ReadError(TOO_DEEP)
    children = _children(part)
    if part.get_content_maintype() == "message":
        return [_letter(child, depth + 1) for child in children]
    versions = [_parts(child, depth + 1) for child in children]
    if part.get_content_type() == "multipart/alternative":
        return _best(versions)
    if children:
        return [one for version in versions for one in version]
    document = None if part.get_content_disposition() == "attachment" else _document(part)
    return [document] if document and document.blocks else []


def _children(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else None
    return [p for p in payload if isinstance(p, Message)] if isinstance(payload, list) else []


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    """The parts without parts, attached ones, too: some send the newsletter as an attachment."""
    children = _children(part) if depth <= NESTING else []
    for child in children:
        yield from _leaves(child, depth + 1)
    if not children:
        yield part


def _best(versions: list[list[Document | _Letter]]) -> list[Document | _Letter]:
    """The version to read: HTML, the last there is, unless it is much poorer than the plain one."""
    plain = max((v for v in versions if not _is_html(v)), key=_weight, default=[])
    html = next((v for v in reversed(versions) if _is_html(v)), [])
    return html if html and _weight(html) >= _POORER * _weight(plain) else plain


def _is_html(version: Sequence[Document | _Letter]) -> bool:
    return any(isinstance(one, Document) and one.media_type == "text/html" for one in version)


def _weight(parts: Sequence[Document | _Letter]) -> int:
    """How many letters there are to read, addresses left out."""
    return sum(
        one.weight
        if isinstance(one, _Letter)
        else sum(
            sum(map(str.isalnum, URL.sub("", block.text)))
            for block in one.blocks
            if block.kind != "navigation"
        )
        for one in parts
    )


def _document(part: Message) -> Document | None:
    """A part as a Document, None where it is no text for reading."""
    kind = part.get_content_type()
    if kind != "text/html" and kind not in _PLAIN:
        return None
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except ValueError:  # the header is broken beyond what the library mends
        data, charset = str(part.get_payload()).encode("utf-8", "surrogateescape"), None
    if not isinstance(data, bytes):
        return None
    try:
        text, encoding = decode(data, None if charset in _ASCII else charset)
    except ReadError:  # a binary file that calls itself a text
        return None
    if kind == "text/html" or _PAGE.match(text[:1000]):
        return read_mail_html(text, encoding)
    return read_text(unquoted(re.sub(r"\r\n?", "\n", text)), encoding)


def _unwrapped(letter: _Letter) -> _Letter:
    """The mail that a mail brings along, where that is what the mail is about."""
    inner = [part for part in letter.parts if isinstance(part, _Letter)]
    if len(inner) == 1 and 2 * inner[0].weight >= letter.weight:
        return _unwrapped(inner[0])
    if not inner and letter.parts and isinstance(letter.parts[0], Document):
        found = unwrapped(letter.parts[0], letter.subject)
        if found.document is not letter.parts[0]:
            subject = found.subject or without_prefix(letter.subject)
            rest = (found.document, *letter.parts[1:])
            return replace(letter, subject=subject, date=found.date or letter.date, parts=rest)
    return letter


def _composed(letter: _Letter) -> Document:
    """The lines of a letter one below the other: subject, date, then its parts."""
    lines: list[str] = []
    blocks: list[Block] = []
    _compose(letter, 1, lines, blocks)
    first = next(_documents(letter))
    return Document(
        text="\n".join(lines) + "\n",
        blocks=tuple(blocks),
        media_type="message/rfc822",
        encoding=first.encoding,
        title=letter.subject or None,
        url=first.url,
        language=first.language,
    )


def _documents(letter: _Letter) -> Iterator[Document]:
    for part in letter.parts:
        if isinstance(part, Document):
            yield part
        else:
            yield from _documents(part)
    if not letter.parts:
        yield Document("", (), "text/plain", "utf-8")


def _compose(letter: _Letter, level: int, lines: list[str], blocks: list[Block]) -> None:
    if letter.subject:
        lines.append(letter.subject)
        blocks.append(Block("heading", letter.subject, Span(len(lines), len(lines)), level))
    if letter.date:
        lines.append(squeeze(f"Date: {letter.date}"))
        blocks.append(Block("navigation", lines[-1], Span(len(lines), len(lines))))
    for part in letter.parts:
        if isinstance(part, Document):
            if part.media_type == "text/plain" and lines:
                lines.append("")  # where a paragraph begins shows by a blank line above it
            blocks += [_moved(block, len(lines)) for block in part.blocks]
            lines += part.text.rstrip("\n").split("\n")
        else:
            _compose(part, level + 1, lines, blocks)


def _moved(block: Block, by: int) -> Block:
    """`block` that many lines further down."""
    span = Span(block.lines.first + by, block.lines.last + by)
    links = tuple(replace(link, line=link.line + by) for link in block.links)
    return replace(block, lines=span, links=links)


def _without_text(message: Message) -> str:
    """Why a mail holds nothing to read, and what to do."""
    found = {part.get_content_type() for part in _leaves(message, 0)}
    kinds = sorted(squeeze(kind)[:60] for kind in found - _PLAIN - {"text/html"})
    if not kinds:
        return "is a mail without text; nothing to ingest"
    return f"is a mail without text, but with {', '.join(kinds[:5])}; save that and ingest it"
