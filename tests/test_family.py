"""Family files: what they say, where they lie, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import run
from kb.model import Issue
from kb.pipeline import Failed, ingest
from kb.readers import read_bytes
from kb.segment import segment
from kb.segment.family import families_in, load, load_file, shipped
from kb.segment.family_yaml import FamilyError
from kb.store import Store

TOWN = "key: town\nseries: Town News\nrecognise: [Town News]\n"


def issue_of(text: str, family: str) -> Issue:
    return segment(read_bytes(text.encode()), (load("town.yaml", family),))


def test_a_masthead_is_what_the_file_says() -> None:
    text = "# Town News 2021-10\n\n## Bridge\n\nIt opens.\n\n## Road\n\nIt closes.\n"
    without = segment(read_bytes(text.encode()), ())
    assert without.masthead.date is None
    issue = issue_of(text, TOWN + "masthead: ['Town News {date}']\n")
    assert (issue.masthead.date, issue.masthead.lines) == ("2021-10", (1, 1))
    assert [a.headline for a in issue.articles] == ["Bridge", "Road"]
    assert issue.unaccounted == ()


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("Paper No[.] {number}.*{date}.*", "Paper no. 4 of 2 May 2022, free"),
        (".*No[.] {number}.*{date}", "Paper no. 4 of 2 May 2022"),
        ("Paper no. {number} of {date}", "Paper no. 4 of 2 May 2022"),
    ],
)
def test_numbers_and_dates_are_whole_whatever_stands_before_them(pattern: str, line: str) -> None:
    text = f"Town News\n{line}\nBridge\n2022.03.01. / Town\nIt opens.\n"
    masthead = issue_of(text, f"{TOWN}masthead: ['{pattern}']\n").masthead
    assert (masthead.number, masthead.date) == ("4", "2022-05-02")


def test_a_number_is_no_day_of_the_date_behind_it() -> None:
    text = "Town News\nVolume 38, Number 5 May 2009\nBridge\n2022.03.01. / Town\nIt opens.\n"
    issue = issue_of(text, TOWN + r"masthead: ['Volume \d+, Number {number} {date}']" + "\n")
    assert (issue.masthead.number, issue.masthead.date) == ("5", "2009-05")


def test_a_date_beside_the_masthead_goes_with_it() -> None:
    text = "Town News\nVolume 4, part 2\nMay 2009\nBridge\n2022.03.01. / Town\nIt opens.\n"
    issue = issue_of(text, TOWN + r"masthead: ['Volume \d+, part {number}']" + "\n")
    assert (issue.masthead.number, issue.masthead.date) == ("2", "2009-05")
    assert issue.masthead.lines == (2, 3)


def test_headlines_are_the_headings_of_the_level_that_the_file_names() -> None:
    bridge = "### Bridge\n\nIt opens.\n\n#### When\n\nIn May.\n\n"
    text = f"# Town News\n\n## Streets\n\n{bridge}### Road\n\nIt closes.\n"
    issue = issue_of(text, TOWN + "headline level: 3\nsections: [Streets]\n")
    assert [(a.section, a.headline) for a in issue.articles] == [
        ("Streets", "Bridge"),
        ("Streets", "Road"),
    ]
    assert issue.articles[0].body == "It opens.\nWhen\nIn May."


def test_a_line_below_a_separator_is_a_headline() -> None:
    text = "Town News\n-----\nBridge\nIt opens.\n-----\nRoad\nIt closes.\nFor good.\n-----\n"
    issue = issue_of(text, TOWN + "separators: ['-{5,}']\n")
    assert [(a.headline, a.body) for a in issue.articles] == [
        ("Bridge", "It opens."),
        ("Road", "It closes.\nFor good."),
    ]
    assert issue.unaccounted == ()


def test_an_issue_without_the_headlines_that_the_file_names_is_read_as_any_other() -> None:
    text = "# Town News\n\n## Bridge\n\nIt opens.\n\n## Road\n\nIt closes.\n"
    issue = issue_of(text, TOWN + "headline level: 5\n")
    assert [a.headline for a in issue.articles] == ["Bridge", "Road"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TOWN + "sektions: [A]\n", "town.yaml, line 4: there is no key 'sektions'; there are "),
        (TOWN + "key: other\n", "town.yaml, line 4: 'key' stands here a second time"),
        (TOWN + "sections: Streets\n", "town.yaml, line 4: a list is wanted here"),
        (TOWN + "sections:\n  - A\n  - B: c\n", "town.yaml, line 6: a text is wanted"),
        (TOWN + "masthead:\n  - ok\n  - '('\n", "town.yaml, line 6: the pattern '\\(' cannot be"),
        (TOWN + "masthead:\n  - '(a+)+'\n", "town.yaml, line 5: a repetition inside a repetition"),
        (TOWN + "headline level: 9\n", "town.yaml, line 4: the headline level is a number from 1"),
        (TOWN + "furniture:\n  slogan: [A]\n", "town.yaml, line 5: there is no kind of furniture"),
        ("key: Town News!\nseries: T\nrecognise: [T]\n", "town.yaml, line 1: the key 'Town News!'"),
        ("key: town\nrecognise: [T]\n", "town.yaml: 'series' is missing"),
        ("key: town\nseries: T\nsections: [A]\n", "town.yaml: 'recognise' is missing"),
        ("key: [town\n", "town.yaml, line 2: no YAML"),
        ("a: b: c\n", "town.yaml, line 1: no YAML"),
        ("\tkey: a\n", "town.yaml, line 1: no YAML"),
        ("- " * 5_000, "town.yaml: is nested too deeply"),
        ("", "town.yaml: is empty"),
        ("- a\n- b\n", "town.yaml, line 1: keys are wanted here"),
        ("!!python/object/apply:os.system [ls]\n", "town.yaml, line 1: keys are wanted"),
        ("key: \x07\n", "town.yaml: no YAML"),
        ("x" * 300_000, "town.yaml: has more than"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_line(text: str, message: str) -> None:
    with pytest.raises(FamilyError, match=message) as caught:
        load("town.yaml", text)
    assert "\n" not in str(caught.value)


def test_words_of_yaml_are_words() -> None:
    family = load("town.yaml", TOWN + "sections: [No, 2022, yes, Null]\npublisher:\n")
    assert family.sections == {"no", "2022", "yes", "null"}
    assert family.publisher is None


def test_a_file_that_is_no_utf_8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_bytes("series: 소식".encode("cp949"))
    with pytest.raises(FamilyError, match="save it as UTF-8"):
        load_file(path)


def test_own_families_come_first_and_stand_for_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(TOWN)
    (tmp_path / "a.yml").write_text(TOWN.replace("town", "smartcity-korea"))
    (tmp_path / "notes.txt").write_text("nothing")
    keys = [family.key for family in families_in(tmp_path)]
    assert keys == ["smartcity-korea", "town"]
    assert len(keys) == len(shipped()) + 1
    (tmp_path / "c.yaml").write_text(TOWN)
    with pytest.raises(FamilyError, match=r"c\.yaml: has the key 'town', as .*b\.yaml has"):
        families_in(tmp_path)


ISSUE = "Town News\nNo. 3 (2022.05.01.)\nBridge\n2022.04.01. / Town\nIt opens.\n"
VILLAGE = "key: village\nseries: Village Paper\nrecognise: [Village Paper]\n"
OTHER = "Village Paper\nNo. 7 (2022.05.01.)\nWell\n2022.04.02. / Village\nIt is deep.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two issues of two newsletters."""
    monkeypatch.chdir(tmp_path)
    for name in ("KB_STORE", "KB_FAMILIES", "KB_INDEX"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text(ISSUE)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path


def test_families_beside_the_store_are_used_and_the_store_says_so(desk: Path) -> None:
    (desk / "families").mkdir()
    (desk / "families" / "town.yaml").write_text(TOWN)
    assert run(["ingest", "a.txt", "b.txt"]) == 0
    with Store.open(desk / "kb.db") as store:
        assert store.record("town-3")["source"]["family"] == "town.yaml"
        assert "family" not in store.record("b")["source"]


def test_a_changed_family_file_makes_its_own_issues_be_read_anew(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = desk / "own"
    folder.mkdir()
    files = ["ingest", "a.txt", "b.txt", "--families", "own"]
    (folder / "town.yaml").write_text(TOWN)
    (folder / "village.yaml").write_text(VILLAGE)
    assert run(files) == 0
    assert run(files) == 0
    assert "0 new, 0 replaced, 2 unchanged" in capsys.readouterr().out
    (folder / "town.yaml").write_text(TOWN + "publisher: The Town\n")
    assert run(files) == 0
    printed = capsys.readouterr().out
    assert "town-3: replaced" in printed
    assert "0 new, 1 replaced, 1 unchanged" in printed


def test_parse_takes_the_same_families(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "own").mkdir()
    (desk / "own" / "town.yaml").write_text(TOWN)
    assert run(["parse", "a.txt"]) == 0
    assert '"series": null' in capsys.readouterr().out
    monkeypatch.setenv("KB_FAMILIES", "own")
    assert run(["parse", "a.txt"]) == 0
    assert '"series": "Town News"' in capsys.readouterr().out


def test_a_broken_file_in_the_folder_is_one_line(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "families").mkdir()
    (desk / "families" / "town.yaml").write_text(TOWN + "colour: red\n")
    assert run(["ingest", "a.txt"]) == 1
    assert capsys.readouterr().err.startswith("kb: families/town.yaml, line 4: there is no key")
    assert run(["ingest", "a.txt", "--families", "none"]) == 2


def test_an_issue_that_a_new_file_knows_is_read_anew(desk: Path, store: Store) -> None:
    def put(text: str) -> list[str]:
        results = list(ingest(store, [desk / "a.txt"], "x", (load("town.yaml", text), *shipped())))
        return [r.saved.status for r in results if not isinstance(r, Failed)]

    unknown = TOWN.replace("[Town News]", "[Nothing of it]")
    assert [put(unknown), put(unknown), put(TOWN), put(TOWN)] == [
        ["new"],
        ["unchanged"],
        ["new"],  # under the newsletter's id
        ["unchanged"],
    ]


def test_check_shows_what_a_file_changes(desk: Path) -> None:
    from kb.cli.family import family

    (desk / "town.yaml").write_text(TOWN + "furniture:\n  tag line: [Town News]\n")
    shown = CliRunner().invoke(family, ["check", "town.yaml", "a.txt"], standalone_mode=False)
    assert shown.return_value == 0
    assert shown.output.splitlines() == [
        "a.txt: 1 → 1 articles",
        "  series: none → Town News",
        "  line 1: preamble → tag line: Town News",
    ]
    shown = CliRunner().invoke(family, ["check", "town.yaml", "b.txt"], standalone_mode=False)
    assert shown.return_value == 1
    assert "not known by town.yaml; add a line of this issue to 'recognise'" in shown.output
