"""The query language: what a query finds, what is explained, and what cannot harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.search import expansion
from kb.search.backend import Backend, Page
from kb.search.engine import matching_ids
from kb.search.grammar import parser
from kb.search.language import parse
from kb.search.tree import EVERY
from tests.search.search_store import ENGINES, article, literature, new_backend

DOCUMENTS = [
    article(
        "a1",
        "MOLIT opens K-City to start-ups",
        "The ministry tests security of autonomous vehicles in smart cities.",
        section="Policy",
        series="Smart City Korea",
        number="27",
        issue="smartcity-korea-27",
        date="2022-03-29",
        sources=["MOLIT"],
        language="en",
    ),
    article(
        "a2",
        "스마트시티 법 개정",
        "국토교통부는 서울에서 도시법 개정안을 발표했다.",
        section="정책",
        date="2022-03",
        sources=["국토교통부"],
        language="ko",
    ),
    article(
        "a3", "스마트 시티 챌린지", "A challenge for the city of Busan, BRT를 포함", date="2021-12"
    ),
    literature(
        "hong2021busan",
        "Busan eco delta: a planner's view",
        author=[{"family": "Hong", "given": "Soon-gu"}, {"literal": "Land Institute"}],
        container_title="Journal of Planning",
        publisher="Müller Verlag",
        issued={"date-parts": [[2021, 10]]},
        DOI="10.1000/ABC.5",
        keyword="waterfront; governance",
        abstract="Great cities need plans.",
        note="Compiled in 漢字 and 한글",
    ),
    literature("kim1999", "Transport", issued={"date-parts": [[1999]]}, language="en"),
]
FOUND = {
    # bare words, all of them first
    "security busan": "a1 a3 hong2021busan",
    "The security": "a1",
    "the": "a1 a3",
    "cities": "a1 a3 hong2021busan",
    # operators
    "security AND vehicles": "a1",
    "security AND busan": "",
    "security OR transport": "a1 kim1999",
    "busan NOT challenge": "hong2021busan",
    "NOT busan": "a1 a2 kim1999",
    "busan ANDNOT challenge": "hong2021busan",
    "+busan challenge": "a3 hong2021busan",
    "busan -challenge": "hong2021busan",
    "-busan": "a1 a2 kim1999",
    "(security OR busan) AND NOT (challenge OR eco)": "a1",
    "(busan -challenge) OR transport": "hong2021busan kim1999",
    "busan ANDMAYBE security": "a3 hong2021busan",
    "*:*": "a1 a2 a3 hong2021busan kim1999",
    "": "a1 a2 a3 hong2021busan kim1999",
    # phrases
    '"smart cities"': "a1",
    '"cities smart"': "",
    '"autonomous cities"~4': "a1",
    '"autonomous cities"~3': "",
    '"서울 개정안"': "",
    "K-City": "a1",
    "k city": "a1 a3 hong2021busan",
    "'smart cities'": "a1",
    # fields and aliases
    "title:k-city": "a1",
    "headline:busan": "hong2021busan",
    "TITLE:busan": "hong2021busan",
    "제목:busan": "hong2021busan",
    "author:hong": "hong2021busan",
    'author:"hong soon-gu"': "hong2021busan",
    'author:"soon-gu hong"': "hong2021busan",
    'author:"gu land"': "",
    "author:(kim OR institute)": "hong2021busan",
    "journal:planning": "hong2021busan",
    "publisher:muller": "hong2021busan",
    "section:policy": "a1",
    "source:molit": "a1",
    'series:"smart city"': "a1",
    "number:27": "a1",
    "issue:smartcity-korea-27": "a1",
    "keyword:governance": "hong2021busan",
    "abstract:plans": "hong2021busan",
    "body:ministry": "a1",
    "note:compiled": "hong2021busan",
    "type:book": "hong2021busan kim1999",
    "kind:article": "a1 a2 a3",
    "language:en": "a1 kim1999",
    "id:a1": "a1",
    "doi:10.1000/abc.5": "hong2021busan",
    'doi:"https://doi.org/10.1000/ABC.5"': "hong2021busan",
    "keyword:*": "hong2021busan",
    # dates and numbers
    "year:2022": "a1 a2",
    "year:[2021 TO 2022]": "a1 a2 a3 hong2021busan",
    "year:{2021 TO ]": "a1 a2",
    "year:>=2021": "a1 a2 a3 hong2021busan",
    "year:<2021": "kim1999",
    "date:2022-03": "a1 a2",
    "date:2022-03-29": "a1 a2",
    "date:2022-03-30": "a2",
    "date:2021-12": "a3",
    "date:[2021 TO 2022-03-01]": "a2 a3 hong2021busan",
    "date:[2021 TO 2022-03]": "a1 a2 a3 hong2021busan",
    "date:[2021년 11월 TO 2022년]": "a1 a2 a3",
    "date:[October 2021 TO December 2021]": "a3 hong2021busan",
    "date:[ TO 2000]": "kim1999",
    "date:{2021 TO }": "a1 a2",
    "date:>2021": "a1 a2",
    "NOT date:[2021 TO 2022]": "kim1999",
    "busan year:abc": "a3 hong2021busan",
    # wildcards and fuzzy terms
    "vehic*": "a1",
    "sec*ty": "a1",
    "cit?es": "a1 hong2021busan",
    "*port": "kim1999",
    "sec?rity": "a1",
    "security?": "a1",
    '"of security?"': "",
    '"tests security?"': "a1",
    "securty~": "a1",
    "scurty~2": "a1",
    "scurty~": "",
    "xecurity~1/1": "",
    "title:[c TO f]": "a1 hong2021busan",
    "챌린*": "a3",
    # Korean
    "스마트시티": "a2 a3",
    "스마트 시티": "a2 a3",
    '"스마트 시티"': "a2 a3",
    "스마트시티를": "a2 a3",
    "법": "a2",
    "도시법": "a2",
    "국토교통부": "a2",
    "국토교통부의": "a2",
    "서울은": "a2",
    "BRT": "a3",
    "스마트시티 challenge": "a2 a3",
    "漢字": "hong2021busan",
    "漢": "hong2021busan",
    "서울은 어디인가?": "a2",
    "ｂｕｓａｎ": "a3 hong2021busan",
    "“smart cities”": "a1",
}
NOTES = {
    "year:abc busan": "left out",
    "date:soon": "left out",
    "year:20*": "takes no patterns",
    "foo:busan": 'no field "foo"',
    '"smart city': "no partner",
    "(smart": "a bracket has no partner and was passed over",
    "smart AND": '"AND" has nothing to join and was passed over',
    "(OR smart) city": '"OR" has nothing to join',
    "NOT": '"NOT" has nothing to join; it was searched as a word',
    "[2021 TO 2022": "a range has brackets on both sides",
    "smart^much": '"^much" is no weight',
    "title:": '"title:" has nothing to look for',
    "date:[2022 TO 2021]": "ends before it begins",
    "year:[2022 TO 2021]": "ends before it begins",
    "???": "nothing to search for",
    "a " * 70: "only the first 64 words",
    "x" * 2000: "only the first 1,000 characters",
    "(" * 40 + "a" + ")" * 40: "deep",
    "word~9": "2 different letters",
    " ".join(f"{letter}*" for letter in "abcdefghijklmnopq"): "first 12 patterns",
}


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("language") / "index")
    made.apply(DOCUMENTS, (), 1)
    return made


@pytest.mark.parametrize(("query", "ids"), FOUND.items())
def test_what_a_query_finds(backend: Backend, query: str, ids: str) -> None:
    assert matching_ids(backend, query) == ids.split()


@pytest.mark.parametrize(("query", "part"), NOTES.items())
def test_what_is_explained(query: str, part: str) -> None:
    assert any(part in note for note in parse(query).notes)


def test_patterns_look_at_so_many_words_and_no_more(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "MOST_LOOKED_AT", 5)
    for query in ("*port", "title:[a TO zzz]"):
        found = backend.search(parse(query).tree, {}, Page())
        assert any("give its first letters" in note for note in found.notes), query
    assert not backend.search(parse("vehic*").tree, {}, Page()).notes


def test_where_the_parser_gives_up_the_words_are_searched(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexError

    monkeypatch.setattr(type(parser()), "parse", broken)
    query = "busan AND NOT ANDNOT challenge"
    assert "words alone" in parse(query).notes[0]
    assert matching_ids(backend, query) == ["a3", "hong2021busan"]


def test_documents_with_all_words_come_first(backend: Backend) -> None:
    found = backend.search(parse("city busan great cities").tree, {}, Page())
    assert found.hits[0][0] == "hong2021busan"


def test_a_boost_decides(backend: Backend) -> None:
    def first(query: str) -> str:
        return backend.search(parse(query).tree, {}, Page()).hits[0][0]

    assert first("transport^20 challenge OR security") == "kim1999"
    assert first("transport challenge^20 OR security") == "a3"


def test_run_together_words_find_what_comes_close(backend: Backend) -> None:
    assert "a2" in matching_ids(backend, "서울개정안발표")


def test_an_empty_query_is_everything() -> None:
    assert parse("  ").tree == EVERY
    assert not parse("").notes


PIECES = st.sampled_from(
    "( ) \" ' + - * ? ~ ~2 ^ ^2 [ ] { } AND OR NOT TO ANDNOT ANDMAYBE REQUIRE title: year: date: "
    "foo: : *:* smart city 스마트 법 2022 2021-03 >= < \\ & é ß İ 漢字 \x00 \n".split(" ")
)
HOSTILE = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(PIECES, st.just(" ")), max_size=25).map("".join),
    st.lists(PIECES, max_size=12).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_no_query_raises(backend: Backend, query: str) -> None:
    matching_ids(backend, query)


LONG = [
    "a" * 100_000,
    "a " * 50_000,
    "(" * 5_000 + "a" + ")" * 5_000,
    '"' * 9_999,
    "a* " * 5_000,
    "*a*b*c*d*e*f*g*h*i*j* " * 50,
    "[" * 1_000 + " TO ",
    "date:[" * 160,
    "NOT " * 250,
    "a~2 " * 250,
    '"' + "city busan " * 90 + '"~9',
    "스마트시티" * 200,
    "- + " * 250,
    "x^" + "9" * 900,
    '"a b"~' + "9" * 900,
    "year:" + "9" * 900,
    "a~1/" + "9" * 900,
]


@pytest.mark.parametrize("query", LONG)
def test_long_queries_take_bounded_time(backend: Backend, query: str) -> None:
    began = time.process_time()
    backend.search(parse(query).tree, {}, Page(facets=("year",)))
    assert time.process_time() - began < 2
