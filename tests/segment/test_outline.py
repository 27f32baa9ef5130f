"""Sections and headlines by headings, lists and bold words."""

from __future__ import annotations

from tests.segment.reading import issue_of


def test_headings_alone_make_articles_too() -> None:
    issue = issue_of(
        "<h1>Town news no. 4 (March 2022)</h1><h2>Streets</h2><h3>A new bridge</h3><p>It opens.</p>"
        "<h3>An old road</h3><p>It closes.</p><h2>Parks</h2><h3>Trees</h3><p>They grow.</p>"
    )
    assert issue.sections == ("Streets", "Parks")
    assert [(a.section, a.headline, a.body) for a in issue.articles] == [
        ("Streets", "A new bridge", "It opens."),
        ("Streets", "An old road", "It closes."),
        ("Parks", "Trees", "They grow."),
    ]
    assert (issue.masthead.number, issue.masthead.date) == ("4", "2022-03")


def test_a_heading_over_a_list_of_links_is_a_section_of_articles() -> None:
    issue = issue_of(
        "<h1>News no. 5 (September 2021)</h1><h2>Tools</h2><ul><li><a href='https://a.org/1'>Makes</a>"
        "<p>A framework.</p></li><li><a href='https://a.org/2'>Another tool</a></li></ul>"
        "<h2>Jobs</h2><ul><li><a href='https://a.org/3'>A contractor</a></li>"
        "<li><a href='https://a.org/4'>An engineer</a></li></ul>"
    )
    assert [(a.section, a.headline, a.url) for a in issue.articles] == [
        ("Tools", "Makes", "https://a.org/1"),
        ("Tools", "Another tool", "https://a.org/2"),
        ("Jobs", "A contractor", "https://a.org/3"),
        ("Jobs", "An engineer", "https://a.org/4"),
    ]


def test_a_section_ends_at_a_heading_of_its_own_rank() -> None:
    issue = issue_of(
        "# News 7\n\n## One\n\nText.\n\n## Part\n\n### Two\n\nText.\n\n### Three\n\nText.\n\n"
        "## Four\n\nText.\n\n#### A heading within\n\nMore.\n"
    )
    assert [(a.section, a.headline) for a in issue.articles] == [
        (None, "One"),
        ("Part", "Two"),
        ("Part", "Three"),
        (None, "Four"),
    ]
    assert "A heading within" in issue.articles[-1].body


def test_words_in_bold_at_the_beginning_of_paragraphs_are_headlines() -> None:
    text = "is about something that is told here at a length that no headline would have, " * 2
    issue = issue_of(
        "# Letter no. 3 (2022-03-30)\n\nWelcome, all of you.\n\n"
        + "".join(f"**{title}.** This {text}\n\n" for title in ("Trees", "A bridge", "The mill"))
        + "*Write to us.*\n"
    )
    assert [article.headline for article in issue.articles] == ["Trees", "A bridge", "The mill"]
    assert issue.articles[0].body.startswith("This is about")
    assert issue.unaccounted == ()


TEXT = "The council met on Monday and talked for hours about the bridge over the river.\n\n"


def test_one_bold_line_below_each_heading_is_a_standfirst() -> None:
    text = "".join(f"## {t}\n\n**In short: {t}**\n\n{TEXT}" for t in ("Bridge", "Mill", "Trees"))
    issue = issue_of(f"# News No. 3 (May 2022)\n\n{text}")
    assert [article.headline for article in issue.articles] == ["Bridge", "Mill", "Trees"]


def test_bold_questions_amid_one_article_are_no_headlines() -> None:
    asked = "**When does it open?**\n\nIn June.\n\n**Who pays?**\n\nThe town.\n\n"
    text = f"## Bridge\n\n{asked}## Mill\n\n{TEXT}## Trees\n\n{TEXT}"
    issue = issue_of(f"# News No. 3 (May 2022)\n\n{text}")
    assert [article.headline for article in issue.articles] == ["Bridge", "Mill", "Trees"]


def test_code_with_rules_and_number_signs_stays_in_its_article() -> None:
    code = "```\n# a comment\n## no heading\n-----\nx = 1\n```\n\n"
    issue = issue_of(f"# News No. 3\n\n## Bridge\n\n{TEXT}{code}More.\n\n## Mill\n\n{TEXT}")
    assert [article.headline for article in issue.articles] == ["Bridge", "Mill"]
    assert issue.articles[0].body.endswith("More.")


def test_a_numbered_list_in_an_article_stays_in_it() -> None:
    issue = issue_of(f"# News\n\n## Bridge\n\nDo:\n\n1. Go\n2. Come\n3. Rest\n\n## Mill\n\n{TEXT}")
    assert [article.headline for article in issue.articles] == ["Bridge", "Mill"]


def test_read_more_below_every_story_is_no_section() -> None:
    stories = "".join(
        f"<p class='t'>{t}</p><p>{TEXT}</p><p class='m'><a href='/'>Read more</a></p>"
        for t in ("Bridge", "Mill", "Trees")
    )
    issue = issue_of(f"<html><body><h1>News no. 3 (May 2022)</h1>{stories}</body></html>")
    assert issue.sections == ()
    assert [article.headline for article in issue.articles] == ["Bridge", "Mill", "Trees"]


def test_a_short_list_of_news_is_read_as_the_longer_one_beside_it() -> None:
    def items(count: int) -> str:
        return "".join(f"- **Title {count}{n}.** {TEXT.strip()}\n" for n in range(count))

    issue = issue_of(f"# News No. 3 (May 2022)\n\n## A\n\n{items(2)}\n## B\n\n{items(3)}")
    assert [article.section for article in issue.articles] == ["A"] * 2 + ["B"] * 3


def test_links_with_a_word_about_each_are_articles_of_the_heading_above() -> None:
    issue = issue_of(
        "# Weekly 12\n\n## Articles\n\n- [Bridge opens](https://a.example/1) - Ann tells how.\n"
        "- [Mill closes](https://a.example/2): Bob is sad.\n\n## Tools\n\n"
        "- [Saw](https://a.example/4) – cuts.\n- [Axe](https://a.example/5) – chops.\n\n"
        "## From the editor\n\nA holiday comes.\n"
    )
    assert [(a.section, a.headline, a.body) for a in issue.articles] == [
        ("Articles", "Bridge opens", "Ann tells how."),
        ("Articles", "Mill closes", "Bob is sad."),
        ("Tools", "Saw", "cuts."),
        ("Tools", "Axe", "chops."),
        (None, "From the editor", "A holiday comes."),
    ]


def test_a_list_of_links_in_one_article_among_others_is_its_text() -> None:
    links = "- [Saw](https://a.example/4) – cuts.\n- [Axe](https://a.example/5) – chops.\n\n"
    text = "".join(f"## {title}\n\n{TEXT}" for title in ("Mill", "Trees", "Ferry"))
    issue = issue_of(f"# News No. 3\n\n{text}## Bridge\n\n{links}")
    assert [article.headline for article in issue.articles][-1] == "Bridge"


def test_stories_with_the_same_title_are_articles_each() -> None:
    stories = f"<p style='font-size:20px'>A job</p><p>{TEXT}</p>" * 4
    issue = issue_of(f"<html><body><h1>News no. 3 (May 2022)</h1>{stories}</body></html>")
    assert [article.headline for article in issue.articles] == ["A job"] * 4
