"""Names of places, countries, organisations and programmes, with their variants, as data.

Each list is a CSV file of this folder (places are in two: `cities.csv` is made by a script); a file
of the same name in a folder of one's own adds to it. `terms.csv`, and files of other names in that
folder, are names that mean the same to a search and are counted as nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kb.authorities.authority import Authority, AuthorityError
from kb.authorities.reviewed import NOT_REVIEWED, Reviewed
from kb.authorities.table import read_table

LISTS = {
    "places": "place",
    "countries": "country",
    "organisations": "organisation",
    "programmes": "programme",
}
"""The lists, and the kind of an entry that states none."""
FOLDER = Path(__file__).parent
SHIPPED = {which: FOLDER / f"{which}.csv" for which in (*LISTS, "cities", "terms")}
_CITIES = "cities"

__all__ = ["LISTS", "NOT_REVIEWED", "Authority", "AuthorityError", "Reviewed", "digest", "load"]


def load(
    which: str, folder: Path | None = None, reviewed: Reviewed = NOT_REVIEWED
) -> tuple[Authority, ...]:
    """The names of a list: those that a librarian accepted, those of `folder`, and the shipped.

    An entry of `folder` stands for the shipped one that has its name and region; with `remove` it
    takes that out. Raises AuthorityError for a file that is wrong.
    """
    own = list(_own(which, folder))
    said = {(one.name, one.region) for one in own}
    kept = (one for one in _shipped(which) if (one.name, one.region) not in said)
    return reviewed.added(which, (*(one for one in own if not one.removed), *kept))


def digest(folder: Path | None = None, reviewed: Reviewed = NOT_REVIEWED) -> str:
    """What all the lists say, as a short text that changes when one of them does."""
    paths = [path for name, path in SHIPPED.items() if name != "terms"]
    if folder is not None:
        paths += [path for which in LISTS for path in _file(which, folder)]
    hashed = hashlib.sha256(reviewed.text.encode())
    for path in paths:
        hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()[:12]


@cache
def _shipped(which: str) -> tuple[Authority, ...]:
    more = read_table(SHIPPED[_CITIES], LISTS[which]) if which == "places" else ()
    return (*read_table(SHIPPED[which], LISTS[which]), *more)


def _own(which: str, folder: Path | None) -> Iterator[Authority]:
    if folder is not None:
        for path in _file(which, folder):
            yield from read_table(path, LISTS[which])


def _file(which: str, folder: Path) -> list[Path]:
    """The file of a list in a folder. Raises AuthorityError where it is of an earlier version."""
    path = folder / f"{which}.csv"
    for old in (folder / f"{which}.yaml", folder / f"{which}.yml"):
        if old.is_file() and not path.is_file():
            raise AuthorityError(
                f"{old}: names stand in {path.name} now; kb authority convert {folder} writes that"
            )
    return [path] if path.is_file() else []
