"""kb export."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from kb.cli.options import index_option, open_backend, store_option
from kb.exports import EXPORTERS, exporter
from kb.search.engine import matching_ids
from kb.search.thesaurus import NO_SYNONYMS, thesaurus_of
from kb.store import Store


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--query", help="Everything that a search finds.")
@click.option(
    "--exact-words", "exact", is_flag=True, help="Only the names as typed, without synonyms."
)
@click.option(
    "--format", "name", type=click.Choice(tuple(EXPORTERS)), default="jsonl", show_default=True
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file instead of standard output; CSV gets the mark by which Excel knows UTF-8.",
)
@store_option
@index_option
def export(
    ids: tuple[str, ...],
    query: str | None,
    exact: bool,
    name: str,
    output: Path | None,
    store: Path,
    index_url: str | None,
) -> None:
    """Write records out: those named, those that a query finds, or all of them."""
    if ids and query is not None:
        raise click.UsageError("give ids or --query, not both")
    with Store.open(store) as opened:
        parts = exporter(name)(_documents(opened, ids, query, index_url, exact=exact))
        if output is None:
            for part in parts:
                click.echo(part, nl=False)
        else:
            encoding = "utf-8-sig" if name == "csv" else "utf-8"
            with output.open("w", encoding=encoding, newline="") as file:
                file.writelines(parts)


def _documents(
    store: Store, ids: tuple[str, ...], query: str | None, index_url: str | None, *, exact: bool
) -> Iterable[dict[str, Any]]:
    if query is not None:
        thesaurus = NO_SYNONYMS if exact else thesaurus_of(store)
        return store.documents(
            matching_ids(open_backend(store, index_url), query, thesaurus=thesaurus)
        )
    if not ids:
        return store.documents()
    return store.named(ids)
