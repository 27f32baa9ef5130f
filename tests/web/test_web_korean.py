"""Pages in Korean: also what the library says, with its values in their places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.web.language import translated
from kb.wording import Wording
from tests.web.visiting import Website


@pytest.fixture
def korean(website: Website) -> Iterator[Website]:
    website.headers = {"cookie": "kb_language=ko"}
    yield website
    website.headers = {}


def test_notes_on_a_query(korean: Website) -> None:
    said = korean.get("/search", q="foo:bar year:soon (a").words()
    assert "“foo” 필드가 없어 일반 단어로 검색했습니다." in said
    assert "“year:soon”: 숫자가 아니므로 제외했습니다." in said
    assert "짝이 없는 괄호는 무시했습니다." in said


def test_notes_stay_english_for_programs(korean: Website) -> None:
    notes = korean.get("/search.json", q="year:soon").json()["notes"]
    assert notes == ['"year:soon" was left out: that is no number']


def test_the_help(korean: Website) -> None:
    said = korean.get("/help").words()
    assert "단어 중 하나라도 있는 자료, 모두 있는 자료 먼저" in said
    assert "패턴 하나로 최대 1,000개 단어를 찾으며" in said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/source/nothing", "해당 호를 찾을 수 없습니다: nothing"),
        ("/kb/articles/nothing", "자료를 찾을 수 없습니다."),
        ("/search?year=a..b", "“a..b”: 범위가 아닙니다."),
    ],
)
def test_errors(korean: Website, path: str, said: str) -> None:
    assert said in korean.get(path).words()


def test_tables_and_the_site_have_korean_names(korean: Website) -> None:
    page = korean.get("/kb/articles")
    assert page.words("h1") == "기사"
    assert page.words(".kb-name") == "뉴스레터와 문헌"


def test_a_wording_is_text_that_knows_its_pattern() -> None:
    said = Wording("only the first %(most)s words were searched", most=64)
    assert said == "only the first 64 words were searched"
    assert (said.pattern, said.values) == (
        "only the first %(most)s words were searched",
        {"most": 64},
    )
    assert translated(said) == said, "in English"
    assert Wording("100 %") == "100 %", "without values a pattern is text"
    assert translated("") == ""
