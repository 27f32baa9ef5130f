"""News and what a newsletter says of itself: the one is kept, the other told apart."""

from __future__ import annotations

import pytest

from tests.segment.reading import issue_of

TEXT = "The council met on Monday and talked for hours about the bridge over the river.\n\n"
NEWS = f"# Town News No. 3 (May 2022)\n\n## A bridge\n\n{TEXT}"


@pytest.mark.parametrize(
    "title",
    [
        "Library subscriptions rise by a third",
        "City asks residents for feedback",
        "Copyright bill passes",
        "Court strikes down the privacy policy of a bank",
        "Disclaimer laws reviewed",
        "Contributors to the old mill",
        "Back issues of a lost paper found",
        "End of an era",
        "Follow us to the river",
        "Sponsors of the bridge",
        "Advertising tax",
        "구독 경제가 커진다",
    ],
)
def test_an_article_about_subscriptions_and_the_like_is_an_article(title: str) -> None:
    issue = issue_of(f"{NEWS}## {title}\n\n{TEXT}## Trees\n\n{TEXT}")
    assert [article.headline for article in issue.articles] == ["A bridge", title, "Trees"]


@pytest.mark.parametrize(
    "title",
    [
        "How to subscribe",
        "Back issues",
        "Contact us",
        "Feedback",
        "About this newsletter",
        "구독하기",
    ],
)
def test_a_standing_notice_at_the_end_is_a_notice(title: str) -> None:
    issue = issue_of(f"{NEWS}## Trees\n\n{TEXT}## {title}\n\nWrite to ann@town.example.\n")
    assert [article.headline for article in issue.articles] == ["A bridge", "Trees"]
    assert issue.furniture[-1].kind == "notice"


def test_a_report_on_subscribers_is_not_cut_from_the_last_article() -> None:
    report = "People unsubscribe rarely, a survey shows, and most come back within a few months."
    issue = issue_of(f"{NEWS}## Habits of readers\n\n{TEXT}{report}\n")
    assert issue.articles[-1].body.endswith("within a few months.")


def test_words_to_the_subscriber_after_the_last_article_are_a_footer() -> None:
    issue = issue_of(f"{NEWS}## Trees\n\n{TEXT}You receive this mail since you subscribed.\n")
    assert issue.articles[-1].body == TEXT.strip()
    assert [furniture.kind for furniture in issue.furniture][-1] == "footer"


def test_a_sentence_on_a_sponsor_is_no_advertisement() -> None:
    told = "Sponsored by the bank, a hundred trees were planted along the river.\n\n"
    issue = issue_of(f"{NEWS}## Trees\n\n{told}{TEXT}")
    assert issue.articles[-1].body == f"{told}{TEXT}".replace("\n\n", "\n").strip()
