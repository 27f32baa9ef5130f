"""What a librarian made of the names that were proposed from texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.authorities.authority import Authority
from kb.folding import fold


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Names of lists that were accepted, and those that are proposed no more, folded."""

    accepted: tuple[tuple[str, Authority], ...] = ()
    rejected: frozenset[tuple[str, str]] = frozenset()

    def rejects(self, which: str, name: str) -> bool:
        """Whether a name of a list is not to be proposed."""
        return (which, fold(name)) in self.rejected

    def added(self, which: str, known: Iterable[Authority]) -> tuple[Authority, ...]:
        """Those that are known with the accepted ones: one that has the name of a known entry
        gives that further names."""
        if not self.accepted:
            return tuple(known)
        found = list(known)
        places = {one.name: index for index, one in reversed(list(enumerate(found)))}
        for of, entry in self.accepted:
            if of == which and entry.name in places:
                found[places[entry.name]] = _with(found[places[entry.name]], entry)
            elif of == which:
                places[entry.name] = len(found)
                found.append(entry)
        return tuple(found)

    @property
    def text(self) -> str:
        """All of it, in an order of its own."""
        return repr((self.accepted, sorted(self.rejected))) if self != NOT_REVIEWED else ""


def _with(known: Authority, more: Authority) -> Authority:
    names = {name for name, _ in known.names}
    abbreviations = (a for a in more.abbreviations if a not in names)
    variants = [v for v in more.variants if v not in names]
    if more.ko and known.ko and more.ko not in names:
        variants.append(more.ko)
    return known._replace(
        ko=known.ko or more.ko,
        abbreviations=(*known.abbreviations, *abbreviations),
        variants=(*known.variants, *variants),
    )


NOT_REVIEWED = Reviewed()
