"""Whether everybody may read a newsletter's texts: by the command, and by its family file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.cli import run
from kb.errors import KBError, NotFound
from kb.pipeline import ingest
from kb.rights import Rights, rights_of
from kb.segment.family import Family, load
from kb.segment.family_yaml import FamilyError
from kb.store import Store

FAMILY = """
key: town-news
series: Town News
recognise: [Town News]
masthead: ["No. {number}"]
"""
ISSUE = "Town News\nNo. 27\n\nA headline\n\nWhat happened in the town is told here at length.\n"


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        ("open", Rights(open=True)),
        ("Open, CC BY 4.0", Rights(True, "CC BY 4.0")),
        ("closed", Rights(open=False)),
        ("closed, asked in May, no answer", Rights(False, "asked in May, no answer")),
    ],
)
def test_rights_are_a_word_and_a_statement(text: str, rights: Rights) -> None:
    assert rights_of(text) == rights
    assert rights_of(str(rights)) == rights


@pytest.mark.parametrize("text", ["", "CC BY 4.0", "opened", "yes"])
def test_what_says_neither_is_told(text: str) -> None:
    with pytest.raises(KBError, match="begin with open or closed"):
        rights_of(text)
    with pytest.raises(FamilyError, match="line 6"):
        load("town.yaml", f"{FAMILY}rights: {text or 'perhaps'}\n")


def family(rights: str | None) -> Family:
    return load("town.yaml", FAMILY + (f"rights: {rights}\n" if rights else ""))


def put(path: Path, rights: str | None) -> Rights | None:
    """Ingests the issue with a family file that says these rights; what the store says then."""
    issue = path.with_name("27.txt")
    issue.write_text(ISSUE, encoding="utf-8")
    with Store.open(path, write=True) as store:
        for done in ingest(store, [issue], "tester", [family(rights)]):
            assert not hasattr(done, "error"), done
        assert not list(store.findings())
        return store.rights()["town-news"][1]


def test_a_family_file_says_it_until_a_person_does(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    assert put(path, None) is None
    assert put(path, "open, CC BY 4.0") == Rights(True, "CC BY 4.0")
    assert put(path, "closed") == Rights(open=False)
    with Store.open(path, write=True) as store:
        assert store.permit("town-news", Rights(open=True), "ann") is not None
        assert store.permit("town-news", Rights(open=True), "ann") is None
    assert put(path, "closed, again") == Rights(open=True)


def test_it_is_in_the_change_log_and_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    put(path, None)
    with Store.open(path, write=True) as store:
        number = store.permit("town-news", Rights(open=True), "ann")
        assert number is not None
        assert store.history("rights: town-news")[0].who == "ann"
        store.undo(number, "ann")
        assert store.rights()["town-news"][1] is None
        with pytest.raises(NotFound, match="kb rights lists them"):
            store.permit("nobody", Rights(open=True), "ann")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kb.db"
    put(path, None)
    where = ["--store", str(path)]
    assert run(["rights", *where]) == 0
    assert capsys.readouterr().out == "town-news  Town News: not said, so closed\n"
    assert run(["rights", "town-news", "open, CC BY 4.0", *where]) == 0
    assert run(["rights", *where]) == 0
    assert capsys.readouterr().out.endswith("town-news  Town News: open, CC BY 4.0\n")
    assert run(["rights", "town-news", *where]) == 2
    assert run(["rights", "town-news", "perhaps", *where]) == 1
    assert run(["rights", "nobody", "open", *where]) == 1


@pytest.mark.parametrize("content", [b"", b"no database at all\n" * 100])
def test_a_file_that_is_no_store_stays_what_it_is(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kb.db"
    path.write_bytes(content)
    for command in (["search", "x"], ["serve", "--port", "0"], ["rights"], ["check"]):
        assert run([*command, "--store", str(path)]) == 1
        said = capsys.readouterr().err
        assert "kb.db" in said
        assert "no store" in said or "not a store" in said
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["kb.db"]
