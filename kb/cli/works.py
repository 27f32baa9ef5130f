"""kb reference merge, duplicates and distinct: one record a work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kb.cli.fields import value_of
from kb.cli.options import changing, index_option, store_option, who_option
from kb.references.csl import from_csl
from kb.references.duplicates import LIKELY
from kb.store import Store
from kb.store.duplicates import Duplicate
from kb.store.merge import Choice, Merge
from kb.store.names import display

_SHOWN = 5
"""How many possible duplicates of what comes in are listed; the rest are counted."""


@click.command()
@click.argument("keep")
@click.argument("drop")
@click.option(
    "--field",
    "fields",
    metavar="NAME=keep|drop|VALUE",
    multiple=True,
    help="Where a field is to come from. Else KEEP has its way, and DROP fills what is missing.",
)
@click.option("--dry-run", is_flag=True, help="Show what the merge would give, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@store_option
@index_option
@who_option
def merge(
    keep: str,
    drop: str,
    fields: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    store: Path,
    index_url: str | None,
    who: str,
) -> None:
    """Merge the record DROP into KEEP, field by field; kb undo parts them again.

    What issues list as DROP is then listed as KEEP, and the id DROP leads to KEEP.
    """
    chosen = dict(_choice(field) for field in fields)
    with changing(store, index_url, dry_run=dry_run) as opened:
        done = opened.merge(keep, drop, chosen, who, dry_run=dry_run)
        if as_json:
            click.echo(json.dumps(asdict(done), ensure_ascii=False))
        else:
            click.echo("\n".join(_merged(done)))


def _choice(field: str) -> tuple[str, Choice]:
    name, equals, text = field.partition("=")
    if equals and name.strip() and text in ("keep", "drop"):
        return name.strip(), Choice(text)
    name, value = value_of(field)
    return name, Choice("value", value)


def _merged(done: Merge) -> Iterator[str]:
    for field in done.fields:
        if field.keep == field.drop == field.result:
            yield f"  {field.name}: {_text(field.result)}"
            continue
        yield f"* {field.name}: {_text(field.result)}"
        for side in ("keep", "drop"):
            if side != field.side and getattr(field, side) is not None:
                yield f"      not {_text(getattr(field, side))} ({side})"
    mentions = f"{done.mentions} mention{'' if done.mentions == 1 else 's'} of it"
    if done.change is None:
        yield f"would merge {done.drop} into {done.keep}, with {mentions}; nothing is changed"
    else:
        yield (
            f"change {done.change}: merged {done.drop} into {done.keep}, with {mentions} "
            f"(kb undo {done.change} parts them)"
        )


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(name, Mapping) for name in value):
        return "; ".join(display(name) for name in value)
    if isinstance(value, Mapping):
        return from_csl({"issued": value}).issued or json.dumps(value, ensure_ascii=False)
    return "–" if value is None else str(value)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=LIKELY,
    show_default=True,
    help="How sure a pair has to be, between 0 and 1.",
)
@click.option("--limit", type=click.IntRange(0), help="At most so many pairs, the surest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a pair.")
@store_option
def duplicates(
    ids: tuple[str, ...], min_score: float, limit: int | None, as_json: bool, store: Path
) -> None:
    """List records that may be of one work, with the evidence; of the records named, or of all."""
    with Store.open(store) as opened:
        found = opened.duplicates(min_score, ids or None)
        for pair in found[:limit]:
            titles = [_title(opened, identifier) for identifier in (pair.one, pair.other)]
            if as_json:
                click.echo(json.dumps(_json(pair, titles), ensure_ascii=False))
            else:
                click.echo("\n".join(_pair(pair, titles)))
        if not as_json:
            left = f", {limit} shown" if limit is not None and limit < len(found) else ""
            several = "" if len(found) == 1 else "s"
            click.echo(f"{len(found)} possible duplicate{several}{left}")


def _title(store: Store, identifier: str) -> str:
    return str(store.record(identifier)["csl"].get("title") or "")


def _json(pair: Duplicate, titles: list[str]) -> dict[str, Any]:
    return {
        "one": {"id": pair.one, "title": titles[0]},
        "other": {"id": pair.other, "title": titles[1]},
        **asdict(pair.comparison),
    }


def _pair(pair: Duplicate, titles: list[str]) -> Iterator[str]:
    yield f"{pair.comparison.score:.2f}  {pair.one}  {titles[0]}"
    yield f"      {pair.other}  {titles[1]}"
    for evidence in pair.comparison.evidence:
        shown = dict.fromkeys((evidence.one, evidence.other))
        yield f"      {evidence.field}: {evidence.says} ({' | '.join(shown)})"
    yield ""


@click.command()
@click.argument("one")
@click.argument("other")
@store_option
@who_option
def distinct(one: str, other: str, store: Path, who: str) -> None:
    """Remember that two records are of two works: the pair is reported no more."""
    with Store.open(store, write=True) as opened:
        number = opened.distinct(one, other, who)
        if number is None:
            click.echo(f"{one} and {other} were said to be two works already")
        else:
            click.echo(
                f"change {number}: {one} and {other} are two works (kb undo {number} forgets it)"
            )


def say_duplicates(store: Store, changes: Iterable[int | None]) -> None:
    """Says which of the records that changes created may be of works that the store has."""
    found = [pair for n in changes if n is not None for pair in store.duplicates_of_change(n)]
    pairs = {(pair.one, pair.other): pair for pair in found}
    for pair in list(pairs.values())[:_SHOWN]:
        said = ", ".join(e.field for e in pair.comparison.evidence if e.weight > 0)
        click.echo(
            f"{pair.one} and {pair.other} may be one work ({pair.comparison.score:.2f}: {said})"
        )
    if pairs:
        more = f"{len(pairs) - _SHOWN} more; " if len(pairs) > _SHOWN else ""
        click.echo(
            f"{more}kb reference duplicates shows the evidence, merge and distinct settle it"
        )
