"""Lines get their roles: the single steps, and issues that nobody described."""

from __future__ import annotations

import pytest

from kb.errors import KBError
from kb.model import Issue
from kb.readers import read_bytes
from kb.segment import segment
from kb.segment.datelines import Dateline, read_dateline
from kb.segment.family import load
from tests.places import CORPUS, SEED


def issue_of(text: str) -> Issue:
    return segment(read_bytes(text.encode()))


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


def test_a_text_without_any_structure_is_one_article() -> None:
    issue = issue_of("A note\nIt says something.\nAnd more.\n")
    (article,) = issue.articles
    assert (article.headline, article.body) == ("A note", "It says something.\nAnd more.")
    assert issue.unaccounted == ()


FAMILY = """
key: town
series: Town News
language: en
recognise: [Town News]
sections: [In brief]
furniture:
  tag line: [All the news\\.]
"""


def test_a_family_file_sharpens_a_known_newsletter() -> None:
    family = load("town.yaml", FAMILY)
    masthead = "Town News No. 3 (2022.03.01.)\nAll the news.\n"
    text = masthead + "In brief\nBridge\nopens\n2022.02.01. / Town\nText."
    issue = segment(read_bytes(text.encode()), [family])
    assert issue.masthead.series == "Town News"
    assert issue.masthead.inferred == ("series",)
    assert issue.sections == ("In brief",)
    assert (issue.articles[0].headline, issue.articles[0].subtitle) == ("Bridge", "opens")
    assert [f.kind for f in issue.furniture] == ["tag line"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (FAMILY.replace("key: town", ""), "'key' is missing"),
        (FAMILY + "colour: red\n", "no key 'colour'"),
        (FAMILY.replace("tag line", "slogan"), "'slogan'"),
        (FAMILY.replace("[Town News]", "['(']"), "town.yaml"),
        ("[1, 2", "town.yaml"),
        ("- a\n- b\n", "town.yaml"),
    ],
)
def test_a_broken_family_file_says_what_is_wrong(text: str, what: str) -> None:
    with pytest.raises(KBError, match=what):
        load("town.yaml", text)


HEAD = "Smart City Korea Newsletter\nNo. 3 (2022.05.01.)\n"


def accounted_once(issue: Issue, lines: int) -> bool:
    spans = [heading.lines for heading in issue.headings]
    spans += [furniture.lines for furniture in issue.furniture]
    spans += [article.lines for article in issue.articles]
    spans += [reference.lines for reference in issue.references]
    spans += [issue.masthead.lines] if issue.masthead.lines else []
    covered = [n for span in spans for n in range(span.first, span.last + 1)]
    return sorted(covered) == list(range(1, lines + 1))


def test_a_date_between_a_section_and_its_text_is_accounted_for() -> None:
    issue = issue_of(HEAD + "Smart City Issue\n2022.03.14. / MOLIT\nThe text.")
    assert accounted_once(issue, 5)


def test_a_title_above_the_masthead_is_no_article() -> None:
    issue = issue_of("Urban Notes\nNo. 3 (May 2022)\nA park opens\nThe park opened today.")
    (article,) = issue.articles
    assert article.headline == "A park opens"
    assert accounted_once(issue, 4)


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


def test_an_issue_without_its_footer_is_known_by_its_sections(text_27: str) -> None:
    text = "\n".join(text_27.split("\n")[:30])
    issue = issue_of(text)
    assert issue.masthead.series == "Smart City Korea"
    assert len(issue.sections) == 2


def test_a_caption_above_the_dateline_does_not_part_headline_and_date() -> None:
    issue = issue_of(
        HEAD + "Smart City Issue\nA headline\nSource: somebody\n2022.03.14. / MOLIT\nText."
    )
    (article,) = issue.articles
    assert (article.headline, article.date) == ("A headline", "2022-03-14")


def test_an_issue_may_have_very_many_articles() -> None:
    article = "A headline of an article\n2022.03.14. / MOLIT\nThe text of it says something.\n"
    assert len(issue_of("Smart City Issue\n" + article * 20_000).articles) == 20_000


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
