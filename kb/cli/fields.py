"""NAME=VALUE on the command line, as CSL-JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from kb.dates import parse_date
from kb.model import Name, Record
from kb.references.csl import DATE_VARIABLES, NAME_VARIABLES, date_to_csl, to_csl
from kb.references.names import read_names


def value_of(field: str) -> tuple[str, Any]:
    """The name of a CSL variable and its value; None for what is to be taken out."""
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
