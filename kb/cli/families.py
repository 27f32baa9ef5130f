"""The option that names a folder of families. Commands that know no families do not load them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kb.segment.family import Family, families_in, shipped

F = TypeVar("F", bound=Callable[..., Any])


def families_option(command: F) -> F:
    """--families, as `families_folder`, a Path or None."""
    return click.option(
        "--families",
        "families_folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="KB_FAMILIES",
        help="The folder of your family files (or KB_FAMILIES). Default: families/ beside the "
        "store, if there is one.",
    )(command)


def families_of(folder: Path | None, store: Path) -> tuple[Family, ...]:
    """The families of a folder, or of families/ beside the store, and the shipped ones."""
    if folder is None:
        folder = store.parent / "families"
        if not folder.is_dir():
            return shipped()
    return families_in(folder)
