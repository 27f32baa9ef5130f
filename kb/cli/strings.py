"""kb reference: parse, which needs no store; the group's other commands are in kb.cli.reference."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import click

from kb.cli.lines import input_lines
from kb.references.csl import names_to_csl, to_csl
from kb.references.parse import Field, Parsed, parse
from kb.references.string import read_reference


class _Group(click.Group):
    """Imports what works on the store when it is called for, so that a parser starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["parse", *_others().list_commands(ctx)]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return _parse if name == "parse" else _others().get_command(ctx, name)


def _others() -> click.Group:
    group: click.Group = import_module("kb.cli.reference").reference
    return group


@click.command(cls=_Group)
def reference() -> None:
    """Parse, convert, add, import and correct bibliographic records; keep one of each work."""


@click.command("parse")
@click.option(
    "--places",
    is_flag=True,
    help="Add under custom: the place and confidence of every field, and what is left over.",
)
def _parse(*, places: bool) -> None:
    """Reference strings on standard input, one a line, to CSL-JSON, one object a line."""
    for line in input_lines():
        record = read_reference(line)
        item = to_csl(record) if record else {}
        if places:
            item["custom"] = _places(parse(line))
        click.echo(json.dumps(item, ensure_ascii=False))


def _places(parsed: Parsed) -> dict[str, Any]:
    """Every field with `string[start:end]` and its confidence, 0 to 1, in characters."""
    return {
        "fields": [_place(field) for field in parsed.fields],
        "rest": [_place(field) for field in parsed.rest],
    }


def _place(field: Field) -> dict[str, Any]:
    value: Any = field.value if isinstance(field.value, str) else names_to_csl(field.value)
    return {
        "name": field.name.replace("_", "-"),
        "value": value,
        "start": field.start,
        "end": field.end,
        "confidence": round(field.confidence, 3),
    }
