"""The help page, saved searches, synonyms and "more like this" as a visitor meets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.search.engine import Request
from kb.search.help import SECTIONS
from kb.search.index import default_url, open_index
from kb.search.saved import kept
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from tests.web.visiting import Website, website_of


def save(path: Path, name: str, request: Request) -> None:
    with Store.open(path, write=True) as store:
        backend = open_index(default_url(path), store)
        store.save_search(name, kept(backend, store, request, thesaurus_of(store)), "tester")
        backend.close()


@pytest.fixture
def saved(own: Path) -> Path:
    save(own, "Busan, 2nd round", Request("busan", facets=(("kind", "literature"),)))
    return own


@pytest.fixture
def visited(saved: Path) -> Iterator[Website]:
    with website_of(saved) as opened:
        yield opened


def test_the_help_page_leads_to_what_its_examples_find(website: Website) -> None:
    page = website.get("/help")
    for section in SECTIONS:
        assert section.title in page.words()
        for example in section.examples:
            assert example.query in page.links()
    found = website.follow(page, "year:2022")
    assert found.status == 200
    assert found.fields("#q")["q"] == "year:2022"


def test_search_leads_to_help_and_saved_searches(website: Website) -> None:
    page = website.get("/search", q="smart")
    assert website.follow(page, "How to search").status == 200
    assert "No search is saved yet" in website.follow(page, "Saved searches").words()


def test_synonyms_are_told_and_can_be_switched_off(website: Website) -> None:
    page = website.get("/search", q="국토교통부")
    assert "Also searched: Ministry of Land, Infrastructure and Transport, MOLIT" in page.words()
    assert "MOLIT" in " ".join(mark.get_text() for mark in page.all(".kb-hits mark"))
    assert "국토교통부 (as MOLIT)" in page.words()
    exact = website.follow(page, "✕ only as typed")
    assert "Also searched" not in exact.words()
    assert len(exact.all(".kb-hits > li")) < len(page.all(".kb-hits > li"))
    assert exact.fields("form.kb-search input[name=exact]") == {"exact": "1"}
    back = website.follow(exact, "with their synonyms")
    assert back.words() == page.words()


def test_the_table_pages_keep_to_what_was_typed(website: Website) -> None:
    def rows(page_words: str) -> int:
        page = website.get("/search", q="국토교통부", **({"exact": "1"} if page_words else {}))
        (words,) = (words for words in page.links(".kb-data") if words.startswith("Articles"))
        table = website.follow(page, words, ".kb-data")
        return len(table.all("table.rows-and-columns tbody tr"))

    assert 0 < rows("exact") < rows("")


def test_what_was_mistyped(website: Website) -> None:
    page = website.get("/search", q="transprotation govenrance")
    assert "Did you mean transportation governance" in page.words()
    assert website.follow(page, "transportation governance").all(".kb-hits > li")


def test_more_like_a_hit_and_like_the_page_of_a_record(website: Website) -> None:
    page = website.get("/search", q="id:hong2021busan")
    alike = website.follow(page, "more like this")
    assert "Records like Busan smart city transportation policy" in alike.words()
    hits = [str(a["href"]) for a in alike.all(".kb-hits h2 a")]
    assert hits
    assert not any(href.endswith("hong2021busan") for href in hits)
    row = website.get("/kb/literature/hong2021busan")
    assert website.follow(row, "More like this").words() == alike.words()
    assert "More like this" not in website.get("/kb/issues/smartcity-korea-27").links()


def test_like_a_record_that_is_not_there(website: Website) -> None:
    page = website.get("/search", like="nobody")
    assert page.status == 404
    assert "there is no article or record nobody" in page.words()
    assert website.get("/search.json", like="nobody").status == 404


def test_a_saved_search_shows_what_it_found(visited: Website) -> None:
    listed = visited.get("/saved")
    page = visited.follow(listed, "Busan, 2nd round")
    assert page.status == 200
    assert "busan · Kind: Literature" in page.words()
    assert "it finds the same" in page.words()
    assert "Busan smart city transportation policy" in page.words(".kb-frozen")
    again = visited.follow(page, "Search again")
    assert again.fields("#q")["q"] == "busan"
    assert len(again.all(".kb-hits > li")) == len(page.all(".kb-frozen > li"))
    text = visited.follow(page, "Report for a systematic review")
    assert text.headers["content-type"].startswith("text/plain")
    assert text.text.startswith("Search report: Busan, 2nd round")


def test_a_saved_search_tells_what_has_changed(saved: Path) -> None:
    with Store.open(saved, write=True) as store:
        before = store.saved_search("Busan, 2nd round")["total"]
        store.remove(["hong2021busan"], "tester")
        store.edit("kr-smart-city-act", {"title": "Busan <Act>"}, "tester")
    with website_of(saved) as website:
        page = website.get("/saved/Busan~2C+2nd+round")
    assert "1 new" in page.words(".kb-note")
    assert "1 removed" in page.words(".kb-note")
    assert len(page.all(".kb-frozen > li")) == before
    (removed,) = (li for li in page.all(".kb-frozen > li") if li.select(".kb-now"))
    assert "hong2021busan" in removed.get_text()
    assert not removed.select("a")


def test_a_result_that_was_merged_leads_to_what_it_is_now(saved: Path) -> None:
    with Store.open(saved, write=True) as store:
        store.merge("kr-smart-city-act", "hong2021busan", {}, "tester")
    with website_of(saved) as website:
        page = website.get("/saved/Busan~2C+2nd+round")
        (merged,) = (li for li in page.all(".kb-frozen > li") if "merged into" in li.get_text())
        assert "1 merged into another" in page.words(".kb-note")
        assert [link.get_text() for link in merged.select("a")] == ["kr-smart-city-act"]
        assert website.follow(page, "kr-smart-city-act", ".kb-now").status == 200


def test_a_search_that_was_not_saved(website: Website) -> None:
    assert website.get("/saved/nothing").status == 404
    assert website.get("/saved/nothing", report="1").status == 404
