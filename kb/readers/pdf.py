"""PDF: words with their places, from pdfium; `columns` and `paragraphs` make text of them.

A PDF file says where each character stands and nothing of lines, paragraphs or headings. The text
as read has one line a paragraph or heading, in reading order; `Document.pages` says where the
pages begin. Scripts, forms and attachments are not looked at, and no link is followed.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from kb.errors import ReadError
from kb.folding import squeeze
from kb.model import Document
from kb.readers.apart import Apart
from kb.readers.columns import Page, Word
from kb.readers.limits import PAGES, Clock
from kb.readers.paragraphs import pieces_of
from kb.readers.written import document_of

MEDIA_TYPE = "application/pdf"

_HYPHEN_AT_LINE_END = 2  # how pdfium marks one
_LARGEST = 2_000  # points of a size of type
_FURTHEST = 100_000  # points from the origin; pages end at 14,400
_URI = 3  # PDFACTION_URI
_MOST_LINKS = 10_000  # of a page
_MOST_CHARACTERS = 100_000  # of a page

read_pdf = Apart("kb.readers.pdf", "read_here")
"""As `read_here`, in a process of its own: pdfium may take forever on a page, or crash."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the upper left corner."""


def is_pdf(data: bytes) -> bool:
    """Whether a PDF file begins within the first kilobyte, as viewers look for it."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"startxref" in data[-2048:])


def read_here(data: bytes) -> Document:
    """A Document of the text layer, read in this process.

    Raises ReadError where there is none, or a password.
    """
    clock = Clock()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(error) from error
    try:
        pages = list(_pages(pdf, clock))
        title = squeeze(_clean(pdf.get_metadata_dict().get("Title") or "")) or None
    finally:
        pdf.close()
    if not any(page.words for page in pages):
        raise ReadError(
            "is a PDF file without text, a scan perhaps; "
            "recognise its text first (ocrmypdf FILE.pdf READABLE.pdf)"
        )
    return document_of(pieces_of(pages, clock), MEDIA_TYPE, title=title)


def _unreadable(error: pypdfium2.PdfiumError) -> ReadError:
    if "assword" in str(error) or "ecurity" in str(error):
        return ReadError(
            "is a PDF file with a password; save it without one (qpdf --decrypt), then ingest that"
        )
    return ReadError("is a damaged PDF file; save it anew from the program that made it")


def _pages(pdf: pypdfium2.PdfDocument, clock: Clock) -> Iterator[Page]:
    """The pages with their words. A page that pdfium cannot read is an empty one."""
    if len(pdf) > PAGES:
        raise ReadError(f"has {len(pdf)} pages, and kb reads {PAGES}; split it")
    for number in range(len(pdf)):
        clock.check()
        try:
            page = pdf[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            yield Page(0, 0, ())
            continue
        turn = _Turn(page)
        links = list(_links(page, turn))
        words = tuple(word for word in _words(text, turn, links, clock) if squeeze(word.text))
        yield Page(turn.width, turn.height, words)
        text.close()
        page.close()


class _Turn:
    """From a page's coordinates, which know nothing of its rotation, to what a reader sees."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.width, self.height = page.get_size()
        self._rotation = page.get_rotation()
        self._x, self._y = (float(value) for value in page.get_cropbox()[:2])

    def __call__(self, left: float, bottom: float, right: float, top: float) -> Box:
        left, right, bottom, top = left - self._x, right - self._x, bottom - self._y, top - self._y
        if self._rotation == 90:
            return bottom, left, top, right
        if self._rotation == 180:
            return self.width - right, bottom, self.width - left, top
        if self._rotation == 270:
            return self.width - top, self.height - right, self.width - bottom, self.height - left
        return left, self.height - top, right, self.height - bottom


def _links(page: pypdfium2.PdfPage, turn: _Turn) -> Iterator[tuple[Box, str]]:
    """The boxes of a page that lead to an address."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    rect = pdfium.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if action and pdfium.FPDFAction_GetType(action) == _URI:
            size = pdfium.FPDFAction_GetURIPath(page.pdf, action, None, 0)
            buffer = ctypes.create_string_buffer(min(size, 8192))
            pdfium.FPDFAction_GetURIPath(page.pdf, action, buffer, len(buffer))
            url = squeeze(_clean(buffer.value.decode("utf-8", "replace")))
            if url and pdfium.FPDFLink_GetAnnotRect(link, rect):
                yield turn(rect.left, rect.bottom, rect.right, rect.top), url


def _words(
    text: pypdfium2.PdfTextPage, turn: _Turn, links: Sequence[tuple[Box, str]], clock: Clock
) -> Iterator[Word]:
    """The words of a page as pdfium meets them: runs of characters between blanks."""
    start, run = 0, ""
    box: Box | None = None
    count = text.count_chars()
    if count > _MOST_CHARACTERS:
        raise ReadError("has a page of more text than a page can hold; save its text alone")
    for index in range(count + 1):
        if index % 10_000 == 0:
            clock.check()
        code = pdfium.FPDFText_GetUnicode(text, index) if index < count else 32
        character = "-" if code == _HYPHEN_AT_LINE_END else chr(code if code < 0x110000 else 32)
        here = _box(text, index, turn) if not character.isspace() else None
        if box and (here is None or _apart(box, here)):
            spaced = here is None and index < count and not _generated(text, index)
            yield _word(text, start, run, box, links, spaced)
            box = None
        if here is None:
            continue
        if box is None:
            start, run, box = index, "", here
        run += character
        box = (
            min(box[0], here[0]),
            min(box[1], here[1]),
            max(box[2], here[2]),
            max(box[3], here[3]),
        )
        if code == _HYPHEN_AT_LINE_END:
            yield _word(text, start, run, box, links, spaced=False)
            box = None


def _generated(text: pypdfium2.PdfTextPage, index: int) -> bool:
    return bool(pdfium.FPDFText_IsGenerated(text, index) == 1)


def _box(text: pypdfium2.PdfTextPage, index: int, turn: _Turn) -> Box | None:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, rect):
        return None
    edges = (rect.left, rect.bottom, rect.right, rect.top)
    return turn(*edges) if all(abs(edge) < _FURTHEST for edge in edges) else None  # nor is NaN


def _apart(box: Box, here: Box) -> bool:
    """Whether a character belongs to no word that ends at `box`: a gap, or another line."""
    height = max(box[3] - box[1], here[3] - here[1], 1)
    return here[0] - box[2] > height or box[0] - here[0] > height or here[1] > box[3]


def _word(
    text: pypdfium2.PdfTextPage,
    index: int,
    run: str,
    box: Box,
    links: Sequence[tuple[Box, str]],
    spaced: bool,
) -> Word:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    matrix = pdfium.FS_MATRIX()
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    size = pdfium.FPDFText_GetFontSize(text, index) * scale
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    url = next((u for b, u in links if b[0] <= x <= b[2] and b[1] - 1 <= y <= b[3] + 1), None)
    return Word(
        text=_clean(run),
        left=box[0],
        top=box[1],
        right=box[2],
        bottom=box[3],
        size=round(size * 2) / 2 if 0 < size < _LARGEST else round(box[3] - box[1]),
        font=name.value.decode("utf-8", "replace"),
        url=url,
        spaced=spaced,
    )


def _clean(text: str) -> str:
    """`text` without halves of characters and without what is no character."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return re.sub("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", "", whole)
