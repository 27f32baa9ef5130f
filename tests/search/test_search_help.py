"""The help page keeps its word: every example finds what it says, without a complaint."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.search.backend import Backend
from kb.search.engine import matching_ids
from kb.search.help import SECTIONS, markdown, plain
from kb.search.language import parse
from kb.search.thesaurus import shipped
from tests.places import ROOT
from tests.search.search_store import ENGINES, article, literature, new_backend

DOCUMENTS = [
    article(
        "a1",
        "K-City opens",
        "MOLIT tests the security of autonomous vehicles in the smart cities of Korea.",
        date="2022-03-29",
        sources=["MOLIT"],
        places=[
            {"name": "Daegu", "ko": "대구광역시", "surface": "Daegu", "country": "KR"},
            {"name": "Seoul", "ko": "서울특별시", "surface": "Seoul", "country": "KR"},
        ],
        flags=[{"code": "xnumx", "evidence": "XNUMX"}],
    ),
    article(
        "a2",
        "스마트시티 챌린지",
        "국토교통부는 서울에서 도시법 개정안을 발표했다.",
        date="2021-12",
        sources=["국토교통부"],
        places=[{"name": "Haeundae-gu", "ko": "해운대구", "surface": "해운대구"}],
        organisations=[{"name": "Ministry of Education", "ko": "교육부", "surface": "교육부"}],
        programmes=[
            {"name": "Smart City Challenge", "ko": "스마트시티 챌린지", "surface": "챌린지"}
        ],
    ),
    article(
        "a3",
        "A challenge for Busan",
        "Busan without a delta.",
        date="2020",
        countries=[
            {"name": "Singapore", "ko": "싱가포르", "country": "SG", "surface": "Singapore's"}
        ],
        flags=[{"code": "stray-word", "evidence": "of"}],
    ),
    article("a4", "Busan ferry"),
    literature(
        "l1",
        "Busan eco delta: a challenge",
        author=[{"family": "Hong", "given": "Soon-gu"}],
        container_title="Journal of Planning",
        issued={"date-parts": [[2021, 10]]},
        DOI="10.1000/ABC.5",
        keyword="governance",
        publisher_place="Seoul",
    ),
    literature("l2", "Transport", author=[{"family": "Kim", "given": "Minji"}]),
    literature("l3", "Ministry of Land, Infrastructure and Transport: report"),
]
FINDS = {
    "smart city challenge": "a1 a2 a3 l1",
    "스마트시티 챌린지": "a2",
    "서울의 수도는 어디인가?": "a2",
    "K-City": "a1",
    '"autonomous vehicles"': "a1",
    '"security cities"~7': "a1",
    '"서울에서 도시법"': "a2",
    "security AND vehicles": "a1",
    "security OR transport": "a1 l2 l3",
    "busan NOT challenge": "a4",
    "(security OR transport) AND NOT vehicles": "l2 l3",
    "+busan challenge -delta": "a4",
    "busan ANDMAYBE challenge": "a3 a4 l1",
    "security REQUIRE vehicles": "a1",
    "headline:challenge": "a3 l1",
    'author:"Hong Soon-gu"': "l1",
    "author:(kim OR hong)": "l1 l2",
    "journal:planning keyword:governance": "l1",
    "place:Daegu year:2022": "a1",
    "place:대구 AND year:2022": "a1",
    "place:seoul": "a1 l1",
    "country:싱가포르": "a3",
    "org:교육부": "a2",
    'programme:"smart city challenge"': "a2",
    "flag:xnumx": "a1",
    "flag:* NOT flag:xnumx": "a3",
    "제목:챌린지": "a2",
    "keyword:*": "l1",
    "doi:10.1000/abc.5": "l1",
    "year:2022": "a1",
    "date:[2021 TO 2022-03]": "a1 a2 l1",
    "date:{2021 TO }": "a1",
    "year:>=2021": "a1 a2 l1",
    "date:[October 2021 TO December 2021]": "a2 l1",
    "date:2022년3월": "a1",
    "transp*": "l2 l3",
    "*port": "l2 l3",
    "se?urity": "a1",
    "securty~": "a1",
    "스마트씨티~": "a2",
    "sekurty~2": "a1",
    "securty~2/3": "a1",
    "title:[c TO f]": "a1 a3 l1",
    "security^3 vehicles": "a1",
    "국토교통부": "a1 a2 l3",
    "ministry of land infrastructure and transport": "a1 a2 l2 l3",
    "source:MOLIT": "a1 a2",
}
EXAMPLES = [example for section in SECTIONS for example in section.examples]


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("help") / "index")
    made.apply(DOCUMENTS, (), 1)
    return made


def test_every_example_is_tested() -> None:
    assert {example.query for example in EXAMPLES} == set(FINDS)


@pytest.mark.parametrize("query", [example.query for example in EXAMPLES])
def test_an_example_finds_what_it_says(backend: Backend, query: str) -> None:
    assert parse(query, shipped()).notes == ()
    assert matching_ids(backend, query, thesaurus=shipped()) == FINDS[query].split()


def test_the_document_says_what_the_pages_say() -> None:
    written = Path(ROOT, "docs", "search.md").read_text(encoding="utf-8")
    assert written == "\n".join(markdown()) + "\n", "write docs/search.md anew"


def test_the_terminal_shows_every_example() -> None:
    text = "\n".join(plain())
    assert all(example.query in text and example.finds in text for example in EXAMPLES)
