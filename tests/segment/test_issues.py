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
