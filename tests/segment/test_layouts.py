"""A newsletter in the layouts that newsletters have: the same articles come out of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.folding import fold
from kb.model import Article, Issue
from kb.readers import read_bytes
from kb.segment import segment
from tests.segment import layouts_html, layouts_more, layouts_text
from tests.segment.letters import LETTERS, Letter, Story

Layout = Callable[[Letter], "str | bytes"]
SECTIONED: dict[str, Layout] = {
    **layouts_text.SECTIONED,
    **layouts_html.SECTIONED,
    **layouts_more.SECTIONED,
}
FLAT: dict[str, Layout] = {**layouts_text.FLAT, **layouts_html.FLAT, **layouts_more.FLAT}
# In capitals letters alone are a look, and Hangul has none.
UNMARKED = {("korean", "txt-capitals"), ("korean", "eml-list")}


def issue_of(layout: Layout, letter: Letter) -> Issue:
    text = layout(letter)
    return segment(read_bytes(text if isinstance(text, bytes) else text.encode()))


def words(text: str) -> str:
    return fold(text)


def assert_told(article: Article, story: Story, name: str) -> None:
    """The headline is the story's, and its body begins and ends with the story's own words."""
    assert words(article.headline).lstrip("0123456789") == words(story.headline)
    body = words(article.body)
    assert body.startswith(words(story.paragraphs[0])[:40])
    last = words(story.paragraphs[0] if name == "txt-addresses" else story.paragraphs[-1])
    end = body.rfind(last[-40:])
    assert end >= 0
    assert len(body) - end - 40 < 40, article.body[-200:]


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("name", [*SECTIONED, *FLAT])
def test_every_story_is_an_article_and_nothing_else_is(name: str, letter: Letter) -> None:
    key = next(key for key, own in LETTERS.items() if own is letter)
    issue = issue_of({**SECTIONED, **FLAT}[name], letter)
    assert issue.unaccounted == ()
    if (key, name) in UNMARKED:
        assert all(words(s.headline) in words(str(issue.articles)) for s in letter.stories)
        return
    found = [words(article.headline).lstrip("0123456789") for article in issue.articles]
    assert found == [words(story.headline) for story in letter.stories]
    for article, story in zip(issue.articles, letter.stories, strict=True):
        assert_told(article, story, name)


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("name", SECTIONED)
def test_every_article_lies_in_the_section_that_the_issue_prints(name: str, letter: Letter) -> None:
    issue = issue_of(SECTIONED[name], letter)
    sections = [words(article.section or "") for article in issue.articles]
    assert sections == [words(part.title) for part in letter.parts for _ in part.stories]
