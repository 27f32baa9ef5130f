"""One record a work: merging, what is remembered of it, and how all of it is undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kb.errors import BibliographyError, Conflict, NotFound
from kb.references.csl import from_csl
from kb.store import Store, migrations
from kb.store.merge import Choice
from kb.store.save import Saved

Put = Callable[..., Saved]

KEEP: dict[str, Any] = {
    "id": "keep",
    "type": "article-journal",
    "title": "Pedestrian safety at signalised crossings in Daegu",
    "author": [{"family": "Kim", "given": "Min-soo"}, {"family": "Lee", "given": "Ji-young"}],
    "container-title": "Journal of Transport Studies",
    "volume": "12",
    "page": "101-118",
    "issued": {"date-parts": [[2019]]},
}
DROP: dict[str, Any] = {
    **KEEP,
    "id": "drop",
    "title": "대구시 신호교차로의 보행자 안전",
    "author": [{"family": "김", "given": "민수"}, {"family": "이", "given": "지영"}],
    "container-title": "교통연구",
    "issue": "3",
}
# The work that issue No. 27 lists, as a file gives it
BUSAN = {
    "id": "busan",
    "type": "article-journal",
    "title": "부산 스마트시티 교통정책 담론 분석",
    "author": [{"family": "홍", "given": "순구"}],
    "volume": "53",
    "page": "161-187",
    "issued": {"date-parts": [[2021]]},
}


@pytest.fixture
def two(store: Store) -> Store:
    """A store with one work in two records."""
    store.import_items([KEEP, DROP], "me", "two.json")
    return store


def tables(store: Store) -> dict[str, Any]:
    """The text in all rows but those of the history; keys that are numbers of rows may differ."""
    names = [t for t in store.db.utils.table_names() if t not in ("changes", "_sqlite_migrations")]
    rows = {t: store.db.conn.execute(f"SELECT * FROM [{t}]").fetchall() for t in names}
    keys = store.db.conn.execute("SELECT literature, key FROM literature_keys").fetchall()
    text = {t: [tuple(v for v in r if isinstance(v, str)) for r in rs] for t, rs in rows.items()}
    return {name: sorted(found, key=repr) for name, found in {**text, "keys": keys}.items()}


def csl(store: Store, identifier: str) -> dict[str, Any]:
    return dict(store.record(identifier)["csl"])


def sound(store: Store) -> bool:
    return list(store.findings()) == []


def test_records_of_one_work_are_found_across_scripts(two: Store) -> None:
    (found,) = two.duplicates()
    assert (found.one, found.other) == ("drop", "keep")
    assert two.duplicates(ids=["keep"]) == [found]
    assert two.duplicates(least=found.comparison.score + 0.01) == []
    assert two.duplicates_of_change(1) == [found]


def test_a_merge_keeps_one_and_fills_what_is_missing(two: Store) -> None:
    done = two.merge(
        "keep", "drop", {"title": Choice("drop"), "volume": Choice("value", "13")}, "me"
    )
    merged = csl(two, "keep")
    assert merged["title"] == DROP["title"]
    assert merged["volume"] == "13"
    assert merged["author"] == KEEP["author"]
    assert merged["issue"] == "3"
    assert {field.name: field.side for field in done.fields}["issue"] == "drop"
    assert [document["id"] for document in two.documents()] == ["keep"]
    assert two.duplicates() == []
    assert sound(two)


def test_the_id_of_a_merged_record_leads_to_the_other(two: Store) -> None:
    two.merge("keep", "drop", {}, "me")
    assert two.record("drop")["id"] == "keep"
    assert two.merged_into("keep") == ["drop"]
    with pytest.raises(NotFound, match="merged into keep by change"):
        two.edit("drop", {"title": "X"}, "me")
    with pytest.raises(NotFound, match="merged into keep by change"):
        two.remove(["drop"], "me")


def test_undo_parts_them_again(two: Store) -> None:
    before = tables(two)
    change = two.merge("keep", "drop", {"title": Choice("drop")}, "me").change
    assert change is not None
    assert tables(two) != before
    two.undo(change, "me")
    assert tables(two) == before
    assert sound(two)


def test_undo_leaves_later_edits_of_other_fields(two: Store) -> None:
    change = two.merge("keep", "drop", {"title": Choice("drop")}, "me").change
    two.edit("keep", {"note": "Read this"}, "me")
    two.undo(change or 0, "me")
    assert csl(two, "keep")["note"] == "Read this"
    assert csl(two, "keep")["title"] == KEEP["title"]


def test_a_dry_run_says_what_a_merge_gives_and_changes_nothing(two: Store) -> None:
    before, revision = tables(two), two.revision
    planned = two.merge("keep", "drop", {}, "me", dry_run=True)
    assert (tables(two), two.revision, planned.change) == (before, revision, None)
    done = two.merge("keep", "drop", {}, "me")
    assert done.fields == planned.fields


def test_what_a_person_is_told_of_a_merge_that_cannot_be(
    two: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    with pytest.raises(Conflict, match="itself"):
        two.merge("keep", "keep", {}, "me")
    with pytest.raises(NotFound, match="kb search finds ids"):
        two.merge("keep", "nothing", {}, "me")
    with pytest.raises(NotFound, match="only literature"):
        two.merge("keep", "smartcity-korea-27", {}, "me")
    with pytest.raises(BibliographyError):
        two.merge("keep", "drop", {"author": Choice("value", "no list of names")}, "me")
    assert two.merged_into("keep") == []


def test_importing_again_keeps_a_merge(two: Store) -> None:
    two.merge("keep", "drop", {"title": Choice("drop")}, "me")
    before = tables(two)
    done = two.import_items([KEEP, DROP], "me", "two.json")
    assert (done.added, done.unchanged, done.merged) == ((), ("keep",), ("keep",))
    assert tables(two) == before


def test_the_id_of_a_merged_record_is_not_given_to_another_work(two: Store) -> None:
    two.merge("keep", "drop", {}, "me")
    other = {"id": "drop", "type": "book", "title": "Bridges"}
    assert two.import_items([other], "me", "other.json").added == ("dropb",)


def test_mentions_go_over_and_come_back(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    (listed,) = [d["id"] for d in store.documents() if d["id"].startswith("hong2021")]
    store.import_items([BUSAN], "me", "busan.json")
    before = tables(store)
    change = store.merge("busan", listed, {}, "me").change
    (kept,) = store.documents(["busan"])
    assert [mention["issue"] for mention in kept["mentions"]] == ["smartcity-korea-27"]
    assert sound(store)
    put(text_27 + "\n", "corrected.txt")
    assert [d["id"] for d in store.documents([listed, "busan"])] == ["busan"]
    assert csl(store, "busan")["title"] == BUSAN["title"]
    put(text_27.replace("No. 27", "No. 28"), "28.txt")  # another issue lists the work
    assert len(next(store.documents(["busan"]))["mentions"]) == 2
    store.undo(change or 0, "me")
    (again,) = store.documents([listed])
    assert len(again["mentions"]) == 2
    assert next(store.documents(["busan"]))["mentions"] == []
    assert len(before["literature"]) == len(tables(store)["literature"])
    assert sound(store)


def test_a_later_parse_does_not_change_what_a_person_merged(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    (listed,) = [d["id"] for d in store.documents() if d["id"].startswith("hong2021")]
    store.import_items([BUSAN], "me", "busan.json")
    store.merge(listed, "busan", {"title": Choice("drop")}, "me")
    put(text_27.replace("Soon-gu", "Sun-ku"), "corrected.txt")
    assert csl(store, listed)["title"] == BUSAN["title"]
    assert csl(store, listed)["author"][0]["given"] == "Soon-gu"
    put(text_27.replace("Busan smart", "Pusan clever"), "corrected.txt")
    assert store.record("busan")["id"] == listed
    assert sound(store)


def test_merges_follow_one_another(two: Store) -> None:
    two.import_items([{**KEEP, "id": "third", "note": "Third"}], "me", "third.json")
    before = tables(two)
    first = two.merge("keep", "drop", {}, "me").change or 0
    second = two.merge("third", "keep", {}, "me").change or 0
    assert {two.record(i)["id"] for i in ("keep", "drop", "third")} == {"third"}
    assert two.import_items([DROP], "me", "two.json").merged == ("third",)
    with pytest.raises(Conflict):
        two.undo(first, "me")
    two.undo(second, "me")
    assert two.record("drop")["id"] == "keep"
    two.undo(first, "me")
    assert tables(two) == before
    assert sound(two)


def test_a_merge_that_was_undone_is_made_again_by_undoing_that(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    kept, dropped, *_ = sorted(d["id"] for d in store.documents() if d["kind"] == "literature")
    change = store.merge(kept, dropped, {}, "me").change or 0
    merged = tables(store)
    store.undo(store.undo(change, "me") or 0, "me")
    assert tables(store) == merged
    assert sound(store)


def test_removing_a_record_takes_what_was_merged_into_it(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    (listed,) = [d["id"] for d in store.documents() if d["id"].startswith("hong2021")]
    store.import_items([BUSAN], "me", "busan.json")
    store.merge("busan", listed, {}, "me")
    before = tables(store)
    change = store.remove(["busan"], "me")
    assert sound(store)
    with pytest.raises(NotFound):
        store.record(listed)
    put(text_27 + "\n", "corrected.txt")
    assert not [d for d in store.documents() if d["id"] in ("busan", listed)]
    store.undo(store.revision, "me")
    store.undo(change or 0, "me")
    assert tables(store) == before


def test_two_works_are_remembered_as_two(two: Store) -> None:
    change = two.distinct("keep", "drop", "me") or 0
    assert two.duplicates(0.0) == []
    assert two.distinct("drop", "keep", "me") is None
    with pytest.raises(Conflict, match="undo that first"):
        two.merge("keep", "drop", {}, "me")
    assert sound(two)
    two.undo(change, "me")
    assert len(two.duplicates()) == 1
    with pytest.raises(Conflict):
        two.distinct("keep", "keep", "me")


def test_what_was_said_of_a_merged_record_holds_for_the_other(two: Store) -> None:
    two.import_items([{**KEEP, "id": "third", "page": "101-119"}], "me", "third.json")
    two.distinct("drop", "third", "me")
    two.merge("keep", "drop", {}, "me")
    assert two.duplicates() == []


def test_the_index_hears_of_both_records(two: Store) -> None:
    revision = two.revision
    two.merge("keep", "drop", {name: Choice("keep") for name in ("issue",)}, "me")
    assert {"keep", "drop"} <= set(two.changed(revision))


def test_an_older_store_gets_its_keys(two: Store) -> None:
    expected = tables(two)
    two.db.conn.execute("DELETE FROM literature_keys")
    assert not sound(two)
    for statement in (
        *(f"DROP TABLE {name}" for name in ("literature_keys", "merged", "not_duplicates")),
        "DROP TABLE variants",
        "DROP INDEX mentions_linked",
        "ALTER TABLE mentions DROP COLUMN linked",
        "DELETE FROM _sqlite_migrations WHERE name = 'one_record_a_work'",
    ):
        two.db.conn.execute(statement)
    migrations.apply(two.db)
    assert tables(two) == expected
    assert sound(two)


def test_findings_tell_of_keys_and_mentions_that_are_wrong(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    store.db.conn.execute("UPDATE mentions SET linked = 'x' WHERE linked IS NOT NULL")
    store.db.conn.execute("UPDATE literature_keys SET key = key + 1")
    found = " ".join(store.findings())
    assert "does not stand at the record it is linked to" in found
    assert "match keys" in found


def test_a_change_names_who_and_why(two: Store) -> None:
    two.merge("keep", "drop", {}, "librarian")
    (_, gone, merged) = two.history("drop")
    assert (merged.who, merged.why, merged.kind) == (
        "librarian",
        "merge drop into keep",
        "merged",
    )
    assert gone.after is None
    assert json.dumps(merged.after, ensure_ascii=False).count("대구시") == 1
    assert from_csl((merged.after or {})["was"]["csl"]).issue == "3"


def test_many_records_are_looked_up_as_few_are(two: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    few = two.duplicates(ids=["drop", "keep"])
    monkeypatch.setattr("kb.store.duplicates._MANY", 1)
    assert two.duplicates(ids=["drop", "keep"]) == few != []


def test_keys_of_another_version_are_computed_anew(two: Store) -> None:
    two.db.conn.execute("UPDATE settings SET value = '0' WHERE name = 'match_keys'")
    two.db.conn.execute("DELETE FROM literature_keys")
    with Store.open(two.path, write=True) as again:
        assert len(again.duplicates()) == 1
        assert sound(again)
