"""The life of an index: caught up, rebuilt, refused, killed, shared."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kb.errors import SearchIndexError
from kb.search import index, schema, tantivy_backend, tantivy_compile, whoosh_backend
from kb.search.backend import Engine
from kb.search.engine import matching_ids
from kb.search.folder import GENERATION, LOCK
from kb.search.index import default_url, open_index
from kb.search.lock import locked
from kb.search.whoosh_backend import WhooshBackend
from tests.search.search_store import ENGINES, MemoryRecords, article, needs_tantivy

EVERYTHING = "*:*"


def records(count: int = 5) -> MemoryRecords:
    return MemoryRecords(article(f"a{n}", f"headline {n}", "city " * n) for n in range(count))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kb.db.index"


def ids(url: str, store: MemoryRecords) -> list[str]:
    backend = open_index(url, store)
    try:
        assert backend.revision == store.revision
        return matching_ids(backend, EVERYTHING)
    finally:
        backend.close()


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if GENERATION.fullmatch(path.name))


def test_an_index_is_built_and_caught_up(engine: str, folder: Path) -> None:
    store, url = records(), f"{engine}:{folder}"
    assert ids(url, store) == sorted(store.kept)
    built = generations(folder)
    store.put(article("a9", "new"))
    store.put(article("a1", "changed entirely"))
    store.remove("a0")
    assert ids(url, store) == ["a1", "a2", "a3", "a4", "a9"]
    assert generations(folder) == built
    assert matching_ids(open_index(url, store), "entirely") == ["a1"]
    assert matching_ids(open_index(url, store), "title:1") == []


def test_an_open_index_sees_what_another_writes(engine: str, folder: Path) -> None:
    store, url = records(), f"{engine}:{folder}"
    reader = open_index(url, store)
    store.put(article("a9", "new"))
    open_index(url, store).close()
    assert reader.revision == store.revision
    assert matching_ids(reader, "new") == ["a9"]


def test_an_empty_store_has_an_empty_index(engine: str, folder: Path) -> None:
    store = MemoryRecords()
    assert ids(f"{engine}:{folder}", store) == []
    store.put(article("a1", "first"))
    assert ids(f"{engine}:{folder}", store) == ["a1"]


def test_many_changes_build_anew(
    engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "MOST_CHANGES", 2)
    store = records(7)
    assert len(ids(f"{engine}:{folder}", store)) == 7
    built = generations(folder)
    for number in range(5):
        store.put(article(f"b{number}"))
    assert len(ids(f"{engine}:{folder}", store)) == 12
    assert generations(folder) != built, "more changes than that are built anew"


def test_an_index_of_another_store_is_rebuilt(engine: str, folder: Path) -> None:
    url = f"{engine}:{folder}"
    ids(url, records(3))
    other = MemoryRecords([article("x", "other"), *records(4).kept.values()], store="another")
    assert ids(url, other) == ["a0", "a1", "a2", "a3", "x"]
    assert len(generations(folder)) == 1


def test_an_index_ahead_of_its_store_is_rebuilt(engine: str, folder: Path) -> None:
    url = f"{engine}:{folder}"
    ids(url, records(5))
    assert ids(url, records(3)) == ["a0", "a1", "a2"]


def test_an_index_of_another_version_is_rebuilt(
    engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, store = f"{engine}:{folder}", records()
    ids(url, store)
    built = generations(folder)
    monkeypatch.setattr(schema, "VERSION", "later")
    assert ids(url, store) == sorted(store.kept)
    assert generations(folder) != built


def test_rebuild_on_demand(engine: str, folder: Path) -> None:
    url, store = f"{engine}:{folder}", records()
    ids(url, store)
    built = generations(folder)
    open_index(url, store, rebuild=True).close()
    assert generations(folder) != built
    assert len(generations(folder)) == 1


def overwrite(path: Path, content: bytes) -> None:
    """Put a new file in the place of one, which somebody may still have mapped into memory."""
    path.unlink()
    path.write_bytes(content)


def garbage(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            overwrite(path, b"\x93garbage\x00" * 40)


def only_the_generation(folder: Path) -> None:
    garbage(folder / generations(folder)[0])


def no_pointer(folder: Path) -> None:
    for pointer in folder.glob("*.json"):
        pointer.unlink()


def pointer_to_nowhere(folder: Path) -> None:
    shutil.rmtree(folder / generations(folder)[0])


def empty_files(folder: Path) -> None:
    for path in (folder / generations(folder)[0]).rglob("*"):
        overwrite(path, b"")


def half_the_files(folder: Path) -> None:
    for path in sorted((folder / generations(folder)[0]).iterdir())[::2]:
        path.unlink()


DAMAGE = [garbage, only_the_generation, no_pointer, pointer_to_nowhere, empty_files, half_the_files]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_broken_index_is_rebuilt(
    engine: str, folder: Path, damage: Callable[[Path], None]
) -> None:
    url, store = f"{engine}:{folder}", records()
    ids(url, store)
    damage(folder)
    assert ids(url, store) == sorted(store.kept)
    assert len(generations(folder)) == 1


def test_each_broken_file_is_noticed_at_last_when_read(engine: str, folder: Path) -> None:
    url, store = f"{engine}:{folder}", records()
    ids(url, store)
    names = [path.name for path in (folder / generations(folder)[0]).iterdir()]
    for number in range(len(names)):
        found = sorted((folder / generations(folder)[0]).iterdir())
        path = found[number % len(found)]
        overwrite(path, b"\x00garbage" * (path.stat().st_size // 8 + 1))
        assert ids(url, store) == sorted(store.kept), path.name


def test_a_search_mends_an_index_that_breaks_while_open(
    engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = records()
    backend = open_index(f"{engine}:{folder}", store)
    inner = backend._backend  # type: ignore[attr-defined]

    def broken(*_: object) -> None:
        raise ValueError("bytes make no sense")

    monkeypatch.setattr(type(inner), "ids", broken)
    with pytest.raises(ValueError, match="no sense"):
        matching_ids(backend, EVERYTHING)
    monkeypatch.undo()
    assert matching_ids(backend, EVERYTHING) == sorted(store.kept)
    assert len(generations(folder)) == 1


def test_a_folder_with_other_files_is_refused(engine: str, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SearchIndexError, match="no search index"):
        open_index(f"{engine}:{tmp_path}", records())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_put_into_the_folder_later_stays(engine: str, folder: Path) -> None:
    url, store = f"{engine}:{folder}", records()
    ids(url, store)
    (folder / "notes.txt").write_text("mine")
    (folder / "whoosh-old").mkdir()
    open_index(url, store, rebuild=True).close()
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "whoosh-old").is_dir()


def test_a_file_is_no_folder(engine: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SearchIndexError, match="is a file"):
        open_index(f"{engine}:{tmp_path / 'file'}", records())


@pytest.mark.parametrize("url", ["", "kb.db.index", "lucene:x", "whoosh:"])
def test_other_urls_are_explained(url: str) -> None:
    with pytest.raises(SearchIndexError, match="no index URL"):
        open_index(url, records())


def test_opensearch_is_for_later() -> None:
    with pytest.raises(SearchIndexError, match="not available yet"):
        open_index("opensearch+https://example.org/kb", records())


def test_without_the_package_tantivy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tantivy_compile, "tantivy", None)
    with pytest.raises(SearchIndexError, match="pip install"):
        open_index(f"tantivy:{folder}", records())
    assert default_url("kb.db") == "whoosh:kb.db.index"


@needs_tantivy
def test_with_the_package_tantivy() -> None:
    assert tantivy_compile.tantivy
    assert default_url("kb.db") == "tantivy:kb.db.index"


@needs_tantivy
def test_two_engines_share_a_folder(folder: Path) -> None:
    store = records()
    for engine in ("tantivy", "whoosh", "tantivy", "whoosh"):
        ids(f"{engine}:{folder}", store)
    built = generations(folder)
    assert len(built) == 2
    store.put(article("a9", "new"))
    for engine in ("tantivy", "whoosh"):
        assert "a9" in ids(f"{engine}:{folder}", store)
    assert generations(folder) == built, "changing the engine needs no rebuilding"


def test_whoosh_opens_nothing_of_unknown_origin(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, store = f"whoosh:{folder}", records()
    ids(url, store)
    planted = generations(folder)[0]
    pointer = json.loads((folder / "whoosh.json").read_text())
    opened: list[str] = []

    def watched(path: Path, *, create: bool = False) -> WhooshBackend:
        opened.append(path.name)
        return WhooshBackend(path, create=create)

    engine = Engine(watched, whoosh_backend.version)
    monkeypatch.setattr(whoosh_backend, "ENGINE", engine)
    pointer["proof"] = "0" * 64
    (folder / "whoosh.json").write_text(json.dumps(pointer))
    open_index(url, store).close()
    other = MemoryRecords(store.kept.values(), store="whoever can read the pointer")
    open_index(url, other).close()
    assert planted not in opened


def test_no_path_leads_out_of_the_folder(folder: Path) -> None:
    url, store = f"whoosh:{folder}", records()
    ids(url, store)
    pointer = json.loads((folder / "whoosh.json").read_text())
    pointer["generation"] = "../elsewhere"
    (folder / "whoosh.json").write_text(json.dumps(pointer))
    assert ids(url, store) == sorted(store.kept)


def test_readers_do_not_wait_for_a_writer(engine: str, folder: Path) -> None:
    url, store = f"{engine}:{folder}", records()
    ids(url, store)
    store.put(article("a9", "new"))
    with locked(folder / LOCK) as ours:
        assert ours
        began = time.monotonic()
        backend = open_index(url, store)
        assert time.monotonic() - began < index.PATIENCE / 6
        assert backend.revision == store.revision - 1
        assert "a9" not in matching_ids(backend, EVERYTHING)
    assert "a9" in ids(url, store)


def test_the_first_build_of_another_process_is_waited_for(
    engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "PATIENCE", 0.1)
    folder.mkdir()
    with (
        locked(folder / LOCK),
        pytest.raises(SearchIndexError, match="another process is building"),
    ):
        open_index(f"{engine}:{folder}", records())


def test_many_small_commits_do_not_bloat(engine: str, folder: Path) -> None:
    url, store = f"{engine}:{folder}", records(3)
    ids(url, store)
    for number in range(40):
        store.put(article(f"a{number % 5}", f"headline {number}", "city " * 50))
        backend = open_index(url, store)
        backend.close()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) < 120
    assert sum(path.stat().st_size for path in files) < 600_000
    assert ids(url, store) == sorted(store.kept)


@needs_tantivy
def test_what_merges_leave_is_deleted_by_a_writer_that_was_there_before_them(folder: Path) -> None:
    """An index that was opened before another merges knows nothing of the files that come of it."""
    store = records(3)
    open_index(f"tantivy:{folder}", store).close()
    (generation,) = generations(folder)
    opened = [tantivy_backend.TantivyBackend(folder / generation) for _ in range(12)]
    for number, backend in enumerate(opened):
        backend.apply([article(f"b{number}", "headline")], (), 100 + number)
    for backend in opened:
        backend.close()
    files = {path.name for path in (folder / generation).iterdir() if path.suffix}
    managed = set(json.loads((folder / generation / ".managed.json").read_text()))
    assert {name for name in files if not name.endswith((".lock", ".json"))} <= managed


def test_a_bloated_index_is_built_anew(
    engine: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, store = f"{engine}:{folder}", records()
    ids(url, store)
    built = generations(folder)
    monkeypatch.setattr(tantivy_backend, "MOST_SEGMENTS", 0)
    monkeypatch.setattr(whoosh_backend, "MOST_SEGMENTS", 0)
    assert ids(url, store) == sorted(store.kept)
    assert generations(folder) != built


# Other processes

SCRIPT = """
import sys, time
sys.path.insert(0, {root!r})
from kb.search import entries, index, whoosh_backend
from kb.search.engine import matching_ids
from tests.search.test_search_index import records

entry = entries.entry

def slow_entry(document):
    time.sleep({pause})
    return entry(document)

entries.entry = whoosh_backend.entry = slow_entry
store = records({count})
print("begun", flush=True)
backend = index.open_index({url!r}, store)
print(len(matching_ids(backend, "*:*")), backend.revision, flush=True)
"""
ROOT = Path(__file__).resolve().parents[2]


def started(url: str, count: int, pause: float) -> subprocess.Popen[str]:
    script = SCRIPT.format(root=str(ROOT), url=url, count=count, pause=pause)
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)


def test_two_openers_at_once(engine: str, folder: Path) -> None:
    both = [started(f"{engine}:{folder}", 20, 0.02) for _ in range(2)]
    for process in both:
        output, _ = process.communicate(timeout=60)
        assert output.split() == ["begun", "20", "20"]
    assert len(generations(folder)) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("already", [0, 3])
def test_a_killed_writer_leaves_nothing_half_built(engine: str, folder: Path, already: int) -> None:
    url = f"{engine}:{folder}"
    if already:
        ids(url, records(already))
    process = started(url, 500, 0.01)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    while not (folder.exists() and generations(folder)) and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)
    assert process.poll() is None, "it is still writing"
    process.kill()
    process.communicate()
    assert generations(folder)
    store = records(5)
    assert ids(url, store) == sorted(store.kept)
    assert len(generations(folder)) == 1


class ReadOnly:
    """A folder tree that cannot be written, for the length of a `with`."""

    def __init__(self, folder: Path) -> None:
        self.paths = [folder, *folder.rglob("*")]

    def __enter__(self) -> None:
        for path in self.paths:
            path.chmod(path.stat().st_mode & ~0o222)

    def __exit__(self, *_: object) -> None:
        for path in self.paths:
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


UNPRIVILEGED = """
import os, sys
sys.path.insert(0, {root!r})
from kb.errors import SearchIndexError
from kb.search.engine import matching_ids
from kb.search.index import open_index
from tests.search.test_search_index import records

store = records()
{more}
if os.geteuid() == 0:  # root may write everywhere
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    backend = open_index({url!r}, store)
    print(store.revision - backend.revision, *matching_ids(backend, "*:*"))
    backend.close()
except SearchIndexError as error:
    print(error)
"""


def unprivileged(url: str, more: str = "") -> str:
    """What somebody without root's rights gets to see of an index."""
    script = UNPRIVILEGED.format(root=str(ROOT), url=url, more=more)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder to be, where anybody may enter; pytest keeps its own to their owner."""
    with TemporaryDirectory(prefix="kb-test-") as above:
        Path(above).chmod(0o755)
        yield Path(above) / "kb.db.index"


needs_users = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")


@needs_users
def test_a_folder_that_cannot_be_written_is_searched_as_it_is(
    engine: str, open_folder: Path
) -> None:
    url = f"{engine}:{open_folder}"
    ids(url, records())
    with ReadOnly(open_folder):
        seen = unprivileged(url, 'store.put({"id": "a9", "kind": "article"})')
    assert seen.split() == ["1", "a0", "a1", "a2", "a3", "a4"]


@needs_users
def test_no_index_and_no_right_to_write_one(engine: str, open_folder: Path) -> None:
    open_folder.mkdir()
    with ReadOnly(open_folder):
        assert "give --index a folder that can be written" in unprivileged(
            f"{engine}:{open_folder}"
        )
