"""The line under a headline that says when and by whom, and the titles above it."""

from __future__ import annotations

import pytest

from kb.segment.datelines import Dateline, read_dateline
from tests.segment.reading import accounted_once, issue_of

HEAD = "Smart City Korea Newsletter\nNo. 3 (2022.05.01.)\n"


@pytest.mark.parametrize(
    ("text", "date", "sources"),
    [
        ("2022.03.14. / Daegu City", "2022-03-14", ("Daegu City",)),
        ("2022.03.22. /IDC", "2022-03-22", ("IDC",)),
        ("2022.03.07. / MOLIT, Money Today", "2022-03-07", ("MOLIT", "Money Today")),
        ("December 2022.03.29, XNUMX / MOLIT", "2022-03-29", ("MOLIT",)),
        ("2022년 3월 29일 / 국토교통부", "2022-03-29", ("국토교통부",)),
        ("29 March 2022 | MOLIT; LH", "2022-03-29", ("MOLIT", "LH")),
        (
            "2024.2.15 / Ministry of Land, Infrastructure, and Transport",
            "2024-02-15",
            ("Ministry of Land, Infrastructure, and Transport",),
        ),
        (
            "2024.2.15 / LH, Ministry of Trade, Industry and Energy, Money Today",
            "2024-02-15",
            ("LH", "Ministry of Trade, Industry and Energy", "Money Today"),
        ),
        ("2022.03.29.", "2022-03-29", ()),
        ("2022.03.15. - MOLIT", "2022-03-15", ("MOLIT",)),
        ("2022.03.15. – MOLIT, LH", "2022-03-15", ("MOLIT", "LH")),
        ("2022.03.15. • MOLIT", "2022-03-15", ("MOLIT",)),
        ("2022.03.15. ／ MOLIT", "2022-03-15", ("MOLIT",)),
        ("2022．03．14． / MOLIT", "2022-03-14", ("MOLIT",)),
        ("2022.03.14. (MOLIT)", "2022-03-14", ("MOLIT",)),
        ("(2022.03.14. / MOLIT)", "2022-03-14", ("MOLIT",)),
        ("[2022.03.14. / MOLIT]", "2022-03-14", ("MOLIT",)),
        ("- 2022.03.14. / MOLIT", "2022-03-14", ("MOLIT",)),
        ("작성일 2022.03.14. / 국토교통부", "2022-03-14", ("국토교통부",)),
        ("Date: 2022.03.14. / Source: MOLIT", "2022-03-14", ("MOLIT",)),
        ("Posted on March 14, 2022 by MOLIT", "2022-03-14", ("MOLIT",)),
        ("Monday, March 14, 2022 / MOLIT", "2022-03-14", ("MOLIT",)),
        ("2022.03.14. 09:00 / MOLIT", "2022-03-14", ("MOLIT",)),
        ("2022.03.14. / MOLIT / Hong Gil-dong", "2022-03-14", ("MOLIT", "Hong Gil-dong")),
        ("MOLIT / 2022.03.14.", "2022-03-14", ("MOLIT",)),
        ("2022.03.14. (Mon)", "2022-03-14", ()),
        ("2022.03.14. the city held a fair and many came.", None, ()),
        ("On 2022.03.14. the city of Daegu held a fair", None, ()),
        ("• (Reception period) '22. 4. 29. (Fri) until 18:00 (KST, Korean time)", None, ()),
        ("From 2022.03.14. to 2022.03.20. the city held a fair", None, ()),
    ],
)
def test_datelines(text: str, date: str | None, sources: tuple[str, ...]) -> None:
    assert read_dateline(text) == Dateline(date, sources)


def test_a_date_between_a_section_and_its_text_is_accounted_for() -> None:
    issue = issue_of(HEAD + "Smart City Issue\n2022.03.14. / MOLIT\nThe text.")
    assert accounted_once(issue, 5)


def test_a_caption_above_the_dateline_does_not_part_headline_and_date() -> None:
    issue = issue_of(
        HEAD + "Smart City Issue\nA headline\nSource: somebody\n2022.03.14. / MOLIT\nText."
    )
    (article,) = issue.articles
    assert (article.headline, article.date) == ("A headline", "2022-03-14")


def test_a_greeting_above_the_first_dated_headline_is_not_that_headline() -> None:
    issue = issue_of(
        "Town Letter no. 3\n\nDear all, have a good spring!\n\nA bridge\n2022.03.14. / A\nText.\n\n"
        "A mill\n2022.03.15. / B\nText.\n"
    )
    assert [article.headline for article in issue.articles] == ["A bridge", "A mill"]
