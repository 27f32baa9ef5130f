"""Two records become one, field by field, as a person says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import Conflict, NotFound
from kb.references.csl import from_csl
from kb.store.changes import changing, read
from kb.store.curate import gone
from kb.store.database import Database
from kb.store.distinct import document, pairs
from kb.store.literature import LITERATURE
from kb.store.merged import MERGED, merged_into
from kb.store.rows import Doc, first


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a field's value is to come from: `side` is "keep", "drop" or "value"."""

    side: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Field:
    """A CSL variable of two records and of what they become; None where it is absent."""

    name: str
    keep: Any
    drop: Any
    result: Any
    side: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merge does, or did as `change`; `mentions` is how many come over from `drop`."""

    keep: str
    drop: str
    fields: tuple[Field, ...]
    mentions: int
    change: int | None


def plan(
    keep: Mapping[str, Any], drop: Mapping[str, Any], chosen: Mapping[str, Choice]
) -> list[Field]:
    """The fields of two CSL-JSON items and what they become.

    Where nothing is chosen, `keep` has its way, and `drop` fills what is missing.
    """
    names = dict.fromkeys([*keep, *drop, *chosen])
    return [_field(name, keep.get(name), drop.get(name), chosen) for name in names if name != "id"]


def _field(name: str, keep: Any, drop: Any, chosen: Mapping[str, Choice]) -> Field:
    choice = chosen.get(name) or Choice("drop" if keep is None else "keep")
    result = {"keep": keep, "drop": drop, "value": choice.value}[choice.side]
    return Field(name, keep, drop, result, choice.side)


def merge(
    db: Database,
    keep: str,
    drop: str,
    chosen: Mapping[str, Choice],
    who: str,
    *,
    dry_run: bool = False,
) -> Merge:
    """Merges the record `drop` into `keep`, in one change; where `dry_run`, only says how.

    A field in which the two differ counts as set by a person from then on, so that no later parse
    of either's text changes it. Raises NotFound, or Conflict where the two are one record or were
    said to be two works.
    """
    kept, dropped = literature(db, keep), literature(db, drop)
    _check(db, keep, drop)
    fields = tuple(plan(kept["csl"], dropped["csl"], chosen))
    sql = "SELECT count(*) AS n FROM mentions WHERE literature = ?"
    mentions = int((first(db, sql, drop) or {"n": 0})["n"])
    if dry_run:
        return Merge(keep, drop, fields, mentions, None)
    with changing(db, who, f"merge {drop} into {keep}") as changes:
        changes.put(_together(kept, fields))
        earlier = [MERGED.read(db, identifier) for identifier in merged_into(db, drop)]
        changes.delete("literature", drop)
        changes.put({"kind": "merged", "id": drop, "into": keep, "was": dropped})
        for doc in filter(None, earlier):
            changes.put({**doc, "into": keep})
    return Merge(keep, drop, fields, mentions, changes.number)


def _together(kept: Doc, fields: Sequence[Field]) -> Doc:
    csl = {"id": kept["id"], **{f.name: f.result for f in fields if f.result is not None}}
    from_csl(csl)  # raises BibliographyError where a chosen value is none of its field
    differing = {f.name: f.keep for f in fields if f.keep != f.drop or f.result != f.keep}
    return {**kept, "csl": csl, "edited": {**differing, **kept["edited"]}}


def literature(db: Database, identifier: str) -> Doc:
    """The document of a literature record. Raises NotFound with what became of it."""
    doc = LITERATURE.read(db, identifier)
    if doc is None:
        other = read(db, identifier)
        if other:
            raise NotFound(f"{identifier} is an {other['kind']}; only literature is merged")
        raise NotFound(
            f"there is no record {identifier}{gone(db, identifier)}; kb search finds ids"
        )
    return doc


def _check(db: Database, keep: str, drop: str) -> None:
    if keep == drop:
        raise Conflict(f"{keep} cannot be merged into itself; name two records")
    if frozenset((keep, drop)) in pairs(db, "literature"):
        said = document("literature", keep, drop)["id"]
        raise Conflict(
            f"{keep} and {drop} were said to be two works; undo that first (kb history '{said}')"
        )
