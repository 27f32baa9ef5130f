"""What an article says, as the index has it: names with their forms, and flags that count."""

from __future__ import annotations

import pytest

from kb.search import documents, said
from tests.search.search_store import literature


@pytest.mark.parametrize(
    ("korean", "also"),
    [
        ("대구광역시", ["대구", "대구시"]),
        ("서울특별시", ["서울", "서울시"]),
        ("세종특별자치시", ["세종", "세종시"]),
        ("제주특별자치도", ["제주", "제주도"]),
        ("경기도", ["경기"]),
        ("수원시", ["수원"]),
        ("양평군", ["양평"]),
        ("해운대구", ["해운대"]),
        ("중구", []),
        ("나고야", []),
    ],
)
def test_a_korean_place_is_typed_without_its_ending(korean: str, also: list[str]) -> None:
    place = {"name": "Somewhere", "ko": korean, "surface": "there"}
    found = said.forms({"places": [place]}, "places")
    assert found == ["Somewhere", korean, *also, "there"]


def test_names_are_counted_once_and_when_they_are_sure() -> None:
    busan = {"name": "Busan", "surface": "Busan", "confidence": 1.0}
    printed = {"name": "Busan", "surface": "Pusan", "confidence": 0.9}
    supposed = {"name": "Eco Town", "surface": "Eco Town", "confidence": 0.3, "proposed": True}
    document = {"places": [busan, printed, supposed]}
    assert said.names(document, "places") == ["Busan"]
    assert said.forms(document, "places") == ["Busan", "Pusan"]
    assert said.printed(document, "place", "Busan") == ["Busan", "Pusan"]
    assert said.names({}, "places") == []


def test_rejected_flags_do_not_count() -> None:
    flags = [{"code": "xnumx", "evidence": "XNUMX won"}, {"code": "x-and-x", "evidence": "a and a"}]
    document = {"flags": flags, "decisions": {"xnumx xnumxwon": {"status": "rejected"}}}
    assert said.flags({"flags": flags}) == ["xnumx", "x-and-x"]
    assert said.flags(document) == ["x-and-x"]
    noted = {"flags": flags, "decisions": {"xnumx xnumxwon": {"status": "noted", "note": "ask"}}}
    assert said.flags(noted) == ["xnumx", "x-and-x"]


@pytest.mark.parametrize(
    ("printed", "keywords"),
    [
        ("smart city; land, infrastructure", ["smart city", "land, infrastructure"]),
        ("smart city, governance", ["smart city", "governance"]),
        (["smart city", "a, b"], ["smart city", "a, b"]),
        ("", []),
    ],
)
def test_keywords_are_those_that_the_store_counts(printed: object, keywords: list[str]) -> None:
    assert documents.keywords(literature("l", keyword=printed)) == keywords
