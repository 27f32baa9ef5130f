"""Saving a search from its page: by whom, under which names, where nobody can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.app import Datasette

from kb.store import Store
from kb.web.compat import MODERN
from tests.web.visiting import Page, Website, visited, website_of

ARGUMENTS = {"q": "smart", "section": ["Smart City Special", "Smart City Issue"], "from": "2021"}


@pytest.fixture
def site(own: Path) -> Iterator[Website]:
    with website_of(own) as opened:
        yield opened


def send(website: Website, page: Page, name: str, **more: str) -> Page:
    """The form of the page sent with a name, as a browser does."""
    fields = {**page.fields(".kb-save input[name]"), "name": name, **more}
    cookies = {} if MODERN else {"ds_csrftoken": fields["csrftoken"]}
    return website.post("/saved", fields, cookies, {"sec-fetch-site": "same-origin"})


def test_a_search_is_saved_with_all_that_it_finds(site: Website, own: Path) -> None:
    page = site.get("/search", **ARGUMENTS, page="2")
    answer = send(site, page, "  Busan,  2nd ")
    assert (answer.status, answer.headers["location"]) == (303, "/saved/Busan~2C+2nd")
    saved = site.get("/saved/Busan~2C+2nd")
    assert "Section: Smart City Special" in saved.words()
    assert "Year: since 2021" in saved.words()
    again = site.follow(saved, "Search again")
    assert again.words(".kb-result-line strong") == page.words(".kb-result-line strong")
    with Store.open(own) as store:
        kept = store.saved_search("Busan, 2nd")
        assert kept["who"]
        assert list(kept["filters"]) == [
            ["section", "Smart City Special"],
            ["section", "Smart City Issue"],
            ["year", "2021.."],
        ]


def test_a_name_that_is_taken_and_one_that_is_none(site: Website, own: Path) -> None:
    page = site.get("/search", q="smart")
    assert send(site, page, "Mine").status == 303
    taken = send(site, page, "Mine")
    assert taken.status == 409
    assert "choose another name" in taken.words("[role=alert]")
    assert send(site, taken, "Mine too").status == 303
    for name in ("", "a/b", "x" * 101):
        wrong = send(site, page, name)
        assert wrong.status == 400
        assert "name" in wrong.words("[role=alert]")
    with Store.open(own) as store:
        assert [each["name"] for each in store.saved_searches()] == ["Mine too", "Mine"]


def test_a_query_that_cannot_be_searched_is_not_saved(site: Website) -> None:
    page = site.get("/search", q="smart")
    wrong = send(site, page, "Mine", search="q=smart&year=..")
    assert wrong.status == 400
    assert "is no range" in wrong.words("[role=alert]")


def test_another_site_cannot_save(site: Website) -> None:
    page = site.get("/search", q="smart")
    fields = {**page.fields(".kb-save input[name]"), "name": "Theirs"}
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://other.example"}):
        assert site.post("/saved", fields, headers=headers).status == 403
    assert "Theirs" not in site.get("/saved").words()


def test_on_the_open_web_only_who_has_signed_in_saves(own: Path) -> None:
    with website_of(own, public=True) as website:
        page = website.get("/search", q="smart")
        assert not page.all(".kb-save")
        fields = {"search": "q=smart", "name": "Mine"}
        assert website.post("/saved", fields).status == 403
        actor = {"ds_actor": website.datasette.sign({"a": {"id": "librarian"}}, "actor")}
        if MODERN:
            assert website.post("/saved", fields, actor).status == 303
            with Store.open(own) as store:
                assert store.saved_search("Mine")["who"] == "librarian"
        else:  # a cookie without the form's token is another site's request
            assert website.post("/saved", fields, actor).status == 403


def test_a_collection_that_is_served_read_only_says_so(own: Path) -> None:
    with visited(Datasette([], immutables=[str(own)])) as website:
        answer = send(website, website.get("/search", q="smart"), "Mine")
        assert answer.status == 503
        assert "read-only" in answer.words("[role=alert]")
