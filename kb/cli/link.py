"""kb link: which places, countries, organisations and programmes an article is linked to."""

from __future__ import annotations

from pathlib import Path

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
from kb.pipeline import entry_for
from kb.store import Store
from kb.store.annotated import BY_HAND, links
from kb.store.rows import Doc

_list_argument = click.argument("which", metavar="LIST", type=click.Choice(tuple(LISTS)))


@click.group()
def link() -> None:
    """Add links of an article to names, and take them out; annotating leaves that alone."""


@link.command("list")
@click.argument("article")
@store_option
def list_links(article: str, store: Path) -> None:
    """Show the names that ARTICLE is linked to, and what was taken out by hand."""
    with Store.open(store) as opened:
        doc = opened.record(article)
    by_hand = doc.get(BY_HAND) or {}
    for which in LISTS:
        chosen = by_hand.get(which) or {}
        for one in links(doc, which).values():
            click.echo(f"{which}  {one['name']}{_where(one, chosen)}")
        for name in (name for name, mention in chosen.items() if mention is None):
            click.echo(f"{which}  {name}  (taken out by hand)")


def _where(one: Doc, chosen: Doc) -> str:
    if one["name"] in chosen:
        return "  (by hand)"
    return f"  line {one['line']}: {one['surface']}"


@link.command()
@click.argument("article")
@_list_argument
@click.argument("name")
@click.option("--kind", help="What it is, where no authority knows it.")
@store_option
@authorities_option
@index_option
@who_option
def add(
    article: str,
    which: str,
    name: str,
    kind: str | None,
    store: Path,
    authorities_folder: Path | None,
    index_url: str | None,
    who: str,
) -> None:
    """Link ARTICLE to NAME of a list, by any of the names that the authorities have for it."""
    folder = authorities_of(authorities_folder, store)
    with changing(store, index_url) as opened:
        entry = entry_for(opened, which, name, folder)
        entry = entry._replace(kind=kind or entry.kind)
        change = opened.link(article, which, entry, who)
        _say(change, f"linked {article} to {entry.name}", "it was linked already")


@link.command()
@click.argument("article")
@_list_argument
@click.argument("name")
@store_option
@index_option
@who_option
def remove(
    article: str, which: str, name: str, store: Path, index_url: str | None, who: str
) -> None:
    """Take the link of ARTICLE to NAME out, whatever its text says."""
    with changing(store, index_url) as opened:
        change = opened.unlink(article, which, name, who)
        _say(change, f"took the link of {article} to {name} out", "it was out already")


@link.command()
@click.argument("article")
@_list_argument
@click.argument("name")
@store_option
@index_option
@who_option
def reset(
    article: str, which: str, name: str, store: Path, index_url: str | None, who: str
) -> None:
    """Leave the link of ARTICLE to NAME to what annotating finds, again."""
    with changing(store, index_url) as opened:
        change = opened.leave_to_text(article, which, name, who)
        _say(change, f"{name} is as the text says", "nothing was set by hand")


def _say(change: int | None, done: str, otherwise: str) -> None:
    click.echo(f"change {change}: {done} (kb undo {change} undoes it)" if change else otherwise)
