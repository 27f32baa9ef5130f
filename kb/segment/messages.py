"""Digests of a mailing list: each message with its own From, Date and Subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.segment.family import Family
from kb.segment.line import Line, Lines, exchange

_FIELD = re.compile(
    r"(?P<name>From|Date|Subject|To|Cc|Reply-To|Sender|Organization|Newsgroups|Message-ID)"
    r"\s*:\s+(?P<value>\S.{0,300})",
    re.IGNORECASE,
)
_FEWEST = 2


def messages(lines: Lines, family: Family) -> Lines:
    """The subject in the head of each message is a headline; what stands above is a part of it."""
    if any(ln.role == "headline" for ln in lines):
        return lines
    heads = [head for head in _heads(lines) if "subject" in head.values() and len(head) > 1]
    if len(heads) < _FEWEST:
        return lines
    own: dict[int, Line] = {}
    for head in heads:
        subject = next(i for i, name in head.items() if name == "subject")
        for index in head:
            own[index] = replace(lines[index], role="kicker" if index < subject else "dateline")
        match = _FIELD.fullmatch(lines[subject].text)
        words = match["value"] if match else ""
        own[subject] = replace(lines[subject], role="headline", words=words)
    return exchange(lines, own)


def _heads(lines: Lines) -> Iterator[dict[int, str]]:
    """Runs of header fields without a blank line in between: the name of each by its index."""
    head: dict[int, str] = {}
    for index, line in enumerate(lines):
        match = _FIELD.fullmatch(line.text) if line.free and line.block.kind == "line" else None
        if head and (not match or line.gap):
            yield head
            head = {}
        if match:
            head[index] = match["name"].lower()
    if head:
        yield head
