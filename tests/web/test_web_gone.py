"""What an address leads to whose record is there no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.model import Name, Record
from kb.store import Store
from tests.web.visiting import Website, website_of


@pytest.fixture
def moved(own: Path) -> Iterator[tuple[Website, str, str, str]]:
    """The website; a record, one that was merged into it, and one that was removed."""
    with Store.open(own, write=True) as store:
        title, author = "Zeppelin cities", Name(family="Kim", given="Minji")
        keep, _ = store.add(Record(type="book", title=title, author=(author,)), "tester")
        drop, _ = store.add(Record(type="book", title=f"{title} again"), "tester")
        lost, _ = store.add(Record(type="book", title="Zeppelins lost"), "tester")
        store.merge(keep, drop, {}, "tester")
        store.remove([lost], "tester")
    with website_of(own) as website:
        yield website, keep, drop, lost


def test_a_merged_record_leads_to_the_one_it_went_into(
    moved: tuple[Website, str, str, str],
) -> None:
    website, keep, drop, _ = moved
    for form in ("", ".json"):
        answer = website.get(f"/kb/literature/{drop}{form}")
        assert answer.status == 301
        assert answer.headers["location"] == f"/kb/literature/{keep}{form}"
        assert website.get(answer.headers["location"]).status == 200
    answer = website.get(f"/kb/literature/{drop}.json?_shape=array")
    assert answer.headers["location"] == f"/kb/literature/{keep}.json?_shape=array"


def test_a_removed_record_is_gone(moved: tuple[Website, str, str, str]) -> None:
    website, _, _, lost = moved
    page = website.get(f"/kb/literature/{lost}")
    assert page.status == 410
    assert "taken out" in page.words()
    assert page.all("header .kb-name")
    answer = website.get(f"/kb/literature/{lost}.json")
    assert answer.status == 410
    assert "taken out" in answer.json()["error"]


def test_what_never_was_is_not_found(moved: tuple[Website, str, str, str]) -> None:
    website, keep, drop, lost = moved
    for path in ("/kb/literature/nobody", f"/kb/articles/{drop}", f"/kb/issues/{lost}"):
        assert website.get(path).status == 404
    assert website.get(f"/kb/literature/{keep}").status == 200


def test_a_merged_record_that_is_taken_back_is_there_again(own: Path) -> None:
    with Store.open(own, write=True) as store:
        keep, _ = store.add(Record(type="book", title="Zeppelin cities"), "tester")
        drop, _ = store.add(Record(type="book", title="Zeppelin cities again"), "tester")
        done = store.merge(keep, drop, {}, "tester")
        assert done.change is not None
        store.undo(done.change, "tester")
    with website_of(own) as website:
        assert website.get(f"/kb/literature/{drop}").status == 200
