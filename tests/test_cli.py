"""The program as a person uses it: what it prints, what it says of mistakes, how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kb.cli import _COMMANDS, cli, run
from tests.places import CORPUS, ROOT

REFERENCES = CORPUS / "references" / "smart-city.json"
KB = (sys.executable, "-m", "kb")


@dataclass
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Kb = Callable[..., Result]


@pytest.fixture
def kb(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kb:
    """Runs `kb ARGUMENTS` in a folder of its own, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KB_STORE", raising=False)
    monkeypatch.delenv("KB_INDEX", raising=False)
    monkeypatch.setenv("KB_USER", "tester")

    def run_kb(*arguments: str | Path, stdin: str | None = None) -> Result:
        if stdin is not None:
            data = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
            monkeypatch.setattr(sys, "stdin", data)
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return run_kb


@pytest.fixture
def filled(kb: Kb) -> Kb:
    """The same, with the corpus ingested and imported."""
    assert kb("ingest", CORPUS).status == 0
    assert kb("reference", "import", REFERENCES).status == 0
    return kb


def test_ingest_tells_what_it_did_and_is_safe_to_repeat(kb: Kb) -> None:
    first = kb("ingest", CORPUS)
    assert first.status == 0
    assert "smartcity-korea-27: new, 10 articles, 3 references" in first.out
    assert first.out.endswith("6 issues: 6 new, 0 replaced, 0 unchanged; 0 failed\n")
    again = kb("ingest", CORPUS, CORPUS / "smartcity-korea-27.txt")
    assert again.out == "6 issues: 0 new, 0 replaced, 6 unchanged; 0 failed\n"


def test_one_bad_file_does_not_stop_the_others(kb: Kb, tmp_path: Path) -> None:
    bad = tmp_path / "in"
    bad.mkdir()
    (bad / "empty.txt").write_bytes(b"")
    (bad / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (bad / "cut.html").write_text("<html><body><p>Half a pa", encoding="utf-8")
    result = kb("ingest", bad, tmp_path / "missing", CORPUS / "smartcity-korea-29.txt")
    assert result.status == 1
    assert result.out.endswith("2 issues: 2 new, 0 replaced, 0 unchanged; 3 failed\n")
    assert len(result.err.splitlines()) == 3
    assert f"kb: {bad / 'empty.txt'}: is empty" in result.err
    assert f"kb: {tmp_path / 'missing'}: there is no such file" in result.err
    assert kb("check").status == 0


def test_a_folder_without_readable_files(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    result = kb("ingest", tmp_path / "photos")
    assert result.status == 1
    assert "holds no file that kb reads" in result.err


def test_parse_prints_one_line_of_json(kb: Kb) -> None:
    result = kb("parse", "--with-text", CORPUS / "smartcity-korea-27.txt")
    assert result.out.count("\n") == 1
    parsed = result.json
    assert parsed["issue"]["date"] == "2022-04-01"
    assert parsed["unaccounted"] == []
    spans = [
        part["lines"]
        for key in ("headings", "articles", "references", "furniture")
        for part in parsed[key]
    ]
    spans.append(parsed["issue"]["lines"])
    covered = [n for first, last in spans for n in range(first, last + 1)]
    lines = parsed["text"].split("\n")
    assert sorted(covered) == sorted(set(covered)), "no line twice"
    assert {n for n, line in enumerate(lines, 1) if line.strip()} <= set(covered)
    assert set(parsed["articles"][0]) >= {
        *("section", "feature", "headline", "subtitle", "date", "sources", "body", "url", "links"),
        *("lines", "places", "organisations", "programmes", "amounts", "deadlines", "flags"),
    }


def test_parse_of_what_is_no_issue(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    result = kb("parse", tmp_path / "x.pdf")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"kb: {tmp_path / 'x.pdf'}: is a damaged PDF file; save it")
    assert result.err.count("\n") == 1


def test_search_shows_ranked_highlighted_hits_with_facets(filled: Kb) -> None:
    result = filled("search", "smart city challenge Daegu")
    assert result.status == 0
    assert "Daegu City to expand AI-based" in result.out.partition("\n  1. ")[2].splitlines()[0]
    assert "‹Challenge›" in result.out
    assert "section:" in result.out
    assert "Smart City Policy Trend" in result.out


def test_search_as_json_keeps_to_the_contract(filled: Kb) -> None:
    answer = filled("search", "Daegu", "--exact-words", "--json").json
    assert set(answer) >= {
        *("query", "total", "took_ms", "revision", "hits", "facets", "also", "suggestion")
    }
    assert answer["total"] == len(answer["hits"]) > 0
    hit = answer["hits"][0]
    assert hit["id"] == "smartcity-korea-27-08"
    assert hit["kind"] == "article"
    assert "<mark>Daegu</mark>" in hit["snippet"]
    assert hit["why"]
    assert ["Smart City Policy Trend", 1] in answer["facets"]["section"]


def test_search_narrows_sorts_and_pages(filled: Kb) -> None:
    everything = filled("search", "smart", "--json", "--limit", "200").json
    articles = filled("search", "smart", "--json", "--kind", "article", "--limit", "200").json
    section = filled("search", "smart", "--json", "--facet", "section=Smart City Issue").json
    assert 0 < section["total"] < articles["total"] < everything["total"]
    newest = filled("search", "smart", "--json", "--sort", "newest", "--limit", "200").json["hits"]
    dates = [hit["date"] for hit in newest if hit["date"]]
    assert dates == sorted(dates, reverse=True)
    page = filled("search", "smart", "--json", "--limit", "5", "--offset", "5").json["hits"]
    assert [h["id"] for h in page] == [h["id"] for h in everything["hits"][5:10]]


def test_batch_answers_every_line_in_order(filled: Kb) -> None:
    result = filled(
        "search", "--batch", "--no-snippets", "--limit", "3", stdin="Daegu\n\n스마트시티\nAND (\n"
    )
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["Daegu", "", "스마트시티", "AND ("]
    assert answers[2]["total"] > 0
    assert all(hit["snippet"] is None for answer in answers for hit in answer["hits"])


def test_show_gives_a_record_with_its_provenance(filled: Kb) -> None:
    assert "lines 49–51" in filled("show", "smartcity-korea-27-08").out
    issue = filled("show", "smartcity-korea-27").out
    assert "smartcity-korea-27-10" in issue
    assert "hong2021busan" in issue
    record = filled("show", "hong2021busan").out
    assert "Hong, Soon-gu; Kim, Hyeon-jong; Lee, Tae-heon" in record
    assert "Listed in Smart City Korea No. 27 (smartcity-korea-27), lines 64–66:" in record
    assert filled("show", "hong2021busan", "--json").json["csl"]["volume"] == "53"
    assert filled("show", "nobody").err == "kb: there is no record nobody; kb search finds ids\n"


def test_remove_undo_and_history(filled: Kb) -> None:
    removed = filled("remove", "smartcity-korea-27-08", "hong2021busan")
    assert removed.status == 0
    number = removed.out.split()[1].rstrip(":")
    assert filled("search", "headline:Daegu", "--exact-words", "--json").json["total"] == 0
    assert filled("check").status == 0
    assert filled("undo", number).status == 0
    assert filled("search", "headline:Daegu", "--exact-words", "--json").json["total"] == 1
    assert filled("check").status == 0
    lines = filled("history", "smartcity-korea-27-08").out.splitlines()
    assert [line.split("; ")[-1] for line in lines] == ["created", "removed", "created"]
    assert "tester: remove" in lines[1]
    assert filled("undo", "99999").status == 1


def test_reference_parse_answers_every_line(kb: Kb) -> None:
    stdin = "Hong, S. (2021). A title of some length. Urban Studies, 5(3), 1-9.\nno reference\n\n"
    lines = kb("reference", "parse", stdin=stdin).out.splitlines()
    assert len(lines) == 3
    assert json.loads(lines[0])["container-title"] == "Urban Studies"
    assert lines[1:] == ["{}", "{}"]


def test_reference_add_edit_and_search(kb: Kb) -> None:
    added = kb(
        *("reference", "add", "--field", "title=On Ulsan", "--field", "issued=2023-05"),
        *("--field", "author=Hong, Soon-gu; 남진", "--field", "type=book"),
    )
    assert added.out == "hong2023on: added (change 1)\n" or added.out.startswith("hong2023ulsan")
    identifier = added.out.split(":")[0]
    assert kb("search", "author:Soon-gu", "--json").json["hits"][0]["id"] == identifier
    edited = kb("reference", "edit", identifier, "--field", "title=On Busan", "--field", "note=")
    assert edited.status == 0
    assert kb("search", "Ulsan", "--json").json["total"] == 0
    assert kb("search", "title:Busan", "--json").json["total"] == 1
    string = "Kim, H. (2022). Another title. Urban Studies, 5(3), 1-9."
    assert kb("reference", "add", string).out.startswith("kim2022another: added")
    assert kb("check").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("serch", "x"), 2, "No such command 'serch'"),
        (("search",), 2, "give a QUERY"),
        (("search", "x"), 1, "no such store"),
        (("search", "x", "--facet", "section"), 2, "NAME=VALUE"),
        (("search", "x", "--sort", "best"), 2, "'best' is not one of"),
        (("undo", "one"), 2, "not a valid integer"),
        (("undo", "9" * 30), 2, "not in the range"),
        (("ingest", "/dev/null"), 1, ""),
        (("reference", "add", "--field", "title=x", "--field", "accessed=soon"), 2, "accessed"),
        (("export", "--store", str(CORPUS / "README.md")), 1, "not a store"),
        (("reference", "add"), 2, "give a reference STRING"),
        (("reference", "add", "no reference at all"), 1, "--field title="),
        (("reference", "add", "--field", "title"), 2, "NAME=VALUE"),
        (("reference", "add", "--field", "issued=soon", "--field", "title=x"), 2, "2021-12"),
        (("reference", "import", "missing.json"), 1, "cannot be opened"),
        (("reference", "import", str(ROOT / "README.md")), 1, "is of no bibliographic format"),
        (("export", "--format", "xml"), 2, "'xml' is not one of"),
        (("ingest",), 2, "Missing argument"),
        (("ingest", str(CORPUS), "--store", "no/folder/kb.db"), 1, "there is no folder"),
        (("ingest", str(CORPUS), "--index", "lucene:x"), 1, "lucene"),
        (("ingest", str(CORPUS), "--index", "opensearch+https://x/y"), 1, "opensearch"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do(
    kb: Kb, arguments: tuple[str, ...], status: int, said: str
) -> None:
    result = kb(*arguments)
    assert result.status == status
    assert len(result.err.splitlines()) == 1, result.err
    assert result.err.startswith("kb: ")
    assert said in result.err
    assert "Traceback" not in result.err


def test_search_mistakes_are_one_line_too(filled: Kb) -> None:
    for arguments in (("--facet", "colour=red"), ("--index", "whoosh:"), ("--index", "nonsense")):
        result = filled("search", "smart", *arguments)
        assert result.status in (1, 2)
        assert len(result.err.splitlines()) == 1, result.err


def test_export_gives_everything_back(filled: Kb) -> None:
    lines = [json.loads(line) for line in filled("export", "--format", "jsonl").out.splitlines()]
    items = {item["id"]: item for item in json.loads(REFERENCES.read_text(encoding="utf-8"))}
    assert len(lines) == 21 + 3 + 105
    for line in lines:
        if line["id"] in items:
            assert items[line["id"]].items() <= line.items()
    rows = list(csv.DictReader(io.StringIO(filled("export", "--format", "csv").out)))
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    named = filled("export", "hong2021busan", "smartcity-korea-27-08", "--format", "csl-json").json
    assert [item["id"] for item in named] == ["hong2021busan", "smartcity-korea-27-08"]
    assert named[1]["container-title"] == "Smart City Korea"
    found = filled("export", "--query", "headline:Daegu", "--exact-words").out
    assert json.loads(found)["id"] == "smartcity-korea-27-08"
    assert "nobody" in filled("export", "nobody").err


def test_exported_csv_opens_in_a_spreadsheet_as_utf8(filled: Kb, tmp_path: Path) -> None:
    assert filled("export", "--format", "csv", "--output", "all.csv").status == 0
    data = (tmp_path / "all.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,kind,")
    assert "국토교통부".encode() in data


def test_index_says_what_it_holds(filled: Kb) -> None:
    assert "129 records" in filled("index").out
    assert "129 records" in filled("index", "--rebuild").out
    assert "129 records" in filled("index", "--index", "whoosh:other.index").out


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    context = cli.make_context("kb", [], resilient_parsing=True)
    for name in _COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str()
        assert f"kb {name}" in readme


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(kb: Kb, shell: str) -> None:
    assert "_KB_COMPLETE" in kb("completion", shell).out


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ('{"title": "t", "issued": {"date-parts": [[1e400]]}}', None),
        ('{"title": "t", "author": [{"family": {"a": 1}}]}', "family of a name"),
        ('{"title": "t", "translator": ["x"]}', "translator is a list of names"),
        ('{"title": "\\ud800"}', "surrogate"),
        ('{"title": {"a": 1}}', "title is text"),
        ('{"title": "t", "type": ["book"]}', "type is text"),
        ('{"title": "t", "id": ["x", 1]}', None),
        ('"text"', "an object"),
        ("[]", None),
    ],
)
def test_an_odd_item_is_refused_and_the_sound_ones_come_in(
    kb: Kb, tmp_path: Path, item: str, said: str | None
) -> None:
    sound = '{"id": "sound", "type": "book", "title": "A sound item"}'
    (tmp_path / "items.json").write_text(f"[{item}, {sound}]", encoding="utf-8")
    result = kb("reference", "import", "items.json")
    assert result.status == 0
    assert "Traceback" not in result.err
    assert said is None or said in result.err
    assert kb("show", "sound").status == 0
    assert kb("check").status == 0


def test_every_name_and_date_variable_can_be_given_by_hand(kb: Kb) -> None:
    added = kb(
        *("reference", "add", "--field", "title=A film", "--field", "director=Bong, Joon-ho"),
        *("--field", "accessed=2020-01-01", "--field", "contributor=World Bank"),
    )
    assert added.status == 0, added.err
    csl = kb("show", added.out.split(":")[0], "--json").json["csl"]
    assert csl["director"] == [{"family": "Bong", "given": "Joon-ho"}]
    assert csl["contributor"] == [{"literal": "World Bank"}]
    assert csl["accessed"] == {"date-parts": [[2020, 1, 1]]}


def test_undo_of_a_part_is_undo_of_the_whole_change(kb: Kb) -> None:
    kb("ingest", CORPUS / "smartcity-korea-27.txt")
    (line,) = kb("history", "smartcity-korea-27-03").out.splitlines()
    assert line.split()[0] == "1"
    assert kb("undo", "5").status == 0
    assert kb("show", "smartcity-korea-27").status == 1
    assert kb("check").status == 0


def test_removing_an_issue_and_an_article_of_it(filled: Kb) -> None:
    assert filled("remove", "smartcity-korea-27", "smartcity-korea-27-03").status == 0
    assert filled("check").status == 0


def test_a_change_that_is_made_is_said_even_where_the_index_fails(
    filled: Kb, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "kb.db.index")
    (tmp_path / "kb.db.index").write_text("in the way", encoding="utf-8")
    result = filled("remove", "smartcity-korea-27-01")
    assert "change 136: removed" in result.out
    assert result.status == 1
    assert len(result.err.splitlines()) == 1


def test_what_is_no_regular_file_is_refused(kb: Kb, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = kb("ingest", tmp_path / "pipe", CORPUS / "smartcity-korea-29.txt")
    assert result.status == 1
    assert "is no file" in result.err
    assert result.out.endswith("1 issues: 1 new, 0 replaced, 0 unchanged; 1 failed\n")


def test_a_file_that_is_too_large_is_refused(kb: Kb, tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate((50 << 20) + 1)
    assert "larger than 50 MB" in kb("ingest", tmp_path / "large.txt").err


@pytest.mark.parametrize(
    "settings",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp949"},
    ],
)
def test_korean_goes_in_and_out_whatever_the_locale(
    filled: Kb, tmp_path: Path, settings: dict[str, str]
) -> None:
    done = subprocess.run(
        [*KB, "search", "국토교통부", "--json"],
        capture_output=True,
        env={**environment(tmp_path), **settings},
        check=False,
    )
    assert done.stderr == b""
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["query"] == "국토교통부"
    assert answer["total"] > 0


def test_bytes_that_are_no_text_and_a_full_disk_are_one_line(filled: Kb, tmp_path: Path) -> None:
    for command in ("kb show $(printf '\\377')", "kb export >/dev/full"):
        shell = command.replace("kb", f"{sys.executable} -m kb", 1)
        done = subprocess.run(
            ["sh", "-c", shell], capture_output=True, env=environment(tmp_path), check=False
        )
        assert done.returncode == 1
        assert done.stderr.startswith(b"kb: ")
        assert done.stderr.count(b"\n") == 1, done.stderr


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "KB_STORE": str(tmp_path / "kb.db"), "KB_USER": "tester"}


def test_a_reader_that_goes_away_is_no_error(filled: Kb, tmp_path: Path) -> None:
    command = f"{sys.executable} -m kb export | head -1"
    done = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        check=False,
    )
    assert done.stderr == ""


def test_two_ingests_at_once_both_go_in(tmp_path: Path) -> None:
    files = sorted(CORPUS.glob("smartcity-korea-*.txt"))
    processes = [
        subprocess.Popen(
            [*KB, "ingest", *map(str, half)],
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for half in (files[:3], files[2:])
    ]
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    done = subprocess.run(
        [*KB, "check"], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "all is well" in done.stdout


def changes_in(path: Path) -> int:
    """How many changes a store has that another process is writing; 0 where there is none yet."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM changes").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.slow
@pytest.mark.parametrize("changes", [1, 100, 500])
def test_a_process_killed_in_the_midst_of_an_ingest_leaves_whole_issues(
    tmp_path: Path, changes: int
) -> None:
    text = (CORPUS / "smartcity-korea-27.txt").read_text(encoding="utf-8")
    folder = tmp_path / "issues"
    folder.mkdir()
    for number in range(1, 81):
        issue = text.replace("No. 27", f"No. {number}").replace("Daegu", f"Daegu {number}")
        (folder / f"{number:03}.txt").write_text(issue, encoding="utf-8")
    process = subprocess.Popen(
        [*KB, "ingest", str(folder)], env=environment(tmp_path), stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while changes_in(tmp_path / "kb.db") < changes and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was done before it was killed"
    check = subprocess.run(
        [*KB, "check"], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr
    again = subprocess.run(
        [*KB, "ingest", str(folder)],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert "80 issues" in again.stdout


def unprivileged() -> list[str]:
    """What stands before a command so that it has no more rights than file modes give.

    The super user may write anywhere; setpriv takes that away from him.
    """
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("as root, this test needs setpriv (util-linux)")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"]


def test_a_read_only_folder_can_be_searched_and_not_written(filled: Kb, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for part in tmp_path.iterdir():
        if part.name.startswith("kb.db"):
            part.rename(folder / part.name)
    for part in [*folder.rglob("*"), folder]:
        part.chmod(0o555 if part.is_dir() else 0o444)

    def visit(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*unprivileged(), *KB, *arguments, "--store", str(folder / "kb.db")],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )

    try:
        found = visit("search", "Daegu", "--json")
        assert found.returncode == 0, found.stderr
        assert json.loads(found.stdout)["total"] > 0
        refused = visit("remove", "hong2021busan")
        assert refused.returncode == 1
        assert "cannot be written" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    finally:
        for part in [folder, *folder.rglob("*")]:
            part.chmod(0o755 if part.is_dir() else 0o644)
