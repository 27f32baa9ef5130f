"""Which stored records may be of one work: candidates by their match keys, scored, with evidence.

Nothing is merged here. A pair that a person has said to be two is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby, islice
from operator import itemgetter

from kb.errors import Conflict
from kb.references.csl import from_csl
from kb.references.duplicates import LIKELY as LIKELY
from kb.references.duplicates import Comparison, compare, score
from kb.references.traits import Traits, traits
from kb.store.changes import changing
from kb.store.database import Database
from kb.store.distinct import document, pairs
from kb.store.merge import literature

CROWDED = 100
"""A key that more records have tells nothing; two of one work share others."""
_BATCH = 500
_MANY = 2000

_OTHERS = """
WITH mine AS MATERIALIZED (SELECT key FROM literature_keys WHERE literature = :id),
held AS MATERIALIZED (
    SELECT key FROM mine WHERE NOT EXISTS (
        SELECT 1 FROM literature_keys AS crowd WHERE crowd.key = mine.key LIMIT 1 OFFSET :crowded))
SELECT DISTINCT literature FROM held JOIN literature_keys USING (key) WHERE literature <> :id
"""
_CREATED = """
SELECT DISTINCT record FROM changes JOIN literature ON literature.id = record
WHERE part_of = ? AND kind = 'literature' AND before IS NULL
"""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records that may be of one work."""

    one: str
    other: str
    comparison: Comparison


def duplicates(
    db: Database, least: float = LIKELY, ids: Iterable[str] | None = None
) -> list[Duplicate]:
    """The pairs with a score of at least `least`, the surest first; those of `ids` where given."""
    candidates = sorted(_candidates(db) if ids is None else _candidates_of(db, ids))
    said = pairs(db, "literature")
    known = dict(_traits(db, {identifier for pair in candidates for identifier in pair}))
    found = [
        Duplicate(one, other, compare(known[one], known[other]))
        for one, other in candidates
        if score(known[one], known[other]) >= least and frozenset((one, other)) not in said
    ]
    return sorted(found, key=lambda pair: (-pair.comparison.score, pair.one, pair.other))


def duplicates_of_change(db: Database, change: int, least: float = LIKELY) -> list[Duplicate]:
    """The pairs of those records that a change created, with each other and with older ones."""
    return duplicates(db, least, [i for (i,) in db.conn.execute(_CREATED, [change]).fetchall()])


def _candidates(db: Database) -> set[tuple[str, str]]:
    """All pairs that share a key."""
    names = [
        identifier for (identifier,) in db.conn.execute("SELECT id FROM literature ORDER BY id")
    ]
    numbers = {identifier: number for number, identifier in enumerate(names)}
    rows = db.conn.execute("SELECT key, literature FROM literature_keys ORDER BY key, literature")
    packed: set[int] = set()  # one number a pair: millions of tuples are too many
    for _, held in groupby(rows, key=itemgetter(0)):
        holders = [numbers[identifier] for _, identifier in held]
        if 1 < len(holders) <= CROWDED:
            packed.update(one * len(names) + other for one, other in combinations(holders, 2))
    return {(names[pair // len(names)], names[pair % len(names)]) for pair in packed}


def _candidates_of(db: Database, ids: Iterable[str]) -> set[tuple[str, str]]:
    """The pairs of some records; of many, it is quicker to look at all pairs."""
    wanted = set(ids)
    for identifier in wanted:
        literature(db, identifier)
    if len(wanted) > _MANY:
        return {pair for pair in _candidates(db) if not wanted.isdisjoint(pair)}
    found = set()
    for identifier in wanted:
        rows = db.conn.execute(_OTHERS, {"id": identifier, "crowded": CROWDED})
        found |= {(min(identifier, other), max(identifier, other)) for (other,) in rows.fetchall()}
    return found


def _traits(db: Database, ids: Iterable[str]) -> Iterator[tuple[str, Traits]]:
    """What is compared of records."""
    remaining = iter(sorted(ids))
    sql = "SELECT record, json FROM details WHERE record IN (SELECT value FROM json_each(?))"
    while batch := list(islice(remaining, _BATCH)):
        for identifier, details in db.conn.execute(sql, [json.dumps(batch)]):
            yield identifier, traits(from_csl(json.loads(details)["csl"]))


def distinct(db: Database, one: str, other: str, who: str) -> int | None:
    """Remembers that two records are of two works; the change's number, None if known already."""
    for identifier in (one, other):
        literature(db, identifier)
    if one == other:
        raise Conflict(f"{one} is one record; name two")
    with changing(db, who, f"{one} and {other} are two works") as changes:
        changes.put(document("literature", one, other))
    return changes.number
