"""kb reference: add and edit; bibliography.py has those that read files, works.py the rest."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from kb.cli import works
from kb.cli.bibliography import convert, import_
from kb.cli.fields import value_of
from kb.cli.options import changing, index_option, store_option, who_option
from kb.errors import BibliographyError
from kb.model import Record
from kb.references.csl import from_csl, to_csl
from kb.references.string import read_reference


@click.group()
def reference() -> None:
    """Parse, convert, add, import and correct bibliographic records; keep one of each work."""


reference.add_command(convert)
reference.add_command(import_)
reference.add_command(works.merge)
reference.add_command(works.duplicates)
reference.add_command(works.distinct)


_field_option = click.option(
    "--field",
    "fields",
    metavar="NAME=VALUE",
    multiple=True,
    help="A CSL variable, as title=… or author='Hong, Soon-gu; Kim, Hyeon-jong'.",
)


@reference.command()
@click.argument("string", required=False)
@_field_option
@store_option
@index_option
@who_option
def add(
    string: str | None, fields: tuple[str, ...], store: Path, index_url: str | None, who: str
) -> None:
    """Add a record from a reference STRING, from fields, or from both (fields win)."""
    if not string and not fields:
        raise click.UsageError("give a reference STRING, or --field NAME=VALUE, or both")
    record = read_reference(string) if string else Record()
    if record is None:
        if not fields:
            raise BibliographyError(
                "no date or journal was found in that reference; give its parts with --field "
                "title=… --field author=… --field issued=…"
            )
        record = Record(note=string)
    record = from_csl({**to_csl(record), **_values(fields)})
    if not record.title:
        raise BibliographyError("a record needs a title; give it with --field title=…")
    with changing(store, index_url) as opened:
        identifier, number = opened.add(record, who)
        click.echo(f"{identifier}: added (change {number})")
        works.say_duplicates(opened, [number])


@reference.command()
@click.argument("id")
@_field_option
@click.option("--why", default="edit", help="A reason, kept with the change.")
@store_option
@index_option
@who_option
def edit(
    id: str, fields: tuple[str, ...], why: str, store: Path, index_url: str | None, who: str
) -> None:
    """Correct fields of a record; NAME= alone takes one out. A later parse leaves them alone."""
    if not fields:
        raise click.UsageError("give --field NAME=VALUE")
    with changing(store, index_url) as opened:
        if opened.record(id)["kind"] != "literature":
            raise BibliographyError(f"{id} is no literature record; kb show {id} says what it is")
        number = opened.edit(id, _values(fields), who, why)
        click.echo(f"change {number}: edited {id}" if number else f"{id}: nothing to change")


def _values(fields: Iterable[str]) -> dict[str, Any]:
    return dict(value_of(field) for field in fields)
