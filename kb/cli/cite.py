"""kb cite."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.options import store_option
from kb.errors import NotFound
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
        found = {document["id"]: document for document in opened.documents(ids)}
    for identifier in ids:
        if identifier not in found:
            raise NotFound(f"there is no article or literature record {identifier}")
    for line in cite((item(found[identifier]) for identifier in ids), style, form):
        click.echo(line)
