"""Names that mean the same: which others a query that has one of them looks for as well.

The names come from the authority files that texts are annotated by (kb.authorities), from a folder
`authorities/` beside the store, and from the names that were merged or accepted in the store. The
query is widened, not the index, so that every engine finds the same and nothing has to be built
anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from kb.authorities import LISTS, AuthorityError
from kb.search.analysis import fold, plain_of, runs
from kb.search.stopwords import STOP_WORDS
from kb.search.synonyms import (
    SMALL,
    Compiled,
    Group,
    entries,
    groups_of,
    key_of,
    keys_of,
    shipped_names,
    start_of,
    typed_keys,
)

# The folder of a librarian's own files, beside the store.
FOLDER = "authorities"
# How much a synonym counts beside what was typed.
WEIGHT = 0.5

__all__ = ["NO_SYNONYMS", "AuthorityError", "Group", "Thesaurus", "shipped", "thesaurus_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Thesaurus:
    """Groups by the keys of their names, and how keys begin, to pass most words by quickly.

    `compiled` has the shipped ones, without those whose first name is among `replaced`.
    """

    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    compiled: Compiled = field(default_factory=Compiled)
    replaced: frozenset[str] = frozenset()

    @staticmethod
    def of(
        groups: Iterable[Group],
        compiled: Compiled | None = None,
        replaced: frozenset[str] = frozenset(),
    ) -> Thesaurus:
        found: dict[str, tuple[Group, ...]] = {}
        for group in groups:
            for key in keys_of((*group.names, *group.typed)):
                found[key] = (*found.get(key, ()), group)
        return Thesaurus(found, frozenset(map(start_of, found)), compiled or Compiled(), replaced)

    def begins(self, typed: str) -> bool:
        """Whether a name may begin with this word."""
        first = next((run for run in runs(fold(typed)) if run.text not in SMALL), None)
        if first is None:
            return False
        start = start_of(plain_of(first))
        return start in self.starts or start in self.compiled.starts

    def synonyms(self, field: str, typed: str) -> tuple[str, ...]:
        """The other names of what is typed: of 'MOLIT' 국토교통부 and what else it is called."""
        if not self.groups and not self.compiled.groups:
            return ()
        found: dict[str, None] = {}
        own = dict.fromkeys(typed_keys(typed))
        for group in (group for key in own for group in self._groups(key)):
            if _means(typed, group) and (not group.fields or field in group.fields):
                found.update(dict.fromkeys(group.names))
        others: dict[str, str] = {}
        for name in found:
            key = key_of(list(runs(fold(name))))
            if key not in own and _tells(name) and not _within(own, key):
                others.setdefault(key, name)
        return tuple(others.values())

    def _groups(self, key: str) -> Iterator[Group]:
        yield from (g for g in self.compiled.found(key) if g.names[0] not in self.replaced)
        yield from self.groups.get(key, ())


NO_SYNONYMS = Thesaurus()


def _means(typed: str, group: Group) -> bool:
    """Whether a short abbreviation is meant: 'ME' is a ministry, 'me' is not."""
    bare = typed.strip("\"' ")
    if len(bare) > 3 or not bare.isascii():
        return True
    return bare.isupper() or bare.upper() not in group.names


def _within(typed: Iterable[str], key: str) -> bool:
    """Whether a name in letters has the words of what was typed, which finds it anyway."""
    return key.isascii() and any(f" {one} " in f" {key} " for one in typed)


def _tells(name: str) -> bool:
    """Whether a name can be looked for; 'ME' would find every 'me'."""
    found = list(runs(fold(name)))
    if len(found) != 1 or found[0].script != "letters":
        return bool(found)
    return len(found[0].text) > 2 and found[0].text not in STOP_WORDS


class Named(Protocol):
    """What is needed of a store: where it lies, and which names were merged or accepted in it."""

    @property
    def path(self) -> Path: ...

    def merged_names(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The list ("authors", "organisations" …) and the names that are counted together."""
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
    groups: list[Group] = []
    replaced: set[str] = set()
    for path, _, _ in own:
        read = list(entries(path))
        groups += groups_of(read)
        replaced.update(entry.name for entry in read if path.stem in LISTS)
    fields = {"authors": frozenset({"text", "author"}), "journals": frozenset({"text", "journal"})}
    for which, names in merged:
        turned = _turned(names) if which == "authors" else ()
        groups.append(Group(names, fields.get(which, frozenset()), turned))
    return Thesaurus.of(groups, shipped_names(), frozenset(replaced))


def _turned(names: Iterable[str]) -> tuple[str, ...]:
    """Names of persons the other way round: 'Hong, Soon-gu' is typed as 'Soon-gu Hong'."""
    parts = (name.partition(",") for name in names)
    return tuple(f"{given.strip()} {family}" for family, _, given in parts if given.strip())
