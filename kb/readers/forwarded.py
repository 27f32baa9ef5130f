"""Forwarded mail: what the sender put around it is navigation, and its own subject counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.model import Block, Document

# ---------- Forwarded message --------- / -----Original Message----- / 전달된 메시지
_MARKER = re.compile(
    r"[>\s]*-{2,}\s*(?:forwarded (?:message|mail)|original message|전달된 (?:메시지|메일)|"
    r"원본 (?:메시지|메일))|[>\s]*begin forwarded message|[>\s]*전달된 메시지 시작",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[*\s]*(?P<name>from|date|sent|subject|to|cc|reply-to|보낸\s?(?:사람|이|날짜|시간)|날짜|일시|"
    r"받는\s?(?:사람|이)|참조|제목)[*\s]*[:：]\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(("subject", "제목"))
_DATES = frozenset(("date", "sent", "날짜", "일시", "보낸날짜", "보낸시간"))
_PREFIX = re.compile(r"(?:\s*\[?(?:fwd?|전달|fw)\s*:)+\s*", re.IGNORECASE)
_DEPTH = 60
_MOST_FIELDS = 12
_QUOTED = 0.9


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A document without its wrapper; `subject` and `date` are the inner ones, "" if unknown."""

    document: Document
    subject: str = ""
    date: str = ""


def unwrapped(document: Document, subject: str) -> Forwarded:
    """`document`, the body of the mail with that subject, with its wrapper as navigation."""
    blocks = document.blocks
    for i, block in enumerate(blocks[:_DEPTH]):
        marked = bool(_MARKER.match(block.text))
        if not marked and not (_PREFIX.match(subject) and _FIELD.match(block.text)):
            continue
        end, fields = _fields(blocks, i + marked)
        if len(fields) > (1 if marked else 2) and _less(blocks[:i], blocks[end:]):
            return Forwarded(
                document=_navigation(document, end),
                subject=next((v for name, v in fields if name in _SUBJECTS), ""),
                date=next((v for name, v in fields if name in _DATES), ""),
            )
    return Forwarded(document)


def without_prefix(subject: str) -> str:
    """ "News 27" of "Fwd: FW: News 27"."""
    return _PREFIX.sub("", subject, count=1) if _PREFIX.match(subject) else subject


def unquoted(text: str) -> str:
    """A forwarded plain text without the `>` that some programs put before each of its lines."""
    lines = text.split("\n")
    at = next((i for i, line in enumerate(lines[:_DEPTH]) if _MARKER.match(line)), None)
    if at is None:
        return text
    below = [line for line in lines[at + 1 :] if line.strip()]
    if sum(line.startswith(">") for line in below) < max(3, _QUOTED * len(below)):
        return text
    return "\n".join(lines[: at + 1] + [re.sub(r"^> ?", "", line) for line in lines[at + 1 :]])


def _fields(blocks: Sequence[Block], start: int) -> tuple[int, list[tuple[str, str]]]:
    """The header that begins at `start`: where it ends, and its fields."""
    fields: list[tuple[str, str]] = []
    at = start
    for i in range(start, min(len(blocks), start + _MOST_FIELDS)):
        blank_above = i > start and blocks[i].lines.first > blocks[i - 1].lines.last + 1
        match = _FIELD.match(blocks[i].text)
        if (blank_above and fields and not match) or (not match and i > at + 1):
            break
        if match:
            name = re.sub(r"\s", "", match["name"].lower())
            fields.append((name, match["value"].strip(" *")))
            at = i + 1
    return at, fields


def _less(above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether `above` says less than `below`: a reply quotes below what it says itself."""
    return sum(len(b.text) for b in above) < sum(len(b.text) for b in below)


def _navigation(document: Document, end: int) -> Document:
    above = tuple(
        replace(block, kind="navigation", level=0, strong=False) for block in document.blocks[:end]
    )
    return replace(document, blocks=above + document.blocks[end:])
