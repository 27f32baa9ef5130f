"""PDF, DOCX, HWPX and HWP 5: what they say, and what they are refused for."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kb.errors import ReadError
from kb.folding import fold, squeeze
from kb.model import Document, Span
from kb.readers import limits, read_bytes
from kb.readers.columns import Word
from kb.readers.pdf import read_here
from kb.readers.ranks import address, ranks_of
from kb.readers.words import Vocabulary
from tests import office_files as made
from tests.places import SHARED

NEWSLETTERS = SHARED / "corpora" / "newsletters"
PDFS = sorted(NEWSLETTERS.rglob("*.pdf"))
LEFT = """The council has decided that the harbour is to be closed to
lorries for a year, beginning with the first of March, and that
the quays are to be planted with trees before the summer comes.
It said that the plan had been debated for more than ten years and
that nothing in it was new to those who had followed the debate.
The trees will be limes and planes.""".split("\n")
RIGHT = """A second story begins at the head of the other column and has
nothing to do with the harbour at all, which a reader who takes
the lines across both columns would never come to understand well.
It tells of a library that lends ladders, and of the people that
have asked for ladders longer than the library's own stair-
case, which is a matter of some debate.""".split("\n")

Drawing = Callable[[Canvas], None]


def pdf(*pages: Drawing, **options: Any) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(
    canvas: Canvas,
    x: float,
    y: float,
    lines: list[str],
    font: str = "Times-Roman",
    size: float = 10,
) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * size * 1.2, line)


def two_columns(canvas: Canvas) -> None:
    write(canvas, 50, 700, ["A headline that lies across both of the columns"], "Times-Bold", 20)
    for number in range(len(LEFT)):  # row by row, as some programs write
        write(canvas, 50, 650 - 12 * number, [LEFT[number]])
        write(canvas, 330, 650 - 12 * number, [RIGHT[number]])
    canvas.linkURL("https://example.org/ladders", (330, 560, 560, 602))


def running(number: int) -> Drawing:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 770, ["The Harbour Letter"])
        write(canvas, 300, 20, [f"Page {number}"])
        write(canvas, 50, 600, [f"What stands on page {'one two three'.split()[number - 1]}."])

    return draw


def check(document: Document) -> None:
    """Every line that is not blank lies in exactly one block, which says the same."""
    lines = document.text.split("\n")
    covered = [n for b in document.blocks for n in range(b.lines.first, b.lines.last + 1)]
    assert covered == [n for n, line in enumerate(lines, 1) if line.strip()]
    for block in document.blocks:
        assert block.text == squeeze(lines[block.lines.first - 1])
        assert all(link.line == block.lines.first for link in block.links)
    assert list(document.pages) == sorted(document.pages)
    document.text.encode()


def told(document: Document) -> list[tuple[str, int, str, bool]]:
    check(document)
    return [(b.kind, b.level, b.text, b.strong) for b in document.blocks]


def test_columns_are_read_one_after_the_other() -> None:
    document = read_bytes(pdf(two_columns))
    right = " ".join(RIGHT).replace("stair- case", "staircase")
    assert told(document) == [
        ("heading", 1, "A headline that lies across both of the columns", True),
        ("paragraph", 0, " ".join(LEFT), False),
        ("paragraph", 0, right, False),
    ]
    assert {link.url for link in document.blocks[2].links} == {"https://example.org/ladders"}
    assert document.media_type == "application/pdf"


def test_running_heads_and_feet_are_navigation_and_pages_have_their_lines() -> None:
    document = read_bytes(pdf(*map(running, (1, 2, 3))))
    assert told(document)[3:6] == [
        ("navigation", 0, "The Harbour Letter", False),
        ("paragraph", 0, "What stands on page two.", False),
        ("navigation", 0, "Page 2", False),
    ]
    assert document.pages == (1, 4, 7)


def test_a_page_without_text_has_the_line_after_it() -> None:
    blank: Drawing = lambda canvas: canvas.rect(10, 10, 50, 50)  # noqa: E731
    assert read_bytes(pdf(running(1), blank, running(2))).pages == (1, 4, 4)


def test_rows_that_are_no_columns_stay_together() -> None:
    def dates(canvas: Canvas) -> None:
        for n in range(8):
            write(canvas, 50, 700 - 12 * n, [f"{n + 1} May"])
            write(canvas, 200, 700 - 12 * n, ["Meeting" + " again" * n])

    texts = [block.text for block in read_bytes(pdf(dates)).blocks]
    assert texts[:2] == ["1 May Meeting", "2 May Meeting again"]
    assert len(texts) == 8


def test_korean_lines_are_joined() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    lines = [
        "대구시가 스마트시티 챌린지 본사업에 선정되어 내년부터 교통 체",
        "계를 새로 짠다. 시는 이를 ",
    ]
    document = read_bytes(pdf(lambda canvas: write(canvas, 50, 700, lines, "HYSMyeongJo-Medium")))
    assert fold(document.text) == fold("".join(lines))


@pytest.mark.parametrize(
    ("word", "after", "spaced", "expected"),
    [
        ("news-", "letter", False, "news"),
        ("two-", "column", False, "two-"),
        ("2021-", "2022", False, "2021-"),
        ("K-", "City", False, "K-"),
        ("선정", "되어", False, "선정"),
        ("선정", "이후", False, "선정 "),
        ("선정", "되어", True, "선정 "),
        ("the", "end", False, "the "),
    ],
)
def test_words_at_the_ends_of_lines(word: str, after: str, spaced: bool, expected: str) -> None:
    vocabulary = Vocabulary(["a two-column page 선정되어 한다".split()])
    first = Word(word, 0, 0, 1, 1, 10, spaced=spaced)
    assert vocabulary.joined(first, Word(after, 0, 0, 1, 1, 10)) == expected


def test_hangul_is_joined_where_the_file_keeps_its_blanks() -> None:
    vocabulary = Vocabulary([])
    vocabulary.learn_blanks([Word("시는", 0, 0, 1, 1, 10, spaced=True)])
    assert vocabulary.joined(Word("체", 0, 0, 1, 1, 10), Word("계를", 0, 0, 1, 1, 10)) == "체"


def test_sizes_have_ranks() -> None:
    sizes: list[tuple[float, int]] = [(10, 900), (24, 9), (14, 20), (13.5, 20), (8, 50)]
    assert ranks_of(sizes) == {10: 0, 24: 1, 14: 2, 13.5: 2}


def word_file(fill: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def fill(document: Any) -> None:
    document.core_properties.title = "Issue 7"
    section = document.sections[0]
    section.header.paragraphs[0].text = "The Harbour Letter"
    section.footer.paragraphs[0].text = "Unsubscribe"
    document.add_heading("Issue 7", 0)
    document.add_heading("Harbour", 2)
    paragraph = document.add_paragraph("Read ")
    url = document.part.relate_to("https://example.org/a", RELATIONSHIP_TYPE.HYPERLINK, True)
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("r:id"), url)
    text.text = "all of it"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    paragraph.add_run("\nhere").bold = True
    document.add_paragraph("First", style="List Bullet")
    document.add_table(1, 2).cell(0, 1).text = "Cell"


def test_docx() -> None:
    document = read_bytes(word_file(fill))
    assert told(document) == [
        ("navigation", 0, "The Harbour Letter", False),
        ("heading", 1, "Issue 7", True),
        ("heading", 2, "Harbour", True),
        ("paragraph", 0, "Read all of it", False),
        ("paragraph", 0, "here", True),
        ("item", 1, "First", False),
        ("row", 0, "Cell", False),
        ("navigation", 0, "Unsubscribe", False),
    ]
    assert [(ln.text, ln.url) for ln in document.blocks[3].links] == [
        ("all of it", "https://example.org/a")
    ]
    assert document.title == "Issue 7"


def test_hwpx() -> None:
    document = read_bytes(made.hwpx())
    assert told(document) == [
        ("heading", 1, "스마트시티 뉴스레터", False),
        ("navigation", 0, "머리말", False),
        ("heading", 3, "대구시 본사업 선정", True),
        ("paragraph", 0, "대구시가 선정됐다.", False),
        ("paragraph", 0, "둘째 줄의 본문은 조금 더 길게 적는다.자세히", False),
        ("item", 1, "첫째", False),
        ("row", 0, "칸", False),
    ]
    assert document.blocks[4].links[0].url == "https://example.org/a"
    assert document.blocks[4].links[0].text == "자세히"


HWP_SECTION = (
    made.paragraph(made.units("스마트시티 뉴스레터\r"), character=2)
    + made.paragraph(made.units("대구시 본사업 선정\r"), shape=1, character=1)
    + made.paragraph(
        made.units("대구시가 선정됐다.\n둘째 줄의 본문은 조금 더 길다 ")
        + made.wide(3, "%hlk")
        + made.units("자세히")
        + made.wide(4)
        + made.units("\r")
    )
    + made.control(
        "%hlk", 1, bytes(5) + b"\x1e\0" + made.units("https\\://example.org/a;1;0;0;    ")
    )
    + made.paragraph(made.units("첫째\r"), shape=2)
    + made.paragraph(made.wide(11, "tbl ") + made.units("\r"))
    + made.control("tbl ", 1)
    + made.paragraph(made.units("칸\r"), level=2)
    + made.paragraph(made.wide(16, "foot") + made.units("\r"))
    + made.control("foot", 1)
    + made.paragraph(made.units("꼬리말\r"), level=2)
)


def test_hwp() -> None:
    document = read_bytes(made.hwp(HWP_SECTION))
    assert told(document) == [
        ("heading", 1, "스마트시티 뉴스레터", False),
        ("heading", 3, "대구시 본사업 선정", True),
        ("paragraph", 0, "대구시가 선정됐다.", False),
        ("paragraph", 0, "둘째 줄의 본문은 조금 더 길다 자세히", False),
        ("item", 1, "첫째", False),
        ("row", 0, "칸", False),
        ("navigation", 0, "꼬리말", False),
    ]
    assert [(ln.text, ln.url) for ln in document.blocks[3].links] == [
        ("자세히", "https://example.org/a")
    ]


def test_addresses_in_hwp_fields() -> None:
    assert address("http\\://a.example/;1;0;0;") == "http://a.example/"


BOMB = made.hwpx("<a>" + " " * 5_000_000 + "</a>")
DOCTYPE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyy">]>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf(lambda canvas: canvas.rect(10, 10, 50, 50)), "ocrmypdf"),
        (pdf(running(1), encrypt=StandardEncryption("secret")), "password"),
        (b"%PDF-1.7 ...", "damaged"),
        (word_file(fill)[:3000], "ZIP|damaged"),
        (BOMB, "unpacks to far more"),
        (made.archive({"a.txt": "no document"}), "neither DOCX nor HWPX"),
        (made.archive({"word/document.xml": "<a/>"}), "damaged DOCX"),
        (made.archive({"Contents/header.xml": "<a/>"}), "without sections"),
        (made.hwpx(**{"META-INF/manifest.xml": "<encryption-data/>"}), "password"),
        (made.hwp(HWP_SECTION, flags=3), "locked"),
        (made.hwp(HWP_SECTION, flags=5), "locked"),
        (made.hwp(HWP_SECTION)[:4000], "damaged HWP"),
        (made.ole(dict.fromkeys(("FileHeader", "DocInfo", "Section0"), b"")), "not HWP 5"),
        (b"\xff\xd8\xff" + bytes(limits.SIZE), "50 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=what) as caught:
        read_bytes(data)
    assert "\n" not in str(caught.value)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.readers.pdf.PAGES", 2)
    with pytest.raises(ReadError, match="3 pages"):
        read_here(pdf(*map(running, (1, 2, 3))))
    clock = limits.Clock(-1)
    with pytest.raises(ReadError, match="longer than"):
        clock.check()
    with pytest.raises(ReadError, match="archive of more than"):
        read_bytes(made.hwpx(**{f"BinData/{n}": "" for n in range(limits.ENTRIES)}))


def test_entities_are_neither_fetched_nor_expanded() -> None:
    section = made.SECTION.replace("대구시가", "&x;&y;대구시가")
    text = read_bytes(made.hwpx(DOCTYPE + section)).text
    assert "root:" not in text
    assert "yyy" not in text
    assert "선정됐다." in text


def test_what_an_archive_says_of_other_places_is_not_followed() -> None:
    data = word_file(fill)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        files: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    names = files["word/_rels/document.xml.rels"]
    assert isinstance(names, bytes)
    remote = b'<Relationship Id="rId99" Type="x/image" Target="http://127.0.0.1:9/"'
    remote += b' TargetMode="External"/>'
    files["word/_rels/document.xml.rels"] = names.replace(
        b"</Relationships>", remote + b"</Relationships>"
    )
    assert read_bytes(made.archive(files)).text == read_bytes(data).text


@pytest.mark.skipif(not PDFS, reason=f"{NEWSLETTERS} is not here")
@pytest.mark.parametrize("path", PDFS, ids=lambda path: str(path.stem))
def test_issues_of_others(path: Any) -> None:
    if "scan" in path.stem:
        with pytest.raises(ReadError, match="ocrmypdf"):
            read_bytes(path.read_bytes())
        return
    document = read_bytes(path.read_bytes())
    check(document)
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    lines = {fold(block.text) for block in document.blocks}
    found = [fold(article["headline"]) in lines for article in gold["articles"]]
    assert sum(found) >= {"latex-news-35": 42, "mmra-minuteman-201801": 11}.get(path.stem, 0)


SAMPLES = {
    "pdf": pdf(two_columns, running(1)),
    "docx": word_file(fill),
    "hwpx": made.hwpx(),
    "hwp": made.hwp(HWP_SECTION),
    "section": HWP_SECTION,
    "xml": made.SECTION.encode(),
}
WRAPPED: dict[str, Callable[[bytes], bytes]] = {
    "section": made.hwp,
    "xml": lambda xml: made.archive(
        {"Contents/header.xml": made.HEADER, "Contents/section0.xml": xml}
    ),
}


@pytest.mark.parametrize("form", SAMPLES)
@settings(max_examples=60, deadline=5000, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_files_give_a_document_or_a_refusal(form: str, data: st.DataObject) -> None:
    damaged = bytearray(SAMPLES[form])
    for _ in range(data.draw(st.integers(0, 12))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    damaged = damaged[: data.draw(st.integers(8, len(damaged)))] + data.draw(st.binary(max_size=9))
    with contextlib.suppress(ReadError):
        check(read_bytes(WRAPPED.get(form, bytes)(bytes(damaged))))


@settings(max_examples=60, deadline=5000)
@given(st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]), st.binary())
def test_random_bytes_give_a_document_or_a_refusal(head: bytes, tail: bytes) -> None:
    with contextlib.suppress(ReadError):
        check(read_bytes(head + tail))


def test_lines_lead_to_pages() -> None:
    document = read_bytes(pdf(*map(running, (1, 2, 3))))
    block = next(b for b in document.blocks if "two" in b.text)
    assert block.lines == Span(5, 5)
    assert sum(first <= block.lines.first for first in document.pages) == 2
