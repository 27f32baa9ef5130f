"""A sound file of every format, and what is asked of every reading of a damaged one."""

from __future__ import annotations

import time

from kb.errors import KBError
from kb.model import KINDS, Document, Issue, Span
from kb.readers import read_bytes
from kb.readers.pdf import read_here
from kb.segment import segment
from scripts.benchmarks import formats, made
from tests import office_files as office

SECONDS = 20.0
"""What a file of some kilobytes may take at most, on a busy machine."""

_ISSUE = made.issue(1)
_MAILBOX = b"From harbour@news.example Fri Apr  1 09:00:00 2022\n"
_FORWARDED = b"""Subject: =?euc-kr?B?RndkOiC0urq9?= =?utf-8?q?27?=
From: a@b.example
Date: Fri, 1 Apr 2022 09:00:00 +0900
MIME-Version: 1.0
Content-Type: text/plain; charset*0*=utf-8''utf; charset*1=-8
Content-Transfer-Encoding: quoted-printable

See below.

---------- Forwarded message ---------
From: Harbour Office <c@d.example>
Date: Fri, Apr 1, 2022 at 9:00 AM
Subject: The Harbour Letter No. 27

News=20
=EC=86=8C=EC=8B=9D
A headline
2022.04.01. / Harbour Office
Text.
"""
_SHORT = made.Made(
    number=27,
    language="en",
    title="The Harbour Letter No. 27",
    date="2022.04.01.",
    sections=(("News", _ISSUE.sections[0][1][:1]),),
    literature=_ISSUE.literature,
)
_HWP = (
    office.paragraph(office.units("항구 소식\r"), character=2)
    + office.paragraph(office.units("대구시 선정\r"), shape=1, character=1)
    + office.paragraph(office.units("대구시가\n") + office.wide(3, "%hlk") + office.units("글\r"))
    + office.control("%hlk", 1, bytes(5) + b"\x04\0" + office.units("a://"))
    + office.paragraph(office.wide(11, "tbl ") + office.units("\r"))
    + office.control("tbl ", 1)
    + office.paragraph(office.units("칸\r"), level=2)
)
SAMPLES: dict[str, bytes] = {
    **{suffix: write(_SHORT) for suffix, write in formats.FORMATS.items()},
    "forwarded": _FORWARDED,
    "mailbox": _MAILBOX + formats.mail(_SHORT),
    "euc-kr": formats.text(_ISSUE).decode().encode("cp949", "replace")[:3000],
    "utf-16": formats.text(_ISSUE).decode()[:1500].encode("utf-16"),
    ".hwp": office.hwp(_HWP),
    "hwpx with tables": office.hwpx(),
}
"""By name: a suffix, or what is particular."""


def read_and_check(data: bytes) -> Document | None:
    """The document, None where it is refused; fails where it breaks what readers promise."""
    started = time.monotonic()
    document: Document | None
    try:
        # what crashes pdfium has to be seen here
        document = read_here(data) if data.startswith(b"%PDF-") else read_bytes(data)
        issue = segment(document)
    except KBError as error:
        document, refusal = None, str(error)
    assert time.monotonic() - started < SECONDS
    if document is None:
        assert refusal
        assert "\n" not in refusal
        return None
    check_document(document)
    check_issue(document, issue)
    return document


def check_document(document: Document) -> None:
    """Every line that is not blank lies in exactly one block; blocks run from top to bottom."""
    lines = document.text.split("\n")
    covered = [n for b in document.blocks for n in range(b.lines.first, b.lines.last + 1)]
    assert covered == sorted(set(covered)), "blocks overlap, or are out of order"
    assert all(1 <= n <= len(lines) for n in covered)
    missing = {n for n, line in enumerate(lines, 1) if line.strip()} - set(covered)
    assert not missing, f"lines in no block: {sorted(missing)[:5]}"
    for block in document.blocks:
        assert block.kind in KINDS
        assert block.text == " ".join(block.text.split())
        assert block.text
        assert all(block.lines.first <= link.line <= block.lines.last for link in block.links)
    document.text.encode()  # no half of a character
    assert list(document.pages) == sorted(document.pages)


def check_issue(document: Document, issue: Issue) -> None:
    """Every line that is not blank is in the issue, and in one place."""
    assert issue.unaccounted == ()
    spans: list[Span] = [part.lines for part in issue.headings]
    spans += [part.lines for part in issue.articles]
    spans += [part.lines for part in issue.references]
    spans += [part.lines for part in issue.furniture]
    seen: dict[int, Span] = {}
    for span in spans:
        for number in range(span.first, span.last + 1):
            assert number not in seen, f"{span} and {seen[number]} overlap"
            seen[number] = span
