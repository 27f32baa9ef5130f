"""The bodies that govern places: "Daegu City", "Andong-si", "the city of Columbus", "대구시는"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kb.annotate.mentions import Named
from kb.annotate.places_ko import acts
from kb.annotate.text import Text

_AFTER = re.compile(
    r"(?: Metropolitan| Special)*(?: (?P<word>City|city|County|county|Province)\b(?! (?:Hall|"
    r"[a-z]*wide)\b)|-(?P<suffix>si|gun)\b| (?P<gov>(?:City |Metropolitan )?Government)\b)"
)
_METROPOLITAN = re.compile(r" Metropolitan Government\b")
_BEFORE = re.compile(r"\b(?:the )?(?P<word>city|City|county|County) of $")
_WORDS = {
    "si": "City",
    "gun": "County",
    "government": "City",
    "city": "City",
    "county": "County",
    "province": "Province",
}


class Municipality(NamedTuple):
    """A governing body at a place of the text."""

    start: int
    end: int
    name: str


def municipality(text: Text, place: Named) -> Municipality | None:
    """The body that words around a place name; None where they name the place alone."""
    authority = place.authority
    name = authority.name
    if authority.kind not in ("city", "county", "province") or name.endswith((" City", "-do")):
        return None
    if "가" <= text.plain[place.start] <= "힣":
        word = "County" if authority.kind == "county" else "City"
        return (
            Municipality(place.start, place.end, f"{name} {word}")
            if acts(text, place.start, place.end)
            else None
        )
    printed = text.plain[place.start : place.end]
    if printed.endswith(("-si", "-gun")):
        return Municipality(place.start, place.end, f"{name} {_WORDS[printed.rsplit('-')[-1]]}")
    if whole := _METROPOLITAN.match(text.plain, place.end):
        return Municipality(place.start, whole.end(), f"{name} Metropolitan Government")
    if after := _AFTER.match(text.plain, place.end):
        word = (after["word"] or after["suffix"] or "government").lower()
        kind = "County" if word == "government" and authority.kind == "county" else _WORDS[word]
        return Municipality(place.start, after.end(), f"{name} {kind}")
    before = _BEFORE.search(text.plain, max(place.start - 16, 0), place.start)
    if before:
        return Municipality(
            before.start("word"), place.end, f"{name} {_WORDS[before['word'].lower()]}"
        )
    return None
