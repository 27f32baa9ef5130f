"""What a file may cost: every limit has its message, and is met before the cost is paid."""

from __future__ import annotations

import contextlib
import io
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.errors import ReadError
from kb.pipeline import parse
from kb.readers import limits, mime, read_bytes
from kb.readers.apart import Apart
from scripts.benchmarks import formats, made
from tests import office_files as office
from tests.readers import hostile

MAIL = b"Subject: a\nFrom: b\nMIME-Version: 1.0\n"
PAGE = MAIL + b"Content-Type: text/html\n\n"
BOX = b"From a 12:00:00 2002\n"
HTML = b"<html><body>"
PARAGRAPH = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINES, TAGS = 2_000, 3_000
"""The limits of these tests, for the real ones take long to reach."""

SECONDS = 30.0
"""What the refusal of any of these files may take, on a busy machine."""


def word(body: str) -> bytes:
    """A DOCX file of that body."""
    with zipfile.ZipFile(io.BytesIO(formats.word(made.issue(2)))) as opened:
        files: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    files["word/document.xml"] = (
        f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )
    return office.archive(files)


def bomb(name: str, size: int) -> bytes:
    """A DOCX file with a part of so many blanks."""
    with zipfile.ZipFile(io.BytesIO(formats.word(made.issue(2)))) as opened:
        files: dict[str, str | bytes] = {n: opened.read(n) for n in opened.namelist()}
    return office.archive({**files, name: b" " * size})


def varied(mark_up: str) -> str:
    """One line more than a file may have, each another, so that they do not pack too well."""
    return "".join(mark_up.format(number) for number in range(LINES + 1))


def nested_mail(depth: int) -> bytes:
    part = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return MAIL + b"".join(part % (n, n) for n in range(depth)) + b"\nwords\n" * 50_000


def mixed(part: bytes, count: int) -> bytes:
    return MAIL + b"Content-Type: multipart/mixed; boundary=a\n\n" + (b"--a\n" + part) * count


TOO_MUCH: dict[str, tuple[Callable[[], bytes], str]] = {
    "bytes": (lambda: b"words " * 10_000_000, "larger than 50 MB"),
    "lines of text": (lambda: b"a\n" * (LINES + 2), "more than 2,000 lines"),
    "lines of Markdown": (
        lambda: b"# A\n\n## B\n\n" + b"- a\n" * (LINES + 2),
        "more than 2,000 lines",
    ),
    "characters of Markdown": (lambda: b"# A\n\n## B\n\n" + b"a" * 10_000_000, "of Markdown"),
    "tags of a page": (lambda: HTML + b"<b>x" * (TAGS + 1), "more than 3,000 tags"),
    "tags of a mail": (
        lambda: PAGE + HTML + b"<p>x" * (TAGS + 1),
        "more than 3,000 tags",
    ),
    "parts of a mail": (lambda: mixed(b"\nx\n", 501), "more than 500 parts of text"),
    "attachments": (
        lambda: mixed(b"Content-Type: image/png\n\nx\n", mime.ALL_PARTS + 1),
        "more than 5,000 parts",
    ),
    "parts in one another": (lambda: nested_mail(2_000), "too many mails in one another"),
    "mails in one another": (
        lambda: MAIL + b"Content-Type: message/rfc822\n\n" * 100_000 + b"words",
        "too many mails in one another",
    ),
    "paragraphs of DOCX": (
        lambda: word(varied('<w:p id="{}"/>')),
        "more than 2,000 lines",
    ),
    "line breaks of DOCX": (
        lambda: word(f"<w:p><w:r>{varied('<w:br/><w:t>{}</w:t>')}</w:r></w:p>"),
        "more than 2,000 lines",
    ),
    "text of DOCX": (lambda: word(PARAGRAPH * 1_000_000), "more than 30 MB of text"),
    "a bomb in DOCX": (lambda: bomb("word/media/a.png", 60_000_000), "far more than it holds"),
    "paragraphs of HWPX": (
        lambda: office.hwpx('<s xmlns:hp="hp">' + varied('<hp:p id="{}"/>') + "</s>"),
        "more than 2,000 lines",
    ),
    "sections of HWPX": (
        lambda: office.hwpx(
            **{f"Contents/section{n}.xml": os.urandom(500_000).hex() for n in range(31)}
        ),
        "more than 30 MB of text",
    ),
    "a bomb in HWPX": (lambda: office.hwpx(" " * 20_000_000), "far more than it holds"),
    "entries of an archive": (lambda: hostile.zip_entries(300_000), "more than 5000 files"),
    "an archive in an archive": (
        lambda: office.archive({"a.zip": bomb("word/media/a.png", 60_000_000)}),
        "neither DOCX nor HWPX",
    ),
    "text of HWP": (lambda: office.hwp(bytes(limits.XML + 1)), "more than 30 MB"),
    "paragraphs of HWP": (
        lambda: office.hwp(office.record(66, 0, bytes(10)) * (LINES + 1)),
        "more than 2,000 lines",
    ),
    "pages": (lambda: hostile.pdf_of(list(_pages(limits.PAGES + 1))), "has 501 pages"),
}


def _pages(count: int) -> Iterator[bytes]:
    yield b"<</Type /Catalog /Pages 2 0 R>>"
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    yield b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, kids)
    for _ in range(count):
        yield b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"


@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_is_refused_at_once(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", LINES)
    monkeypatch.setattr(limits, "TAGS", TAGS)
    make, message = TOO_MUCH[what]
    data = make()
    started = time.monotonic()
    with pytest.raises(ReadError, match=message) as caught:
        read_bytes(data)
    assert time.monotonic() - started < SECONDS
    assert "\n" not in str(caught.value)


def test_a_large_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "issue.txt"
    with path.open("wb") as file:
        file.truncate(limits.SIZE + 1)  # takes no room on the disk
    with pytest.raises(ReadError, match="larger than 50 MB"):
        parse(path)


@pytest.mark.parametrize(
    "data",
    [
        HTML + b"<div>" * 100_000 + b"words",
        HTML + b"<main>" * 9_000 + b"words",
        HTML + b"<ul><li>" * 6_000 + b"words",
        MAIL
        + b"Content-Type: text/html\n\n"
        + HTML
        + b"<p style='font-size:0'>" * 9_000
        + b"words",
        PAGE + b"<table><tr><td>" * 6_000 + b"words",
        b"# A\n\n## B\n\n" + b"> " * 40_000 + b"words",
        b"# A\n\n## B\n\n" + b"".join(b" " * n + b"- words\n" for n in range(1_000)),
    ],
    ids=lambda data: data[-30:].decode(),
)
def test_what_is_nested_deep_is_read(data: bytes) -> None:
    started = time.monotonic()
    assert "words" in read_bytes(data).text
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("number", [20, 100_000])
def test_documents_nested_deep_are_read_or_refused(number: int) -> None:
    boxes = "<w:p><w:r><w:txbxContent>" * number + PARAGRAPH
    boxes += "</w:txbxContent></w:r></w:p>" * number
    tables = (
        "<hp:p><hp:run><hp:tbl><hp:tc>" * number + "<hp:p><hp:run><hp:t>x</hp:t></hp:run></hp:p>"
    )
    tables += "</hp:tc></hp:tbl></hp:run></hp:p>" * number
    for data in (word(boxes), office.hwpx(f'<s xmlns:hp="hp">{tables}</s>')):
        started = time.monotonic()
        with contextlib.suppress(ReadError) if number > 20 else contextlib.nullcontext():
            assert read_bytes(data).text == "x\n"
        assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    "data",
    [
        MAIL + b"Content-Type: text/plain" + b";" * 1_000_000 + b"\n\nwords",
        MAIL + b"Content-Type: text/plain" + b';"a' * 300_000 + b"\n\nwords",
        MAIL + b"X-A: b\n" * 300_000 + b"\nwords",
        MAIL + (b"\nwords\n\n" + BOX) * 20_000,
        b"From a 12:00:00 2002\nSubject: a\nFrom: x\n\nx\n"
        + b"From a 12:00:00 2002\nA: x\n" * 20_000,
    ],
    ids=lambda data: data[40:70].decode(),
)
def test_headers_without_end_take_seconds(data: bytes) -> None:
    started = time.monotonic()
    assert read_bytes(data).blocks
    assert time.monotonic() - started < SECONDS


# --- the process that PDF files are read in ---


@pytest.fixture
def apart() -> Apart:
    return Apart("tests.readers.hostile", "behaves", seconds=3)


@pytest.mark.parametrize(
    ("does", "message"),
    [
        (b"hang", "longer than 3 seconds"),
        (b"crash", "fails"),
        (b"swallow", "more memory"),
        (b"refuse", "is not wanted"),
    ],
)
def test_a_file_that_hurts_its_reader_is_refused_and_the_next_is_read(
    apart: Apart, does: bytes, message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        apart(does)
    assert apart(b"") == hostile.behaves(b"")


def test_a_bug_is_not_taken_for_a_damaged_file(apart: Apart) -> None:
    with pytest.raises(RuntimeError, match="a bug"):
        apart(b"bug")


def test_a_page_that_takes_forever_is_given_up() -> None:
    with pytest.raises(ReadError, match="longer than 2 seconds"):
        Apart("kb.readers.pdf", "read_here", seconds=2)(hostile.drawing_bomb(12))
