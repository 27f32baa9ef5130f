"""A store for a test, and what goes into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kb.pipeline import Ingested, ingest
from kb.store import Store
from kb.store.save import Saved
from tests.places import CORPUS

# Hypothesis' limits, 200 ms for an example, are of a machine that does nothing else.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

ISSUE_27 = CORPUS / "smartcity-korea-27.txt"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing."""
    with Store.open(tmp_path / "kb.db", write=True) as opened:
        yield opened


@pytest.fixture
def text_27() -> str:
    """The text of issue No. 27 of the corpus."""
    return ISSUE_27.read_text(encoding="utf-8")


@pytest.fixture
def put(store: Store, tmp_path: Path) -> Callable[..., Saved]:
    """Ingests a text as a file of some name."""

    def put_text(text: str, name: str = "issue.txt") -> Saved:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (result,) = ingest(store, [path], "tester")
        assert isinstance(result, Ingested), result
        return result.saved

    return put_text
