"""Authority files: CSV (RFC 4180) in UTF-8, a row a thing, the first row naming the columns."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kb.authorities.authority import Authority, AuthorityError

MOST_BYTES = 2_000_000
_TEXTS = ("name", "ko", "kind", "country", "region")
_LISTS = ("abbreviations", "variants", "searched", "ambiguous", "adjectives")
_NUMBERS: dict[str, Callable[[str], Any]] = {
    "latitude": float,
    "longitude": float,
    "geonames": int,
    "population": int,
}
COLUMNS = (*_TEXTS, *_LISTS, *_NUMBERS, "remove", "note")
"""In any order, and only those that are needed; `note` is for whoever reads the file."""
# Columns of a free table that hold no names to search for
_NO_NAMES = frozenset({"kind", "country", "region", "ambiguous", *_NUMBERS, "remove", "note", "id"})
# What columns were called in files of earlier versions, and may be called still
_ALSO = {"english": "name", "korean": "ko", "type": "kind", "synonyms": "variants"}


def read_table(path: Path, kind: str = "", *, free: bool = False) -> Iterator[Authority]:
    """The entries of a file; `kind` is that of a row that has none.

    A cell of several names has them apart with semicolons. In a `free` table, which is for
    searching alone, a column of any other name holds names too, and all of them several. Raises
    AuthorityError.
    """
    rows = csv.reader(_text(path).splitlines(), strict=True)
    try:
        columns = _columns(path, next(rows, []), free=free)
        plan = [_READ.get(column) for column in columns]
        for cells in rows:
            if len(cells) > len(columns):
                raise AuthorityError(
                    f"{path}, line {rows.line_num}: has more cells than the first line names; put "
                    "a name that has a comma into quotation marks, and several names of a cell "
                    "apart with ;"
                )
            if not any(cells):
                continue
            entry = _entry(path, rows.line_num, plan, cells, kind)
            if free and len(entry.synonyms) == 1:
                raise AuthorityError(
                    f"{path}, line {rows.line_num}: {entry.name} stands alone; give it another name"
                )
            yield entry
    except csv.Error as error:
        raise AuthorityError(f"{path}, line {rows.line_num}: is no CSV: {error}") from error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise AuthorityError(f"{path}: has more than {MOST_BYTES:,} bytes; divide it")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise AuthorityError(f"{path}: is not in UTF-8; save it as CSV in UTF-8") from error
    except OSError as error:
        raise AuthorityError(f"{path}: cannot be read: {error.strerror}") from error


def _columns(path: Path, header: Sequence[str], *, free: bool) -> list[str]:
    """The columns of a file under their names here."""
    found = []
    for cell in header:
        name = _ALSO.get(cell.strip().lower(), cell.strip().lower())
        if name not in COLUMNS and not free:
            raise AuthorityError(
                f"{path}, line 1: {cell!r} is no column of names; those are {', '.join(COLUMNS)}, "
                "with commas between them"
            )
        if free and name not in _NO_NAMES:
            name = "variants"
        found.append(name)
    if header and not free and not {"name", "ko"} & set(found):
        raise AuthorityError(f"{path}, line 1: there is no column 'name'")
    return found


def _entry(path: Path, line: int, plan: _Plan, cells: Sequence[str], kind: str) -> Authority:
    values: list[Any] = ["", kind, *_DEFAULTS]
    for cell, step in zip(cells, plan):  # noqa: B905 a short row ends in empty cells
        if cell and step is not None:
            at, convert = step
            try:
                value = convert(cell)
            except ValueError as error:
                raise AuthorityError(
                    f"{path}, line {line}: {Authority._fields[at]} has to be a number, and is "
                    f"{cell!r}"
                ) from error
            values[at] = (*values[at], *value) if values[at] and at == _VARIANTS else value
    if not values[_NAME]:
        values[_NAME] = values[_KO] or next(iter(values[_VARIANTS]), None)
        if not values[_NAME]:
            raise AuthorityError(f"{path}, line {line}: has no name")
    return Authority._make(values)


def _names(cell: str) -> tuple[str, ...]:
    if ";" not in cell:
        return (cell.strip(),)
    return tuple(name for part in cell.split(";") if (name := part.strip()))


def _yes(cell: str) -> bool:
    return cell.strip().lower() in ("yes", "true", "1", "x")


_Plan = Sequence[tuple[int, Callable[[str], Any]] | None]
"""For each column the place of its field in Authority, and how its cells are read; None: not."""
_DEFAULTS = tuple(Authority._field_defaults.values())
_NAME, _KIND, _KO, _VARIANTS = (
    Authority._fields.index(name) for name in ("name", "kind", "ko", "variants")
)
_READ: dict[str, tuple[int, Callable[[str], Any]]] = {
    **{name: (Authority._fields.index(name), str.strip) for name in _TEXTS},
    **{name: (Authority._fields.index(name), _names) for name in _LISTS},
    **{name: (Authority._fields.index(name), convert) for name, convert in _NUMBERS.items()},
    "remove": (Authority._fields.index("removed"), _yes),
}
