"""kb search beyond a query: synonyms, saved searches, reports, records alike, the language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.search.help import SECTIONS
from tests.test_cli import Kb, filled, kb

__all__ = ["filled", "kb"]


def test_synonyms_are_said_and_can_be_switched_off(filled: Kb) -> None:
    wide = filled("search", "국토교통부")
    assert "Also searched: Ministry of Land, Infrastructure and Transport, MOLIT" in wide.out
    answer = filled("search", "국토교통부", "--json").json
    exact = filled("search", "국토교통부", "--exact-words", "--json").json
    assert "MOLIT" in answer["also"]
    assert (exact["also"], exact["total"] < answer["total"]) == ([], True)
    assert {"field", "term", "how", "forms", "weight"} == set(answer["hits"][0]["why"][0])
    ids = filled("export", "--query", "국토교통부", "--exact-words").out.splitlines()
    assert len(ids) == exact["total"]
    assert len(filled("export", "--query", "국토교통부").out.splitlines()) == answer["total"]


def test_an_authority_file_beside_the_store(filled: Kb, tmp_path: Path) -> None:
    folder = tmp_path / "authorities"
    folder.mkdir()
    own = folder / "ours.csv"
    own.write_text("name,other\nsmart city,clever town\n", encoding="utf-8")
    assert "smart city" in filled("search", '"clever town"', "--json").json["also"]
    own.write_text("name,other\nsmart city\n", encoding="utf-8")
    bad = filled("search", "smart")
    assert (bad.status, bad.err.count("\n")) == (1, 1)
    assert "ours.csv, line 2: smart city stands alone" in bad.err


def test_a_mistyped_word(filled: Kb) -> None:
    assert "Did you mean: smart city" in filled("search", "smart ctiy").out
    assert filled("search", "smart ctiy", "--json").json["suggestion"] == "smart city"


def test_a_search_is_saved_and_opened_later(filled: Kb) -> None:
    saved = filled("search", "busan", "--kind", "literature", "--save", "Busan")
    assert saved.status == 0
    assert "saved" in saved.err
    number = saved.err.split()[1].rstrip(":")
    total = filled("search", "busan", "--kind", "literature", "--json").json["total"]
    assert f"{total:>6}  Busan: busan" in filled("search", "--list-saved").out
    assert filled("search", "--list-saved", "--json").json["query"] == "busan"
    assert "it finds the same" in filled("search", "--saved", "Busan").out
    filled("remove", "hong2021busan")
    later = filled("search", "--saved", "Busan")
    assert "[removed]" in later.out
    assert "Removed or merged: hong2021busan" in later.out
    as_json = filled("search", "--saved", "Busan", "--limit", "1", "--json").json
    assert (len(as_json["ids"]), len(as_json["results"])) == (total, 1)
    assert as_json["since"]["removed"] == ["hong2021busan"]
    assert "15. Total records: " in filled("search", "--report", "Busan").out
    again = filled("search", "busan", "--save", "Busan")
    assert (again.status, 'there is a search "Busan"' in again.err) == (1, True)
    assert filled("undo", number).status == 0
    assert filled("search", "--saved", "Busan").status == 1
    assert filled("check").status == 0


def test_records_alike(filled: Kb) -> None:
    alike = filled("search", "--like", "hong2021busan", "--json").json
    assert alike["total"] > 0
    assert "hong2021busan" not in [hit["id"] for hit in alike["hits"]]
    missing = filled("search", "--like", "nobody")
    assert (missing.status, "there is no record nobody" in missing.err) == (1, True)


def test_the_language_is_explained_without_a_store(kb: Kb) -> None:
    told = kb("search", "--help-query")
    assert told.status == 0
    assert all(example.query in told.out for section in SECTIONS for example in section.examples)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("smart", "--saved", "x"),
        ("smart", "--like", "x"),
        ("--saved", "x", "--report", "x"),
        ("--list-saved", "--save", "x"),
        ("--batch", "--save", "x"),
    ],
)
def test_ways_that_exclude_one_another(filled: Kb, arguments: tuple[str, ...]) -> None:
    result = filled("search", *arguments)
    assert (result.status, result.err.count("\n")) == (2, 1)


def test_a_plain_search_imports_no_more_than_it_needs(filled: Kb, tmp_path: Path) -> None:
    """What took more than half of its start; a command that needs one of them imports it."""
    assert filled("search", "smart city").status == 0
    program = (
        "import sys; from kb.cli import run; run(['search', 'smart city', '--store', sys.argv[1]]);"
        "print('imported:', *(name for name in sys.argv[2:] if name in sys.modules))"
    )
    heavy = ("whoosh", "sqlite_utils", "rapidfuzz", "datasette", "lxml", "yaml", "kb.model")
    store = next(tmp_path.rglob("*.db"))
    command = [sys.executable, "-c", program, str(store), *heavy]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1].split() == ["imported:"]
