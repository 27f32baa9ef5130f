"""kb index, check, backup, restore and completion."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from kb.cli.options import index_option, open_backend, store_option
from kb.search.engine import matching_ids
from kb.search.index import default_url, open_index
from kb.store import Store
from kb.store.backup import back_up
from kb.store.backup import restore as restore_store


@click.command()
@click.option("--rebuild", is_flag=True, help="Build it anew, even where it is up to date.")
@store_option
@index_option
def index(rebuild: bool, store: Path, index_url: str | None) -> None:
    """Bring the search index up to date with the store."""
    with Store.open(store) as opened:
        url = index_url or default_url(store)
        backend = open_index(url, opened, rebuild=rebuild)
        count = len(matching_ids(backend, "*:*"))
        click.echo(f"{url}: {count} records, at revision {backend.revision}")
        backend.close()


@click.command()
@store_option
@index_option
def check(store: Path, index_url: str | None) -> int:
    """Check that store and index agree and that every line of every source is accounted for."""
    with Store.open(store) as opened:
        findings = list(opened.findings())
        backend = open_backend(opened, index_url)
        indexed = set(matching_ids(backend, "*:*"))
        stored = {document["id"] for document in opened.documents()}
        findings += [f"{i}: is stored and not in the index" for i in sorted(stored - indexed)]
        findings += [f"{i}: is in the index and not stored" for i in sorted(indexed - stored)]
        if backend.revision != opened.revision:
            findings.append(f"the index is at {backend.revision}, the store at {opened.revision}")
        for finding in findings:
            click.echo(finding)
        summary = f"{len(findings)} findings" if findings else "all is well"
        click.echo(f"{store}: {len(stored)} records at revision {opened.revision}; {summary}")
    return 1 if findings else 0


_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice(tuple(_SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete kb's commands.

    \b
    bash: kb completion bash >> ~/.bashrc
    zsh:  kb completion zsh >> ~/.zshrc
    fish: kb completion fish > ~/.config/fish/completions/kb.fish
    """
    complete = _SHELLS[shell]
    click.echo(complete(ctx.find_root().command, {}, "kb", "_KB_COMPLETE").source())


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@store_option
def backup(file: Path, store: Path) -> None:
    """Copy the store into a new file, also while others use it."""
    back_up(store, file)
    with Store.open(file) as copied:
        click.echo(f"{file}: the store at revision {copied.revision}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@store_option
def restore(file: Path, store: Path) -> None:
    """Make the store what it was in a backup; what it was till now is kept beside it."""
    kept = restore_store(store, file)
    with Store.open(store) as restored:
        click.echo(f"{store}: at revision {restored.revision}, from {file}")
    if kept is not None:
        click.echo(f"What it was till now is kept in {kept}")
