"""kb family: files that say what is particular to one newsletter."""

from __future__ import annotations

from pathlib import Path

import click

from kb.errors import ReadError
from kb.model import Document
from kb.pipeline import read
from kb.segment import segment
from kb.segment.changed import changes
from kb.segment.draft import DraftError, Sample
from kb.segment.draft import draft as draft_of
from kb.segment.family import Family, load_file, shipped

_FILE = click.Path(readable=False, path_type=Path)


@click.group()
def family() -> None:
    """Tell kb what is particular to a newsletter: draft a family file, and check it."""


@family.command()
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="ISSUE…")
@click.option("--name", metavar="ID", help="The key: what every id of the newsletter begins with.")
@click.option("--output", type=_FILE, help="Where to write it. Default: standard output.")
def new(files: tuple[Path, ...], name: str | None, output: Path | None) -> None:
    """Draft a family file from two or three issues of one newsletter, for you to correct."""
    if len(files) < 2:
        raise click.UsageError(
            "a family file is drafted from what issues share; name two or three issues"
        )
    if output is not None and output.exists():
        raise DraftError(f"{output}: is there already; name another file, or take it away first")
    text = draft_of([Sample.of(path, _read(path)) for path in files], name)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        issues = " ".join(str(path) for path in files)
        click.echo(f"{output}: drafted; correct it, then: kb family check {output} {issues}")


@family.command()
@click.argument("file", type=_FILE)
@click.argument("issues", nargs=-1, required=True, type=_FILE, metavar="ISSUE…")
def check(file: Path, issues: tuple[Path, ...]) -> int:
    """Show what FILE changes on issues: with it, beside kb without it.

    The exit status is 1 where it does not know an issue, or where a line is lost.
    """
    own = load_file(file)
    others = tuple(other for other in shipped() if other.key != own.key)
    return max(_check(own, others, path) for path in issues)


def _check(own: Family, others: tuple[Family, ...], path: Path) -> int:
    document = _read(path)
    without, with_it = segment(document, others), segment(document, (own,))
    if not own.knows(document):
        click.echo(f"{path}: not known by {own.file}; add a line of this issue to 'recognise'")
        return 1
    click.echo(f"{path}: {len(without.articles)} → {len(with_it.articles)} articles")
    for line in changes(document, without, with_it):
        click.echo(f"  {line}")
    for other in others:
        if other.knows(document):
            click.echo(f"  {other.file} knows this issue, too; yours goes first")
    return 1 if with_it.unaccounted else 0


def _read(path: Path) -> Document:
    try:
        return read(path)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from error
