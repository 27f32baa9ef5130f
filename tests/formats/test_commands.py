"""kb reference convert and import, kb export, kb cite: as a person uses them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import Kb, filled, kb

__all__ = ["filled", "kb"]

RIS = """TY  - JOUR
AU  - Hong, Soon-gu
TI  - Busan & its smart city
PY  - 2021
ER  -
AU  - Nobody
TY  - BOOK
TI  - Ports
ER  -
TY  - BOOK
ER  -
"""


@pytest.fixture
def ris(tmp_path: Path) -> Path:
    path = tmp_path / "two.txt"  # the content tells the format, not the suffix
    path.write_text(RIS, encoding="utf-8")
    return path


def test_convert_prints_what_is_sound_and_tells_the_rest(kb: Kb, ris: Path) -> None:
    result = kb("reference", "convert", ris, "--to", "csl-json")
    assert result.status == 0
    assert [item["id"] for item in result.json] == ["hong2021busan", "ports"]
    assert [line.split(": ")[2] for line in result.err.splitlines()] == ["line 6", "line 10"]
    bibtex = kb("reference", "convert", ris, "--to", "bibtex").out
    assert "@article{hong2021busan,\n  author = {Hong, Soon-gu},\n" in bibtex
    assert kb("reference", "convert", "-", stdin=bibtex).json == result.json


def test_convert_fails_where_nothing_was_read(kb: Kb, tmp_path: Path) -> None:
    bad = tmp_path / "bad.bib"
    bad.write_text("@book{a, title = {A", encoding="utf-8")
    result = kb("reference", "convert", bad)
    assert (result.status, result.out) == (1, "")
    assert "line 1" in result.err
    assert "no record could be read" in result.err


def test_an_import_is_previewed_made_repeated_and_undone(kb: Kb, ris: Path) -> None:
    preview = kb("reference", "import", ris, "--dry-run")
    assert preview.out == (
        "new: line 1: Hong, Soon-gu (2021): Busan & its smart city\n"
        "new: line 7: Ports\n"
        f"{ris}: 2 new, 0 merged, 0 unchanged, 2 refused; nothing was stored\n"
    )
    assert not Path("kb.db").exists()
    done = kb("reference", "import", ris)
    assert (
        done.out
        == f"{ris}: 2 new, 0 merged, 0 unchanged, 2 refused (change 1; kb undo 1 takes it back)\n"
    )
    assert kb("reference", "import", ris).out == f"{ris}: 0 new, 0 merged, 2 unchanged, 2 refused\n"
    again = kb("reference", "import", ris, "--dry-run", "--json").json
    assert (again["new"], again["unchanged"]) == ([], ["hong2021busan", "ports"])
    assert kb("undo", "1").status == 0
    assert kb("export").out == ""


def test_an_import_as_json_names_ids_and_reasons(kb: Kb) -> None:
    result = kb("reference", "import", "-", "--json", stdin=RIS + "TY  - BOOK\nTI  - Open\n").json
    assert result["format"] == "RIS"
    assert (result["new"], result["change"]) == (["hong2021busan", "ports", "open"], 1)
    assert [one["place"] for one in result["refused"]] == ["line 6", "line 10"]
    assert [one["place"] for one in result["warnings"]] == ["line 12"]


def test_everything_in_a_store_goes_out_in_every_format(filled: Kb) -> None:
    count = len(filled("export", "--format", "jsonl").out.splitlines())
    signs = {
        "bibtex": "\n@", "ris": "\nTY  - ", "marcxml": "\n<record", "dc": "<oai_dc:dc>",
        "jsonld": '\n {"@type"',
    }  # fmt: skip
    for name, sign in signs.items():
        exported = filled("export", "--format", name).out
        assert ("\n" + exported).count(sign) == count, name


def test_articles_are_cited_with_their_issue_and_source(filled: Kb) -> None:
    result = filled("cite", "smartcity-korea-27-08", "hong2021busan")
    assert result.status == 0
    article, record = result.out.splitlines()
    assert "(2022, April 1). Smart City Korea, (27)." in article
    assert "(Original source: " in article
    assert record.startswith("Hong, S.-G.")
    html = filled("cite", "hong2021busan", "--style", "chicago", "--format", "html").out
    assert html.startswith("Hong, Soon-gu")
    assert "<i>" in html


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("cite", "nobody"), 1, "there is no article or literature record nobody"),
        (("cite", "hong2021busan", "--style", "mla"), 1, "mla: is no style"),
        (("cite",), 2, "Missing argument"),
        (("reference", "convert", "missing.ris"), 1, "cannot be opened"),
        (("reference", "convert", "missing.ris", "--to", "xml"), 2, "'xml' is not one of"),
    ],
)
def test_a_mistake_is_one_line(
    filled: Kb, arguments: tuple[str, ...], status: int, said: str
) -> None:
    result = filled(*arguments)
    assert (result.status, len(result.err.splitlines())) == (status, 1), result.err
    assert said in result.err


def test_other_commands_do_not_wait_for_the_libraries_of_formats() -> None:
    code = (
        "import sys, json, kb.cli.reference, kb.cli.export, kb.cli.search;"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert not loaded & {"bibtexparser", "pymarc", "citeproc", "pylatexenc"}
