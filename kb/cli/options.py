"""Options that many commands take."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from kb.search.backend import Backend
from kb.search.index import default_url, open_index
from kb.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def store_option(command: F) -> F:
    """--store, as `store`, a Path."""
    return click.option(
        "--store",
        type=click.Path(dir_okay=False, path_type=Path),
        default="kb.db",
        envvar="KB_STORE",
        show_default=True,
        help="The store's file (or KB_STORE).",
    )(command)


def authorities_option(command: F) -> F:
    """--authorities, as `authorities_folder`, a Path or None."""
    return click.option(
        "--authorities",
        "authorities_folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="KB_AUTHORITIES",
        help="The folder of your authority files (or KB_AUTHORITIES). Default: authorities/ beside "
        "the store, if there is one.",
    )(command)


def authorities_of(folder: Path | None, store: Path) -> Path | None:
    """The folder that was named, or authorities/ beside the store where there is one."""
    beside = store.parent / "authorities"
    return folder or (beside if beside.is_dir() else None)


def index_option(command: F) -> F:
    """--index, as `index_url`."""
    return click.option(
        "--index",
        "index_url",
        metavar="URL",
        envvar="KB_INDEX",
        help="The index, tantivy:PATH or whoosh:PATH (or KB_INDEX). Default: beside the store.",
    )(command)


def who_option(command: F) -> F:
    """--who, as `who`: the name that changes are recorded under."""
    return click.option(
        "--who",
        envvar="KB_USER",
        default=_user,
        help="Who makes the change (or KB_USER). Default: the user who is logged in.",
    )(command)


def open_backend(store: Store, index_url: str | None) -> Backend:
    """The index of a store, level with it. Raises SearchIndexError."""
    return open_index(index_url or default_url(store.path), store)


@contextmanager
def changing(store: Path, index_url: str | None, *, dry_run: bool = False) -> Iterator[Store]:
    """A store to change, or with `dry_run` to read. What has been changed is then in the index."""
    with Store.open(store, write=not dry_run) as opened:
        yield opened
        if not dry_run:
            open_backend(opened, index_url).close()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id that has no name
        return "unknown"
