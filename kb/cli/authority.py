"""kb authority: names with their variants, of authors and journals and of what texts say."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kb.authorities.earlier import convert as convert_folder
from kb.cli.options import changing, index_option, store_option, who_option
from kb.cli.review import accept, proposals, reject, reviewed
from kb.store import Store
from kb.store.authority import LISTS

_list_argument = click.argument("which", metavar="authors|journals", type=click.Choice(LISTS))
_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_limit_option = click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="At most so many."
)


@click.group()
def authority() -> None:
    """Count the forms of a name together, of authors and journals; review names that texts say."""


@authority.command("list")
@_list_argument
@click.argument("text", default="")
@_limit_option
@_json_option
@store_option
def list_(which: str, text: str, limit: int, as_json: bool, store: Path) -> None:
    """List the names that TEXT is in, or all, with their variants; the most used first."""
    with Store.open(store) as opened:
        found = opened.names(which, text)
        for named in found[:limit]:
            if as_json:
                click.echo(json.dumps(asdict(named), ensure_ascii=False))
                continue
            click.echo(f"{named.records:>6}  {named.name}")
            for variant in named.variants:
                click.echo(f"        = {variant}")
        if not as_json:
            left = f", {limit} shown" if limit < len(found) else ""
            click.echo(f"{len(found)} {which}{left}")


@authority.command()
@_list_argument
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.6,
    show_default=True,
    help="How likely a pair has to be, between 0 and 1.",
)
@_limit_option
@_json_option
@store_option
def suggest(which: str, min_score: float, limit: int, as_json: bool, store: Path) -> None:
    """List names that may be forms of one name, with the evidence. Nothing is changed."""
    with Store.open(store) as opened:
        found = opened.suggestions(which, min_score)
        for pair in found[:limit]:
            if as_json:
                click.echo(json.dumps(asdict(pair), ensure_ascii=False))
            else:
                click.echo(f"{pair.score:.2f}  {pair.one} | {pair.other}")
                click.echo(f"      {'; '.join(pair.evidence)}")
        if not as_json:
            left = f", {limit} shown" if limit < len(found) else ""
            click.echo(f"{len(found)} suggestions{left}")


@authority.command()
@_list_argument
@click.argument("keep")
@click.argument("drop", nargs=-1, required=True, metavar="DROP…")
@click.option("--dry-run", is_flag=True, help="Show what the merge would give, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@store_option
@index_option
@who_option
def merge(
    which: str,
    keep: str,
    drop: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    store: Path,
    index_url: str | None,
    who: str,
) -> None:
    """Count the names DROP under KEEP; records keep them as printed. kb undo takes it back.

    A journal's ISSN may be given as a name: records that state it are counted with the journal.
    """
    with changing(store, index_url, dry_run=dry_run) as opened:
        done = opened.merge_names(which, keep, drop, who, dry_run=dry_run)
        if as_json:
            click.echo(json.dumps(asdict(done), ensure_ascii=False))
        else:
            if dry_run:
                said = "would count"
            else:
                said = f"change {done.change}: counted" if done.change else "already counted"
            click.echo(f"{said} under {done.name}: {' | '.join(done.variants)}")
            click.echo(f"{done.records} records have one of these names")


@authority.command()
@_list_argument
@click.argument("one")
@click.argument("other")
@store_option
@who_option
def distinct(which: str, one: str, other: str, store: Path, who: str) -> None:
    """Remember that two names are of two: the pair is suggested no more."""
    with Store.open(store, write=True) as opened:
        number = opened.distinct_names(which, one, other, who)
        if number is None:
            click.echo(f"{one} and {other} were said to be two already")
        else:
            click.echo(f"change {number}: {one} and {other} are two (kb undo {number} forgets it)")


@authority.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def convert(folder: Path) -> None:
    """Write the authority files of an earlier version, which are YAML, as CSV beside them."""
    done = convert_folder(folder)
    for old, new in done:
        click.echo(f"{new}: written; {old.name} is read no more and may go")
    if not done:
        click.echo(f"{folder}: has no YAML file of a list that has no CSV file")


for command in (proposals, accept, reject, reviewed):
    authority.add_command(command)
