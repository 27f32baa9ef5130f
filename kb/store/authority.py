"""Names of authors, bodies and journals with their variants, which are counted together.

A record keeps a name as its source has it. A variant says under which name it is counted: the row
of `authors` or `journals` that the record is linked to. A journal's variant may be an ISSN, which
takes every record that states it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kb.errors import Conflict, NotFound
from kb.folding import fold
from kb.model import Name
from kb.references.authorities import (
    Author,
    Journal,
    Suggestion,
    doi_stem,
    suggest_authors,
    suggest_journals,
)
from kb.references.persons import person
from kb.references.traits import doi as bare_doi
from kb.store.changes import changing
from kb.store.database import Database
from kb.store.distinct import document, pairs
from kb.store.names import ISSN, preferred, variants_of
from kb.store.rows import first
from kb.store.variants import document_of, linked, variant_id

LISTS = ("authors", "journals")


@dataclass(frozen=True, slots=True)
class Named:
    """A name under which records are counted, its variants, and how many records it has."""

    name: str
    variants: tuple[str, ...]
    records: int


@dataclass(frozen=True, slots=True)
class NamesMerged:
    """What merging names gives, or gave as `change`; None where nothing was to be done."""

    name: str
    variants: tuple[str, ...]
    records: int
    change: int | None


def names(db: Database, which: str, text: str = "") -> list[Named]:
    """The names of a list that `text` is in, in them or in a variant; the most used first."""
    held: dict[str, list[str]] = defaultdict(list)
    sql = "SELECT preferred, name FROM variants WHERE list = ? ORDER BY name"
    for name, variant in db.conn.execute(sql, [which]).fetchall():
        held[name].append(variant)
    counted = dict(db.conn.execute(_COUNTS[which]).fetchall())
    found = [
        Named(name, tuple(held.get(name, ())), counted.get(name, 0)) for name in {**counted, **held}
    ]
    wanted = fold(text)
    if wanted:
        found = [n for n in found if any(wanted in fold(form) for form in (n.name, *n.variants))]
    return sorted(found, key=lambda named: (-named.records, named.name))


_COUNTS = {
    "authors": """SELECT name, count(DISTINCT literature) FROM authors
                  JOIN literature_authors ON author = authors.id GROUP BY name""",
    "journals": """SELECT name, count(*) FROM journals
                   JOIN literature ON journal = journals.id GROUP BY name""",
}


def merge_names(
    db: Database, which: str, keep: str, drop: Sequence[str], who: str, *, dry_run: bool = False
) -> NamesMerged:
    """Counts the names `drop`, and all of their variants, under `keep` from now on.

    `keep` may be a variant: it then becomes the name of the group. Raises NotFound where nothing
    in the store has any of the names, Conflict where two of them were said to be two.
    """
    given = list(dict.fromkeys([keep, *drop]))
    _check(db, which, given)
    heads = dict.fromkeys(preferred(db, which, name) or name for name in given)
    group = dict.fromkeys([*given, *heads, *(v for h in heads for v in variants_of(db, which, h))])
    variants = tuple(name for name in group if name != keep)
    records = len({i for name in heads for i in linked(db, which, [name])})
    if dry_run:
        return NamesMerged(keep, variants, records, None)
    with changing(db, who, f"merge {which}: {', '.join(drop)} into {keep}") as changes:
        changes.delete("variant", variant_id(which, keep))
        for name in variants:
            changes.put(document_of(which, name, keep))
    return NamesMerged(keep, variants, len(linked(db, which, [keep])), changes.number)


def _check(db: Database, which: str, given: Sequence[str]) -> None:
    if len(given) < 2:
        raise Conflict(f"{given[0]} cannot be merged into itself; name two")
    if not any(_known(db, which, name) for name in given):
        raise NotFound(
            f"no record has {' or '.join(given)} among its {which}; kb authority list {which} "
            "shows the names as they are written"
        )
    said = pairs(db, which)
    for name in given[1:]:
        if frozenset((given[0], name)) in said:
            pair = document(which, given[0], name)["id"]
            raise Conflict(
                f"{given[0]} and {name} were said to be two; undo that first (kb history '{pair}')"
            )


def _known(db: Database, which: str, name: str) -> bool:
    held = preferred(db, which, name) or variants_of(db, which, name)
    return bool(held) or first(db, f"SELECT 1 FROM {which} WHERE name = ?", name) is not None


def distinct_names(db: Database, which: str, one: str, other: str, who: str) -> int | None:
    """Remembers that two names are not of one; the change's number, None where it was known."""
    for name in (one, other):
        if not _known(db, which, name):
            raise NotFound(f"no record has {name} among its {which}; kb authority list {which}")
    with changing(db, who, f"{which}: {one} and {other} are two") as changes:
        changes.put(document(which, one, other))
    return changes.number


def suggestions(db: Database, which: str, least: float) -> list[Suggestion]:
    """Names that may be merged, the likeliest first, without pairs that were said to be two."""
    said = pairs(db, which)
    found = suggest_authors(_authors(db)) if which == "authors" else suggest_journals(_journals(db))
    return [s for s in found if s.score >= least and frozenset((s.one, s.other)) not in said]


def _authors(db: Database) -> list[Author]:
    works: dict[str, list[tuple[str, str]]] = defaultdict(list)
    journals: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, Name] = {}
    sql = """SELECT literature.id, authors.name, authors.family, authors.given, literature.journal
             FROM literature_authors JOIN authors ON authors.id = author
             JOIN literature ON literature.id = literature_authors.literature"""
    for work, name, family, given, journal in db.conn.execute(sql):
        shown[name] = Name(family, given) if family else Name(literal=name)
        works[work].append((name, fold(name)))
        journals[name].update({str(journal)} if journal else ())
    beside: dict[str, set[str]] = defaultdict(set)
    for held in works.values():
        for name, folded in held:
            beside[name].update(other for _, other in held if other != folded)
    return [
        Author(name, person(shown[name]), frozenset(beside[name]), frozenset(journals[name]))
        for name in sorted(shown)
    ]


def _journals(db: Database) -> list[Journal]:
    issns: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    sql = """SELECT journals.name, doi, json_extract(details.json, '$.csl.ISSN') FROM literature
             JOIN journals ON journals.id = journal JOIN details ON record = literature.id"""
    for name, doi, issn in db.conn.execute(sql):
        issns[name].update(ISSN.findall(str(issn or "")))
        stem = doi_stem(bare_doi(doi))
        stems[name].update({stem} if stem else ())
    return [Journal(n, frozenset(issns[n]), frozenset(stems[n])) for n in sorted(issns)]
