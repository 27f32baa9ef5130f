"""More like this."""

from __future__ import annotations

import pytest

from kb.errors import NotFound, QueryError
from kb.search.backend import Backend
from kb.search.engine import Request, search
from tests.search.search_store import ENGINES, MemoryRecords, article, literature, new_backend

FILLER = [
    article(f"f{n}", f"Budget {n}", "The council met and spoke of its budget.") for n in range(8)
]
DOCUMENTS = [
    article("bus", "Driverless buses", "Autonomous shuttle buses are tested in a living lab."),
    literature("shuttle", "Autonomous shuttles in cities", abstract="A living lab tests shuttles."),
    article("korean", "자율주행 셔틀", "세종시에서 자율주행 셔틀을 시험한다."),
    article("한국", "자율주행", "자율주행 셔틀의 시험이 끝났다."),
    article("alone", "Xylophones", "Quartz."),
    *FILLER,
]
STORE = MemoryRecords(DOCUMENTS)


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("alike") / "index")
    made.apply(DOCUMENTS, (), STORE.revision)
    return made


@pytest.mark.parametrize(
    ("id", "first"),
    [("bus", "shuttle"), ("shuttle", "bus"), ("korean", "한국"), ("한국", "korean")],
)
def test_what_shares_rare_words_comes_first(backend: Backend, id: str, first: str) -> None:
    answer = search(backend, STORE, Request("", like=id))
    assert answer.hits[0].id == first
    assert id not in [hit.id for hit in answer.hits]
    assert answer.hits[0].why
    assert "<mark>" in (answer.hits[0].snippet or "")


def test_it_can_be_narrowed(backend: Backend) -> None:
    answer = search(backend, STORE, Request("", like="bus", kind="literature"))
    assert [hit.id for hit in answer.hits] == ["shuttle"]


def test_a_record_that_shares_no_word_with_any_other(backend: Backend) -> None:
    answer = search(backend, STORE, Request("", like="alone"))
    assert (answer.total, answer.suggestion) == (0, None)
    assert answer.notes == ("nothing else has a word of alone",)


def test_a_record_that_is_not_there_and_a_query_besides(backend: Backend) -> None:
    with pytest.raises(NotFound, match="no article or record nobody"):
        search(backend, STORE, Request("", like="nobody"))
    with pytest.raises(QueryError, match="not both"):
        search(backend, STORE, Request("bus", like="bus"))
