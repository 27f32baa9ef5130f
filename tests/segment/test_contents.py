"""The table of contents of an issue."""

from __future__ import annotations

from tests.segment.reading import issue_of


def test_titles_of_a_table_of_contents_are_the_headlines_further_down() -> None:
    issue = issue_of(
        "Town Letter, Issue 12 - 3 May 2022\n\nIN THIS ISSUE:\n\n01. A new bridge\n02. Trees\n"
        "03. The old mill\n\nFrom the editor.\n\n01. A NEW BRIDGE.  It opens in June and\n"
        "many will come.\n\n* Trees\n\nThey grow.\n\n3) The old mill:\n====\nIt turns.\n"
    )
    assert [(article.headline, article.body.split("\n")[0]) for article in issue.articles] == [
        ("A NEW BRIDGE", "It opens in June and"),
        ("Trees", "They grow."),
        ("The old mill:", "It turns."),
    ]
    assert "contents" in {furniture.kind for furniture in issue.furniture}
    assert issue.unaccounted == ()
