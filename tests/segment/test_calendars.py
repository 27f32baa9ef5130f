"""Runs of days with what happens on them, and stories that have a date."""

from __future__ import annotations

import pytest

from tests.segment.reading import issue_of

TEXT = "The council met on Monday and talked for hours about the bridge over the river. " * 3


def test_days_with_an_hour_are_a_calendar_and_no_text_of_the_article_above() -> None:
    days = "".join(f"March {day}, 7 pm: meeting at the hall\n" for day in (3, 10, 17, 24))
    issue = issue_of(f"Town News No. 3 (May 2022)\n\nTHE BRIDGE\n\n{TEXT}\n\nCalendar\n\n{days}")
    assert "calendar" in {furniture.kind for furniture in issue.furniture}
    assert all("7 pm" not in article.body for article in issue.articles)


@pytest.mark.parametrize("mark", ["## {}", "**{}**"])
def test_stories_whose_titles_begin_with_a_day_are_articles(mark: str) -> None:
    titles = ["March 3 council meeting", "March 10 fire at 7 pm", "March 17 flood at 9 pm"]
    text = "".join(f"{mark.format(title)}\n\n{TEXT}\n\n" for title in titles)
    issue = issue_of(f"# News\n\n{text}")
    assert [article.headline for article in issue.articles] == titles


def test_dates_in_a_list_within_an_article_stay_in_it() -> None:
    days = "- March 3: piles are pulled\n- March 10: stone is laid\n- March 17: road is closed\n"
    issue = issue_of(
        f"# News\n\n## A bridge\n\n{TEXT}\n\n{days}\nThen it opens.\n\n## Mill\n\n{TEXT}"
    )
    assert issue.articles[0].body.endswith("Then it opens.")
    assert issue.articles[-1].headline == "Mill"
