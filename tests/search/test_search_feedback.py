"""A long row of words ranks by what its first hits have in common, and finds what it found."""

from __future__ import annotations

import pytest

from kb.search.backend import Backend
from kb.search.engine import Answer, Request, ranking, search
from kb.search.thesaurus import NO_SYNONYMS
from kb.search.wanted import RELATED
from tests.search.search_store import ENGINES, MemoryRecords, article, new_backend

QUERY = "driverless shuttle trial reaches hospital"
DOCUMENTS = [
    # The first hits, which speak of a lidar, and one that ties with another but for that word.
    *(
        article(f"first{n}", "", f"A driverless shuttle trial reaches the {n} ward by lidar.")
        for n in ("east", "west", "north", "south")
    ),
    article("whole", "", f"{QUERY}, and nothing else is known of it."),
    article("tie-a", "", "A hospital trial was put off until spring, says Gordon."),
    article("tie-b", "", "A hospital trial was put off until spring, says Lidar."),
    *(article(f"other{n}", "", f"The council met and spoke of budget {n}.") for n in range(30)),
]
STORE = MemoryRecords(DOCUMENTS)


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("feedback") / "index")
    made.apply(DOCUMENTS, (), STORE.revision)
    return made


def ids(answer: Answer) -> list[str]:
    return [hit.id for hit in answer.hits]


def related(answer: Answer) -> dict[str, set[str]]:
    return {
        hit.id: {reason.term for reason in hit.why if reason.how == RELATED} for hit in answer.hits
    }


def test_what_shares_words_with_the_first_hits_rises_and_says_so(backend: Backend) -> None:
    answer = search(backend, STORE, Request(QUERY))
    as_typed = search(backend, STORE, Request(QUERY, exact=True))
    assert ids(as_typed)[-2:] == ["tie-a", "tie-b"]
    assert ids(answer)[-2:] == ["tie-b", "tie-a"]
    assert related(answer)["tie-b"] == {"lidar"}
    assert not any(related(as_typed).values())
    reason = next(r for hit in answer.hits for r in hit.why if r.how == RELATED)
    assert 0 < reason.weight < 0.3


def test_it_finds_neither_more_nor_less(backend: Backend) -> None:
    answer = search(backend, STORE, Request(QUERY))
    as_typed = search(backend, STORE, Request(QUERY, exact=True))
    assert answer.total == as_typed.total == 7
    assert set(ids(answer)) == set(ids(as_typed))
    assert answer.facets == as_typed.facets


def test_what_has_all_words_stays_first(backend: Backend) -> None:
    assert ids(search(backend, STORE, Request(QUERY)))[0] == "whole"


def test_only_what_was_asked_for_is_marked(backend: Backend) -> None:
    shown = {hit.id: hit.snippet or "" for hit in search(backend, STORE, Request(QUERY)).hits}
    assert "<mark>hospital</mark>" in shown["tie-b"]
    assert "<mark>Lidar" not in shown["tie-b"]


def test_pages_and_whole_lists_have_one_order(backend: Backend) -> None:
    whole = ids(search(backend, STORE, Request(QUERY)))
    paged = [
        id
        for n in range(4)
        for id in ids(search(backend, STORE, Request(QUERY, None, (), offset=2 * n, limit=2)))
    ]
    assert paged == whole == ranking(backend, STORE, Request(QUERY), NO_SYNONYMS, 10)


@pytest.mark.parametrize(
    "query",
    [
        "driverless shuttle trial reaches",
        '"driverless shuttle trial reaches hospital"',
        "driverless AND shuttle AND trial AND reaches AND hospital",
        "driverless OR shuttle OR trial OR reaches OR hospital",
        "driverless^2 shuttle trial reaches hospital",
        "driverless shuttle trial reaches body:hospital",
        "driverless shuttle trial reaches hospital -gordon",
        "driverless shuttle trial reaches hosp*",
    ],
)
def test_short_rows_and_all_that_is_more_than_words_rank_as_typed(
    backend: Backend, query: str
) -> None:
    answer = search(backend, STORE, Request(query))
    assert answer.total
    assert not any(related(answer).values())


def test_another_order_than_that_of_relevance_asks_for_no_words(backend: Backend) -> None:
    answer = search(backend, STORE, Request(QUERY, sort="newest"))
    assert not any(related(answer).values())
