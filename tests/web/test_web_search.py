"""The search page and its JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kb.search.engine import Request, search
from kb.search.index import default_url, open_index
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from tests.web.visiting import Page, Website


def titles(page: Page) -> list[str]:
    return [" ".join(hit.get_text(" ").split()) for hit in page.all(".kb-hits h2")]


def expected(corpus: Path, request: Request) -> dict[str, Any]:
    with Store.open(corpus) as store:
        backend = open_index(default_url(corpus), store)
        answer = search(backend, store, request, thesaurus_of(store)).to_json()
        backend.close()
    return answer


@pytest.mark.parametrize(
    ("arguments", "request_"),
    [
        ({"q": "smart city"}, Request("smart city", limit=20)),
        ({"q": "smart", "kind": "article"}, Request("smart", "article", limit=20)),
        (
            {"q": "smart", "year": ["2021", "2022"], "sort": "oldest", "limit": 3, "offset": 2},
            Request(
                "smart",
                facets=(("year", "2021"), ("year", "2022")),
                sort="oldest",
                limit=3,
                offset=2,
            ),
        ),
        ({"q": "스마트시티"}, Request("스마트시티", limit=20)),
        ({"q": "year:abc smart"}, Request("year:abc smart", limit=20)),
    ],
)
def test_json_is_what_the_command_line_prints(
    website: Website, corpus: Path, arguments: dict[str, Any], request_: Request
) -> None:
    found = website.get("/search.json", **arguments).json()
    wanted = expected(corpus, request_)
    assert found.pop("took_ms") > 0
    assert wanted.pop("took_ms") > 0
    assert found == wanted
    assert found["total"] > 0


def test_a_hit_says_what_it_is_and_where_it_stands(website: Website) -> None:
    page = website.get("/search", q="Busan transportation governance")
    hit = page.all(".kb-hits li")[0]
    words = " ".join(hit.get_text(" ").split())
    assert "Busan smart city transportation policy discourse analysis" in words
    assert "Hong et al. · Chonnam National University Regional Development Research" in words
    assert "December 2021" in words
    assert [mark.get_text() for mark in hit.select("mark")][:2] == ["Busan", "transportation"]
    source = str(hit.select(".kb-places a")[0]["href"])
    assert source.startswith("/source/smartcity-korea-27#L6")
    assert website.get(str(hit.select("h2 a")[0]["href"])).status == 200


def test_facets_narrow_and_can_be_taken_away(website: Website) -> None:
    page = website.get("/search", q="smart", kind="article")
    before = len(titles(page))
    (count,) = (
        int(value.select(".kb-count")[0].get_text())
        for value in page.all(".kb-facets li")
        if value.select("a")[0].get_text() == "Smart City Special"
    )
    narrowed = website.follow(page, "Smart City Special", ".kb-facets")
    assert len(titles(narrowed)) == count < before
    assert "Section: Smart City Special" in narrowed.words(".kb-chips")
    assert narrowed.fields(".kb-search input")["section"] == "Smart City Special"
    (chip,) = narrowed.links(".kb-chips").values()
    assert titles(website.get(chip)) == titles(page)


def test_values_of_one_facet_are_alternatives(website: Website) -> None:
    each = [
        website.get("/search.json", q="smart", year=year).json()["total"] for year in (2021, 2022)
    ]
    both = website.get("/search.json", q="smart", year=[2021, 2022]).json()["total"]
    assert both == sum(each)


def test_the_other_values_of_a_chosen_facet_keep_their_counts(website: Website) -> None:
    def counted(page: Page) -> dict[str, str]:
        values = page.all(".kb-facets li")
        return {
            value.select("a")[0].get_text(): value.select(".kb-count")[0].get_text()
            for value in values
        }

    page = website.get("/search", q="smart", kind="article")
    narrowed = website.follow(page, "Smart City Special", ".kb-facets")
    assert counted(narrowed)["Smart City Issue"] == counted(page)["Smart City Issue"]
    tables = " ".join(narrowed.links(".kb-data"))
    assert ("articles" in tables, "literature" in tables) == (True, False)


def test_a_range_of_years(website: Website) -> None:
    each = website.get("/search.json", q="smart", year=["2021", "2022"]).json()
    page = website.get("/search", q="smart", year="2021..2022")
    assert "Year: 2021–2022" in page.words(".kb-chips")
    assert f"{each['total']} results" in page.words(".kb-result-line")
    found = website.get("/search.json", q="smart", year="2021..2022").json()
    assert (found["total"], found["facets"]["year"]) == (each["total"], each["facets"]["year"])
    assert "Year: since 2022" in website.get("/search", q="smart", year="2022..").words(".kb-chips")
    assert "is no range" in website.get("/search", q="smart", year="..").words()
    rows = website.get("/kb/articles.json", _search="smart", _narrow="year:2021..2022").json()
    articles = website.get("/search.json", q="smart", kind="article", year="2021..2022").json()
    assert len(rows["rows"]) == articles["total"]


def test_what_the_text_says_narrows(website: Website) -> None:
    page = website.get("/search", q="", place="Daegu")
    assert "Place: Daegu" in page.words(".kb-chips")
    named = website.get("/search.json", q="place:대구", kind="article").json()
    assert sorted(titles(page)) == sorted(hit["title"] for hit in named["hits"])
    assert named["facets"]["place"]


def test_pages_follow_one_another(website: Website) -> None:
    page = website.get("/search", q="smart", kind="literature")
    total = int(page.words(".kb-result-line strong").split()[0])
    seen = titles(page)
    while next_ := page.links(".kb-pages").get("Next page"):
        page = website.get(next_)
        seen += titles(page)
    assert len(seen) == total > 20
    assert "Previous page" in page.links(".kb-pages")


def test_sorting_by_date(website: Website) -> None:
    page = website.get("/search", q="smart", kind="article")
    newest = website.follow(page, "Newest first", ".kb-result-line")
    oldest = website.follow(page, "Oldest first", ".kb-result-line")
    assert titles(newest) != titles(oldest)
    dates = [
        hit["date"] for hit in website.get("/search.json", q="smart", sort="newest").json()["hits"]
    ]
    assert dates == sorted(dates, reverse=True)


def test_the_table_link_shows_the_same_hits(website: Website) -> None:
    page = website.get("/search", q="smart", section="Smart City Policy Trend")
    total = page.words(".kb-result-line strong").split()[0]
    (name,) = (words for words in page.links(".kb-data") if words.startswith("articles"))
    table = website.follow(page, name, ".kb-data")
    assert name == f"articles ({total})"
    assert f"{total} rows where search matches" in table.words("h3")
    assert 'section is "Smart City Policy Trend"' in table.words("h3")


def test_notes_explain_what_could_not_be_searched(website: Website) -> None:
    page = website.get("/search", q='smart year:abc "open')
    notes = page.words(".kb-note")
    assert "year" in notes
    assert "quotation mark" in notes


def test_no_hits_say_what_to_do(website: Website) -> None:
    page = website.get("/search", q="qqqzzz")
    assert page.status == 200
    assert "Nothing was found for qqqzzz" in page.words()
    assert "browse the collection" in page.links()
    filtered = website.get("/search", q="smart", year="1900")
    assert website.follow(filtered, "Search everywhere").all(".kb-hits li")


def test_nothing_asked_is_everything(website: Website) -> None:
    page = website.get("/search")
    assert page.words(".kb-result-line strong") == "129 results"


@pytest.mark.parametrize(
    "query",
    [
        {"q": "smart", "page": "0"},
        {"q": "smart", "page": "99999999999999999999"},
        {"q": "smart", "page": "x"},
        {"q": "smart", "sort": "sideways", "kind": "book"},
        {"q": "((((" * 300},
        {"q": "\x00 \ud7ff ~~~ ^^^ [TO] {*"},
        {"q": "smart", "section": "No such section"},
    ],
)
def test_odd_addresses_have_an_answer(website: Website, query: dict[str, str]) -> None:
    assert website.get("/search", **query).status == 200
    assert website.get("/search.json", **query).status == 200


def test_a_collection_that_is_not_here(website: Website) -> None:
    assert website.get("/search", q="smart", store="other").status == 404
