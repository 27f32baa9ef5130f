"""kb family new: a family file from two or three issues, which loses nothing of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kb.cli import run
from kb.folding import fold
from kb.model import Issue
from kb.pipeline import read
from kb.segment import segment
from kb.segment.draft import DraftError, Sample, draft
from kb.segment.draft_text import quoted
from kb.segment.family import Family, load
from kb.segment.recurring import form_of, name_in
from tests.places import CORPUS, SHARED

UNANNOTATED = SHARED / "corpora" / "newsletters" / "unannotated"

TOWN = """# Town News {date}

All the news of the town.

# Streets

## {first}

It opens. {filler}

## {second}

It closes.

# Parks

## {third}

They grow. {filler}

---

Made with ink in the old mill.

Printed on paper of the river.
"""
ISSUES = (
    {
        "date": "2021-10",
        "first": "Bridge",
        "second": "Road",
        "third": "Trees",
        "filler": "At last.",
    },
    {"date": "2021-11", "first": "Tunnel", "second": "Lane", "third": "Bushes", "filler": "Soon."},
    {"date": "2022-01", "first": "Ferry", "second": "Path", "third": "Lawns", "filler": "For all."},
)

RULED = """The Village Paper
Volume {volume}, Number {number}
{date}
----------

Meeting of the {first} club

Come all. There is {first} for everybody who wants some of it, and more.
----------

News of the {second}

The {second} has been painted, and those who want to see it may come on Sunday.
----------

Calendar

{third}
----------
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def town(tmp_path: Path) -> list[Path]:
    """Three issues of a newsletter in Markdown."""
    return [write(tmp_path, f"town-{n}.md", TOWN.format(**i)) for n, i in enumerate(ISSUES, 1)]


@pytest.fixture
def village(tmp_path: Path) -> list[Path]:
    """Two issues of a newsletter in plain text, with rules between its articles."""
    texts = (
        {"volume": 4, "number": 2, "date": "May 2009", "first": "chess", "second": "well"},
        {"volume": 5, "number": 9, "date": "June 2010", "first": "tea", "second": "barn"},
    )
    days = ("2 May: a walk", "7 June: a swim")
    return [
        write(tmp_path, f"paper{n}.txt", RULED.format(**t, third=day))
        for n, (t, day) in enumerate(zip(texts, days, strict=True))
    ]


def drafted(paths: Sequence[Path], key: str | None = None) -> tuple[Family, str]:
    text = draft([Sample.of(path, read(path)) for path in paths], key)
    return load("draft.yaml", text), text


def with_and_without(path: Path, family: Family) -> tuple[Issue, Issue]:
    document = read(path)
    return segment(document, (family,)), segment(document, ())


def test_a_draft_says_what_the_issues_share(town: list[Path]) -> None:
    family, text = drafted(town)
    assert (family.key, family.series, family.language) == ("town-news", "Town News", "en")
    assert [pattern.source for pattern in family.masthead] == ["Town News {date}"]
    assert {fold("Streets"), fold("Parks")} <= family.sections
    assert family.headline_level == 2
    kinds = {pattern.source: kind for kind, pattern in family.furniture}
    assert kinds[r"Made with ink in the old mill\."] == "footer"
    assert kinds[r"Printed on paper of the river\."] == "footer"
    assert "#   All the news of the town.\n" in text  # kb finds it without being told
    assert "#   town-1.md\n#   town-2.md\n#   town-3.md\n" in text


def test_a_draft_makes_the_issues_what_they_are(town: list[Path]) -> None:
    family, _ = drafted(town)
    for path, said in zip(town, ISSUES, strict=True):
        issue = segment(read(path), (family,))
        assert issue.masthead.date == said["date"]
        assert [(a.section, a.headline) for a in issue.articles] == [
            ("Streets", said["first"]),
            ("Streets", said["second"]),
            ("Parks", said["third"]),
        ]
        assert issue.articles[2].body == f"They grow. {said['filler']}"
        assert issue.unaccounted == ()


def test_rules_between_articles_are_found(village: list[Path]) -> None:
    family, text = drafted(village)
    assert family.series == "The Village Paper"
    assert r"Volume \d+, Number {number}" in text
    issue = segment(read(village[1]), (family,))
    assert (issue.masthead.number, issue.masthead.date) == ("9", "2010-06")
    assert [a.headline for a in issue.articles] == [
        "Meeting of the tea club",
        "News of the barn",
        "Calendar",
    ]


def test_an_issue_that_was_no_sample_gains_by_the_draft(town: list[Path]) -> None:
    family, _ = drafted(town[:2])
    with_it, without = with_and_without(town[2], family)
    assert (with_it.masthead.date, without.masthead.date) == ("2022-01", None)
    assert len(with_it.articles) == 3


SAMPLES = {
    "data-is-plural": (
        "en-md/data-is-plural__2020-01-01.md",
        "en-md/data-is-plural__2021-05-05.md",
    ),
    "naver": ("ko/naver__2021-10.md", "ko/naver__2022-10.md", "ko/naver__2023-10.md"),
    "flutter": ("ko/flutter-korea__newsletter_011th.md", "ko/flutter-korea__newsletter_014th.md"),
    "minuteman": ("txt/larsks__mmnews_200901.txt", "txt/larsks__mmnews_201911.txt"),
}


@pytest.mark.parametrize("name", ["corpus", *SAMPLES])
def test_drafts_of_real_newsletters_lose_no_article_and_no_line(name: str) -> None:
    paths = [UNANNOTATED / path for path in SAMPLES.get(name, ())]
    paths = paths or [CORPUS / f"smartcity-korea-{number}.txt" for number in (19, 21, 27)]
    if not all(path.exists() for path in paths):
        pytest.skip(f"{UNANNOTATED} is not here")
    family, _ = drafted(paths)
    for path in paths:
        with_it, without = with_and_without(path, family)
        assert set(with_it.unaccounted) <= set(without.unaccounted)
        said = {fold(a.headline) for a in with_it.articles} | family.sections
        said |= {fold(heading.text) for heading in with_it.headings}
        texts = {block.text for block in read(path).blocks}
        patterns = [*family.masthead, *(pattern for _, pattern in family.furniture)]
        said |= {fold(t) for t in texts if any(p.fullmatch(t) for p in patterns)}
        gone = [a.headline for a in without.articles if fold(a.headline) not in said | {""}]
        features = {fold(a.feature) for a in with_it.articles}
        assert [headline for headline in gone if fold(headline) not in features] == []


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("Town News No. 3 (2022.03.01.)", r"Town News No\. {number} \({date}\)"),
        ("Volume 38, Number 5 May 2009", r"Volume \d+, Number {number} {date}"),
        ("제27호 2022년 3월", "제{number}호 {date}"),
        ("뉴스레터 9호", "뉴스레터 {number}호"),
        ("2021-10", "{date}"),
        ("12 things to know", None),
        ("Nothing of it", None),
    ],
)
def test_a_masthead_has_a_form(line: str, form: str | None) -> None:
    assert form_of(line) == form


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Data Is Plural — {date} edition", "Data Is Plural"),
        ("Flutter Seoul Newsletter {number}호", "Flutter Seoul Newsletter"),
        ("{date} Newsletter", None),
        (r"No\. {number} \({date}\)", None),
    ],
)
def test_a_form_names_the_newsletter(form: str, name: str | None) -> None:
    assert name_in(form) == name


@pytest.mark.parametrize(
    "text", ["a: b", "'", "it's", "- x", "No", "1", "#", "@", "{date}", "가 나"]
)
def test_any_text_is_quoted_so_that_yaml_says_it(text: str) -> None:
    written = f"key: a\nseries: {quoted(text)}\nrecognise: [x]\n"
    assert load("x.yaml", written).series == text


def test_what_cannot_be_drafted_from_says_why(town: list[Path], tmp_path: Path) -> None:
    samples = [Sample.of(path, read(path)) for path in town]
    with pytest.raises(DraftError, match="name two or three issues"):
        draft(samples[:1])
    with pytest.raises(DraftError, match=r"town-1\.md and town-1\.md are the same issue"):
        draft([samples[0], samples[0]])
    other = write(tmp_path, "other.txt", "Village\nNo. 3 (2022.05.01.)\nWell\nIt is deep.\n")
    with pytest.raises(DraftError, match="are they issues of one newsletter"):
        draft([samples[0], Sample.of(other, read(other))])
    notes = [write(tmp_path, f"n{n}.txt", f"A note {n}\nBuy milk {n}.\n") for n in (1, 2)]
    with pytest.raises(DraftError, match="name issues of a newsletter"):
        draft([Sample.of(path, read(path)) for path in notes])


def test_the_command_writes_a_file_once(
    town: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    issues = [str(path) for path in town]
    output = town[0].with_name("town.yaml")
    assert run(["family", "new", *issues, "--name", "town", "--output", str(output)]) == 0
    assert f"kb family check {output}" in capsys.readouterr().out
    assert load("town.yaml", output.read_text(encoding="utf-8")).key == "town"
    assert run(["family", "new", *issues, "--output", str(output)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert run(["family", "check", str(output), *issues]) == 0
    shown = capsys.readouterr().out
    assert "  date: none → 2021-10\n" in shown
    assert run(["family", "new", *issues]) == 0
    assert "\nkey: town-news\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["new", "a.md"], 2, "name two or three issues"),
        (["new", "a.md", "none.md"], 1, "none.md: is no file"),
        (["new", "a.md", "b.md", "--name", "Town!"], 1, "the key 'Town!' has to be words"),
        (["new", "a.md", "b.md", "--output", "no/where.yaml"], 1, "no/where.yaml: "),
        (["check", "none.yaml", "a.md"], 1, "none.yaml: cannot be opened"),
        (["check", "a.md", "a.md"], 1, "a.md"),
        (["new", "a.md", "picture.png"], 1, "picture.png: is an image"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str],
    status: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.md", TOWN.format(**ISSUES[0]))
    write(tmp_path, "b.md", TOWN.format(**ISSUES[1]))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(["family", *arguments]) == status
    error = capsys.readouterr().err
    assert message in error
    assert len(error.splitlines()) == 1
