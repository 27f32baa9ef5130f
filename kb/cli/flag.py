"""kb flag: what the texts say that cannot be trusted, and what a librarian makes of it; kb
annotate.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from kb.cli.options import authorities_of, authorities_option, store_option, who_option
from kb.pipeline import reannotate
from kb.store import Store


@click.group()
def flag() -> None:
    """List what texts say that cannot be trusted; accept, reject or note it."""


@flag.command("list")
@click.argument("article", required=False)
@click.option("--status", type=click.Choice(["open", "accepted", "rejected", "noted"]))
@click.option("--code", help="Only flags of this code.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@store_option
def list_flags(
    article: str | None, status: str | None, code: str | None, as_json: bool, store: Path
) -> None:
    """Show the flags of ARTICLE, or of all, with their numbers."""
    with Store.open(store) as opened:
        for identifier, number, one in opened.flagged(article):
            if status not in (None, one["status"]) or code not in (None, one["code"]):
                continue
            if as_json:
                row = {"article": identifier, "number": number, **one}
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                click.echo(_line(identifier, number, one))


def _line(article: str, number: int, one: dict[str, object]) -> str:
    reading = f" → {one['proposed']}" if one.get("proposed") else ""
    why = f" ({one['argument']})" if one.get("argument") else ""
    note = f" [{one['note']}]" if one.get("note") else ""
    said = "" if one["status"] == "open" else f" {one['status']}{note}"
    return (
        f"{article} {number} {one['code']}, {one['confidence']}, line {one['line']}: "
        f"{one['evidence']}{reading}{why}{said}"
    )


def _decision(status: str, says: str) -> click.Command:
    @click.command(help=says)
    @click.argument("article")
    @click.argument("number", type=int)
    @click.option("--note", required=status == "noted", help="What to remember of it.")
    @store_option
    @who_option
    def decide(article: str, number: int, note: str | None, store: Path, who: str) -> None:
        with Store.open(store, write=True) as opened:
            change = opened.decide(article, number, status, note, who)
        done = f"{status} (change {change})" if change else "was so already"
        click.echo(f"{article} {number}: {done}")

    return decide


flag.add_command(_decision("accepted", "Say that a flag is right."), "accept")
flag.add_command(
    _decision("rejected", "Say that a flag is wrong: what it doubts counts again."), "reject"
)
flag.add_command(_decision("noted", "Write a note on a flag."), "note")
flag.add_command(_decision("open", "Take back what was said of a flag."), "reopen")


@click.command()
@store_option
@authorities_option
@who_option
def annotate(store: Path, authorities_folder: Path | None, who: str) -> None:
    """Find places, organisations, amounts and the rest anew in what is stored.

    kb ingest does so by itself when authority files or kb have changed.
    """
    folder = authorities_of(authorities_folder, store)
    with Store.open(store, write=True) as opened:
        changed, issues = reannotate(opened, who, folder, always=True)
    click.echo(f"{issues} issues annotated, {changed} of them changed")
