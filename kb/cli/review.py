"""kb authority proposals, accept, reject, reviewed: names that texts say and no authority knows."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kb.authorities import LISTS
from kb.cli.options import (
    authorities_of,
    authorities_option,
    changing,
    index_option,
    store_option,
    who_option,
)
from kb.pipeline import entry_for, review
from kb.store import Store

_LIST = click.Choice(tuple(LISTS))
_list_argument = click.argument("which", metavar="LIST", type=_LIST)
_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.command()
@click.argument("which", metavar="[LIST]", type=_LIST, required=False)
@click.argument("text", default="")
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Only those that are as likely; from 0.6 on a name counts as found.",
)
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True)
@_json_option
@store_option
def proposals(
    which: str | None, text: str, least: float, limit: int, as_json: bool, store: Path
) -> None:
    """List names that texts say and no authority knows, with contexts; in most articles first.

    LIST is places, countries, organisations or programmes; TEXT a part of the name.
    """
    with Store.open(store) as opened:
        found = list(opened.proposals(which, least, text))
    for one in found[:limit]:
        if as_json:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
            continue
        kind = f", {one.kind}" if one.kind else ""
        click.echo(f"{one.articles:>4}  {one.name}  ({one.list}{kind}, {one.confidence:.2f})")
        for context in one.contexts:
            click.echo(f"        {context.article}, line {context.line}: {_short(context.text)}")
    if not as_json:
        left = f", {limit} shown" if limit < len(found) else ""
        click.echo(f"{len(found)} names{left}")


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


@click.command()
@_list_argument
@click.argument("name")
@click.option("--as", "counted_as", help="The name it is counted under, where that is another.")
@click.option("--kind", help="What it is: ministry, city, programme …")
@click.option("--ko", help="The Korean name.")
@click.option("--abbreviation", "abbreviations", multiple=True, help="Found with these capitals.")
@click.option("--variant", "variants", multiple=True, help="Another name, in any language.")
@click.option("--country", help="The country that a place lies in (ISO 3166-1).")
@click.option("--region", help="The province or state that a place lies in.")
@click.option("--latitude", type=click.FloatRange(-90, 90), help="Degrees north (WGS 84).")
@click.option("--longitude", type=click.FloatRange(-180, 180), help="Degrees east (WGS 84).")
@click.option("--note", help="What to remember of it.")
@store_option
@authorities_option
@index_option
@who_option
def accept(
    which: str,
    name: str,
    counted_as: str | None,
    kind: str | None,
    abbreviations: tuple[str, ...],
    variants: tuple[str, ...],
    note: str | None,
    store: Path,
    authorities_folder: Path | None,
    index_url: str | None,
    who: str,
    **of_place: Any,
) -> None:
    """Take NAME into a list: texts are read by it from now on. kb undo takes it back."""
    folder = authorities_of(authorities_folder, store)
    with changing(store, index_url) as opened:
        entry = entry_for(opened, which, counted_as or name, folder)
        more = (name, *variants) if counted_as else variants
        entry = entry._replace(
            kind=kind or entry.kind,
            abbreviations=abbreviations,
            variants=more,
            **{key: value for key, value in of_place.items() if value is not None},
        )
        _say(review(opened, which, name, who, entry, note, folder), "accepted", which, name)


@click.command()
@_list_argument
@click.argument("name")
@click.option("--note", help="What to remember of it.")
@store_option
@authorities_option
@index_option
@who_option
def reject(
    which: str,
    name: str,
    note: str | None,
    store: Path,
    authorities_folder: Path | None,
    index_url: str | None,
    who: str,
) -> None:
    """Propose NAME for a list no more, and count it no more where it was. kb undo takes it back."""
    folder = authorities_of(authorities_folder, store)
    with changing(store, index_url) as opened:
        change = review(opened, which, name, who, None, note, folder)
        _say(change, "rejected", which, name)


def _say(change: int | None, done: str, which: str, name: str) -> None:
    if change is None:
        click.echo(f"{name} was {done} so already")
    else:
        click.echo(f"change {change}: {done} {name} for {which} (kb undo {change} takes it back)")


@click.command()
@click.argument("which", metavar="[LIST]", type=_LIST, required=False)
@_json_option
@store_option
def reviewed(which: str | None, as_json: bool, store: Path) -> None:
    """List the names that were accepted or rejected."""
    with Store.open(store) as opened:
        for doc in opened.decisions(which):
            if as_json:
                click.echo(json.dumps(doc, ensure_ascii=False))
                continue
            entry = doc["entry"] or {"name": doc["name"]}
            under = "" if entry["name"] == doc["name"] else f", counted as {entry['name']}"
            note = f" [{doc['note']}]" if doc["note"] else ""
            click.echo(f"{doc['status']}  {doc['list']}  {doc['name']}{under}{note}")
