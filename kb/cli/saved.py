"""What kb search does with saved searches: keep one, list them, open one, report on one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from kb.cli.searched import Searched
from kb.search.engine import Request
from kb.search.prisma import report
from kb.search.saved import Entry, Since, entries, kept, since
from kb.store import Store
from kb.store.rows import Doc


def save(searched: Searched, request: Request, name: str, who: str) -> None:
    """Keeps a search, and says so on standard error, for the answer is printed too."""
    store = searched.store
    number = store.save_search(
        name, kept(searched.backend, store, request, searched.thesaurus), who
    )
    total = store.saved_search(name)["total"]
    click.echo(f"change {number}: saved {total} results as {name} (kb undo {number})", err=True)


def list_saved(store: Store, *, as_json: bool) -> None:
    """Prints the saved searches, the latest first."""
    for saved in store.saved_searches():
        if as_json:
            click.echo(json.dumps(saved, ensure_ascii=False))
        else:
            click.echo(f"{saved['at']}  {saved['total']:>6}  {saved['name']}: {saved['query']}")


def open_saved(searched: Searched, name: str, part: tuple[int, int], *, as_json: bool) -> None:
    """Prints the frozen list, `part` of it from an offset to an end, and what has changed."""
    saved = searched.store.saved_search(name)
    changes = since(searched.backend, searched.store, saved, searched.thesaurus)
    shown = entries(searched.store, saved, changes, slice(*part))
    if as_json:
        _print_json(saved, changes, shown)
        return
    click.echo(f"{saved['name']}: {saved['query'] or saved['like'] or '*:*'}")
    click.echo(f"{saved['total']} results at revision {saved['revision']}, {saved['at']}")
    for number, entry in enumerate(shown, part[0] + 1):
        become = f"  [{entry.now}]" if entry.now else ""
        click.echo(f"{number:>5}. {entry.title}{become}")
        click.echo("       " + " · ".join(filter(None, [entry.kind, entry.date, entry.id])))
    _print_changes(changes)


def _print_json(saved: Doc, changes: Since, shown: Sequence[Entry]) -> None:
    answer = {**saved, "results": [asdict(entry) for entry in shown], "since": asdict(changes)}
    click.echo(json.dumps(answer, ensure_ascii=False))


def _print_changes(changes: Since) -> None:
    if changes.nothing:
        click.echo(f"\nAt revision {changes.revision} it finds the same.")
        return
    click.echo(f"\nAt revision {changes.revision} it finds {changes.total}.")
    labels = {
        "New": changes.added,
        "Not found any more": changes.gone,
        "Removed": changes.removed,
        "Merged": [f"{id} into {other}" for id, other in changes.merged],
        "Changed": changes.changed,
    }
    for label, ids in labels.items():
        if ids:
            click.echo(f"{label}: {', '.join(ids)}")


def print_report(searched: Searched, name: str) -> None:
    """Prints the report of a saved search for a systematic review."""
    store = searched.store
    saved = store.saved_search(name)
    changes = since(searched.backend, store, saved, searched.thesaurus)
    text = report(store.path.stem, saved, changes)
    click.echo(text, nl=False)
