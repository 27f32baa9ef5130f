"""The corpus that ships is parsed as its hand-reviewed results say; the floors are pinned."""

import json

import pytest

from kb.references.csl import from_csl
from scripts import evaluate
from tests.places import CORPUS


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return evaluate.evaluate()


@pytest.mark.parametrize("measure", evaluate.FLOORS)
def test_no_measure_is_below_its_floor(measured: dict[str, float], measure: str) -> None:
    assert measured[measure] >= evaluate.FLOORS[measure]


def test_the_corpus_is_the_one_that_the_floors_were_set_on() -> None:
    assert evaluate.fingerprint() == evaluate.PINNED


@pytest.mark.parametrize("path", evaluate.issue_files(), ids=lambda path: path.name)
def test_every_issue_has_an_expected_result(path: object) -> None:
    assert evaluate.expected_of(path).is_file()  # type: ignore[arg-type]


def test_every_expected_result_has_an_issue() -> None:
    results = {evaluate.expected_of(path) for path in evaluate.issue_files()}
    assert set(CORPUS.glob("*.expected.json")) == results


def test_the_literature_that_ships_is_sound() -> None:
    items = json.loads((CORPUS / "references" / "smart-city.json").read_text(encoding="utf-8"))
    assert len(items) == 105
    assert len({item["id"] for item in items}) == 105
    assert all(from_csl(item).title for item in items)
    assert not any(key.startswith("_") for item in items for key in item)
