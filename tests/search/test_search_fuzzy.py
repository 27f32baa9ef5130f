"""Words that differ by a few letters, in both scripts, the same on every engine."""

from __future__ import annotations

import pytest

from kb.search.backend import Backend, Page
from kb.search.language import parse
from kb.search.snippets import explained
from tests.search.search_store import ENGINES, article, new_backend

WORDS = {
    "latin": "security",
    "latin-inside": "cybersecurity",
    "hangul": "스마트시티",
    "hangul-replaced": "스마트도티",
    "hangul-shorter": "스마시티",
    "hangul-longer": "스마트한시티",
    "hangul-particle": "스마트시티에서는",
    "hangul-long": "가나다라마바사아자차카타",
    "han": "智慧都市",
    "han-replaced": "智能都市",
    "mixed": "5g통신망",
}


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("fuzzy") / "index")
    made.apply((article(id, "Note", word) for id, word in WORDS.items()), (), 1)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("securty~", "latin"),
        ("secutrity~", "latin"),
        ("secirty~", ""),
        ("secirty~2", "latin"),
        ("스마트시티~", "hangul hangul-particle hangul-replaced hangul-shorter hangul-longer"),
        ("스마트씨티~", "hangul hangul-particle hangul-replaced"),
        ("스마트시~", "hangul hangul-particle"),
        ("스마트씨티~2", "hangul hangul-particle hangul-replaced hangul-shorter hangul-longer"),
        ("가나다라마바사하자차카타~", "hangul-long"),
        ("가나다라마바사하자차카~2", "hangul-long"),
        ("智慧都~", "han"),
        ("智慧都市~", "han han-replaced"),
        ("body:통신막~", "mixed"),
        ("통신막~", "mixed"),
        ("스마트시티*", "hangul hangul-particle"),
        ("스마*", "hangul hangul-particle hangul-replaced hangul-shorter hangul-longer"),
        ("*시티", "hangul hangul-shorter hangul-longer"),
        ("스*시티", "hangul hangul-shorter hangul-longer"),
        ("body:[가 TO 나]", "hangul-long"),
        ("body:[securing TO 가나]", "latin han han-replaced"),
    ],
)
def test_what_resembles_a_word_is_found(backend: Backend, query: str, found: str) -> None:
    hits = backend.search(parse(query).tree, {}, Page(limit=20)).hits
    assert {id for id, _ in hits} == set(found.split())
    assert backend.ids(parse(query).tree, {}) == sorted(found.split())


def test_korean_words_are_compared_and_marked_without_their_particles() -> None:
    document = article("a", "Note", "새로운 스마트시티에서는 사람이 먼저다")
    shown, _ = explained(document, parse("스마트씨티~").wanted)
    assert shown == "새로운 <mark>스마트시티에서는</mark> 사람이 먼저다"
