"""kb reference merge, duplicates, distinct, and kb authority, as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.cli import run

KOREAN: dict[str, Any] = {
    "id": "ko",
    "type": "article-journal",
    "title": "대구시 신호교차로의 보행자 안전",
    "author": [{"family": "김", "given": "민수"}, {"family": "이", "given": "지영"}],
    "container-title": "교통연구",
    "volume": "12",
    "page": "101-118",
    "issued": {"date-parts": [[2019]]},
}
ENGLISH: dict[str, Any] = {
    **KOREAN,
    "id": "en",
    "title": "Pedestrian safety at signalised crossings in Daegu",
    "author": [{"family": "Kim", "given": "Min-soo"}, {"family": "Lee", "given": "Ji-young"}],
    "container-title": "Journal of Transport Studies",
    "issue": "3",
}


class Kb:
    """Runs `kb ARGUMENTS` on one store."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *arguments: str, status: int = 0) -> str:
        assert run(list(arguments)) == status
        self.err: str
        out, self.err = self.capsys.readouterr()
        return out

    def take(self, *items: dict[str, Any]) -> str:
        path = self.folder / "items.json"
        path.write_text(json.dumps(items), encoding="utf-8")
        return self("reference", "import", str(path))


@pytest.fixture
def kb(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kb:
    monkeypatch.setenv("KB_STORE", str(tmp_path / "kb.db"))
    monkeypatch.setenv("KB_INDEX", f"whoosh:{tmp_path / 'index'}")
    monkeypatch.setenv("KB_USER", "tester")
    return Kb(tmp_path, capsys)


def test_an_import_says_what_may_be_there_already(kb: Kb) -> None:
    assert "may be one work" not in kb.take(KOREAN)
    said = kb.take(ENGLISH)
    assert "en and ko may be one work" in said
    assert "names" in said
    assert "pages" in said
    assert "en and ko" not in kb.take(ENGLISH)


def test_adding_and_ingesting_say_so_too(kb: Kb, text_27: str) -> None:
    busan = ("title=부산 스마트시티", "author=홍순구; 김현종", "issued=2021", "page=161-187")
    fields = [part for field in (*busan, "volume=53") for part in ("--field", field)]
    kb("reference", "add", *fields)
    path = kb.folder / "issue.txt"
    path.write_text(text_27, encoding="utf-8")
    assert "may be one work" in kb("ingest", str(path))
    assert "may be one work" in kb("reference", "add", *fields, "--field", "issue=3")


def test_duplicates_come_with_score_and_evidence(kb: Kb) -> None:
    kb.take(KOREAN, ENGLISH)
    out = kb("reference", "duplicates")
    assert "names: same, several (Kim, Min-soo; Lee, Ji-young | 김, 민수; 이, 지영)" in out
    assert "1 possible duplicate" in out
    found = json.loads(kb("reference", "duplicates", "ko", "--json"))
    assert found["one"] == {"id": "en", "title": ENGLISH["title"]}
    assert 0.9 <= found["score"] <= 1
    assert {e["field"] for e in found["evidence"]} >= {"names", "pages", "year", "title"}
    assert kb("reference", "duplicates", "--min-score", "1", "--json") == ""
    assert kb("reference", "duplicates", "--limit", "0").splitlines() == [
        "1 possible duplicate, 0 shown"
    ]
    kb("reference", "duplicates", "nothing", status=1)
    assert kb.err.startswith("kb: there is no record nothing")


def test_a_merge_is_shown_made_and_undone(kb: Kb) -> None:
    kb.take(KOREAN, ENGLISH)
    planned = kb("reference", "merge", "ko", "en", "--dry-run", "--field", "container-title=drop")
    assert "would merge en into ko" in planned
    assert "* container-title: Journal of Transport Studies\n      not 교통연구 (keep)" in planned
    assert kb("show", "en").startswith("Pedestrian")
    done = json.loads(
        kb(
            "reference",
            "merge",
            "ko",
            "en",
            "--field",
            "note=Both",
            "--field",
            "title=keep",
            "--json",
        )
    )
    assert {f["name"]: f["result"] for f in done["fields"]}["note"] == "Both"
    shown = kb("show", "en")
    assert shown.startswith("en was merged into ko")
    assert "merged:     en" in shown
    assert json.loads(kb("show", "en", "--json"))["id"] == "ko"
    assert json.loads(kb("search", "Pedestrian", "--json"))["total"] == 0
    assert "tester: merge en into ko" in kb("history", "ko")
    assert "all is well" in kb("check")
    kb("undo", str(done["change"]))
    assert kb("show", "en").startswith("Pedestrian")
    assert json.loads(kb("search", "Pedestrian", "--json"))["total"] == 1
    assert "all is well" in kb("check")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("merge", "ko", "ko"), 1, "cannot be merged into itself"),
        (("merge", "ko", "gone"), 1, "there is no record gone"),
        (("merge", "ko", "en", "--field", "title"), 2, "NAME=VALUE"),
        (("merge", "ko", "en", "--field", "id=x"), 2, "stays what it is"),
        (("merge", "ko", "en", "--field", "issued=soon"), 2, "takes a date"),
        (("distinct", "ko", "ko"), 1, "name two"),
        (("duplicates", "--min-score", "2"), 2, "--min-score"),
    ],
)
def test_mistakes_are_one_line(kb: Kb, arguments: tuple[str, ...], status: int, says: str) -> None:
    kb.take(KOREAN, ENGLISH)
    kb("reference", *arguments, status=status)
    assert says in kb.err
    assert kb.err.count("\n") == 1


def test_two_works_are_two_until_that_is_undone(kb: Kb) -> None:
    kb.take(KOREAN, ENGLISH)
    said = kb("reference", "distinct", "ko", "en")
    assert said.startswith("change 3: ko and en are two works")
    assert "already" in kb("reference", "distinct", "en", "ko")
    assert kb("reference", "duplicates") == "0 possible duplicates\n"
    kb("undo", "3")
    assert "1 possible duplicate" in kb("reference", "duplicates")


def test_names_are_listed_suggested_merged_and_undone(kb: Kb) -> None:
    kb.take(
        KOREAN, {**ENGLISH, "author": [{"family": "Kim", "given": "Minsu"}, KOREAN["author"][1]]}
    )
    assert "     1  김민수" in kb("authority", "list", "authors")
    (suggested,) = kb("authority", "suggest", "authors", "--json").splitlines()
    assert json.loads(suggested)["evidence"] == ["sound alike", "write with the same people"]
    merge = ("authority", "merge", "authors", "김민수", "Kim, Minsu")
    planned = kb(*merge, "--dry-run")
    assert planned.startswith("would count under 김민수: Kim, Minsu\n2 records")
    change = json.loads(kb("authority", "merge", "authors", "김민수", "Kim, Minsu", "--json"))[
        "change"
    ]
    assert "     2  김민수\n        = Kim, Minsu" in kb("authority", "list", "authors", "minsu")
    assert kb("authority", "suggest", "authors") == "0 suggestions\n"
    assert "already counted" in kb(*merge)
    assert "all is well" in kb("check")
    kb("undo", str(change))
    kb("authority", "distinct", "authors", "김민수", "Kim, Minsu")
    assert kb("authority", "suggest", "authors") == "0 suggestions\n"
    kb("authority", "merge", "authors", "X", "Y", status=1)
    assert "no record has X or Y" in kb.err


def test_a_journal_is_one_facet_value_in_search(kb: Kb) -> None:
    kb.take(KOREAN, ENGLISH)
    kb("authority", "merge", "journals", "교통연구", "Journal of Transport Studies")
    answer = json.loads(kb("search", "type:article-journal", "--json"))
    assert answer["facets"]["journal"] == [["교통연구", 2]]


def test_the_id_of_a_merged_record_is_exported_and_cited_as_the_one_that_is_kept(kb: Kb) -> None:
    kb.take(KOREAN, ENGLISH)
    kb("reference", "merge", "ko", "en")
    assert json.loads(kb("export", "en", "--format", "csl-json"))[0]["id"] == "ko"
    assert "보행자" in kb("cite", "en")
