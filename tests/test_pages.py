"""What a PDF file says stands on a page, and every record of it says on which."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kb.cli import cli
from kb.exports.parse_json import parse_json
from kb.model import Span
from kb.pages import pages_of
from kb.pipeline import Ingested, ingest, parse
from kb.store import Store


def issue_in_pdf() -> bytes:
    """Three pages: an article each on the first two, the second runs on to the third."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for page in (
        [("Town News No. 3 (2022.03.01.)", 18), ("A new bridge opens", 14), ("It is wide.", 10)],
        [("An old road closes for good", 14), ("It was narrow.", 10)],
        [("It will be a path.", 10), ("Nobody lives there.", 10)],
    ):
        y = 780
        for text, size in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(60, y, text)
            y -= 60
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "town.pdf"
    path.write_bytes(issue_in_pdf())
    return path


@pytest.mark.parametrize(
    ("starts", "lines", "pages"),
    [
        ((1, 10, 31), Span(12, 40), [2, 3]),
        ((1, 10, 31), Span(1, 9), [1, 1]),
        ((1, 10, 31), Span(31, 31), [3, 3]),
        ((1, 4, 4), Span(4, 5), [3, 3]),  # page 2 has no text
        ((), Span(1, 2), None),
        ((1, 2), None, None),
    ],
)
def test_lines_stand_on_pages(
    starts: tuple[int, ...], lines: Span | None, pages: list[int] | None
) -> None:
    assert pages_of(starts, lines) == pages


def test_parsing_says_the_pages_of_every_part(pdf: Path) -> None:
    parsed = parse_json(*parse(pdf))
    assert parsed["issue"]["pages"] == [1, 1]
    assert {a["headline"]: a["pages"] for a in parsed["articles"]} == {
        "A new bridge opens": [1, 1],
        "An old road closes for good": [2, 3],
    }


def test_what_has_no_pages_says_so(tmp_path: Path) -> None:
    path = tmp_path / "town.txt"
    path.write_text("Town News No. 3\nBridge\n2022.03.01. / Town\nIt opens.\n")
    parsed = parse_json(*parse(path))
    assert [a["pages"] for a in parsed["articles"]] == [None]
    assert parsed["issue"]["pages"] is None


def test_the_store_keeps_the_pages_through_every_change(pdf: Path, store: Store) -> None:
    (result,) = ingest(store, [pdf], "tester")
    assert isinstance(result, Ingested)
    issue = store.record("town")
    assert issue["source"]["pages"] == list(parse(pdf)[0].pages)
    assert [doc["pages"] for doc in store.documents()] == [[1, 1], [2, 3]]
    assert [r.saved.status for r in ingest(store, [pdf], "x") if isinstance(r, Ingested)] == [
        "unchanged"
    ]
    removed = store.remove(["town"], "tester")
    assert removed is not None
    store.undo(removed, "tester")
    assert store.record("town") == issue
    assert list(store.findings()) == []


def test_kb_show_says_the_page(pdf: Path, tmp_path: Path) -> None:
    path = tmp_path / "pages.db"
    with Store.open(path, write=True) as store:
        list(ingest(store, [pdf], "tester"))
    shown = CliRunner().invoke(cli, ["show", "town-02", "--store", str(path)]).output
    assert "lines 4–7, pages 2–3" in shown
    shown = CliRunner().invoke(cli, ["show", "town-01", "--store", str(path)]).output
    assert "lines 2–3, page 1\n" in shown
    shown = CliRunner().invoke(cli, ["show", "town", "--json", "--store", str(path)]).output
    assert json.loads(shown)["pages"] == [1, 1]


def test_a_literature_record_says_the_page_of_its_mention(tmp_path: Path, store: Store) -> None:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for text in ("Town News No. 3 (2022.03.01.)", "Literature"):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(60, 780, text)
        canvas.setFont("Helvetica", 10)
        if text == "Literature":
            canvas.drawString(60, 700, "Hong Gil-dong (2021). Bridges of towns. Town Press.")
        else:
            canvas.drawString(60, 700, "Nothing has happened in town.")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "books.pdf"
    path.write_bytes(data.getvalue())
    list(ingest(store, [path], "tester"))
    mentions = [doc["mentions"] for doc in store.documents() if doc["kind"] == "literature"]
    assert [m["pages"] for ms in mentions for m in ms] == [[2, 2]]
    assert "starts" not in mentions[0][0]
