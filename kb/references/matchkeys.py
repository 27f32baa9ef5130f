"""The keys by which records of one work find each other: two that share one are compared.

Records of one work share a key in spite of slips, a missing field, another script or language;
records of two works mostly do not. A key is a number of 63 bits, for an index. Pure functions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kb.references import sounds
from kb.references.persons import Person
from kb.references.titles import Title, content_words
from kb.references.traits import Traits

VERSION = "1"
"""Raise it whenever a record gets other keys than before: stores then compute them anew."""
_HEAD = {"hangul": 8, "cjk": 6}
_HEAD_ELSE = 20


def match_keys(traits: Traits) -> frozenset[int]:
    """The keys of a record."""
    return frozenset(_number(key) for key in _keys(traits))


def _number(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _keys(traits: Traits) -> Iterator[str]:
    if traits.doi:
        yield f"doi {traits.doi}"
    yield from (f"isbn {isbn}" for isbn in traits.isbns)
    year = traits.year or ""
    for title in traits.titles:
        yield from _title_keys(title, year, traits.people)
    yield from _place_keys(traits, year)
    if year:
        yield from (f"name {year} {name}" for name in _names(traits.people))


def _title_keys(title: Title, year: int | str, people: tuple[Person, ...]) -> Iterator[str]:
    """How it begins and how it ends: a slip is mostly in one of the two."""
    words = content_words(title)
    text = "".join(words)
    size = _HEAD.get(title.script, _HEAD_ELSE)
    if title.generic or not text:
        yield f"generic {year} {title.whole}"
        return
    yield f"head {text[:size]}"
    yield f"tail {text[-size:]}"
    yield f"main {title.main}"
    for surname in (s for p in people[:1] for s in p.surnames):
        yield from (f"word {year} {surname} {word}" for word in {words[0], words[-1]})


def _place_keys(traits: Traits, year: int | str) -> Iterator[str]:
    """Where it stands: two of year, volume and last page, each with the first page."""
    first, last = traits.first_page, traits.last_page
    if first and traits.volume:
        yield f"place {traits.volume} {first} {last}"
        yield f"place {year} {traits.volume} {first}"
    if first and last and year:
        yield f"pages {year} {first} {last}"


def _names(people: tuple[Person, ...]) -> Iterator[str]:
    """A name as it sounds, so that Hangul finds its romanisations; a body by its letters; how
    two names begin, for those with initials only."""
    for one in people[:2]:
        if one.body:
            yield one.body
        elif one.given and not sounds.is_initials(one.given):
            yield from (f"{surname} {sounds.sound(one.given)}" for surname in one.surnames)
    first, second = (*people[:2], None, None)[:2]
    if first and second and first.given:
        initial = sounds.initials(first.given)[:1]
        for surname in first.surnames:
            yield from (f"{surname} {initial} {other}" for other in second.surnames)
