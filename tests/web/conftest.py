"""The shipped corpus as a store, and the website of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.pipeline import files_in, ingest
from kb.search.index import default_url, open_index
from kb.store import Store
from kb.web import searcher
from tests.places import CORPUS
from tests.web.visiting import Website, website_of

REFERENCES = CORPUS / "references" / "smart-city.json"


@pytest.fixture(autouse=True)
def _no_index_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KB_INDEX", raising=False)


@pytest.fixture(autouse=True)
def _time_to_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages wait for the index as long as it takes to build on a busy machine."""
    monkeypatch.setattr(searcher, "PATIENCE", 60.0)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the whole corpus with its index; not to be changed."""
    path = tmp_path_factory.mktemp("corpus") / "kb.db"
    with Store.open(path, write=True) as store:
        files, _ = files_in(sorted([*CORPUS.glob("*.txt"), *CORPUS.glob("*.html")]))
        for done in ingest(store, files, "tester"):
            assert not hasattr(done, "error"), done
        store.import_items(json.loads(REFERENCES.read_text("utf-8")), "tester", "smart-city")
        open_index(default_url(path), store).close()
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return path


@pytest.fixture
def own(corpus: Path, tmp_path: Path) -> Path:
    """A copy of the store that a test may change; without an index."""
    return Path(shutil.copy(corpus, tmp_path / "kb.db"))


@pytest.fixture(scope="session")
def website(corpus: Path) -> Iterator[Website]:
    """The website of the corpus."""
    with website_of(corpus) as opened:
        yield opened
