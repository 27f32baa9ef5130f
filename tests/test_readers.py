"""Bytes become blocks with lines; what is no text is refused with advice."""

from __future__ import annotations

import pytest

from kb.errors import ReadError
from kb.model import Link, Span
from kb.readers import read_bytes
from kb.readers.decode import decode

KOREAN = "스마트시티 코리아 뉴스레터 제27호\n대구시, 스마트시티 챌린지 본사업 선정\n"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (KOREAN, "utf-8", "utf-8"),
        (KOREAN, "utf-8-sig", "utf-8"),
        (KOREAN, "utf-16", "utf-16-le"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "utf-16-be", "utf-16-be"),
        (KOREAN, "cp949", "cp949"),
        (KOREAN, "euc-kr", "cp949"),
        ("똠방각하 펲시콜라 뷁 " + KOREAN, "cp949", "cp949"),
        ("「K-City」 “words” ① ‘x’ … ·", "cp949", "cp949"),
        ("It’s the city’s “plan” – a naïve résumé", "cp1252", "cp1252"),
        ("Straße, Größe, Öl", "cp1252", "cp1252"),
        ("It’s been said of ABC’s show", "cp1252", "cp1252"),
        ("A café", "cp1252", "cp1252"),
        ("plain ASCII", "ascii", "utf-8"),
    ],
)
def test_encodings_are_told(text: str, encoding: str, name: str) -> None:
    assert decode(text.encode(encoding)) == (text, name)


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'
    assert decode(page.encode("iso-8859-2")).text == page


@pytest.mark.parametrize("name", ["idna", "punycode", "no-such-thing", "hex"])
def test_a_declaration_of_what_is_no_charset_is_passed_over(name: str) -> None:
    data = f'<meta charset="{name}"><p>caf'.encode() + b"\xe9</p>"
    assert decode(data).text.endswith("café</p>")


def test_a_file_cut_in_the_midst_of_a_character_is_still_utf8() -> None:
    assert decode(KOREAN.encode()[:-2]).text == KOREAN[:-2] + "\ufffd"


def test_one_broken_byte_does_not_make_another_encoding_of_a_text() -> None:
    data = KOREAN.encode()
    assert decode(data[:30] + b"\xff" + data[30:]).encoding == "utf-8"
    data = KOREAN.encode("cp949")
    assert decode(data + b"\xff\n").text.startswith(KOREAN)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "no text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "image"),
        (bytes(range(256)) * 4, "binary"),
        (b"<html><body><script>x()</script></body></html>", "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=what):
        read_bytes(data)


def test_plain_text_is_a_block_a_line() -> None:
    document = read_bytes("One\r\n\r\n\u00a0Two  more\rThree".encode())
    assert document.text == "One\n\n\u00a0Two  more\nThree"
    assert [(b.text, b.lines) for b in document.blocks] == [
        ("One", Span(1, 1)),
        ("Two more", Span(3, 3)),
        ("Three", Span(4, 4)),
    ]


def test_addresses_in_plain_text_are_links() -> None:
    (block,) = read_bytes(b"More (see https://example.org/a?b=1).").blocks
    assert block.links == (Link("https://example.org/a?b=1", "https://example.org/a?b=1", 1),)


PAGE = """<!doctype html><html lang="en"><head><title>News &amp; more</title>
<link rel="canonical" href="https://example.org/27"></head><body>
<nav><a href="/">Home</a></nav>
<main><h1>Issue</h1><h2>Part</h2><p>One<br>two <b>three</b></p>
<ul><li>Item <a href="https://example.org/x">a link</a></li></ul>
<p><strong>All bold</strong></p><script>var no = "text";</script><!-- nor this -->
<table><tr><td>Cell</td></tr></table></main>
<footer>The end</footer></body></html>"""


def test_html_is_a_line_a_block_and_each_knows_its_mark_up() -> None:
    document = read_bytes(PAGE.encode())
    assert document.title == "News & more"
    assert document.url == "https://example.org/27"
    assert [(b.kind, b.level, b.text, b.strong) for b in document.blocks] == [
        ("navigation", 0, "Home", False),
        ("heading", 1, "Issue", False),
        ("heading", 2, "Part", False),
        ("paragraph", 0, "One", False),
        ("paragraph", 0, "two three", False),
        ("item", 1, "Item a link", False),
        ("paragraph", 0, "All bold", True),
        ("row", 0, "Cell", False),
        ("navigation", 0, "The end", False),
    ]
    lines = document.text.split("\n")
    assert all(lines[b.lines.first - 1] == b.text for b in document.blocks)
    assert document.blocks[5].links == (Link("a link", "https://example.org/x", 6),)


def test_a_page_cut_short_gives_what_is_there() -> None:
    document = read_bytes(PAGE[: PAGE.index("<table")].encode())
    assert document.blocks[-1].text == "All bold"
    cut = read_bytes(PAGE[: PAGE.index("a link</a>") + 3].encode())
    assert cut.blocks[-1].text == "Item a l"


def test_a_page_nested_deeper_than_the_stack_is_read() -> None:
    deep = "<div>" * 5000 + "<p>Down here</p>" + "</div>" * 5000
    blocks = read_bytes(f"<html><body>{deep}<p>After</p>".encode()).blocks
    assert [block.text for block in blocks] == ["Down here", "After"]


def test_a_page_whose_classes_sound_like_navigation_is_read_all_the_same() -> None:
    text = "<p>What the page is about, at some length.</p>" * 20
    page = f'<html><body><main><div class="menu share"><h1>Title</h1>{text}</div></main></body>'
    assert {block.kind for block in read_bytes(page.encode()).blocks} == {"heading", "paragraph"}


def test_a_page_within_a_form_is_read() -> None:
    text = "<p>What the page is about, at some length.</p>" * 20
    page = f'<html><body><form action="/x"><h1>Title</h1>{text}<input value="x"></form></body>'
    assert {block.kind for block in read_bytes(page.encode()).blocks} == {"heading", "paragraph"}


def test_preformatted_text_keeps_its_lines() -> None:
    page = "<html><body><pre>One\n  Two <b>and</b> more\n\nThree</pre></body></html>"
    texts = [block.text for block in read_bytes(page.encode()).blocks]
    assert texts == ["One", "Two and more", "Three"]
