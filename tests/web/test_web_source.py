"""The source text of an issue, line by line."""

from __future__ import annotations

from pathlib import Path

from kb.store import Store
from tests.places import CORPUS
from tests.web.visiting import Website, website_of


def test_every_line_has_its_number_and_its_words(website: Website) -> None:
    text = (CORPUS / "smartcity-korea-27.txt").read_text(encoding="utf-8").rstrip("\n")
    page = website.get("/source/smartcity-korea-27")
    lines = page.all(".kb-source li")
    assert [line.select(".kb-text")[0].get_text() for line in lines] == text.split("\n")
    assert [str(line["id"]) for line in lines] == [f"L{n}" for n in range(1, len(lines) + 1)]


def test_records_stand_where_they_begin(website: Website) -> None:
    page = website.get("/source/smartcity-korea-27")
    contents = page.links(".kb-contents")
    assert len(contents) == 13
    for title, anchor in contents.items():
        (line,) = page.all(anchor)
        assert title in line.get_text() or line.get_text(strip=True).endswith("]Article")
        record = website.get(str(line.select(".kb-record")[0]["href"]))
        assert record.status == 200


def test_the_page_does_not_tell_folders(website: Website) -> None:
    page = website.get("/source/smartcity-korea-27")
    assert "smartcity-korea-27.txt" in page.text
    assert str(CORPUS) not in page.text


def test_an_issue_that_is_not_there(website: Website) -> None:
    page = website.get("/source/none-such")
    assert page.status == 404
    assert "no issue none-such" in page.text


def test_pages_are_marked_where_they_begin(own: Path) -> None:
    with Store.open(own, write=True) as store:
        store.db.execute(
            "UPDATE source_texts SET pages = '[1, 4, 4, 30]' WHERE issue = 'smartcity-korea-27'"
        )
    with website_of(own) as website:
        page = website.get("/source/smartcity-korea-27")
        marks = page.all(".kb-source .kb-page-mark")
        assert [mark.get_text() for mark in marks] == ["Page 1", "Page 3", "Page 4"]
        below = [mark.find_next_sibling("li") for mark in marks]
        assert [line["id"] for line in below if line is not None] == ["L1", "L4", "L30"]
        other = website.get("/source/smartcity-korea-29")
        assert not other.all(".kb-page-mark")


def test_a_store_from_before_there_were_pages_still_shows(own: Path) -> None:
    with Store.open(own, write=True) as store:
        store.db.execute("ALTER TABLE source_texts DROP COLUMN pages")
    with website_of(own) as website:
        assert website.get("/source/smartcity-korea-27").status == 200


def test_every_line_says_what_it_is(website: Website) -> None:
    page = website.get("/source/smartcity-korea-27")
    kinds = {str(line["id"]): line.get("class") for line in page.all(".kb-source li")}
    assert kinds["L1"] == ["kb-furniture"]
    assert kinds["L2"] == ["kb-masthead"]
    assert kinds["L3"] == ["kb-heading"]
    assert kinds["L4"] == kinds["L16"] == ["kb-articles"]
    assert kinds["L60"] == ["kb-literature"]
    assert None not in kinds.values()
    said = {str(line["id"]): line.get_text() for line in page.all("li:has(.kb-record)")}
    assert said["L1"].endswith("Tag line")
    assert said["L2"].endswith("Masthead")
    assert said["L3"].endswith("Heading")
    assert said["L60"].endswith("Reference")


def test_lines_that_the_address_names_are_marked(website: Website) -> None:
    page = website.get("/source/smartcity-korea-27", lines="53-55")
    assert [line["id"] for line in page.all(".kb-source .kb-here")] == ["L53", "L54", "L55"]
    assert page.words(".kb-here-note") == "Marked: lines 53–55 · Unmark"
    assert not website.follow(page, "Unmark").all(".kb-here")
    for nonsense in ("x", "999", "5-x", ""):
        assert not website.get("/source/smartcity-korea-27", lines=nonsense).all(".kb-here")


def test_a_long_text_stays_light(own: Path) -> None:
    lines = [f"Line <{number}>" for number in range(1, 10_001)]
    with Store.open(own, write=True) as store:
        store.db.execute("UPDATE source_texts SET text = ?", ["\n".join(lines) + "\n"])
    with website_of(own) as website:
        page = website.get("/source/smartcity-korea-27", lines="9000")
        assert [line.get_text() for line in page.all(".kb-source .kb-text")] == lines
        assert [line["id"] for line in page.all(".kb-here")] == ["L9000"]
        assert len(page.all(".kb-source ol")) == 50
        markup = len(page.text) - sum(len(line) + 6 for line in lines)
        assert markup < 120 * len(lines)
