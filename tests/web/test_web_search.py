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


def test_a_long_row_says_once_which_words_of_the_first_hits_rank(website: Website) -> None:
    query = "smart city challenge for local governments of the region"
    said = [why.get_text() for why in website.get("/search", q=query).all(".kb-why")]
    assert any("shared by the first hits: " in why for why in said)
    assert all(why.count("shared by the first hits") <= 1 for why in said)
    plain = website.get("/search", q=query, exact="1").all(".kb-why")
    assert not any("shared by the first hits" in why.get_text() for why in plain)


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


def values(page: Page, facet: str) -> dict[str, str]:
    """What can be chosen of a facet beside the hits, with its counts."""
    labels = [label.select("span") for label in page.all(f"#facet-{facet} li label")]
    return {words.get_text(): count.get_text() for words, count in labels}


def sent(page: Page) -> list[tuple[str, str]]:
    """What the form of the page would send: its fields, wherever they stand, in their order."""
    fields = page.all("#search input[name], input[form=search]")
    return [
        (str(field["name"]), str(field.get("value", "")))
        for field in fields
        if field.get("type") != "checkbox" or field.has_attr("checked")
    ]


def submit(website: Website, fields: list[tuple[str, str]]) -> Page:
    arguments: dict[str, list[str]] = {}
    for name, value in fields:
        arguments.setdefault(name, []).append(value)
    return website.get("/search", **arguments)


def test_facets_narrow_and_can_be_taken_away(website: Website) -> None:
    page = website.get("/search", q="smart", kind="article")
    before = len(titles(page))
    count = int(values(page, "section")["Smart City Special"])
    narrowed = submit(website, [*sent(page), ("section", "Smart City Special")])
    assert len(titles(narrowed)) == count < before
    assert "Section: Smart City Special" in narrowed.words(".kb-chips")
    assert ("section", "Smart City Special") in sent(narrowed)
    (chip,) = narrowed.links(".kb-chips").values()
    assert titles(website.get(chip)) == titles(page)


def test_several_values_of_a_facet_can_be_chosen(website: Website) -> None:
    page = website.get("/search", q="smart", section="Smart City Special")
    other = values(page, "section")["Smart City Issue"]
    both = submit(website, [*sent(page), ("section", "Smart City Issue")])
    wanted = int(other) + int(page.words(".kb-result-line strong").split()[0])
    assert both.words(".kb-result-line strong") == f"{wanted} results"
    assert [box["value"] for box in both.all("#facet-section input[checked]")] == [
        "Smart City Issue",
        "Smart City Special",
    ]
    assert "Narrow (2)" in both.words("#narrow summary")
    assert website.follow(both, "Remove all").words("#narrow summary") == "Narrow"


def test_only_the_facets_that_are_open_are_counted(website: Website) -> None:
    page = website.get("/search", q="smart")
    assert page.all("#facet-section[open]")
    assert not page.all("#facet-journal[open]")
    opened = website.follow(page, "Show the values : Journal", "#facet-journal")
    assert values(opened, "journal")
    assert ("_open", "journal") in sent(opened)
    chosen = website.get("/search", q="smart", journal=next(iter(values(opened, "journal"))))
    assert chosen.all("#facet-journal[open] input[checked]")


def test_a_facet_with_many_values_has_a_page_of_them(website: Website) -> None:
    page = website.get("/search", q="smart", _open="author", year="2010..")
    assert len(page.all("#facet-author li")) == 8
    every = website.follow(page, "more : Author")
    assert len(every.all(".kb-values li")) > 8
    fields = [
        (str(field["name"]), str(field["value"]))
        for field in every.all("main form input[type=hidden]")
    ]
    author = str(every.all(".kb-values input")[8]["value"])
    found = submit(website, [*fields, ("author", author)])
    assert "Year: since 2010" in found.words(".kb-chips")
    assert f"Author: {author}" in found.words(".kb-chips")
    assert titles(found)


def test_years_are_a_chart_and_a_range_to_type(website: Website) -> None:
    page = website.get("/search", q="smart")
    year = page.all("#facet-year a[data-year]")[-1]
    alone = website.get(str(year["href"]))
    assert f"Year: {year['data-year']}" in alone.words(".kb-chips")
    fields = dict(sent(alone))
    assert fields["from"] == fields["to"] == year["data-year"]
    for first, last, said in (
        ("2021", "2022", "2021–2022"),
        ("2022", "2021", "2021–2022"),
        ("2021", "", "since 2021"),
        ("", "2021", "until 2021"),
    ):
        kept = [pair for pair in sent(alone) if pair[0] not in ("from", "to")]
        found = submit(website, [*kept, ("from", first), ("to", last)])
        assert found.words(".kb-chips a > span") == f"Year: {said}"
        assert "2022" in found.words("#facet-year svg")
    (again,) = found.links(".kb-chips").values()
    assert "year" not in again
    assert website.get("/search", q="smart", **{"from": "x", "to": "²"}).status == 200


def test_a_page_with_facets_is_light(website: Website) -> None:
    page = website.get("/search", q="smart")
    assert len(page.all(".kb-hits > li")) == 20
    assert len(page.all(".kb-facet[open]")) == 3
    assert len(page.text.encode()) < 60_000


def test_values_of_one_facet_are_alternatives(website: Website) -> None:
    each = [
        website.get("/search.json", q="smart", year=year).json()["total"] for year in (2021, 2022)
    ]
    both = website.get("/search.json", q="smart", year=[2021, 2022]).json()["total"]
    assert both == sum(each)


def test_the_other_values_of_a_chosen_facet_keep_their_counts(website: Website) -> None:
    page = website.get("/search", q="smart", kind="article")
    narrowed = website.get("/search", q="smart", kind="article", section="Smart City Special")
    issue = "Smart City Issue"
    assert values(narrowed, "section")[issue] == values(page, "section")[issue]
    tables = " ".join(narrowed.links(".kb-data"))
    assert ("Articles" in tables, "Literature" in tables) == (True, False)


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
    (name,) = (words for words in page.links(".kb-data") if words.startswith("Articles"))
    table = website.follow(page, name, ".kb-data")
    assert name == f"Articles ({total})"
    assert f"{total} rows where search matches" in table.words(".kb-stock")
    assert 'section is "Smart City Policy Trend"' in table.words(".kb-stock")


def test_notes_explain_what_could_not_be_searched(website: Website) -> None:
    page = website.get("/search", q='smart year:abc "open')
    notes = page.words(".kb-note")
    assert "year" in notes
    assert "quotation mark" in notes


def test_no_hits_say_what_to_do(website: Website) -> None:
    page = website.get("/search", q="qqqzzz")
    assert page.status == 200
    assert "Nothing was found for qqqzzz" in page.words()
    assert "Browse the collection" in page.links()
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
