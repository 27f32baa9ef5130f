"""Of hits that tie the newest comes first, however many they are; and what a start loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.search import documents, schema
from kb.search.backend import NEWEST, OLDEST, Backend, Page
from kb.search.language import parse
from tests.search.search_store import ENGINES, article, new_backend

MANY = 300
ORDER = [f"a{number:04}" for number in range(MANY)]
NEWEST_FIRST = ORDER[1::2] + ORDER[::2]


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    """Articles alike but for their ids, put in no order; every other one has a date."""
    made = new_backend(request.param, tmp_path_factory.mktemp("ties") / "index")
    shuffled = sorted(range(MANY), key=lambda number: number * 7919 % MANY)
    for place, part in enumerate((shuffled[:200], shuffled[200:]), start=1):
        made.apply((_article(number) for number in part), (), place)
    return made


def _article(number: int) -> dict[str, object]:
    dated = {"date": "2022-03"} if number % 2 else {}
    return dict(article(f"a{number:04}", "Harbour plan", "the harbour is wide", **dated))


@pytest.mark.parametrize("query", ["harbour", "harbor~", "harb*", "harbour OR plan", '"is wide"'])
@pytest.mark.parametrize("offset", [0, 25, MANY // 2 - 5])
def test_of_equal_hits_the_newest_come_first_and_then_those_with_lower_ids(
    backend: Backend, query: str, offset: int
) -> None:
    found = backend.search(parse(query).tree, {}, Page(offset=offset))
    assert [id for id, _ in found.hits] == NEWEST_FIRST[offset : offset + 10]
    assert found.total == MANY


def test_a_word_as_typed_comes_before_what_resembles_it(backend: Backend) -> None:
    backend.apply([article("z", "Harbor")], (), 3)
    found = backend.search(parse("harbor~").tree, {}, Page(limit=3))
    assert [id for id, _ in found.hits] == ["z", "a0001", "a0003"]
    backend.apply([], ["z"], 4)


@pytest.mark.parametrize("sort", [NEWEST, OLDEST])
@pytest.mark.parametrize("offset", [0, MANY // 2 - 5, MANY - 15])
def test_equal_days_are_in_the_order_of_ids_and_dateless_ones_come_last(
    backend: Backend, sort: str, offset: int
) -> None:
    found = backend.search(parse("harbour").tree, {}, Page(sort=sort, offset=offset))
    assert [id for id, _ in found.hits] == NEWEST_FIRST[offset : offset + 10]


def test_the_parts_of_the_default_field_have_all_that_it_has() -> None:
    document = article("a", "Headline", "Body", section="News", sources=["Office"], series="No")
    parts = [value for name in schema.PARTS for value in schema.BY_NAME[name].values(document)]
    assert sorted(documents.everything(document)) == sorted(parts)
    assert len(schema.PARTS) == len(documents.SEARCHED)


def test_a_phrase_does_not_run_from_one_field_into_the_next(backend: Backend) -> None:
    assert backend.search(parse('"plan the"~5').tree, {}, Page()).total == 0
    assert backend.search(parse('"harbour plan"').tree, {}, Page()).total == MANY


def test_a_search_loads_nothing_that_reads_or_edits(tmp_path: Path) -> None:
    script = "import sys, kb.cli.search; print(*[n for n in sys.modules if n.startswith('kb.')])"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    loaded = set(done.stdout.split())
    assert "kb.search.engine" in loaded
    unwanted = ("kb.segment", "kb.readers", "kb.store.save", "kb.store.curate", "kb.web")
    assert not loaded & set(unwanted)
