"""Names with their variants: suggested, merged by a person, counted together, undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kb.errors import Conflict, NotFound
from kb.search.engine import Request, search
from kb.search.index import open_index
from kb.store import Store
from kb.store.authority import Named


def item(number: int, journal: str, *names: str, **more: Any) -> dict[str, Any]:
    people = [dict(zip(("family", "given"), n.split(", "), strict=True)) for n in names]
    fields = {"id": f"r{number}", "type": "article-journal", "title": f"Title number {number}"}
    return {**fields, "author": people, "container-title": journal, **more}


JKPA = "Journal of Korea Planning Association"
ITEMS = [
    item(1, JKPA, "Hong, Soon-gu", "Kim, Min-soo", ISSN="1226-7147"),
    item(2, "J. Korea Plan. Assoc.", "홍, 순구", "Kim, Min-soo", ISSN="1226-7147"),
    item(3, "국토계획", "Hong, S.-G.", ISSN="1226-7147"),
    item(4, "Cities", "Hong, Su-jin"),
]


@pytest.fixture
def named(store: Store) -> Iterator[Store]:
    store.import_items(ITEMS, "me", "names.json")
    yield store
    assert list(store.findings()) == []


def counted(store: Store, which: str) -> dict[str, int]:
    return {name.name: name.records for name in store.names(which)}


def test_names_are_listed_with_how_many_records_have_them(named: Store) -> None:
    assert counted(named, "journals") == {
        JKPA: 1,
        "J. Korea Plan. Assoc.": 1,
        "국토계획": 1,
        "Cities": 1,
    }
    assert named.names("authors", "min-SOO") == [Named("Kim, Min-soo", (), 2)]


def test_forms_of_a_name_are_suggested_with_evidence_and_nothing_is_changed(named: Store) -> None:
    revision = named.revision
    journals = {(s.one, s.other): s for s in named.suggestions("journals", 0.5)}
    assert set(journals) == {
        ("J. Korea Plan. Assoc.", JKPA),
        ("J. Korea Plan. Assoc.", "국토계획"),
        (JKPA, "국토계획"),
    }
    assert journals[JKPA, "국토계획"].evidence == ("the same ISSN",)
    (best, *_) = named.suggestions("authors", 0.5)
    assert {best.one, best.other} == {"Hong, Soon-gu", "홍순구"}
    assert "write with the same people" in best.evidence
    everything = [{s.one, s.other} for s in named.suggestions("authors", 0.0)]
    assert {"Hong, Su-jin", "홍순구"} not in everything
    assert named.revision == revision


def test_those_who_write_one_work_together_are_two(store: Store) -> None:
    store.import_items([item(1, "X", "Kim, Min-soo", "Kim, M.-S.")], "me", "x")
    assert store.suggestions("authors", 0.0) == []


def test_variants_are_counted_together_and_records_keep_what_is_printed(named: Store) -> None:
    done = named.merge_names("authors", "Hong, Soon-gu", ["홍순구", "Hong, S.-G."], "me")
    assert (done.variants, done.records) == (("홍순구", "Hong, S.-G."), 3)
    assert counted(named, "authors")["Hong, Soon-gu"] == 3
    assert named.record("r2")["csl"]["author"][0] == {"family": "홍", "given": "순구"}
    named.import_items([item(5, "Cities", "홍, 순구")], "me", "later.json")
    assert counted(named, "authors")["Hong, Soon-gu"] == 4
    assert named.names("authors", "순구")[0].name == "Hong, Soon-gu"
    named.undo(done.change or 0, "me")
    assert counted(named, "authors")["홍순구"] == 2


def test_an_issn_counts_every_record_that_states_it(named: Store) -> None:
    done = named.merge_names("journals", JKPA, ["1226-7147"], "me")
    assert counted(named, "journals") == {JKPA: 3, "Cities": 1}
    named.undo(done.change or 0, "me")
    assert counted(named, "journals")["국토계획"] == 1


def test_another_form_can_become_the_name(named: Store) -> None:
    before = counted(named, "journals")
    first = named.merge_names("journals", JKPA, ["국토계획"], "me").change
    second = named.merge_names("journals", "국토계획", [JKPA, "J. Korea Plan. Assoc."], "me")
    assert second.variants == (JKPA, "J. Korea Plan. Assoc.")
    assert counted(named, "journals") == {"국토계획": 3, "Cities": 1}
    for change in (second.change, first):
        named.undo(change or 0, "me")
    assert counted(named, "journals") == before


def test_a_dry_run_changes_nothing(named: Store) -> None:
    before, revision = counted(named, "authors"), named.revision
    done = named.merge_names("authors", "Hong, Soon-gu", ["홍순구"], "me", dry_run=True)
    assert (done.change, done.records, named.revision) == (None, 2, revision)
    assert counted(named, "authors") == before


def test_two_names_are_remembered_as_two(named: Store) -> None:
    change = named.distinct_names("authors", "Hong, Soon-gu", "홍순구", "me") or 0
    pairs = [{s.one, s.other} for s in named.suggestions("authors", 0.0)]
    assert {"Hong, Soon-gu", "홍순구"} not in pairs
    with pytest.raises(Conflict, match="undo that first"):
        named.merge_names("authors", "Hong, Soon-gu", ["홍순구"], "me")
    named.undo(change, "me")
    named.merge_names("authors", "Hong, Soon-gu", ["홍순구"], "me")


def test_a_name_that_nothing_has_is_refused(named: Store) -> None:
    with pytest.raises(NotFound, match="kb authority list authors"):
        named.merge_names("authors", "Nobody", ["No One"], "me")
    with pytest.raises(Conflict, match="itself"):
        named.merge_names("authors", "홍순구", ["홍순구"], "me")
    with pytest.raises(NotFound):
        named.distinct_names("authors", "Nobody", "홍순구", "me")


def test_search_finds_and_counts_a_journal_under_its_name(named: Store) -> None:
    url = f"whoosh:{named.path}.index"
    open_index(url, named).close()
    named.merge_names("journals", JKPA, ["국토계획", "J. Korea Plan. Assoc."], "me")
    backend = open_index(url, named)
    answer = search(backend, named, Request("journal:planning"))
    assert answer.total == 3
    assert answer.facets["journal"] == [(JKPA, 3)]
    backend.close()


def test_search_finds_an_author_under_the_name_of_a_variant(named: Store) -> None:
    url = f"whoosh:{named.path}.index"
    open_index(url, named).close()
    named.merge_names("authors", "홍순구", ["Hong, Soon-gu", "Hong, S.-G."], "me")
    backend = open_index(url, named)
    assert search(backend, named, Request("author:홍순구")).total == 3
    backend.close()
