"""Sections that hold references."""

from __future__ import annotations

from tests.segment.reading import accounted_once, issue_of

HEAD = "Smart City Korea Newsletter\nNo. 3 (2022.05.01.)\n"


def test_a_contact_within_literature_is_not_counted_twice() -> None:
    issue = issue_of(
        HEAD + "Smart City Literature\nSome long title of a work\nsmartcity@auri.re.kr\n"
        "Hong Soon-gu, Kim Hyeon-jong\nArchitecture 66, No. 1 (2022.01.) pp.22-25"
    )
    assert accounted_once(issue, 7)


def test_what_follows_the_contact_is_no_literature() -> None:
    issue = issue_of(
        HEAD + "Smart City Literature\nA title\nHong Soon-gu\nCities 6, No. 1 (2022.01.) pp.2-5\n"
        "smartcity@auri.re.kr / 044-417-9668\nAddress: 1 Some Street\nYou receive this as"
    )
    assert len(issue.references) == 1
    assert accounted_once(issue, 9)


def test_a_citation_amid_an_article_stays_a_part_of_it_though_a_rule_stands_below() -> None:
    issue = issue_of(
        "Letter No. 27 (2022.04.01.)\n\nThe bridge\n2022.03.14. / MOLIT\nIt opens.\n"
        "Kim, N. (2021). A bridge that opens in spring. Town Journal, 3(2), 1-12.\n===\n"
        "More of it tomorrow.\n\nThe mill\n2022.03.15. / MOLIT\nIt turns.\n"
    )
    assert issue.references == ()
    assert "Town Journal" in issue.articles[0].body
