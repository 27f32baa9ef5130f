"""The page of an issue: contents by section, its articles and its literature."""

from __future__ import annotations

from pathlib import Path

from kb.store import Store
from kb.web.records.issue import OPENED
from tests.web.visiting import Website, website_of

ISSUE = "/kb/issues/smartcity-korea-27"


def test_contents_lead_to_the_sections(website: Website) -> None:
    page = website.get(ISSUE)
    assert page.words("h1") == "Smart City Korea No. 27"
    contents = page.links(".kb-toc")
    assert list(contents) == [
        "Smart City Issue",
        "Smart City Special",
        "Smart City Policy Project",
        "global smart city",
        "Smart City Policy Trend",
        "Literature",
    ]
    for name, anchor in contents.items():
        assert page.words(f"{anchor} h2") == name


def test_articles_are_introduced(website: Website) -> None:
    page = website.get(ISSUE)
    entries = page.all(".kb-entry")
    assert len(entries) == 10
    first = " ".join(entries[0].get_text(" ").split())
    assert first.startswith("International competition for 「K-City Network」 in 29 from 2022th")
    assert "29 March 2022 · MOLIT · † 2 doubtful passages" in first
    assert first.endswith("cooperation with 21 cities in 19 …")
    for link in page.all(".kb-entry h3 a"):
        assert website.get(str(link["href"])).status == 200


def test_literature_is_listed_with_its_lines(website: Website) -> None:
    page = website.get(ISSUE)
    listed = [" ".join(each.get_text(" ").split()) for each in page.all(".kb-references li")]
    assert len(listed) == 3
    assert listed[1] == (
        "Busan smart city transportation policy discourse analysis based on smart governance "
        "Hong et al. · Chonnam National University Regional Development Research 53(3), 161–187 · "
        "December 2021 · lines 64–66"
    )
    assert website.follow(page, "SMART CITY SERVICES CATALOGUE").status == 200
    lines = website.follow(page, "lines 64–66")
    assert [line["id"] for line in lines.all(".kb-here")] == ["L64", "L65", "L66"]


def test_what_was_not_read_stays_as_printed(own: Path) -> None:
    with Store.open(own, write=True) as store:
        store.remove(["hong2021busan"], "x")
    with website_of(own) as website:
        listed = website.get(ISSUE).words(".kb-references")
        assert "Hong Soon-gu, Kim Hyeon-jong, Lee Tae-heon" in listed


def test_one_goes_on_to_the_next_issue(website: Website) -> None:
    page = website.get(ISSUE)
    (onward,) = page.all("a[rel=next]")
    assert onward["href"] == "/kb/issues/smartcity-korea-29"
    assert website.get(str(onward["href"])).all("a[rel=prev]")[0]["href"] == ISSUE
    assert not website.get("/kb/issues/smartcity-korea-58").all("a[rel=next]")
    assert not website.get("/kb/issues/smartcity-korea-19").all("a[rel=prev]")


def test_names_counts_and_files(website: Website) -> None:
    page = website.get(ISSUE)
    facts = page.words(".kb-issue-head")
    assert "10 articles · 3 references · 5 amounts · 2 dates · 9 doubtful passages" in facts
    assert "Ministry of Land, Infrastructure and Transport 6" in page.words(".kb-issue-names")
    assert len(website.get(page.links(".kb-files")["CSL-JSON"]).json()) == 13
    assert website.follow(page, "source text").status == 200


def test_an_issue_without_a_date_or_a_newsletter(own: Path) -> None:
    with Store.open(own, write=True) as store:
        bare = (
            "date = NULL, year = NULL, series = NULL, number = NULL, title = NULL, language = NULL"
        )
        store.db.execute(f"UPDATE issues SET {bare}, label = id WHERE id != 'smartcity-korea-58'")
        store.db.execute("DELETE FROM mentions")
    with website_of(own) as website:
        page = website.get(ISSUE)
        assert page.words("h1") == "smartcity-korea-27"
        assert "Undated" in page.words(".kb-issue-head")
        assert "None" not in page.words()
        assert "references" not in page.words()
        assert page.all("a[rel=next]")[0]["href"] == "/kb/issues/smartcity-korea-29"


def test_an_empty_issue_says_so(own: Path) -> None:
    with Store.open(own, write=True) as store:
        ids = store.db.conn.execute("SELECT id FROM articles WHERE issue = 'smartcity-korea-21'")
        store.remove([id for (id,) in ids.fetchall()], "x")
    with website_of(own) as website:
        page = website.get("/kb/issues/smartcity-korea-21")
        assert page.status == 200
        if not page.all(".kb-references"):
            assert "Neither an article nor a reference was found" in page.words()


def test_an_issue_of_hundreds_of_articles_stays_light(own: Path) -> None:
    with Store.open(own, write=True) as store:
        columns = "headline, issue, section, date, year, body, first_line, last_line"
        body = "word " * 200
        store.db.conn.executescript(
            f"""WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 1399)
            INSERT INTO articles (id, position, {columns})
            SELECT 'many-' || i, i, 'Headline ' || i, 'smartcity-korea-27', 1, NULL, 2022,
                   '{body}', 1, 2 FROM n"""
        )
    with website_of(own) as website:
        page = website.get(ISSUE)
        assert not page.all(".kb-entry")
        assert len(page.all(".kb-headlines li")) == 1000 > OPENED
        assert len(page.text) < 200_000
        assert website.follow(page, "All 1,310 articles as a table").status == 200
