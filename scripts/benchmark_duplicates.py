"""How long it takes to look through a large store for duplicates, and to look one record up.

    .venv/bin/python scripts/benchmark_duplicates.py ../shared [--records 100000] [--store FILE]

The records are made up: titles of the words of real ones, with common words as common as there,
Korean and other names as frequent as they are, 300 journals, 25 years. One in ten is a work that is
there already, given as another source would give it. A store that exists is measured as it is.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.store import Store

sys.path.insert(0, str(Path(__file__).parents[1]))
from scripts.duplicates_set import Item, Renderer, works

_KOREANS = "김김김김이이이박박최정강조윤장임한오서신권황안송유홍전고문양손배백허남심노"
_SYLLABLES = "민서지현우준영수진성호은정희경미재철순원태규환석기훈혜윤연선동주아형"
_OTHERS = "Müller Smith Garcia Chen Wang Rossi Novak Tanaka Singh Dubois Jansen Silva".split()
_BATCH = 5000


def made_up(shared: Path, count: int) -> Iterator[Item]:
    """`count` records, the same every time."""
    chance = random.Random(1)  # noqa: S311
    real = works(shared)
    words: dict[bool, list[str]] = {True: [], False: []}
    for word in (word for item in real for word in item["title"].split()):
        words["가" <= word[0] <= "힣"].append(word)
    journals = [
        (f"{chance.choice(words[n % 2 == 0])} {n}", chance.randint(1920, 1999)) for n in range(300)
    ]
    maker = Renderer(2, real)
    recent: list[Item] = []
    for number in range(count):
        if recent and number % 10 == 0:
            item = list(maker.renderings(chance.choice(recent), 1))[1]
        else:
            item = _work(chance, words, journals)
            recent = [*recent[-500:], deepcopy(item)]
        yield {**item, "id": f"r{number}"}


def _work(
    chance: random.Random, words: dict[bool, list[str]], journals: list[tuple[str, int]]
) -> Item:
    korean = chance.random() < 0.5
    journal, founded = chance.choice(journals)
    year, first = chance.randint(2000, 2024), chance.randint(1, 400)
    return {
        "type": "article-journal",
        "title": " ".join(chance.choices(words[korean], k=chance.randint(4, 10))),
        "author": [_name(chance, korean=korean) for _ in range(chance.randint(1, 4))],
        "container-title": journal,
        "volume": str(year - founded),
        "issue": str(chance.randint(1, 6)),
        "page": f"{first}-{first + chance.randint(5, 30)}",
        "issued": {"date-parts": [[year]]},
    }


def _name(chance: random.Random, *, korean: bool) -> Item:
    given = "".join(chance.choices(_SYLLABLES, k=2))
    if korean:
        return {"family": chance.choice(_KOREANS), "given": given}
    initials = "".join(chance.choices("ABCDEFGHJKLMNPRSTW", k=1))
    return {"family": chance.choice(_OTHERS), "given": f"{initials}."}


def fill(store: Store, records: Iterator[Item]) -> None:
    batch: list[Item] = []
    for item in records:
        batch.append(item)
        if len(batch) == _BATCH:
            store.import_items(batch, "benchmark", "made up")
            batch = []
    store.import_items(batch, "benchmark", "made up")


def measure(store: Store) -> None:
    began, processor = time.perf_counter(), time.process_time()
    found = store.duplicates()
    print(
        f"all records: {len(found)} pairs in {time.perf_counter() - began:.1f} s "
        f"({time.process_time() - processor:.1f} s of one core)"
    )
    ids = [i for (i,) in store.db.conn.execute("SELECT id FROM literature ORDER BY id LIMIT 200")]
    began = time.perf_counter()
    for identifier in ids:
        store.duplicates(ids=[identifier])
    print(f"one record: {1000 * (time.perf_counter() - began) / len(ids):.1f} ms")
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with facts/ and corpora/")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="where the store is kept for another time")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "kb.db"
        there = path.exists()
        with Store.open(path, write=True) as store:
            if not there:
                began = time.perf_counter()
                fill(store, made_up(arguments.shared, arguments.records))
                print(f"{arguments.records} records put in {time.perf_counter() - began:.0f} s")
            measure(store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
