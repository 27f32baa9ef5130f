"""Did you mean: what is proposed, and when nothing is."""

from __future__ import annotations

import pytest

from kb.search.backend import Backend
from kb.search.engine import Request, search
from tests.search.search_store import ENGINES, MemoryRecords, article, new_backend

DOCUMENTS = [
    article("a1", "Boundary layers", "The boundary layer of a wing. Aerodynamic heating."),
    article("a2", "Security of smart cities", "A smart city is planned. Boundary of the city."),
    article("a3", "스마트시티 챌린지", "국토교통부는 스마트시티를 발표했다."),
    article("a4", "Smart grids", "Plans of a smart grid"),
    article("a5", "Müller's method", "A method"),
]
STORE = MemoryRecords(DOCUMENTS)


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("suggestion") / "index")
    made.apply(DOCUMENTS, (), STORE.revision)
    return made


def suggestion(backend: Backend, query: str, **more: object) -> str | None:
    request = Request(query, **more)  # type: ignore[arg-type]
    return search(backend, STORE, request).suggestion


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("boundry", "boundary"),
        ("boundray", "boundary"),
        ("voundary", "boundary"),
        ("oundary", "boundary"),
        ("aerodynmaic hetaing", "aerodynamic heating"),
        ("BOUNDRY Secruity", "BOUNDARY Security"),
        ("title:boundery", "title:boundary"),
        ('"boundry layer"', '"boundary layer"'),
        ("smart ctiy", "smart city"),
        ("smartgrid", "smart grid"),
        ("스마투시티", "스마트시티"),
        ("스마투시티를", "스마트시티를"),
        ("국토교퉁부", "국토교통부"),
        ("수마트시티", "스마트시티"),
        ("meth0d", "method"),
    ],
)
def test_a_word_that_nothing_has_is_replaced_by_the_nearest(
    backend: Backend, query: str, better: str
) -> None:
    assert suggestion(backend, query) == better


@pytest.mark.parametrize(
    "query",
    [
        "boundary",
        "boundaries",
        "smart security",
        "muller",
        "스마트 시티",
        "스마트시티에서",
        "zzzqqqxx",
        "bxundxrx",
        "cit",
        "*:*",
        "",
        "???",
        "year:2022",
        "wrod*",
        "20221",
        "id:a11",
        "NOT boundry",
    ],
)
def test_nothing_is_proposed(backend: Backend, query: str) -> None:
    assert suggestion(backend, query) is None


def test_a_question_in_full_is_not_corrected(backend: Backend) -> None:
    assert suggestion(backend, "which ctiy has a plan for smart grids and security") is None


def test_what_filters_leave_out_is_no_mistake(backend: Backend) -> None:
    assert suggestion(backend, "boundary", kind="literature") is None


def test_what_is_proposed_finds_more(backend: Backend) -> None:
    assert suggestion(backend, '"boundry grid"') is None
