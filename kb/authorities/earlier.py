"""Authority files of an earlier version, which were YAML, as tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import yaml

from kb.authorities import LISTS
from kb.authorities.authority import AuthorityError
from kb.authorities.table import COLUMNS


def convert(folder: Path) -> list[tuple[Path, Path]]:
    """Writes a CSV file for every YAML file of a list in a folder; the files, old and new.

    The old ones stay. A CSV file that is there is not written over. Raises AuthorityError.
    """
    done = []
    for which in LISTS:
        new = folder / f"{which}.csv"
        for old in (folder / f"{which}.yaml", folder / f"{which}.yml"):
            if old.is_file() and not new.is_file():
                new.write_text(_table(old), encoding="utf-8")
                done.append((old, new))
    return done


def _table(path: Path) -> str:
    try:
        found = yaml.safe_load(path.read_text("utf-8-sig")) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AuthorityError(f"{path}: is no YAML in UTF-8") from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise AuthorityError(f"{path}: is no list of entries with a name each")
    used = [column for column in COLUMNS if any(column in entry for entry in found)]
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(used)
    for number, entry in enumerate(found, 1):
        if unknown := [key for key in entry if key not in COLUMNS]:
            raise AuthorityError(f"{path}: entry {number}: {unknown[0]!r} is no key of an entry")
        written.writerow([_cell(entry.get(column)) for column in used])
    return text.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    if value is True:
        return "yes"
    return "" if value is None or value is False else str(value)
