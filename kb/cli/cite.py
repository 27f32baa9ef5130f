"""kb cite."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.options import store_option
from kb.exports.citation import FORMATS, STYLES, cite
from kb.exports.records import item
from kb.store import Store


@click.command("cite")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option(
    "--style",
    default="apa",
    show_default=True,
    help=f"{', '.join(STYLES)}, or the path of a CSL file.",
)
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True
)
@store_option
def cite_records(ids: tuple[str, ...], style: str, form: str, store: Path) -> None:
    """Print formatted citations of articles and literature records, one a line."""
    with Store.open(store) as opened:
        found = opened.named(ids)
    for line in cite(map(item, found), style, form):
        click.echo(line)
