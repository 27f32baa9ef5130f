"""A backup is a whole store in one file; a restore brings it back and loses nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kb.cli import run
from kb.errors import StoreError
from kb.search.engine import Request, search
from kb.search.index import default_url, open_index
from kb.search.thesaurus import thesaurus_of
from kb.store import Store
from kb.store.backup import back_up, restore


def _put(path: Path, *titles: str) -> None:
    items = [{"id": title.lower(), "type": "book", "title": title} for title in titles]
    with Store.open(path, write=True) as store:
        store.import_items(items, "tester", "test")


def _titles(path: Path) -> list[str]:
    with Store.open(path) as store:
        return sorted(str(doc["csl"]["title"]) for doc in store.documents())


def _found(path: Path, query: str) -> int:
    with Store.open(path) as store:
        backend = open_index(default_url(path), store)
        try:
            return search(backend, store, Request(query), thesaurus_of(store)).total
        finally:
            backend.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kb.db"
    _put(path, "Alpha", "Beta")
    return path


def test_a_backup_is_the_store_in_one_file(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(path, copy)
    assert _titles(copy) == ["Alpha", "Beta"]
    assert {each.name for each in tmp_path.iterdir() if each.name.startswith(("copy", "."))} == {
        "copy.db"
    }


def test_a_backup_is_taken_while_another_writes(path: Path, tmp_path: Path) -> None:
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        back_up(path, tmp_path / "copy.db")
        other.execute("ROLLBACK")
    assert _titles(tmp_path / "copy.db") == ["Alpha", "Beta"]


def test_a_backup_is_never_written_over(path: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="is there already; name another file"):
        back_up(path, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_restore_brings_back_and_keeps_what_was(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.db")
    _put(path, "Gamma")
    kept = restore(path, tmp_path / "copy.db")
    assert _titles(path) == ["Alpha", "Beta"]
    assert kept is not None
    assert _titles(kept) == ["Alpha", "Beta", "Gamma"]


def test_an_index_of_what_was_does_not_serve_what_is(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.db")
    _put(path, "Gamma")
    assert _found(path, "gamma") == 1
    restore(path, tmp_path / "copy.db")
    _put(path, "Delta")  # the revision is that of the index again
    assert (_found(path, "gamma"), _found(path, "delta")) == (0, 1)


def test_who_reads_meanwhile_reads_on(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.db")
    _put(path, "Gamma")
    with Store.open(path) as reading:
        before = reading.revision
        restore(path, tmp_path / "copy.db")
        assert reading.revision == before - 1


def test_a_restore_makes_a_store_where_there_is_none(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.db")
    assert restore(tmp_path / "new.db", tmp_path / "copy.db") is None
    assert _titles(tmp_path / "new.db") == ["Alpha", "Beta"]


def test_a_damaged_store_is_moved_away(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.db")
    path.write_bytes(b"no database at all" * 100)
    kept = restore(path, tmp_path / "copy.db")
    assert kept is not None
    assert kept.read_bytes().startswith(b"no database")
    assert _titles(path) == ["Alpha", "Beta"]


@pytest.mark.parametrize("content", [b"", b"Dear reader," * 999])
def test_what_is_no_store_is_not_restored(path: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "letter.db").write_bytes(content)
    with pytest.raises(StoreError):
        restore(path, tmp_path / "letter.db")
    assert _titles(path) == ["Alpha", "Beta"]
    assert not [each for each in tmp_path.iterdir() if "before" in each.name]


def test_a_damaged_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(path, copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError):
        restore(path, copy)
    assert _titles(path) == ["Alpha", "Beta"]


def test_the_commands_say_what_was_done(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    assert run(["backup", str(copy), "--store", str(path)]) == 0
    assert capsys.readouterr().out == f"{copy}: the store at revision 2\n"
    assert run(["restore", str(copy), "--store", str(path)]) == 0
    out = capsys.readouterr().out
    assert f"{path}: at revision" in out
    assert "What it was till now is kept in" in out
    assert run(["backup", str(copy), "--store", str(path)]) == 1
    assert "is there already" in capsys.readouterr().err
