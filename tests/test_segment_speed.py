"""Segmenting takes time in proportion to an issue's length, whatever the issue looks like."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kb.model import Block, Document, Link, Span
from kb.segment import segment

LINES = 30_000
SECONDS = 20.0
"""Far more than it takes, and far less than it took where every line looked at all others."""

Made = tuple[str, str, int]
"""Kind, text and level of a block."""


def _headed_links(n: int) -> Made:
    return ("heading", f"Part {n}", 2) if n % 4 == 0 else ("item", f"Words of a link {n}", 1)


def _features(n: int) -> Made:
    return ("heading", "References" if n % 3 else "Notes", 2) if n % 2 else ("line", "[A b c]", 0)


def _contents(n: int) -> Made:
    if n == 0:
        return ("line", "In this issue", 0)
    return ("item", f"{n} a title", 1) if n < LINES // 2 else ("line", f"{n} another title", 0)


def _many_contents(n: int) -> Made:
    return ("item", f"In this issue: {n}", 1)


def _contacts(n: int) -> Made:
    if n < 3:
        return (("heading", "News", 1), ("heading", "A title", 2), ("paragraph", "Text.", 0))[n]
    return ("heading", "The end", 2) if n == LINES - 1 else ("line", "office@news.example", 0)


def _literature(n: int) -> Made:
    last = "Harbour Studies Vol. 5 No. 3 (2021.12.) pp.161-187"
    first = ("heading", "Literature", 2)
    return first if n == 0 else ("line", last if n == LINES - 1 else "a@b.example", 0)


SHAPES: dict[str, Callable[[int], Made]] = {
    "links under headings": _headed_links,
    "sections that open with a bracket": _features,
    "one heading a line": lambda n: ("heading", f"Title {n}", n % 3 + 1),
    "titles without end above a date": lambda n: (
        ("line", "2022.03.14. / Office" if n == LINES - 1 else f"A title {n}", 0)
    ),
    "a table of contents whose titles do not come again": _contents,
    "a table of contents in every line": _many_contents,
    "contacts in an article": _contacts,
    "contacts in the literature": _literature,
}


def document_of(make: Callable[[int], Made]) -> Document:
    blocks = []
    for n in range(LINES):
        kind, text, level = make(n)
        links = (Link(text, "https://news.example", n + 1),) if kind == "item" else ()
        blocks.append(Block(kind, text, Span(n + 1, n + 1), level, links))
    return Document("\n".join(b.text for b in blocks), tuple(blocks), "text/html", "utf-8")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_issue_takes_seconds(shape: str) -> None:
    document = document_of(SHAPES[shape])
    started = time.monotonic()
    assert segment(document).unaccounted == ()
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    "line",
    [
        "a@a." + ("a" * 100 + "@a.") * 5 + "!",
        "1" * 50_000,
        "1-" * 20_000,
        "office@news.example " * 3_000,
        "(2021.3. " * 5_000,
        "Ministry of a, " * 2_000,
    ],
    ids=lambda line: line[:12],
)
def test_no_line_makes_a_pattern_try_without_end(line: str) -> None:
    texts = ("No. 27", "Literature", line, f"2022.03.14. / {line}", line)
    blocks = [Block("heading", text, Span(n, n), 2) for n, text in enumerate(texts, 1)]
    document = Document("\n".join(texts), tuple(blocks), "text/plain", "utf-8")
    started = time.monotonic()
    assert segment(document).unaccounted == ()
    assert time.monotonic() - started < SECONDS / 2


def test_brackets_without_end_open_a_section() -> None:
    texts = ["Smart City Issue", *["[A label]"] * 5_000, "A title", "Text.", "Smart City Special"]
    blocks = [Block("line", text, Span(n, n)) for n, text in enumerate(texts, 1)]
    issue = segment(Document("\n".join(texts), tuple(blocks), "text/plain", "utf-8"))
    assert [article.headline for article in issue.articles] == ["A title"]
    assert issue.unaccounted == ()


def test_literature_that_never_ends_a_reference_takes_linear_time() -> None:
    reference = "Kim, N. (2021). A bridge that opens in the spring and"
    other = "Lee, M. goes on with words that have no end and"
    text = ["참고문헌", *[reference if n % 2 else other for n in range(600)]]
    blocks = tuple(Block("line", line, Span(n, n)) for n, line in enumerate(text, 1))
    started = time.monotonic()
    segment(Document("\n".join(text), blocks, "text/plain", "utf-8"))
    assert time.monotonic() - started < SECONDS
