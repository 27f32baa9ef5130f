"""The home page: search box, latest issue, what there is to browse, numbers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from kb.store import Store
from tests.web.visiting import Website, website_of


def test_the_search_box_leads_to_the_ranked_page(website: Website) -> None:
    page = website.get("/")
    form = page.all("form[role=search]")[0]
    assert form["action"] == "/search"
    assert page.fields("form[role=search] input") == {"q": ""}
    assert page.all("label[for=q]")


def test_the_latest_issue_has_its_contents(website: Website) -> None:
    page = website.get("/")
    latest = page.words(".kb-latest")
    assert "Smart City Korea No. 58 · 2 January 2025" in latest
    titles = page.links(".kb-latest")
    assert len([url for url in titles.values() if url.startswith("/kb/articles/")]) == 4
    article = website.follow(
        page, "Establishment of the 4th Smart City Comprehensive Plan (2024-2028)"
    )
    assert article.status == 200


def test_numbers_are_those_of_the_store(website: Website) -> None:
    numbers = website.get("/").words(".kb-numbers")
    assert "Issues 6" in numbers
    assert "Articles 21" in numbers
    assert "References 108" in numbers


def test_years_are_bars_that_lead_to_what_they_count(website: Website) -> None:
    page = website.get("/")
    bars = page.all(".kb-years a")
    assert len(bars) > 10
    for bar in bars:
        year, _, count = str(bar["aria-label"]).partition(": ")
        found = website.get(str(bar["href"]))
        assert found.words(".kb-result-line").startswith(f"{count} result"), year


def test_every_shelf_leads_to_its_names(website: Website) -> None:
    page = website.get("/")
    assert len(page.all(".kb-shelves li:has(.kb-count)")) > 40
    headings = [link.get_text() for link in page.all(".kb-shelves h3 a:first-child")]
    assert headings[:3] == ["Sections", "Sources", "Places"]
    for shelf in page.all(".kb-shelves > section"):
        link = shelf.select("li a")[0]
        assert link.get_text() in website.get(str(link["href"])).words()


def test_what_is_new_says_what_came_in(website: Website) -> None:
    new = website.get("/").words(".kb-added")
    assert "Smart City Korea No. 27 : 10 articles, 3 references" in new
    assert "105 references" in new


def test_a_store_that_changes_has_a_home_page_that_does(own: Path) -> None:
    with website_of(own) as website:
        assert "Articles 21" in website.get("/").words(".kb-numbers")
        with Store.open(own, write=True) as store:
            store.remove(["smartcity-korea-58"], "tester")
        page = website.get("/")
        assert "Articles 17" in page.words(".kb-numbers")
        assert "No. 29" in page.words(".kb-latest")


def test_examples_find_something(website: Website) -> None:
    page = website.get("/")
    examples = page.links(".kb-try")
    assert len(examples) == 4
    for url in examples.values():
        assert website.get(url).all(".kb-hits li")


def test_our_pages_need_no_script_and_carry_no_style(website: Website) -> None:
    for path in ("/", "/search?q=smart", "/source/smartcity-korea-27"):
        page = website.get(path)
        assert not page.all("script:not([src]), style, [style], [onclick]")
        assert page.all("html[lang]")
        assert len(page.all("main")) == len(page.all("h1")) == 1
        (sheet,) = (str(link["href"]) for link in page.all("link[rel=stylesheet]"))
        assert website.get(sheet).headers["content-type"].startswith("text/css")


def test_what_closes_soon_is_said(own: Path) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    with website_of(own) as website:
        assert not website.get("/").all("#soon-1")
        with Store.open(own, write=True) as store:
            first = "(SELECT min(id) FROM deadlines)"
            sql = f"UPDATE deadlines SET date = ?, until = NULL WHERE id = {first}"
            store.db.execute(sql, [tomorrow])
        (soon,) = website.get("/").all("section[aria-labelledby=soon-1] li")
        assert soon.select("a[href^='/kb/articles/']")
