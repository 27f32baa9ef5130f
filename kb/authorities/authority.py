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
    `abbreviations`
    count only with these capitals. Places have an ISO 3166-1 `country`, the `region` that they lie
    in
    and, where known, WGS 84 coordinates in degrees and the number of GeoNames. `adjectives` are
    words that speak of a country without naming it. (A tuple, since thousands are made at a start.)
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
    removed: bool = False

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name with its language, "en" or "ko", the preferred one first."""
        ko = (self.ko,) if self.ko else ()
        every = (self.name, *ko, *self.abbreviations, *self.variants)
        return tuple((name, language_of(name)) for name in dict.fromkeys(every))
