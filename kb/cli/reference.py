"""kb reference: add, import, edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kb.cli.options import index_option, open_backend, store_option, who_option
from kb.dates import parse_date
from kb.errors import BibliographyError
from kb.model import Name, Record
from kb.references.csl import DATE_VARIABLES, NAME_VARIABLES, date_to_csl, from_csl, to_csl
from kb.references.importing import read_file
from kb.references.names import read_names
from kb.references.string import read_reference
from kb.store import Store


@click.group()
def reference() -> None:
    """Parse, add, import and correct bibliographic records."""


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
    with Store.open(store, write=True) as opened:
        identifier, number = opened.add(record, who)
        click.echo(f"{identifier}: added (change {number})")
        open_backend(opened, index_url).close()


@reference.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@index_option
@who_option
def import_(file: Path, store: Path, index_url: str | None, who: str) -> None:
    """Import a file of CSL-JSON in one change; kb undo takes all of it back."""
    items, problems = read_file(file)
    for problem in problems:
        click.echo(f"kb: {file}: {problem}", err=True)
    if not items:
        raise BibliographyError(f"{file}: no record could be read from it")
    with Store.open(store, write=True) as opened:
        done = opened.import_items(items, who, file.name)
        counts = f"{len(done.added)} new, {len(done.unchanged)} unchanged, {len(problems)} refused"
        undo = (
            f" (change {done.change}; kb undo {done.change} takes it back)" if done.change else ""
        )
        click.echo(f"{file}: {counts}{undo}")
        open_backend(opened, index_url).close()


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
    with Store.open(store, write=True) as opened:
        if opened.record(id)["kind"] != "literature":
            raise BibliographyError(f"{id} is no literature record; kb show {id} says what it is")
        number = opened.edit(id, _values(fields), who, why)
        click.echo(f"change {number}: edited {id}" if number else f"{id}: nothing to change")
        open_backend(opened, index_url).close()


def _values(fields: Iterable[str]) -> dict[str, Any]:
    """CSL-JSON values of NAME=VALUE; None for what is to be taken out."""
    return dict(_value(field) for field in fields)


def _value(field: str) -> tuple[str, Any]:
    name, equals, text = field.partition("=")
    name = name.strip()
    if not equals or not name:
        raise click.UsageError(f"--field takes NAME=VALUE, not {field!r}")
    if name == "id":
        raise click.UsageError("a record's id stays what it is")
    if not text.strip():
        return name, None
    if name in NAME_VARIABLES:
        names = read_names(text) or (Name(literal=text.strip()),)
        return name, to_csl(replace(Record(), author=names))["author"]
    if name in DATE_VARIABLES:
        return name, _date(name, text.strip())
    return name, text.strip()


def _date(name: str, text: str) -> dict[str, Any]:
    iso = parse_date(text)
    if iso is None:
        raise click.UsageError(f"{name} takes a date, as 2021, 2021-12 or 2021-12-31, not {text!r}")
    return date_to_csl(iso)
