"""Whatever is done to a store in whatever order, it holds together, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import Conflict, NotFound
from kb.pipeline import Ingested, ingest
from kb.references.csl import from_csl
from kb.store import Store
from tests.places import CORPUS

TEXT = (CORPUS / "smartcity-korea-27.txt").read_text(encoding="utf-8")
# The work that the issue lists too, so that the issue's mention links to this record
ITEM = {
    "id": "busan",
    "type": "article-journal",
    "title": "Busan smart city transportation policy discourse analysis based on smart governance",
    "author": [{"family": "Hong", "given": "Soon-gu"}],
    "issued": {"raw": "2021"},
}

# The same work under another id, so that there is something to merge
OTHER = {**ITEM, "id": "pusan", "note": "as another file has it"}
NAMES = ("Hong, Soon-gu", "Hong, Soon-1", "Kim, Hyeon-jong")

# What is done, and to which of the records that are there
STEPS = st.tuples(
    st.sampled_from(
        "ingest correct other import twin edit remove merge distinct names undo".split()
    ),
    st.integers(min_value=0, max_value=50),
)


def version(number: int) -> str:
    """The issue as a publisher would correct it: words changed, parts left out or moved."""
    lines = TEXT.split("\n")
    if number % 2:
        lines = [line.replace("Soon-gu", f"Soon-{number}") for line in lines]
    if number % 3 == 1:
        start = next(n for n, line in enumerate(lines) if line.startswith("Daegu City"))
        del lines[start : start + 3]
    if number % 5 == 2:
        start = next(n for n, line in enumerate(lines) if line.startswith("Busan smart"))
        del lines[start : start + 3]
    return "\n".join(lines)


class Librarian:
    """Somebody who does things to a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store.open(folder / "kb.db", write=True)
        self.done: list[int] = []

    def state(self) -> list[Any]:
        issues = self.store.db.conn.execute("SELECT id FROM issues ORDER BY id").fetchall()
        records = sorted(self.store.documents(), key=lambda document: str(document["id"]))
        merged = [self.store.merged_into(record["id"]) for record in records]
        counted = [self.store.names(which) for which in ("authors", "journals")]
        said = self.store.db.conn.execute("SELECT id FROM not_duplicates ORDER BY id").fetchall()
        issue_docs = [self.store.record(identifier) for (identifier,) in issues]
        return [*records, *issue_docs, merged, counted, said]

    def act(self, step: str, which: int) -> None:
        number = getattr(self, step)(which)
        if number is not None:
            self.done.append(number)

    def _ingest(self, text: str) -> int | None:
        path = self.folder / "issue.txt"
        path.write_text(text, encoding="utf-8")
        (result,) = ingest(self.store, [path], "me")
        assert isinstance(result, Ingested)
        return result.saved.change

    def ingest(self, which: int) -> int | None:
        return self._ingest(TEXT)

    def correct(self, which: int) -> int | None:
        return self._ingest(version(which))

    def other(self, which: int) -> int | None:
        return self._ingest(version(which).replace("No. 27", "No. 28"))

    def add(self, which: int) -> int | None:
        return self.store.add(from_csl(ITEM), "me")[1]

    def edit(self, which: int) -> int | None:
        found = self._one(which, ["article", "literature"])
        if found is None:
            return None
        fields = {"headline": f"H {which}"} if found[0] == "article" else {"page": f"{which}"}
        return self.store.edit(found[1], fields, "me")

    def remove(self, which: int) -> int | None:
        found = self._one(which, ["issue", "article", "literature"])
        return None if found is None else self.store.remove([found[1]], "me")

    def merge(self, which: int) -> int | None:
        found = self._two(which)
        try:
            return self.store.merge(*found, {}, "me").change if found else None
        except Conflict:  # they were said to be two
            return None

    def distinct(self, which: int) -> int | None:
        found = self._two(which)
        return self.store.distinct(*found, "me") if found else None

    def names(self, which: int) -> int | None:
        keep, drop = NAMES[which % 3], NAMES[(which + 1) % 3]
        try:
            return self.store.merge_names("authors", keep, [drop], "me").change
        except NotFound:
            return None

    def twin(self, which: int) -> int | None:
        return self.store.import_items([OTHER], "me", "y").change

    def undo(self, which: int) -> int | None:
        if not self.done:
            return None
        try:
            return self.store.undo(self.done[which % len(self.done)], "me")
        except Conflict:
            return None

    def _two(self, which: int) -> tuple[str, str] | None:
        there = [d["id"] for d in self.store.documents() if d["kind"] == "literature"]
        if len(there) < 2:
            return None
        one = there.pop(which % len(there))
        return one, there[which // 7 % len(there)]

    def _one(self, which: int, kinds: Iterable[str]) -> tuple[str, str] | None:
        issues = self.store.db.conn.execute("SELECT id FROM issues ORDER BY id").fetchall()
        records = sorted(self.store.documents(), key=lambda document: str(document["id"]))
        docs = [*records, *(self.store.record(identifier) for (identifier,) in issues)]
        there = [(d["kind"], d["id"]) for d in docs if d["kind"] in kinds]
        return there[which % len(there)] if there else None


setattr(Librarian, "import", lambda self, which: self.store.import_items([ITEM], "me", "x").change)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_a_store_holds_together_and_goes_all_the_way_back(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        librarian = Librarian(Path(folder))
        states = [librarian.state()]
        for step, which in steps:
            before = len(librarian.done)
            librarian.act(step, which)
            assert list(librarian.store.findings()) == []
            if len(librarian.done) > before:
                states.append(librarian.state())
        for number, expected in zip(reversed(librarian.done), reversed(states[:-1]), strict=True):
            librarian.store.undo(number, "me")
            assert librarian.state() == expected
            assert list(librarian.store.findings()) == []
        librarian.store.close()
