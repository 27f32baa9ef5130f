"""What an issue says of itself."""

from __future__ import annotations

import pytest

from tests.segment.reading import accounted_once, issue_of


def test_a_title_above_the_masthead_is_no_article() -> None:
    issue = issue_of("Urban Notes\nNo. 3 (May 2022)\nA park opens\nThe park opened today.")
    (article,) = issue.articles
    assert article.headline == "A park opens"
    assert accounted_once(issue, 4)


def test_a_journal_line_is_no_masthead() -> None:
    issue = issue_of(
        "Smart City Korea Newsletter No. 27 (2022.04.01.)\nSmart City Literature\nCarbon design\n"
        "Jang Ji-in, Hwang Se-won\nArchitecture 66, No. 1 (2022.01.) pp.22-25\n"
    )
    assert (issue.masthead.number, issue.masthead.date) == ("27", "2022-04-01")
    (reference,) = issue.references
    assert reference.record is not None
    assert reference.record.volume == "66"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vol. 3 No. 27 (2022.04.01.)", "27"),
        ("№ 27 (2022.04.01.)", "27"),
        ("Town Letter No. 27.", "27"),
        ("27호 (2022.04.01.)", "27"),
        ("Newsletter 131, August 2002", "131"),
        ("Vol. 3 (2022.04.01.)", "3"),
    ],
)
def test_numbers_of_issues(text: str, number: str) -> None:
    assert issue_of(f"{text}\nA headline\n2022.03.14. / A\nText.").masthead.number == number


def test_the_day_of_posting_makes_no_article_of_the_page_title() -> None:
    issue = issue_of(
        "<html><body><h1>Newsletter No. 27</h1><span>2022.04.05</span><h3>A headline</h3>"
        "<p>2022.03.14. / A</p><p>Text.</p></body></html>"
    )
    assert [article.headline for article in issue.articles] == ["A headline"]
