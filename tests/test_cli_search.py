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
    assert "Removed: hong2021busan" in later.out
    as_json = filled("search", "--saved", "Busan", "--limit", "1", "--json").json
    assert (len(as_json["ids"]), len(as_json["results"])) == (total, 1)
    assert as_json["since"]["removed"] == ["hong2021busan"]
    assert "15. Total records: " in filled("search", "--report", "Busan").out
    again = filled("search", "busan", "--save", "Busan")
    assert (again.status, 'there is a search "Busan"' in again.err) == (1, True)
    assert filled("undo", number).status == 0
    assert filled("search", "--saved", "Busan").status == 1
    assert filled("check").status == 0


def test_what_the_text_says_is_found_in_both_languages(filled: Kb) -> None:
    for query in ("place:Daegu year:2022", "place:대구 year:2022"):
        first = filled("search", query, "--json", "--limit", "1").json["hits"][0]
        assert {"place", "year"} == {reason["field"] for reason in first["why"]}
    found = filled("search", "place:대구", "--json").json
    assert found["facets"]["place"][0][0] == "Daegu"
    narrowed = filled("search", "*:*", "--facet", "place=Daegu", "--json").json
    articles = [hit["id"] for hit in found["hits"] if hit["kind"] == "article"]
    assert sorted(hit["id"] for hit in narrowed["hits"]) == sorted(articles) != []
    assert len(narrowed["facets"]["place"]) > 1
    flagged = filled("search", "flag:*", "--json").json
    assert (
        flagged["total"]
        == filled("search", "*:*", "--json", "--facet", "kind=article").json["total"]
        - filled("search", "kind:article AND NOT flag:*", "--json").json["total"]
    )


def test_a_rejected_flag_is_found_no_more(filled: Kb) -> None:
    hit = filled("search", "flag:xnumx-date", "--json").json["hits"][0]["id"]
    flags = [line for line in filled("flag", "list", hit).out.splitlines() if "xnumx-date" in line]
    assert flags
    flags_of = filled("show", hit, "--json").json["flags"]
    for number, flag in enumerate(flags_of, 1):
        if flag["code"] == "xnumx-date":
            assert filled("flag", "reject", hit, str(number)).status == 0
    later = filled("search", "flag:xnumx-date", "--json").json
    assert hit not in [each["id"] for each in later["hits"]]


def test_a_range_of_years_and_the_facets_to_count(filled: Kb) -> None:
    either = ("--facet", "year=2021", "--facet", "year=2022")
    both = filled("search", "smart", "--json", *either).json
    found = filled("search", "smart", "--json", "--facet", "year=2021..2022").json
    assert (found["total"], found["facets"]) == (both["total"], both["facets"])
    everything = filled("search", "smart", "--json").json
    assert found["facets"]["year"] == everything["facets"]["year"]
    assert found["total"] < everything["total"]
    counted = filled("search", "smart", "--json", "--count", "author", "--count", "year").json
    assert set(counted["facets"]) == {"author", "year"}
    for wrong in (("--facet", "year=2022..2021"), ("--facet", "year=.."), ("--count", "colour")):
        result = filled("search", "smart", *wrong)
        assert (result.status, result.err.count("\n")) == (1, 1)


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
