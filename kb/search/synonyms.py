"""Names that mean the same, as groups with keys; the shipped ones from a file for quick loading."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.authorities import LISTS, SHIPPED, Authority
from kb.authorities.table import read_table
from kb.search.analysis import Run, fold, plain_of, runs, word_of

# What scripts/synonyms makes out of the shipped files.
COMPILED = Path(__file__).with_name("synonyms.json")
# Runs of a name, at the most; longer ones are not looked for.
LONGEST = 12
SMALL = frozenset({"the", "of", "and", "for"})
# Several cities have districts of one name, and no search for one is meant to find all.
NOT_SEARCHED = frozenset({"district"})


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one thing, and the fields to which they belong; all where none is named.

    `typed` are further forms in which a name may be typed.
    """

    names: tuple[str, ...]
    fields: frozenset[str] = frozenset()
    typed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Groups as lists of names, the numbers of those that a key finds, and how keys begin."""

    groups: Sequence[Sequence[str]] = ()
    keys: Mapping[str, Sequence[int]] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()

    def found(self, key: str) -> Iterator[Group]:
        for number in self.keys.get(key, ()):
            yield Group(tuple(self.groups[number]))


def shipped_names() -> Compiled:
    """The shipped names: as they were compiled, where the files are as they were then."""
    if COMPILED.is_file():
        compiled = json.loads(COMPILED.read_text(encoding="utf-8"))
        if compiled["of"] == stamp():
            return Compiled(compiled["groups"], compiled["keys"], frozenset(compiled["starts"]))
    return compile_names()


def compile_names() -> Compiled:
    """The names of the shipped files. Of places of one name the first has it alone."""
    groups: list[tuple[str, ...]] = []
    keys: dict[str, list[int]] = {}
    taken: set[str] = set()
    for which, path in SHIPPED.items():
        for group in groups_of(entries(path)):
            names = group.names
            if which in ("places", "cities"):
                names = tuple(name for name in names if taken.isdisjoint(keys_of((name,))))
                taken.update(keys_of(names))
            own = keys_of(names)
            if len(own) < 2:
                continue
            for key in own:
                keys.setdefault(key, []).append(len(groups))
            groups.append(names)
    return Compiled(groups, keys, frozenset(map(start_of, keys)))


def stamp() -> int:
    """What tells the shipped files from other ones."""
    sums = 0
    for path in SHIPPED.values():
        sums = zlib.crc32(path.read_bytes(), sums)
    return sums


def entries(path: Path) -> Iterator[Authority]:
    """The entries of a file: that of a list, or one of names that mean the same.

    Raises AuthorityError.
    """
    free = path.stem not in (*LISTS, "cities")
    return read_table(path, LISTS.get(path.stem, ""), free=free)


def groups_of(authorities: Iterable[Authority]) -> Iterator[Group]:
    """The names of those that have several."""
    for entry in authorities:
        if entry.kind not in NOT_SEARCHED and not entry.removed and len(entry.synonyms) > 1:
            yield Group(entry.synonyms)


def key_of(found: Sequence[Run]) -> str:
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


def keys_of(names: Iterable[str]) -> tuple[str, ...]:
    """The keys under which a group with these names is found."""
    return tuple(dict.fromkeys(key for name in names for key in _own_keys(name)))


def _own_keys(name: str) -> Iterator[str]:
    found = list(runs(fold(name)))
    if 0 < len(found) <= LONGEST and (key := key_of(found)):
        yield key


def typed_keys(typed: str) -> Iterator[str]:
    """The keys of a text as typed, its last word with its particle and without."""
    found = list(runs(fold(typed)))
    if not 0 < len(found) <= LONGEST:
        return
    yield key_of(found)
    last = found[-1]
    if last.script == "hangul":
        word = word_of(last)
        yield key_of([*found[:-1], *([last._replace(text=word)] if word else [])])


def start_of(key: str) -> str:
    """The first word of a key, of a Korean one the first two syllables."""
    first = key.split(" ", 1)[0]
    return first if first.isascii() else first[:2]
