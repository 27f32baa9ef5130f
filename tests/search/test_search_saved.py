"""Saved searches: what was found stays as it was, and what has changed since is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kb.errors import Conflict, NotFound, QueryError, StoreError
from kb.references.csl import from_csl
from kb.search import saved as saved_searches
from kb.search.engine import Request
from kb.search.index import open_index
from kb.search.prisma import report
from kb.search.saved import Since, entries, kept, request_of, since
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from kb.store.changes import history
from tests.search.search_store import ENGINES

TITLES = {"a": "Smart cities of Busan", "b": "Smart grids", "c": "스마트도시 계획", "d": "Harbours"}


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"{request.param}:{tmp_path / 'index'}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "kb.db", write=True) as opened:
        items = [
            {"id": id, "type": "book", "title": title, "issued": {"date-parts": [[2020]]}}
            for id, title in TITLES.items()
        ]
        opened.import_items(items, "tester", "four")
        yield opened


def save(store: Store, url: str, name: str, request: Request) -> int | None:
    backend = open_index(url, store)
    number = store.save_search(name, kept(backend, store, request, thesaurus_of(store)), "tester")
    backend.close()
    return number


def changes_since(store: Store, url: str, name: str) -> Since:
    backend = open_index(url, store)
    found = since(backend, store, store.saved_search(name), thesaurus_of(store))
    backend.close()
    return found


def test_what_is_kept(store: Store, url: str) -> None:
    revision = store.revision
    asked = Request("smart city", "literature", (("year", "2020"),), sort="oldest")
    save(store, url, "  a   list ", asked)
    kept_search = store.saved_search("a list")
    assert (kept_search["query"], kept_search["revision"]) == ("smart city", revision)
    assert kept_search["filters"] == [["kind", "literature"], ["year", "2020"]]
    assert kept_search["ids"] == ["a", "b", "c"]
    assert kept_search["also"] == ["스마트도시", "스마트시티"]
    assert kept_search["total"] == 3
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", kept_search["at"])
    again = request_of(kept_search)
    assert (again.query, again.facets, again.sort) == (
        "smart city",
        (("kind", "literature"), ("year", "2020")),
        "oldest",
    )
    (listed,) = store.saved_searches()
    assert (listed["name"], listed["total"], "ids" in listed) == ("a list", 3, False)


def test_the_list_is_in_the_order_in_which_it_was_found(store: Store, url: str) -> None:
    save(store, url, "ranked", Request("smart city"))
    assert store.saved_search("ranked")["ids"] == ["a", "c", "b"]


def test_nothing_has_changed(store: Store, url: str) -> None:
    save(store, url, "list", Request("smart"))
    assert changes_since(store, url, "list").nothing
    assert list(store.findings()) == []


def test_what_has_changed_is_told_and_the_list_stays(store: Store, url: str) -> None:
    save(store, url, "list", Request("smart city"))
    store.edit("a", {"title": "Smart cities of Busan, revised"}, "tester")
    store.edit("b", {"title": "Grids"}, "tester")
    store.remove(["c"], "tester")
    store.add(from_csl({"type": "book", "title": "Smart harbours", "id": "new"}), "tester")
    changed = changes_since(store, url, "list")
    (new,) = changed.added
    assert (changed.gone, changed.removed, changed.changed) == (("b",), ("c",), ("a",))
    assert (changed.total, changed.revision) == (2, store.revision)
    frozen = entries(store, store.saved_search("list"), changed, slice(0, 10))
    assert [(entry.id, entry.title, entry.now) for entry in frozen] == [
        ("a", "Smart cities of Busan", "changed"),
        ("c", "스마트도시 계획", "removed"),
        ("b", "Smart grids", "not found now"),
    ]
    assert [entry.date for entry in frozen] == ["2020", "2020", "2020"]
    assert new not in [entry.id for entry in frozen]


def test_a_merged_result_says_what_it_is_now(store: Store, url: str) -> None:
    save(store, url, "list", Request("smart city"))
    merge = store.merge("b", "a", {}, "tester")
    changed = changes_since(store, url, "list")
    assert (changed.merged, changed.removed, changed.nothing) == ((("a", "b"),), (), False)
    frozen = entries(store, store.saved_search("list"), changed, slice(0, 10))
    said = {entry.id: (entry.title, entry.now, entry.into) for entry in frozen}
    assert said["a"] == ("Smart cities of Busan", "merged into b", "b")
    assert said["c"] == ("스마트도시 계획", "", None)
    assert "0 were removed, 1 were merged into others" in report(
        "ours", store.saved_search("list"), changed
    )
    store.merge("d", "b", {}, "tester")
    again = changes_since(store, url, "list")
    assert again.merged == (("a", "d"), ("b", "d"))
    assert merge.change is not None


def test_a_merge_that_is_taken_back_has_changed_nothing(store: Store, url: str) -> None:
    save(store, url, "list", Request("smart city"))
    merge = store.merge("b", "a", {}, "tester")
    assert merge.change is not None
    store.undo(merge.change, "tester")
    changed = changes_since(store, url, "list")
    assert (changed.merged, changed.removed) == ((), ())


def test_a_range_of_years_is_kept(store: Store, url: str) -> None:
    save(store, url, "list", Request("smart", facets=(("year", "2019..2021"),)))
    assert store.saved_search("list")["filters"] == [["year", "2019..2021"]]
    assert changes_since(store, url, "list").nothing


def test_saving_is_a_change_that_can_be_undone(store: Store, url: str) -> None:
    number = save(store, url, "list", Request("smart"))
    assert number is not None
    assert store.revision == number
    undone = store.undo(number, "tester")
    with pytest.raises(NotFound, match='no saved search "list"'):
        store.saved_search("list")
    assert undone is not None
    store.undo(undone, "tester")
    assert store.saved_search("list")["ids"] == ["b", "a"]
    assert len(history(store.db, "search: list")) == 3


def test_a_name_is_given_once(store: Store, url: str) -> None:
    save(store, url, "list", Request("smart"))
    with pytest.raises(Conflict, match='there is a search "list"'):
        save(store, url, "list", Request("harbours"))
    assert store.saved_search("list")["query"] == "smart"


@pytest.mark.parametrize("name", ["", " ", "a/b", "a\nb?", "x" * 101, "'"])
def test_what_can_be_no_name(store: Store, url: str, name: str) -> None:
    with pytest.raises(StoreError, match="letters, digits"):
        save(store, url, name, Request("smart"))


def test_what_finds_too_much_is_not_saved(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_searches, "MOST", 2)
    with pytest.raises(QueryError, match="finds 4; narrow it to 2"):
        save(store, url, "list", Request("*:*"))


def test_what_resembles_a_record_that_is_removed_later(store: Store, url: str) -> None:
    save(store, url, "like", Request("", like="a"))
    assert store.saved_search("like")["ids"] == ["b"]
    store.remove(["a"], "tester")
    assert changes_since(store, url, "like").gone == ("b",)


def test_a_search_without_synonyms_stays_without(store: Store, url: str) -> None:
    save(store, url, "exact", Request("smart city", exact=True))
    assert store.saved_search("exact")["ids"] == ["a", "b"]
    assert changes_since(store, url, "exact").nothing


def test_the_report_says_what_a_review_has_to(store: Store, url: str) -> None:
    save(store, url, "list", replace(Request("smart city"), facets=(("year", "2020"),)))
    store.remove(["c"], "tester")
    text = report("ours", store.saved_search("list"), changes_since(store, url, "list"))
    for part in (
        "Search report: list\n===",
        "1. Database name: ours",
        "4 records of literature",
        "   smart city\n",
        "Synonyms that were searched as well: 스마트도시; 스마트시티.",
        "9. Limits and restrictions: year is 2020.",
        "12. Updates: run again at revision",
        "1 were removed, 0 were merged into others",
        "15. Total records: 3.",
        "14. Peer review of the strategy",
    ):
        assert part in text
