"""An entry of an authority file: what something is called, and what it is."""

from __future__ import annotations

from typing import NamedTuple

from kb.errors import KBError
from kb.folding import language_of


class AuthorityError(KBError):
    """An authority file that cannot be used; the message says which line, and what to do."""


class Authority(NamedTuple):
    """A name under which things are counted, and the others that are counted with it.

    `kind` is a word of the list's own (city, ministry, programme …). `ko` is the Korean name,
    `abbreviations` count only with these capitals. `searched` are names for searching alone, which
    texts are not read by; `ambiguous` are those of the names that are common words too: a text has
    to say more, and a search does not widen by them. Places have an ISO 3166-1 `country`, the
    `region` that they lie in and, where known, WGS 84 coordinates in degrees, the number of
    GeoNames and how many people live there. `adjectives` are words that speak of a country without
    naming it. (A tuple, since thousands are made at a start.)
    """

    name: str
    kind: str
    ko: str | None = None
    abbreviations: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    adjectives: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    population: int | None = None
    removed: bool = False

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name with its language, "en" or "ko", the preferred one first."""
        ko = (self.ko,) if self.ko else ()
        every = (self.name, *ko, *self.abbreviations, *self.variants)
        return tuple((name, language_of(name)) for name in dict.fromkeys(every))

    @property
    def synonyms(self) -> tuple[str, ...]:
        """The names that a search for one of them looks for as well."""
        ko = (self.ko,) if self.ko else ()
        every = (self.name, *ko, *self.abbreviations, *self.variants, *self.searched)
        return tuple(name for name in dict.fromkeys(every) if name not in self.ambiguous)
