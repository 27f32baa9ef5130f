"""Names of places, countries, organisations and programmes, with their variants, as data.

Each list is a file of this folder; a file of the same name in a folder of one's own adds to it. Who
wants names in order to find them by (search, synonyms) reads `Authority.names`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kb.authorities.authority import Authority, AuthorityError
from kb.authorities.files import read_table, read_yaml

LISTS = ("places", "countries", "organisations", "programmes")
FOLDER = Path(__file__).parent

__all__ = ["LISTS", "Authority", "AuthorityError", "digest", "load"]


def load(which: str, folder: Path | None = None) -> tuple[Authority, ...]:
    """The names of a list, those of `folder` first. Raises AuthorityError for a file that is wrong.

    An entry of `folder` stands for the shipped one that has its name and region; with
    `remove: true` it takes that out.
    """
    own = list(_own(which, folder))
    said = {(one.name, one.region) for one in own}
    kept = (one for one in _shipped(which) if (one.name, one.region) not in said)
    return (*(one for one in own if not one.removed), *kept)


def digest(folder: Path | None = None) -> str:
    """What all the lists say, as a short text that changes when one of them does."""
    paths = sorted(FOLDER.glob("*.yaml")) + sorted(FOLDER.glob("*.tsv"))
    if folder is not None:
        paths += [path for which in LISTS for path in _files(which, folder)]
    hashed = hashlib.sha256()
    for path in paths:
        hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()[:12]


@cache
def _shipped(which: str) -> tuple[Authority, ...]:
    if which == "places":
        return tuple(read_table(FOLDER / "places.tsv"))
    return tuple(read_yaml(FOLDER / f"{which}.yaml"))


def _own(which: str, folder: Path | None) -> Iterator[Authority]:
    if folder is not None:
        for path in _files(which, folder):
            yield from read_yaml(path)


def _files(which: str, folder: Path) -> list[Path]:
    return [p for p in (folder / f"{which}.yaml", folder / f"{which}.yml") if p.is_file()]
