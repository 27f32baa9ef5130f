"""Names that mean the same: which others a query that has one of them looks for as well.

The names come from authority files (CSV), from a folder `authorities/` beside the store, and from
the names of authors and journals that were merged in the store. The query is widened, not the
index, so that every engine finds the same and nothing has to be built anew.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from kb.errors import KBError
from kb.search.analysis import Run, fold, plain_of, runs, word_of
from kb.search.stopwords import STOP_WORDS

SHIPPED = Path(__file__).parents[1] / "authorities"
# The folder of a librarian's own files, beside the store.
FOLDER = "authorities"
# How much a synonym counts beside what was typed.
WEIGHT = 0.5
# Runs of a name, at the most; longer ones are not looked for.
LONGEST = 12
MOST_BYTES = 2_000_000
SMALL = frozenset({"the", "of", "and", "for"})
# Columns of an authority file that hold no names.
NO_NAMES = frozenset({"type", "note", "id"})


class AuthorityError(KBError):
    """An authority file is not as docs/search.md describes it; the message has file and line."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one thing, and the fields to which they belong; all where none is named.

    `typed` are further forms in which a name may be typed.
    """

    names: tuple[str, ...]
    fields: frozenset[str] = frozenset()
    typed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Thesaurus:
    """Groups by the keys of their names, and how keys begin, to pass most words by quickly."""

    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()

    @staticmethod
    def of(groups: Iterable[Group]) -> Thesaurus:
        found: dict[str, tuple[Group, ...]] = {}
        for group in groups:
            names = (*group.names, *group.typed)
            for key in dict.fromkeys(key for name in names for key in _own_keys(name)):
                found[key] = (*found.get(key, ()), group)
        return Thesaurus(found, frozenset(map(_start, found)))

    def begins(self, typed: str) -> bool:
        """Whether a name may begin with this word."""
        first = next((run for run in runs(fold(typed)) if run.text not in SMALL), None)
        return first is not None and _start(plain_of(first)) in self.starts

    def synonyms(self, field: str, typed: str) -> tuple[str, ...]:
        """The other names of what is typed: of 'MOLIT' 국토교통부 and what else it is called."""
        if not self.groups:
            return ()
        found: dict[str, None] = {}
        own = dict.fromkeys(_keys(typed))
        for group in (group for key in own for group in self.groups.get(key, ())):
            if _means(typed, group) and (not group.fields or field in group.fields):
                found.update(dict.fromkeys(group.names))
        others: dict[str, str] = {}
        for name in found:
            key = _key(list(runs(fold(name))))
            if key not in own and _tells(name):
                others.setdefault(key, name)
        return tuple(others.values())


NO_SYNONYMS = Thesaurus()


def _means(typed: str, group: Group) -> bool:
    """Whether a short abbreviation is meant: 'ME' is a ministry, 'me' is not."""
    bare = typed.strip("\"' ")
    if len(bare) > 3 or not bare.isascii():
        return True
    return bare.isupper() or bare.upper() not in group.names


def _tells(name: str) -> bool:
    """Whether a name can be looked for; 'ME' would find every 'me'."""
    found = list(runs(fold(name)))
    if len(found) != 1 or found[0].script != "letters":
        return bool(found)
    return len(found[0].text) > 2 and found[0].text not in STOP_WORDS


def _key(found: Sequence[Run]) -> str:
    """Runs as names are compared: small words left out, Korean without its spaces."""
    parts: list[str] = []
    korean = False
    for run in found:
        if run.script == "letters":
            korean = False
            if run.text not in SMALL:
                parts.append(plain_of(run))
        elif korean:
            parts[-1] += run.text
        else:
            korean = True
            parts.append(run.text)
    return " ".join(parts)


def _own_keys(name: str) -> Iterator[str]:
    found = list(runs(fold(name)))
    if 0 < len(found) <= LONGEST and (key := _key(found)):
        yield key


def _keys(typed: str) -> Iterator[str]:
    """The keys of a text as typed, its last word with its particle and without."""
    found = list(runs(fold(typed)))
    if not 0 < len(found) <= LONGEST:
        return
    yield _key(found)
    last = found[-1]
    if last.script == "hangul":
        word = word_of(last)
        yield _key([*found[:-1], *([last._replace(text=word)] if word else [])])


def _start(key: str) -> str:
    """The first word of a key, of a Korean one the first two syllables."""
    first = key.split(" ", 1)[0]
    return first if first.isascii() else first[:2]


class Named(Protocol):
    """What is needed of a store: where it lies, and which names were merged in it."""

    @property
    def path(self) -> Path: ...

    def merged_names(self) -> Sequence[tuple[str, Sequence[str]]]:
        """("authors" or "journals", the names that are counted together), each group once."""
        ...


def thesaurus_of(store: Named) -> Thesaurus:
    """The shipped names, those of the files beside a store, and the names merged in it.

    Raises AuthorityError for a file that cannot be read.
    """
    own = sorted((store.path.parent / FOLDER).glob("*.csv"))
    stamps = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in own)
    return _made(stamps, tuple((which, tuple(names)) for which, names in store.merged_names()))


def shipped() -> Thesaurus:
    """The names that ship with kb."""
    return _made((), ())


@lru_cache(maxsize=8)
def _made(
    own: tuple[tuple[Path, int, int], ...], merged: tuple[tuple[str, tuple[str, ...]], ...]
) -> Thesaurus:
    paths = [*sorted(SHIPPED.glob("*.csv")), *(path for path, _, _ in own)]
    groups = [group for path in paths for group in read(path)]
    fields = {"authors": frozenset({"text", "author"}), "journals": frozenset({"text", "journal"})}
    groups += (Group(names, fields[which], _turned(names)) for which, names in merged)
    return Thesaurus.of(groups)


def _turned(names: Iterable[str]) -> tuple[str, ...]:
    """Names of persons the other way round: 'Hong, Soon-gu' is typed as 'Soon-gu Hong'."""
    parts = (name.partition(",") for name in names)
    return tuple(f"{given.strip()} {family}" for family, _, given in parts if given.strip())


def read(path: Path) -> Iterator[Group]:
    """The groups of an authority file: a row a thing, every cell a name or several with ';'.

    The first row names the columns; those called type, note and id hold no names.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise AuthorityError(f"{path}: has more than {MOST_BYTES:,} bytes; divide it")
        text = path.read_text(encoding="utf-8-sig")
        rows = csv.DictReader(text.splitlines(), strict=True)
        for row in rows:
            yield _group(path, rows.line_num, row)
    except UnicodeDecodeError as error:
        raise AuthorityError(f"{path}: is not in UTF-8; save it as CSV in UTF-8") from error
    except csv.Error as error:
        raise AuthorityError(f"{path}: is no CSV: {error}") from error
    except OSError as error:
        raise AuthorityError(f"{path}: cannot be read: {error.strerror}") from error


def _group(path: Path, line: int, row: Mapping[str | None, str | list[str] | None]) -> Group:
    if None in row:
        raise AuthorityError(
            f"{path}, line {line}: has more cells than the first line names; put a name that has "
            "a comma into quotation marks, and several names of a cell apart with ;"
        )
    cells = [str(cell) for name, cell in row.items() if cell and name not in NO_NAMES]
    names = dict.fromkeys(name.strip() for cell in cells for name in cell.split(";"))
    found = tuple(name for name in names if name)
    if len(found) == 1:
        raise AuthorityError(f"{path}, line {line}: {found[0]} stands alone; give it another name")
    return Group(found)
