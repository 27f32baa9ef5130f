"""The store: what is ingested again, corrected, edited, removed and undone; and what is refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kb.errors import Conflict, NotFound, StoreError
from kb.references.csl import from_csl
from kb.store import Store, changes
from kb.store.save import Saved
from tests.places import CORPUS

Put = Callable[..., Saved]
ITEMS = json.loads((CORPUS / "references" / "smart-city.json").read_text(encoding="utf-8"))


def everything(store: Store) -> dict[str, Any]:
    """All that a reader of the store sees, by table, without the history."""
    tables = [t for t in store.db.utils.table_names() if t not in ("changes", "_sqlite_migrations")]
    rows = {t: [tuple(r) for r in store.db.conn.execute(f"SELECT * FROM [{t}]")] for t in tables}
    # keys of rows that nothing points to but within their table
    rows["mentions"] = [row[1:] for row in rows["mentions"]]
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def readable(store: Store) -> list[dict[str, Any]]:
    return sorted(store.documents(), key=lambda document: str(document["id"]))


def ids(store: Store) -> list[str]:
    return sorted(document["id"] for document in store.documents())


def sound(store: Store) -> bool:
    return list(store.findings()) == []


def test_tables_are_strict_keyed_and_logged(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    tables = store.db.conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' "
        "ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    assert all("STRICT" in sql for _, sql in tables)
    assert store.db.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store.db.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    with pytest.raises(sqlite3.IntegrityError):
        store.db.conn.execute("UPDATE articles SET section = 'not a key'")


def test_every_record_knows_the_lines_that_it_came_from(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    lines = text_27.split("\n")
    for document in store.documents():
        if document["kind"] == "article":
            first, last = document["lines"]
            printed = " ".join(" ".join(lines[first - 1 : last]).split())
            assert document["headline"] in printed
        else:
            (mention,) = document["mentions"]
            first, last = mention["lines"]
            assert " ".join(mention["raw"].split()) == " ".join(
                " ".join(lines[first - 1 : last]).split()
            )
    assert store.record("smartcity-korea-27")["source"]["text"] == text_27


def test_ids_are_readable(store: Store, put: Put, text_27: str) -> None:
    assert put(text_27).id == "smartcity-korea-27"
    assert ids(store)[:2] == ["hong2021busan", "jang2022carbon"]
    assert ids(store)[3] == "smartcity-korea-27-01"


def test_the_same_file_twice_changes_nothing(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    before, revision = everything(store), store.revision
    assert put(text_27).status == "unchanged"
    assert put(text_27, "elsewhere/copy.txt").status == "unchanged"
    assert (everything(store), store.revision) == (before, revision)


def test_a_corrected_file_replaces_its_own_records_only(
    store: Store, put: Put, text_27: str
) -> None:
    put((CORPUS / "smartcity-korea-29.txt").read_text(encoding="utf-8"), "29.txt")
    put(text_27)
    others = [d for d in readable(store) if "27" not in d["id"]]
    before = ids(store)
    revision = store.revision
    saved = put(text_27.replace("Samsung SDS", "Samsung"))
    assert saved.status == "replaced"
    assert ids(store) == before
    touched = store.db.conn.execute("SELECT record FROM changes WHERE id > ?", [revision])
    assert {r for (r,) in touched} == {"smartcity-korea-27", "smartcity-korea-27-04"}
    assert "Samsung is testing" in store.record("smartcity-korea-27-04")["body"]
    assert [d for d in readable(store) if "27" not in d["id"]] == others
    assert sound(store)


def test_articles_keep_their_ids_when_others_come_and_go(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    daegu = store.record("smartcity-korea-27-08")
    lines = text_27.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("MOLIT, roads"))
    without = "\n".join(lines[:start] + lines[start + 3 :])
    put(without)
    assert "smartcity-korea-27-07" not in ids(store)
    assert store.record("smartcity-korea-27-08")["headline"] == daegu["headline"]
    new = ["A new article about Ulsan", "2022.03.20. / Ulsan", "Something new has happened."]
    put("\n".join(lines[:start] + new + lines[start + 3 :]))
    assert store.record("smartcity-korea-27-08")["headline"] == daegu["headline"]
    assert store.record("smartcity-korea-27-11")["headline"] == "A new article about Ulsan"
    assert sound(store)


def test_a_reworded_headline_is_still_the_same_article(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    put(text_27.replace("Daegu City to expand AI-based smart", "Daegu to expand AI-based smart"))
    assert store.record("smartcity-korea-27-08")["headline"].startswith("Daegu to expand")


def test_another_issue_with_the_same_name_does_not_replace_the_first(
    store: Store, put: Put
) -> None:
    assert put("One\nText of one.\n", "a/news.txt").id == "news"
    assert put("Other\nText of other, quite different.\n", "b/news.txt").id == "news-2"
    assert put("One\nText of one, corrected.\n", "a/news.txt").id == "news"
    assert ids(store) == ["news-01", "news-2-01"]


def test_an_edition_in_another_language_is_another_issue(store: Store, put: Put) -> None:
    korean = (CORPUS / "smartcity-korea-26.ko.txt").read_text(encoding="utf-8")
    assert put(korean).id == "smartcity-korea-26-ko"


def test_a_persons_edit_survives_a_later_parse_which_is_kept_beside_it(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    store.edit("hong2021busan", {"page": "161-188", "note": "seen"}, "librarian")
    store.edit("smartcity-korea-27-08", {"headline": "Daegu expands"}, "librarian")
    corrected = text_27.replace("pp.161-187", "pp.162-187").replace("Soon-gu", "Sun-gu")
    put(corrected.replace("Daegu City to expand", "Daegu city to expand"))
    record = store.record("hong2021busan")
    assert record["csl"]["page"] == "161-188"
    assert record["csl"]["note"] == "seen"
    assert record["csl"]["author"][0]["given"] == "Sun-gu"
    assert record["edited"] == {"page": "162-187", "note": None}
    article = store.record("smartcity-korea-27-08")
    assert article["headline"] == "Daegu expands"
    assert article["edited"]["headline"].startswith("Daegu city to expand")
    assert sound(store)


def test_what_a_person_removed_stays_out_until_it_is_undone(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    number = store.remove(["smartcity-korea-27-08", "hong2021busan"], "librarian")
    assert number is not None
    put(text_27.replace("Samsung SDS", "Samsung"))
    assert "smartcity-korea-27-08" not in ids(store)
    assert "hong2021busan" not in ids(store)
    assert sound(store)
    store.undo(number, "librarian")
    assert "smartcity-korea-27-08" in ids(store)
    assert "hong2021busan" in ids(store)
    assert sound(store)


def test_removing_an_issue_takes_all_of_it_and_undo_brings_all_of_it_back(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    before = readable(store)
    number = store.remove(["smartcity-korea-27"], "me")
    assert ids(store) == []
    assert store.db.execute("SELECT count(*) FROM authors").fetchone() == (0,)
    assert number is not None
    store.undo(number, "me")
    assert readable(store) == before
    assert sound(store)


def test_undo_of_an_ingest_and_undo_of_that(store: Store, put: Put, text_27: str) -> None:
    saved = put(text_27)
    before = readable(store)
    assert saved.change is not None
    undone = store.undo(saved.change, "me")
    assert ids(store) == []
    assert undone is not None
    store.undo(undone, "me")
    assert readable(store) == before
    assert put(text_27).status == "unchanged"
    assert sound(store)


def test_an_issue_that_comes_back_has_its_ids(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    before = ids(store)
    store.remove(["smartcity-korea-27"], "me")
    put(text_27)
    literature = [i for i in ids(store) if not i.startswith("smartcity")]
    assert literature == [i for i in before if not i.startswith("smartcity")]
    assert sound(store)


def test_undo_leaves_other_fields_and_refuses_a_clash(store: Store) -> None:
    identifier, _ = store.add(from_csl({"type": "book", "title": "A", "volume": "1"}), "me")
    first = store.edit(identifier, {"volume": "2"}, "me")
    store.edit(identifier, {"title": "B"}, "me")
    last = store.edit(identifier, {"volume": "3"}, "me")
    assert first is not None
    assert last is not None
    revision = store.revision
    with pytest.raises(Conflict, match="volume"):
        store.undo(first, "me")
    assert store.revision == revision
    store.undo(last, "me")
    store.undo(first, "me")
    csl = store.record(identifier)["csl"]
    assert (csl["title"], csl["volume"]) == ("B", "1")
    with pytest.raises(NotFound, match="change 999"):
        store.undo(999, "me")


def test_every_change_is_numbered_with_who_when_before_after_and_why(store: Store) -> None:
    identifier, number = store.add(from_csl({"type": "book", "title": "A"}), "librarian")
    store.edit(identifier, {"title": "B"}, "other", "a typo")
    made, edited = store.history(identifier)
    assert (made.number, made.who, made.before) == (number, "librarian", None)
    assert (edited.who, edited.why) == ("other", "a typo")
    assert edited.before is not None
    assert edited.after is not None
    assert (edited.before["csl"]["title"], edited.after["csl"]["title"]) == ("A", "B")
    assert edited.at.startswith("20")
    assert store.revision == edited.number


def test_an_import_is_one_change_and_importing_again_changes_nothing(store: Store) -> None:
    done = store.import_items(ITEMS, "me", "smart-city.json")
    assert (len(done.added), len(done.unchanged)) == (105, 0)
    again = store.import_items(ITEMS, "me", "smart-city.json")
    assert (len(again.added), len(again.unchanged), again.change) == (0, 105, None)
    assert sound(store)
    assert done.change is not None
    store.undo(done.change, "me")
    assert ids(store) == []
    assert sound(store)


def test_an_import_that_was_edited_since_is_left_alone(store: Store) -> None:
    store.import_items(ITEMS[:3], "me", "three.json")
    store.edit(ITEMS[0]["id"], {"title": "A better title"}, "me")
    again = store.import_items(ITEMS[:3], "me", "three.json")
    assert again.added == ()
    assert store.record(ITEMS[0]["id"])["csl"]["title"] == "A better title"


def test_an_import_keeps_every_variable(store: Store) -> None:
    store.import_items(ITEMS, "me", "smart-city.json")
    for item in ITEMS:
        assert store.record(item["id"])["csl"] == item


def test_links_of_names_are_rows(store: Store) -> None:
    store.import_items(ITEMS, "me", "smart-city.json")
    sql = """SELECT count(DISTINCT literature) FROM literature_authors WHERE role = 'author'"""
    assert store.db.execute(sql).fetchone()[0] == sum("author" in item for item in ITEMS)
    row = store.db.execute("SELECT name, family, given FROM authors WHERE family = '남'").fetchone()
    assert row[0] in ("남진", "남우민")
    keywords = store.db.execute("SELECT count(*) FROM literature_keywords").fetchone()[0]
    assert keywords > 5


def test_changed_tells_what_an_index_has_to_read_again(
    store: Store, put: Put, text_27: str
) -> None:
    put(text_27)
    assert sorted(store.changed(0)) == ids(store)
    revision = store.revision
    assert list(store.changed(revision)) == []
    store.edit("hong2021busan", {"note": "x"}, "me")
    assert list(store.changed(revision)) == ["hong2021busan"]
    store.remove(["jang2022carbon"], "me")
    assert "jang2022carbon" in set(store.changed(revision))


def test_a_failure_in_the_midst_leaves_no_trace(
    store: Store, put: Put, text_27: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put((CORPUS / "smartcity-korea-29.txt").read_text(encoding="utf-8"), "29.txt")
    before, revision = everything(store), store.revision
    kind = changes.KINDS["article"]

    def failing(db: Any, doc: dict[str, Any]) -> None:
        if doc["id"].endswith("-05"):
            raise RuntimeError("power cut")
        kind.write(db, doc)

    monkeypatch.setitem(changes.KINDS, "article", replace(kind, write=failing))
    with pytest.raises(RuntimeError):
        put(text_27)
    assert (everything(store), store.revision) == (before, revision)
    monkeypatch.undo()
    assert put(text_27).status == "new"


def test_no_such_record(store: Store) -> None:
    with pytest.raises(NotFound, match="nobody"):
        store.record("nobody")
    with pytest.raises(NotFound, match="nobody"):
        store.remove(["nobody"], "me")
    with pytest.raises(NotFound, match="nobody"):
        store.history("nobody")


def test_what_is_no_store_of_ours_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("this is no database, but a text of some length" * 20, encoding="utf-8")
    with pytest.raises(StoreError, match="not a store"):
        Store.open(text)
    other = tmp_path / "other.db"
    sqlite3.connect(other).executescript("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    for write in (False, True):
        with pytest.raises(StoreError, match="something else"):
            Store.open(other, write=write)
    with pytest.raises(StoreError, match="no such store"):
        Store.open(tmp_path / "missing.db")
    with pytest.raises(StoreError, match="no folder"):
        Store.open(tmp_path / "no" / "kb.db", write=True)


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    with Store.open(path, write=True) as store:
        sql = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)"
        store.db.execute(sql, ["kb", "from_the_future", "2030-01-01"])
    for write in (False, True):
        with pytest.raises(StoreError, match=r"newer version of kb .*from_the_future"):
            Store.open(path, write=write)


def test_check_finds_what_is_broken(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    store.db.execute("DELETE FROM details WHERE record = 'hong2021busan'")
    store.db.execute("UPDATE articles SET last_line = first_line WHERE id LIKE '%-01'")
    store.db.execute("PRAGMA foreign_keys = OFF")
    store.db.execute("DELETE FROM sources WHERE name = 'IDC'")
    found = "\n".join(store.findings())
    assert "hong2021busan: its details are missing" in found
    assert "line 7 belongs to nothing" in found
    assert "article_sources" in found


def test_undo_keeps_a_record_that_another_issue_lists_by_now(
    store: Store, put: Put, text_27: str
) -> None:
    first = put(text_27)
    put(text_27.replace("No. 27", "No. 28"), "28.txt")
    assert first.change is not None
    store.undo(first.change, "me")
    assert "hong2021busan" in ids(store)
    assert store.record("smartcity-korea-28")["references"][1]["literature"] == "hong2021busan"
    assert sound(store)


def test_undo_that_needs_what_is_gone_says_so(store: Store, put: Put, text_27: str) -> None:
    work = {
        "id": "busan",
        "type": "article-journal",
        "title": "Busan smart city transportation policy discourse analysis "
        "based on smart governance",
        "author": [{"family": "Hong", "given": "Soon-gu"}],
        "issued": {"date-parts": [[2021]]},
    }
    store.import_items([work], "me", "work.json")
    put(text_27)
    assert store.record("smartcity-korea-27")["references"][1]["literature"] == "busan"
    removed = store.remove(["smartcity-korea-27"], "me")
    gone = store.remove(["busan"], "me")
    assert removed is not None
    assert gone is not None
    with pytest.raises(Conflict, match="a later change removed"):
        store.undo(removed, "me")
    store.undo(gone, "me")
    store.undo(removed, "me")
    assert sound(store)


def test_an_issue_that_lies_in_two_files_settles(store: Store, put: Put, text_27: str) -> None:
    page = "".join(f"<p>{line}</p>" for line in text_27.split("\n"))
    assert put(text_27, "27.txt").status == "new"
    assert put(page, "27.html").status == "replaced"
    assert put(text_27, "27.txt").status == "unchanged"
    assert put(page, "27.html").status == "unchanged"
    assert put(text_27.replace("Samsung SDS", "Samsung"), "27.txt").status == "replaced"
    assert "Samsung is testing" in store.record("smartcity-korea-27-04")["body"]
    corrected = put(page.replace("Samsung SDS", "Samsung D"), "27.html")
    assert corrected.status == "replaced"
    assert corrected.change is not None
    store.undo(corrected.change, "me")
    assert put(page.replace("Samsung SDS", "Samsung D"), "27.html").status == "replaced"
    assert sound(store)
