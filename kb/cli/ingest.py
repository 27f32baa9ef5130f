"""kb ingest and kb parse."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kb.annotate.articles import names_of
from kb.annotate.names import Names
from kb.authorities import digest
from kb.cli.families import families_of, families_option
from kb.cli.options import (
    authorities_of,
    authorities_option,
    changing,
    index_option,
    store_option,
    who_option,
)
from kb.cli.works import say_duplicates
from kb.errors import ReadError
from kb.exports.parse_json import parse_json
from kb.pipeline import Failed, Ingested, files_in, names_for, reannotate
from kb.pipeline import ingest as ingest_files
from kb.pipeline import parse as parse_file
from kb.store import Store


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@store_option
@index_option
@families_option
@authorities_option
@who_option
def ingest(
    paths: tuple[Path, ...],
    store: Path,
    index_url: str | None,
    families_folder: Path | None,
    authorities_folder: Path | None,
    who: str,
) -> int:
    """Read newsletter issues into the store; files or folders, safe to repeat."""
    families = families_of(families_folder, store)
    authorities = authorities_of(authorities_folder, store)
    names_of(authorities, digest(authorities))  # a file that is wrong is told before anything else
    files, failed = files_in(paths)
    results: list[Ingested | Failed] = list(failed)
    if files:
        with changing(store, index_url) as opened:
            names = names_for(opened, authorities)
            results += _with_progress(ingest_files(opened, files, who, families, names), len(files))
            status = _report(results)
            changed, _ = reannotate(opened, who, authorities)
            if changed:
                click.echo(f"{changed} issues stored before were annotated anew")
            say_duplicates(opened, (r.saved.change for r in results if isinstance(r, Ingested)))
        return status
    return _report(results)


def _with_progress(
    results: Iterator[Ingested | Failed], length: int
) -> Iterator[Ingested | Failed]:
    """The results, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length, "Ingesting", file=sys.stderr) as bar:
        yield from bar


def _report(results: list[Ingested | Failed]) -> int:
    failed = [result for result in results if isinstance(result, Failed)]
    saved = [result.saved for result in results if isinstance(result, Ingested)]
    for failure in failed:
        click.echo(f"kb: {failure.path}: {failure.error}", err=True)
    for one in saved:
        if one.status != "unchanged":
            counts = f"{one.articles} articles, {one.references} references"
            click.echo(f"{one.id}: {one.status}, {counts} (change {one.change})")
    counted = {status: sum(one.status == status for one in saved) for status in _STATUSES}
    summary = ", ".join(f"{n} {status}" for status, n in counted.items())
    click.echo(f"{len(saved)} issues: {summary}; {len(failed)} failed")
    return 1 if failed else 0


_STATUSES = ("new", "replaced", "unchanged")


@click.command()
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--with-text", is_flag=True, help='Add the text as read, as "text".')
@store_option
@families_option
@authorities_option
def parse(
    file: Path,
    with_text: bool,
    store: Path,
    families_folder: Path | None,
    authorities_folder: Path | None,
) -> None:
    """Show as JSON what ingesting FILE would store, without storing it."""
    families = families_of(families_folder, store)
    authorities = authorities_of(authorities_folder, store)
    try:
        document, issue = parse_file(file, families, _names(store, authorities))
    except ReadError as error:
        raise ReadError(f"{file}: {error}") from error
    click.echo(json.dumps(parse_json(document, issue, with_text=with_text), ensure_ascii=False))


def _names(store: Path, authorities: Path | None) -> Names:
    """What ingesting would annotate with; without a store nothing was reviewed yet."""
    if not store.is_file():
        return names_of(authorities, digest(authorities))
    with Store.open(store) as opened:
        return names_for(opened, authorities)
