"""The home page: search box, latest issue, what there is to browse, numbers."""

from __future__ import annotations

from tests.web.visiting import Website


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
    assert website.follow(page, "source text").status == 200


def test_numbers_are_those_of_the_store(website: Website) -> None:
    numbers = website.get("/").words(".kb-numbers")
    assert "Issues 6" in numbers
    assert "Articles 21" in numbers
    assert "References 108" in numbers
    assert "2021–2025" in numbers


def test_every_shelf_leads_to_as_many_rows_as_it_says(website: Website) -> None:
    page = website.get("/")
    values = page.all(".kb-shelves li:has(.kb-count)")
    assert len(values) > 40
    for shelf in page.all(".kb-shelves > section"):
        value = shelf.select("li")[0]
        link, count = value.select("a")[0], int(value.select(".kb-count")[0].get_text())
        table = website.get(str(link["href"]))
        assert table.words(".page-header ~ h3, h3").startswith(f"{count} row"), link


def test_examples_find_something(website: Website) -> None:
    page = website.get("/")
    examples = page.links(".kb-try")
    assert len(examples) == 3
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
