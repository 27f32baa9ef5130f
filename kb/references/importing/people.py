"""Names as bibliographic files write them, to names of CSL-JSON."""

from __future__ import annotations

import re

from kb.folding import squeeze
from kb.model import Name
from kb.references.importing.entry import Item
from kb.references.names import read_name

_SUFFIX = re.compile(r"(?:Jr|Sr|Esq|Ph\.?D|M\.?D)\.?|I{2,3}|IV|VI{0,3}", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣 ]+")
# "J. Barata", "Emre M. Celebi", "Hong Soon-gu"
_SURELY_PERSON = re.compile(
    r"(?!U\. ?[SNK]\.|E\. ?U\.)(?:\w[\w'’-]+ )?(?:[A-Z]\. ?)+\w[\w'’-]+"
    r"|[A-Z][a-z]+ [A-Z][a-z]+-[A-Za-z][a-z]+|[A-Z][a-z]+-[A-Za-z][a-z]+ [A-Z][a-z]+"
)
_PARTICLES = frozenset(
    "van von de der den del della di da dos du la le ten ter zu af al el".split()
)


def inverted(text: str) -> Item | None:
    """ "Family, Given" or "Family, Given, Jr."; without a comma a body or a Korean name.

    >>> inverted("홍순구"), inverted("Busan City")
    ({'family': '홍', 'given': '순구'}, {'literal': 'Busan City'})
    """
    parts = [part for part in (squeeze(p) for p in text.split(",")) if part]
    if len(parts) < 2:
        return alone(parts[0]) if parts else None
    family, given, rest = parts[0], parts[1], parts[2:]
    if rest and not _SUFFIX.fullmatch(rest[0]):
        if _SUFFIX.fullmatch(given):  # BibTeX's order: "Family, Jr., Given"
            given, rest = " ".join(rest), [given]
        else:
            return {"literal": squeeze(text)}
    elif not rest and _SUFFIX.fullmatch(given) and not given.isupper():
        return {"family": family, "suffix": given}
    suffix = {"suffix": " ".join(rest)} if rest else {}
    return {"family": family, "given": given, **suffix}


def natural(text: str) -> Item | None:
    """ "Given Family" or "Family, Given", as references of the refer kind have it."""
    text = squeeze(text)
    if not text or "," in text:
        return inverted(text)
    name = read_name(text)
    if name and name.family:
        return written(name)
    words = text.split(" ")
    if name or len(words) < 2:
        return alone(text)
    start = next((n for n, w in enumerate(words[1:-1], 1) if w in _PARTICLES), len(words) - 1)
    return {"family": " ".join(words[start:]), "given": " ".join(words[:start])}


def alone(text: str) -> Item:
    """A name without a comma: one in Hangul, or with initials, or romanised; others stay whole."""
    sure = _HANGUL.fullmatch(text) or _SURELY_PERSON.fullmatch(text)
    name = read_name(text) if sure else None
    return written(name) if name and name.family else {"literal": text}


def written(name: Name) -> Item:
    """A Name as CSL-JSON."""
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.non_dropping_particle,
        "dropping-particle": name.dropping_particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}
