"""Measure how duplicates are found: precision and recall on works that are given many times over.

    .venv/bin/python scripts/evaluate_duplicates.py ../shared [--half tuned|held] [--wrong 20]

The works lie in two halves by their number. The weights were set while looking at the half "tuned";
the figures that count are those of the half "held". A half is one collection: every two of its
records that share a match key are compared, and a pair counts as found from a score on.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from kb.references.csl import from_csl
from kb.references.duplicates import LIKELY, compare, score
from kb.references.matchkeys import match_keys
from kb.references.traits import Traits, traits

sys.path.insert(0, str(Path(__file__).parents[1]))
from scripts.duplicates_set import Item, Renderer, works

SEED = 20261122
RENDERINGS = 4
CROWDED = 100
SCORES = (0.5, 0.7, 0.8, LIKELY, 0.95)


class Given(NamedTuple):
    """A record, the work that it is of, and what is compared of it."""

    work: str
    item: Item
    traits: Traits


def given(half: str, shared: Path) -> list[Given]:
    """The records of one half: works as several sources give them, and their siblings."""
    all_works = works(shared)
    maker = Renderer(SEED, all_works)
    records = []
    for number, work in enumerate(all_works):
        mine = [(work["id"], item) for item in maker.renderings(work, RENDERINGS)]
        for n, sibling in enumerate(maker.siblings(work)):
            mine += [(f"{work['id']}-sibling-{n}", item) for item in sibling]
        if ("tuned", "held")[number % 2] == half:
            records += [Given(name, item, traits(from_csl(item))) for name, item in mine]
    return records


def candidates(records: list[Given]) -> set[tuple[int, int]]:
    """The pairs that share a match key."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for key in match_keys(record.traits):
            holders[key].append(number)
    crowds = (numbers for numbers in holders.values() if len(numbers) <= CROWDED)
    return {pair for numbers in crowds for pair in combinations(numbers, 2)}


class Figures(NamedTuple):
    """What is found from a score on: how much of it is right, and how much of what is right."""

    precision: float
    recall: float


def measured(half: str, shared: Path) -> dict[float, Figures]:
    """The figures of a half at several scores."""
    records = given(half, shared)
    return figures(records, candidates(records))


def figures(records: list[Given], pairs: Iterable[tuple[int, int]]) -> dict[float, Figures]:
    of_one_work = sum(n * (n - 1) // 2 for n in Counter(r.work for r in records).values())
    scored = [
        (score(records[a].traits, records[b].traits), records[a].work == records[b].work)
        for a, b in pairs
    ]
    result = {}
    for least in SCORES:
        found = [same for value, same in scored if value >= least]
        result[least] = Figures(sum(found) / len(found) if found else 1.0, sum(found) / of_one_work)
    return result


def wrong(records: list[Given], pairs: set[tuple[int, int]], most: int) -> None:
    """Prints pairs that are taken for duplicates and are none, then those that are missed."""
    taken, missed = [], []
    for a, b in sorted(pairs):
        one, other = records[a], records[b]
        value = score(one.traits, other.traits)
        if value >= LIKELY and one.work != other.work:
            taken.append((a, b))
        if value < LIKELY and one.work == other.work:
            missed.append((a, b))
    for name, listed in (("taken", taken), ("missed", missed)):
        step = max(1, len(listed) // most) if most else 1
        for a, b in listed[::step][:most]:
            found = compare(records[a].traits, records[b].traits)
            print(f"\n{name} {records[a].work} {records[b].work} {found.score}")
            for e in found.evidence:
                print(f"    {e.field}: {e.says} ({e.weight:+}): {e.one} | {e.other}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with facts/ and corpora/")
    parser.add_argument("--half", choices=("tuned", "held"), default="held")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show N wrong pairs")
    arguments = parser.parse_args()
    records = given(arguments.half, arguments.shared)
    pairs = candidates(records)
    together = sum(records[a].work == records[b].work for a, b in pairs)
    print(f"{len(records)} records of {len({r.work for r in records})} works")
    print(f"{len(pairs)} pairs share a key, {together} of them are of one work")
    for least, found in figures(records, pairs).items():
        print(f"score {least:4}: precision {found.precision:.3f}, recall {found.recall:.3f}")
    if arguments.wrong:
        wrong(records, pairs, arguments.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
