"""Whole issues that nobody described."""

from __future__ import annotations

import pytest

from kb.readers import read_bytes
from kb.segment import segment
from tests.places import CORPUS, SEED
from tests.segment.reading import issue_of


def test_the_published_sample_comes_out_whole() -> None:
    if not SEED.exists():
        pytest.skip(f"{SEED} is not here")
    issue = segment(read_bytes(SEED.read_bytes()))
    assert len(issue.sections) == 6
    assert len(issue.articles) == 10
    assert [tuple(a.lines) for a in issue.articles][:5] == [
        *((4, 20), (23, 26), (27, 30), (31, 34), (36, 42)),
    ]
    assert [r.problem for r in issue.references] == [None] * 3
    assert issue.unaccounted == ()


def test_a_section_without_a_dateline_still_opens_with_its_headline() -> None:
    issue = segment(read_bytes((CORPUS / "smartcity-korea-19.txt").read_bytes()))
    first = issue.articles[0]
    assert first.headline.startswith("Smart City Regulatory Sandbox <Video")
    assert (first.date, first.sources) == (None, ())


def test_a_contact_in_the_midst_of_an_article_stays_in_it() -> None:
    issue = issue_of(
        "Headline one\n2022.03.14. / A\nText of it.\ninfo@example.org\nMore text.\n"
        "Headline two\n2022.03.15. / B\nText of that.\ninfo@example.org / 02-123-4567\n"
    )
    assert issue.articles[0].body == "Text of it.\ninfo@example.org\nMore text."
    assert issue.articles[1].body == "Text of that."
    assert [(f.kind, tuple(f.lines)) for f in issue.furniture] == [("contact", (9, 9))]


def test_a_text_without_any_structure_is_one_article() -> None:
    issue = issue_of("A note\nIt says something.\nAnd more.\n")
    (article,) = issue.articles
    assert (article.headline, article.body) == ("A note", "It says something.\nAnd more.")
    assert issue.unaccounted == ()


def test_an_issue_may_have_very_many_articles() -> None:
    article = "A headline of an article\n2022.03.14. / MOLIT\nThe text of it says something.\n"
    assert len(issue_of("Smart City Issue\n" + article * 20_000).articles) == 20_000


@pytest.mark.parametrize(
    "text", ["Hi", "-----", "# Title", "https://a.example/1", "-- \nAnn", "2022."]
)
def test_every_line_of_a_tiny_text_is_accounted_for(text: str) -> None:
    assert issue_of(text).unaccounted == ()


def test_a_press_release_has_its_own_headline() -> None:
    issue = issue_of(
        "보도자료\n배포일시 2023. 5. 2.(화)\n담당부서 도시정책과\n\n빈집 지도 전국으로 확대\n\n"
        "□ 국토교통부는 빈집 지도를 전국으로 확대한다고 밝혔다.\n\n ㅇ 주민이 참여한다.\n"
    )
    (article,) = issue.articles
    assert article.headline == "빈집 지도 전국으로 확대"
    assert article.body.startswith("□ 국토교통부는")


def test_a_korean_mail_drawn_with_lines_has_its_sections_and_articles() -> None:
    rule = "━━━━━━━━━━━━━━━━"
    issue = issue_of(
        f"도시 소식지 제12호\n2023년 5월\n\n{rule}\n1. 정책\n{rule}\n\n"
        "▶ 다리 개통\n다리가 열렸다.\n\n"
        f"▶ 도서관 개관\n책이 많다.\n\n{rule}\n2. 행사\n{rule}\n\n▶ 축제 안내\n사람이 많다.\n\n"
        f"▶ 강연\n강연이 열린다.\n\n{rule}\n수신을 원하지 않으시면 수신거부를 눌러 주세요.\n"
    )
    assert [(a.section, a.body) for a in issue.articles] == [
        ("1. 정책", "다리가 열렸다."),
        ("1. 정책", "책이 많다."),
        ("2. 행사", "사람이 많다."),
        ("2. 행사", "강연이 열린다."),
    ]


def test_reports_of_a_club_with_bylines_and_tables_begin_at_their_capitals() -> None:
    text = "The club met on Monday and talked for hours about its mast.\n\n"
    issue = issue_of(
        f"Club News\nNo. 5 - May 2022\n\nTHE CHAIR\nby Ann Lee\n\n{text}MINUTES\nby Bob Ray\n\n"
        f"{text}THE MONEY\n\nIncome    100\nExpenses   50\n\nOFFICERS\n\nPresident  Ann Lee\n"
    )
    titles = [article.headline for article in issue.articles]
    assert titles == ["THE CHAIR", "MINUTES", "THE MONEY", "OFFICERS"]
