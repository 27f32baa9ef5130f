"""Rules between articles, under titles and around advertisements."""

from __future__ import annotations

from tests.segment.reading import issue_of

TEXT = "The council met on Monday and talked for hours about the bridge.\n\n"
TITLES = ["The bridge", "The mill", "The trees", "The ferry"]


def test_a_rule_under_a_title_is_its_underline() -> None:
    text = "".join(f"{title}\n----------\n\n{TEXT}" for title in TITLES)
    issue = issue_of(f"Town News No. 3 (May 2022)\n\n{text}")
    assert [article.headline for article in issue.articles] == TITLES


def test_a_subheading_that_is_underlined_otherwise_stays_in_its_article() -> None:
    text = "".join(
        f"{title.upper()}\n==========\n\n{TEXT}What it costs\n-------------\n\n{TEXT}"
        for title in TITLES
    )
    issue = issue_of(f"Town News No. 3 (May 2022)\n\n{text}")
    assert [article.headline for article in issue.articles] == [title.upper() for title in TITLES]
    assert all("What it costs" in article.body for article in issue.articles)


def test_what_follows_a_rule_is_a_headline_where_rules_part_the_text() -> None:
    text = "".join(f"*********\n\n{title}\n\n{TEXT}" for title in TITLES)
    issue = issue_of(f"Town News No. 3 (May 2022)\n\n{text}")
    assert [article.headline for article in issue.articles] == TITLES


def test_an_advertisement_between_rules_is_no_part_of_the_article_around_it() -> None:
    box = "****** SPONSORED BY: Soap Inc. ******\n\nBuy our soap.\n\n______________\n"
    text = "".join(f"{title.upper()}\n\n{TEXT}" for title in TITLES)
    issue = issue_of(f"Town News No. 3 (May 2022)\n\nTHE PIER\n\n{TEXT}{box}\n{text}")
    assert issue.articles[0].body == TEXT.strip()
    assert "advertisement" in {furniture.kind for furniture in issue.furniture}
