"""E-mail and Markdown become documents: the newsletter part, and the file's own lines."""

from __future__ import annotations

import base64
import quopri
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import ReadError
from kb.model import Document, Link, Span
from kb.pipeline import files_in
from kb.readers import media_type_of, read_bytes
from kb.readers.frontmatter import front_matter
from kb.readers.headers import decode_words
from kb.readers.markdown import read_markdown
from kb.readers.signs import is_markdown
from tests.places import CORPUS, SEED, SHARED

NEWSLETTERS = SHARED / "corpora" / "newsletters"
KOREAN = "대구시, 스마트시티 챌린지 본사업 선정\n\n국토교통부는 29일 대구시를 선정했다.\n"
HTML = """<html><body><div style="display:none;max-height:0">Hidden preheader</div>
<table><tr><td><a href="https://example.org/v">View this email in your browser</a></td></tr>
<tr><td><table><tr><td><h2>First article</h2><p>What the first article says.</p>
<p><a href="https://example.org/1"><b>Read more</b></a></p>
<img src="https://example.org/pixel.gif" width="1" height="1"></td></tr></table></td></tr>
</table></body></html>"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def assert_accounted(document: Document) -> None:
    """Every line that is not blank lies in one block."""
    covered = Counter(n for b in document.blocks for n in range(b.lines.first, b.lines.last + 1))
    lines = document.text.split("\n")
    assert [n for n, line in enumerate(lines, 1) if line.strip() and covered[n] != 1] == []
    assert all(0 < n <= len(lines) for n in covered)


def assert_read_or_refused(data: bytes) -> None:
    with suppress(ReadError):
        assert_accounted(read_bytes(data))


def mail(subject: str = "News 27", date: str = "Tue, 29 Mar 2022 09:00:00 +0900") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "News <news@example.org>", "reader@example.org"
    message["Subject"], message["Date"] = subject, date
    return message


# --- mail: the parts ---


def test_the_html_version_is_read_and_what_is_hidden_is_not() -> None:
    message = mail()
    message.set_content("First article\n\nWhat the first article says.\n")
    message.add_alternative(HTML, subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    document = read_bytes(message.as_bytes())
    assert document.media_type == "message/rfc822"
    assert document.title == "News 27"
    assert kinds(document) == [
        ("heading", "News 27"),
        ("navigation", "Date: Tue, 29 Mar 2022 09:00:00 +0900"),
        ("navigation", "View this email in your browser"),
        ("heading", "First article"),
        ("row", "What the first article says."),
        ("row", "Read more"),
    ]
    assert document.blocks[5].links == (Link("Read more", "https://example.org/1", 6),)
    assert document.blocks[5].strong
    assert_accounted(document)


@pytest.mark.parametrize("html", ["", "<p></p>", "<p>Please use another program.</p>"])
def test_the_plain_version_is_read_where_the_html_says_much_less(html: str) -> None:
    message = mail()
    message.set_content("One article after another, each with its text.\n" * 5)
    message.add_alternative(f"<html><body>{html}</body></html>", subtype="html")
    assert kinds(read_bytes(message.as_bytes()))[2] == (
        "line",
        "One article after another, each with its text.",
    )


def test_hard_wrapped_text_keeps_its_lines() -> None:
    message = mail()
    message.set_content(
        "The first line ends here \nand goes on.\n\nNext\n", params={"format": "flowed"}
    )
    document = read_bytes(message.as_bytes())
    assert document.text.split("\n")[2:6] == [
        "",
        "The first line ends here ",
        "and goes on.",
        "",
    ]
    assert [(b.kind, b.lines) for b in document.blocks[2:]] == [
        ("line", Span(4, 4)),
        ("line", Span(5, 5)),
        ("line", Span(7, 7)),
    ]


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "8bit": bytes,
    "base64": base64.encodebytes,
    "quoted-printable": quopri.encodestring,
}


@pytest.mark.parametrize("declared", ["euc-kr", "ks_c_5601-1987", "utf-8", "us-ascii", ""])
@pytest.mark.parametrize("how", ENCODERS)
def test_korean_charsets(declared: str, how: str) -> None:
    charset = f"; charset={declared}" if declared else ""
    head = (
        "MIME-Version: 1.0\nSubject: =?euc-kr?B?tOux?= =?euc-kr?B?uL3D?=\n"
        f"Content-Type: text/plain{charset}\nContent-Transfer-Encoding: {how}\n\n"
    )
    body = (KOREAN + "똠방각하\n").encode("utf-8" if declared == "utf-8" else "cp949")
    document = read_bytes(head.encode() + ENCODERS[how](body))
    assert document.title == "대구시"
    assert [block.text for block in document.blocks[1:]] == [
        "대구시, 스마트시티 챌린지 본사업 선정",
        "국토교통부는 29일 대구시를 선정했다.",
        "똠방각하",
    ]


def test_old_korean_mail_in_seven_bits() -> None:
    data = b"MIME-Version: 1.0\nSubject: a\nContent-Type: text/plain; charset=iso-2022-kr\n\n"
    document = read_bytes(data + KOREAN.encode("iso-2022-kr"))
    assert document.blocks[1].text == "대구시, 스마트시티 챌린지 본사업 선정"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?B?64m07Iqk?= =?utf-8?q?_27?=", "뉴스 27"),
        ("=?ks_c_5601-1987?B?tOux?=\n =?ks_c_5601-1987?B?uL3D?= 27", "대구시 27"),
        ("=?utf-8?Q?One?= and =?iso-8859-1?Q?caf=E9?=", "One and café"),
        ("=?no-such-charset?Q?abc?=", "abc"),
        ("=?idna?Q?abc=FF?=", "abcÿ"),
        ("대구시".encode("cp949").decode("ascii", "surrogateescape"), "대구시"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert decode_words(raw) == text


# --- mail: mails in mails, and mailboxes ---

FORWARDS = [
    "---------- Forwarded message ---------\nFrom: News <n@example.org>\nDate: Tue, 29 Mar 2022\n"
    "Subject: News 27\nTo: <a@example.org>\n\n",
    "-----Original Message-----\nFrom: News\nSent: Tuesday, 29 March 2022\nTo: A\n"
    "Subject: News 27\n\n",
    "Begin forwarded message:\n\nFrom: News\nSubject: News 27\nDate: 29 March 2022\nTo: A\n\n",
    "---------- 전달된 메시지 ---------\n보낸사람: 뉴스\n날짜: 2022년 3월 29일\n제목: News 27\n\n",
    "From: News\nSent: Tuesday, 29 March 2022\nTo: A\nSubject: News 27\n\n",
]


@pytest.mark.parametrize("quote", ["", "> "])
@pytest.mark.parametrize("wrapper", FORWARDS)
def test_forwarded_text_is_unwrapped(wrapper: str, quote: str) -> None:
    marker, _, rest = wrapper.partition("\n")
    if quote and marker.startswith("From"):
        pytest.skip("nothing tells a quotation without a marker from a reply")
    body = f"{rest}First article\n\nIts text, which is what there is to read.\n"
    quoted = "".join(f"{quote}{line}\n" for line in body.split("\n")[:-1])
    message = mail("Fwd: News 27", "Wed, 30 Mar 2022 09:00:00 +0900")
    message.set_content(f"See below.\n\n{marker}\n{quoted}")
    document = read_bytes(message.as_bytes())
    assert document.title == "News 27"
    assert "29" in document.blocks[1].text
    assert [text for kind, text in kinds(document) if kind != "navigation"] == [
        "News 27",
        "First article",
        "Its text, which is what there is to read.",
    ]
    assert_accounted(document)


def test_a_reply_that_quotes_is_no_forwarded_mail() -> None:
    message = mail("Re: News")
    long = "This answer is longer than what it quotes below.\n" * 5
    message.set_content(f"{long}\n-----Original Message-----\nFrom: A\nSubject: B\n\nShort.\n")
    document = read_bytes(message.as_bytes())
    assert document.title == "Re: News"
    assert document.blocks[2].kind == "line"


def test_a_mail_in_a_mail_is_unwrapped_and_attachments_are_ignored() -> None:
    inner = mail("News 27")
    inner.set_content("First article\n\nIts text, which is longer than the note above.\n")
    outer = MIMEMultipart()
    outer["From"], outer["Subject"], outer["Date"] = "A <a@example.org>", "Fwd", "today"
    outer.attach(MIMEText("See below."))
    outer.attach(MIMEMessage(inner))
    document = read_bytes(outer.as_bytes())
    assert document.title == "News 27"
    assert "See below." not in document.text


def test_a_digest_keeps_all_its_mails() -> None:
    outer = MIMEMultipart("digest")
    outer["From"], outer["Subject"], outer["Date"] = "A <a@example.org>", "Digest 3", "today"
    for name in ("One", "Two"):
        inner = mail(name)
        inner.set_content(f"The text of {name}.\n")
        outer.attach(MIMEMessage(inner))
    headings = [
        (b.text, b.level) for b in read_bytes(outer.as_bytes()).blocks if b.kind == "heading"
    ]
    assert headings == [("Digest 3", 1), ("One", 2), ("Two", 2)]


FROM = b"From news@example.org Tue Mar 29 09:00:00 2022\n"


def test_a_mailbox_of_one_message_is_read_and_one_of_several_is_refused() -> None:
    message = mail()
    message.set_content("First article\n\n>From here on.\n")
    data = FROM + message.as_bytes() + b"\n"
    assert read_bytes(data).blocks[-1].text == "From here on."
    with pytest.raises(ReadError, match="2 messages; save each"):
        read_bytes(data + data)


def test_a_mail_without_text_says_what_it_holds() -> None:
    message = mail()
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(ReadError, match="application/pdf; save that"):
        read_bytes(message.as_bytes())


def test_a_newsletter_as_an_attached_page_is_read() -> None:
    message = mail()
    message.add_attachment("<html><body><h1>Issue</h1></body></html>", "html", filename="a.html")
    assert ("heading", "Issue") in kinds(read_bytes(message.as_bytes()))


def test_mails_nested_without_end_are_refused() -> None:
    head = b"MIME-Version: 1.0\nFrom: a\nContent-Type: message/rfc822\n\n"
    for depth in (40, 3000):
        with pytest.raises(ReadError):
            read_bytes(head * depth + b"Subject: a\n\ntext")


@pytest.mark.parametrize(
    "style",
    [
        "display: none",
        "visibility:hidden",
        "max-height:0px",
        "opacity:0;",
        "font-size:1px;color:#fff",
    ],
)
def test_hidden_text_of_a_mail_is_no_text(style: str) -> None:
    page = f'<html><body><p style="{style}">Hidden</p><p>{"Shown. " * 9}</p></body></html>'
    message = mail()
    message.set_content(page, subtype="html")
    assert "Hidden" not in read_bytes(message.as_bytes()).text


def test_a_layout_without_font_size_is_not_hidden() -> None:
    page = '<html><body><td style="font-size:0px"><p style="font-size:14px">Shown</p></td></html>'
    message = mail()
    message.set_content(page, subtype="html")
    assert "Shown" in read_bytes(message.as_bytes()).text


# --- Markdown ---

MARKDOWN = """---
title: "News: 27"
date: 2022-03-29
url: https://example.org/27
---
<!-- a comment
of two lines -->
# News **27** <img src="a.png">

**Run-in title**
Text with a [link](https://example.org/a "t") and
a second line, see https://example.org/b.

* Item [one]
    * Inner

      Its text

| A | B |
|---|---|
| x | **y** |

Setext
------

***

![Only an image](a.png)

    indented code

```sh
# no heading
```

> Quoted
>
<h2 align="center">In HTML</h2>

[one]: https://example.org/one
"""


def test_markdown_is_told_block_by_block_on_its_own_lines() -> None:
    document = read_bytes(MARKDOWN.encode())
    assert document.media_type == "text/markdown"
    assert (document.title, document.url) == ("News: 27", "https://example.org/27")
    assert document.text == MARKDOWN
    told = [(b.kind, b.level, b.strong, tuple(b.lines), b.text) for b in document.blocks]
    assert [t for t in told if t[0] != "navigation"] == [
        ("heading", 1, False, (8, 8), "News 27"),
        ("paragraph", 0, True, (10, 10), "Run-in title"),
        (
            "paragraph",
            0,
            False,
            (11, 12),
            "Text with a link and a second line, see https://example.org/b.",
        ),
        ("item", 1, False, (14, 14), "Item one"),
        ("item", 2, False, (15, 15), "Inner"),
        ("paragraph", 0, False, (17, 17), "Its text"),
        ("row", 0, False, (19, 19), "A | B"),
        ("row", 0, False, (21, 21), "x | y"),
        ("heading", 2, False, (23, 24), "Setext"),
        ("paragraph", 0, False, (30, 30), "indented code"),
        ("paragraph", 0, False, (32, 34), "# no heading"),
        ("paragraph", 0, False, (36, 36), "Quoted"),
        ("heading", 2, False, (38, 38), "In HTML"),
    ]
    assert_accounted(document)


def test_links_of_markdown_know_their_lines() -> None:
    document = read_bytes(MARKDOWN.encode())
    assert [link for block in document.blocks for link in block.links] == [
        Link("link", "https://example.org/a", 11),
        Link("https://example.org/b", "https://example.org/b", 12),
        Link("one", "https://example.org/one", 14),
    ]


@pytest.mark.parametrize(
    ("text", "length", "title"),
    [
        ("---\ntitle: A\n---\nText", 3, "A"),
        ("+++\ntitle = 'A'\n+++\n", 3, "A"),
        ("Title: A: b\nDate: 2022\n\nText", 2, "A: b"),
        ("Title: A\n\nText", 0, None),
        ("---\n\nText\n\n---\n", 0, None),
        ("---\ntitle: >\n  A\nlayout: post\n---\n", 5, None),
        ("---\ntitle: A\n", 0, None),
        ("", 0, None),
    ],
)
def test_front_matter(text: str, length: int, title: str | None) -> None:
    found = front_matter(text.split("\n"))
    assert (found.length, found.fields.get("title")) == (length, title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\n\n## Part\n", True),
        ("See [this](https://example.org/a).", True),
        ("---\ntitle: A\n---\n", True),
        ("**One**\n\n**Two**\n\n**Three**\n\n- a\n- b\n- c\n", True),
        ("Title\n=====\n\n* one\n* two\n\n- three\n", False),
        ("*** NEWS ***\n\n* one\n* two *really*\n----\n", False),
        ("####################\n# A drawn box      #\n####################\n# Two  #\n", False),
        ("Issue #27\n#1 is here\n[1] https://example.org\n", False),
        ("1. One\n2. Two\n3. Three\n", False),
    ],
)
def test_markdown_is_told_by_its_content(text: str, expected: bool) -> None:
    assert is_markdown(text) is expected


def test_a_page_with_markdown_in_it_is_a_page_and_markdown_with_tags_is_markdown() -> None:
    assert media_type_of(b"<!doctype html><p># A\n## B\n[a](https://a.org)") == "text/html"
    assert media_type_of(b"# A\n\n<div>b</div>\n\n## C [a](https://a.org)") == "text/markdown"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.name)
def test_the_corpus_stays_plain_text(path: Path) -> None:
    assert media_type_of(path.read_bytes()) == "text/plain"


@pytest.mark.skipif(not SEED.exists(), reason="the sample issue is not beside the checkout")
def test_the_sample_stays_plain_text() -> None:
    assert media_type_of(SEED.read_bytes()) == "text/plain"


def test_a_folder_gives_its_issues_and_not_its_readme(tmp_path: Path) -> None:
    for name in ("27.eml", "28.MD", "29.mbox", "README.md", "30.odt"):
        (tmp_path / name).write_text("# A", encoding="utf-8")
    files, failed = files_in([tmp_path])
    assert [path.name for path in files] == ["27.eml", "28.MD", "29.mbox"]
    assert not failed


# --- everything that there is ---

TYPES = {
    ".eml": "message/rfc822",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
}


@pytest.mark.skipif(not NEWSLETTERS.exists(), reason="the shared newsletters are not there")
def test_the_shared_newsletters_are_read_without_loss() -> None:
    files = [path for path in sorted(NEWSLETTERS.rglob("*")) if path.suffix in TYPES]
    assert files
    for path in files:
        document = read_bytes(path.read_bytes())
        assert document.media_type == TYPES[path.suffix], path
        assert_accounted(document)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](",
        "*a ",
        "**a _b ",
        "a`",
        "<!-- ",
        "<a ",
        "> ",
        "- ",
        "|a",
        "[a]: /u\n",
        "&#",
    ],
)
@pytest.mark.parametrize("head", ["# A\n\n## B\n\n", "# A\n\n## B\n\n- a\n\n    "])
def test_markdown_takes_no_time_to_exhaust(piece: str, head: str) -> None:
    started = time.monotonic()
    assert_accounted(read_bytes((head + piece * (45_000 // len(piece))).encode()))
    assert time.monotonic() - started < 10


def _sample_mail() -> bytes:
    message = mail("뉴스레터 제27호")
    message.set_content(KOREAN, charset="euc-kr")
    message.add_alternative(HTML, subtype="html")
    return message.as_bytes()


SAMPLES = (MARKDOWN.encode(), _sample_mail(), FROM + _sample_mail())


@settings(deadline=5000, suppress_health_check=[HealthCheck.too_slow])
@given(
    sample=st.sampled_from(SAMPLES),
    at=st.integers(0, 2000),
    length=st.integers(0, 60),
    put=st.binary(max_size=30)
    | st.sampled_from([b"\n", b"--", b"=?x?B?", b"\x1b$)C", b"* - > ", b"\n\n"]),
    cut=st.none() | st.integers(1, 2000),
)
def test_broken_files_are_read_or_refused(
    sample: bytes, at: int, length: int, put: bytes, cut: int | None
) -> None:
    data = (sample[:at] + put + sample[at + length :])[:cut]
    assert_read_or_refused(data)


@settings(deadline=5000)
@given(text=st.text(alphabet="#*_-=>|`[]()<>!: \n\r\t\x0c\x85\u2028ab1.\\&~", max_size=200))
def test_any_markdown_is_accounted_for(text: str) -> None:
    document = read_markdown(text, "utf-8")
    assert_accounted(document)
    assert all(block.text for block in document.blocks)


@settings(deadline=5000)
@given(data=st.binary(max_size=300))
def test_any_mail_is_read_or_refused(data: bytes) -> None:
    for head in (
        b"",
        b"Subject: a\nFrom: b\nMIME-Version: 1.0\nContent-Type: ",
        FROM + b"Subject: ",
    ):
        assert_read_or_refused(head + data)
