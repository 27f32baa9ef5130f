"""kb reference convert and kb reference import: bibliographic files in, and from one to another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from kb.cli.options import changing, index_option, store_option, who_option
from kb.cli.works import say_duplicates
from kb.errors import BibliographyError
from kb.exports import EXPORTERS, exporter
from kb.exports.records import documents_of
from kb.readers.limits import SIZE
from kb.references.csl import from_csl
from kb.references.importing import Entry, Item, Taken, read_bibliography, read_file
from kb.store import Store
from kb.store.curate import Imported, Known
from kb.store.names import display

_SHOWN = 20
_file_argument = click.argument("file", type=click.Path(allow_dash=True, path_type=Path))


@click.command()
@_file_argument
@click.option(
    "--to", "name", type=click.Choice(tuple(EXPORTERS)), default="csl-json", show_default=True
)
def convert(file: Path, name: str) -> None:
    """Convert a bibliographic FILE (- for standard input) of any format to another.

    The content tells the format: BibTeX, RIS, CSL-JSON, MARC 21, MARCXML, MODS, EndNote XML, refer
    (enw), PubMed nbib and XML. What cannot be read goes to standard error.
    """
    taken = _take(file)
    for part in exporter(name)(documents_of(entry.item for entry in taken.entries)):
        click.echo(part, nl=False)


@click.command("import")
@_file_argument
@click.option("--dry-run", is_flag=True, help="Only show what would be imported.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@store_option
@index_option
@who_option
def import_(
    file: Path, dry_run: bool, as_json: bool, store: Path, index_url: str | None, who: str
) -> None:
    """Import a bibliographic FILE (- for standard input) in one change; kb undo takes it back.

    Formats are those of kb reference convert. Records that are stored already, word for word, are
    left alone.
    """
    taken = _take(file)
    items = [entry.item for entry in taken.entries]
    if dry_run:
        known = _known(items, store)
        new = [e for e, k in zip(taken.entries, known, strict=True) if k is None]
        _preview(file, taken, new, [k for k in known if k], as_json=as_json)
        return
    with changing(store, index_url) as opened:
        done = opened.import_items(_with_progress(items), who, _name(file))
        _report(file, taken, done, as_json=as_json)
        if not as_json:
            say_duplicates(opened, [done.change])


def _name(file: Path) -> str:
    return "standard input" if str(file) == "-" else file.name


def _take(file: Path) -> Taken:
    """What a file holds, its problems told. Raises BibliographyError where nothing was read."""
    if str(file) == "-":
        data = sys.stdin.buffer.read(SIZE + 1) if sys.stdin else b""
        if len(data) > SIZE:
            raise BibliographyError(
                f"standard input: is larger than {SIZE // 1_000_000} MB; split it"
            )
        taken = read_bibliography(data, _name(file))
    else:
        taken = read_file(file)
    for problem in taken.problems:
        click.echo(f"kb: {file}: {problem.place}: {problem.text}", err=True)
    if not taken.entries:
        raise BibliographyError(f"{file}: no record could be read from it ({taken.format})")
    return taken


def _with_progress(items: list[Item]) -> Iterator[Item]:
    """The items, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label="Importing", file=sys.stderr) as bar:
        yield from bar


def _known(items: Iterable[Item], store: Path) -> list[Known | None]:
    """For each item the record that it is in the store, or its like in the file."""
    seen: dict[str, Known] = {}
    known: list[Known | None] = []
    with Store.open(store) if store.exists() else nullcontext() as opened:
        for number, item in enumerate(items, 1):
            bare = json.dumps({k: v for k, v in item.items() if k != "id"}, sort_keys=True)
            stored = opened.known_item(item) if opened else None
            known.append(stored or seen.get(bare))
            seen.setdefault(bare, Known(f"record {number}"))
    return known


def _preview(
    file: Path, taken: Taken, new: list[Entry], known: list[Known], *, as_json: bool
) -> None:
    merged = tuple(record.id for record in known if record.merged)
    unchanged = tuple(record.id for record in known if not record.merged)
    if as_json:
        done = {"new": [e.item for e in new], "unchanged": unchanged, "merged": merged}
        _print_json(taken, {**done, "change": None})
        return
    for entry in new[:_SHOWN]:
        click.echo(f"new: {entry.place}: {_line(entry.item)}")
    if len(new) > _SHOWN:
        click.echo(f"… and {len(new) - _SHOWN:,} more (--json has all of them)")
    summary = _summary(file, taken, len(new), len(merged), len(unchanged))
    click.echo(f"{summary}; nothing was stored")


def _report(file: Path, taken: Taken, done: Imported, *, as_json: bool) -> None:
    if as_json:
        told = {"new": done.added, "unchanged": done.unchanged, "merged": done.merged}
        _print_json(taken, {**told, "change": done.change})
        return
    undo = f" (change {done.change}; kb undo {done.change} takes it back)" if done.change else ""
    summary = _summary(file, taken, len(done.added), len(done.merged), len(done.unchanged))
    click.echo(summary + undo)


def _summary(file: Path, taken: Taken, new: int, merged: int, unchanged: int) -> str:
    refused = sum(problem.refused for problem in taken.problems)
    return f"{file}: {new} new, {merged} merged, {unchanged} unchanged, {refused} refused"


def _print_json(taken: Taken, done: dict[str, Any]) -> None:
    told: dict[bool, list[dict[str, str]]] = {True: [], False: []}
    for problem in taken.problems:
        told[problem.refused].append({"place": problem.place, "reason": problem.text})
    whole = {"format": taken.format, **done, "refused": told[True], "warnings": told[False]}
    click.echo(json.dumps(whole, ensure_ascii=False))


def _line(item: Item) -> str:
    """ "Hong, Soon-gu (2021): Busan smart city"."""
    record = from_csl(item)
    people = record.author or record.editor or record.compiler
    role = next((r for r in ("author", "editor", "compiler") if item.get(r)), "")
    first = display(item[role][0]) if people and role else ""
    more = " et al." if len(people) > 1 else ""
    year = f" ({record.issued[:4]})" if record.issued else ""
    head = f"{first}{more}{year}".strip()
    return ": ".join(filter(None, (head, record.title or record.container_title)))
