"""What texts say is part of the store: history, undo and edits hold for it as for everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.cli import run
from kb.errors import NotFound
from kb.pipeline import reannotate
from kb.store import Store
from kb.store.save import Saved
from tests.places import CORPUS

Put = Callable[..., Saved]
FLAGGED = "smartcity-korea-27-07"
DAEGU = "smartcity-korea-27-08"


def rows(store: Store, sql: str, *values: Any) -> list[Any]:
    return [tuple(row) for row in store.db.conn.execute(sql, values).fetchall()]


def named(store: Store, which: str, one: str, article: str) -> list[str]:
    sql = f"""SELECT name FROM article_{which} JOIN {which} ON {which}.id = article_{which}.{one}
              WHERE article = ? ORDER BY line, name"""
    return [name for (name,) in rows(store, sql, article)]


def test_link_tables_amounts_and_flags_are_filled(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    assert named(store, "places", "place", DAEGU) == ["Daegu"]
    assert named(store, "programmes", "programme", DAEGU) == ["Smart City Challenge"]
    assert "Daegu City" in named(store, "organisations", "organisation", DAEGU)
    assert named(store, "countries", "country", "smartcity-korea-27-04") == [
        "South Korea",
        "Turkey",
    ]
    sql = "SELECT printed, currency, low, suspect FROM amounts WHERE article = ?"
    assert rows(store, sql, DAEGU) == [("KRW 40 billion", "KRW", 4e10, None)]
    assert rows(store, sql, FLAGGED) == [("KRW 56 billion", "KRW", 5.6e10, "swapped-counts")]
    sql = "SELECT date FROM deadlines WHERE kind = 'deadline' ORDER BY date"
    assert [d for (d,) in rows(store, sql)] == [
        "2022-04-29T18:00:00+09:00",
        "2022-05-20T18:00:00+09:00",
    ]
    assert rows(store, "SELECT flags FROM articles WHERE id = ?", FLAGGED) == [(3,)]
    assert list(store.findings()) == []


def test_what_is_undone_leaves_no_name_behind(store: Store, put: Put, text_27: str) -> None:
    saved = put(text_27)
    assert saved.change is not None
    store.undo(saved.change, "tester")
    for table in ("places", "organisations", "programmes", "countries", "amounts", "flags"):
        assert rows(store, f"SELECT count(*) FROM {table}") == [(0,)]
    assert list(store.findings()) == []


def test_a_decision_about_a_flag_stays(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    store.decide(FLAGGED, 2, "rejected", "as printed", "librarian")
    put(text_27.replace("Since 2009", "Ever since 2009"))
    said = [(f["code"], f["status"], f.get("note")) for _, _, f in store.flagged(FLAGGED)]
    assert ("swapped-counts", "rejected", "as printed") in said
    sql = "SELECT suspect FROM amounts WHERE article = ?"
    assert rows(store, sql, FLAGGED) == [(None,)]
    assert list(store.findings()) == []
    with pytest.raises(NotFound, match="3 flags"):
        store.decide(FLAGGED, 4, "accepted", None, "librarian")


def test_links_that_a_person_set_stay(store: Store, put: Put, text_27: str) -> None:
    put(text_27)
    mine = [{"name": "Harbour Office", "kind": "office"}]
    store.edit(DAEGU, {"organisations": mine, "places": []}, "librarian")
    put(text_27.replace("picked Daegu", "chosen Daegu"))
    assert named(store, "organisations", "organisation", DAEGU) == ["Harbour Office"]
    assert named(store, "places", "place", DAEGU) == []
    reannotate(store, "librarian", always=True)
    assert named(store, "organisations", "organisation", DAEGU) == ["Harbour Office"]
    assert list(store.findings()) == []


def test_the_next_run_applies_an_authority_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kb = str(tmp_path / "kb.db")
    issue = str(CORPUS / "smartcity-korea-27.txt")
    assert run(["ingest", issue, "--store", kb]) == 0
    folder = tmp_path / "authorities"
    folder.mkdir()
    text = "name,kind,variants\nOpen Data Hub,platform,open data hub\n"
    (folder / "programmes.csv").write_text(text, encoding="utf-8")
    assert run(["ingest", issue, "--store", kb]) == 0
    assert "1 issues stored before were annotated anew" in capsys.readouterr().out
    assert run(["ingest", issue, "--store", kb]) == 0
    assert "annotated anew" not in capsys.readouterr().out
    with Store.open(tmp_path / "kb.db") as store:
        programmes = named(store, "programmes", "programme", "smartcity-korea-27-10")
    assert "Open Data Hub" in programmes


def test_flags_are_listed_and_decided_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kb = str(tmp_path / "kb.db")
    run(["ingest", str(CORPUS / "smartcity-korea-27.txt"), "--store", kb])
    assert run(["flag", "accept", FLAGGED, "1", "--store", kb]) == 0
    assert run(["flag", "note", FLAGGED, "2", "--note", "ask them", "--store", kb]) == 0
    capsys.readouterr()
    assert run(["flag", "list", FLAGGED, "--status", "noted", "--store", kb]) == 0
    shown = capsys.readouterr().out
    assert "KRW 56 billion" in shown
    assert "ask them" in shown
    assert run(["flag", "list", FLAGGED, "--status", "noted", "--json", "--store", kb]) == 0
    assert json.loads(capsys.readouterr().out)["note"] == "ask them"
    assert run(["flag", "reopen", FLAGGED, "2", "--store", kb]) == 0
    assert run(["flag", "list", FLAGGED, "--status", "noted", "--store", kb]) == 0
    assert "ask them" not in capsys.readouterr().out
    assert run(["flag", "reject", "nothing", "1", "--store", kb]) == 1
    assert run(["flag", "note", FLAGGED, "1", "--store", kb]) == 2
