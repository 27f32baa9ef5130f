"""Places, countries, organisations and programmes that authorities know, where a text names
them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kb.annotate.names import Entry, Found, Names
from kb.annotate.places import stands
from kb.annotate.text import Text
from kb.annotate.words import PARTICLES
from kb.authorities import Authority
from kb.model import Mention

_HANGUL = re.compile("[가-힣]*")
_REST = re.compile(f"(?:사업|제도|법|측|장|장관|청장|관계자)?(?:{'|'.join(PARTICLES)})?")
_WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"e?s\b")
_PLACES = ("places", "countries")


class Named(NamedTuple):
    """A name at a place of the text that stands for what its authority says."""

    start: int
    end: int
    which: str
    authority: Authority


def named(text: Text, names: Names) -> list[Named]:
    """What the text names, from left to right; a longer name goes before those inside it."""
    found: list[Named] = []
    reached = 0
    for candidates in names.scan(text):
        if candidates[-1].start < reached:
            continue
        one = next((n for c in candidates if (n := _choose(text, c)) is not None), None)
        if one is not None:
            found.append(one)
            reached = one.end
    return found


def mention(text: Text, one: Named) -> Mention:
    """What the article says of a name."""
    authority = one.authority
    surface = text.surface(one.start, one.end)
    return Mention(
        authority.name,
        authority.kind,
        surface,
        text.line(one.start),
        country=authority.country,
        region=authority.region,
        ko=authority.ko,
        latitude=authority.latitude,
        longitude=authority.longitude,
    )


def _choose(text: Text, found: Found) -> Named | None:
    """The first entry that the words stand for; of places of one name the likeliest."""
    entries = [entry for entry in found.entries if _stands(text, found, entry)]
    if not entries:
        return None
    first = entries[0]
    if first.which in _PLACES and len(entries) > 1:
        first = _likeliest(text, found, [e for e in entries if e.which in _PLACES])
    return Named(found.start, _end(text, found, first), first.which, first.authority)


def _likeliest(text: Text, found: Found, entries: Sequence[Entry]) -> Entry:
    """The place whose region stands right after it, or anywhere in the text; else the first."""
    after = text.plain[found.end : found.end + 40]
    regions = [(e, rf"\b{re.escape(e.authority.region)}\b") for e in entries if e.authority.region]
    for entry, pattern in regions:
        if re.search(pattern, after):
            return entry
    for entry, pattern in regions:
        if text.finds(pattern):
            return entry
    ko = {entry.authority.region: entry for entry in entries if entry.authority.region}
    before = text.plain[max(found.start - 12, 0) : found.start]
    for region, entry in ko.items():
        if _REGION_IN_KOREAN.get(str(region), "\0") in before:
            return entry
    return entries[0]


_REGION_IN_KOREAN = dict(
    zip(
        "Seoul Busan Daegu Incheon Gwangju Daejeon Ulsan Gyeonggi-do Gangwon-do "
        "Gyeongsangnam-do Pohang".split(),
        "서울 부산 대구 인천 광주 대전 울산 경기 강원 경남 포항".split(),
        strict=True,
    )
)


def _stands(text: Text, found: Found, entry: Entry) -> bool:
    start, end = found.start, found.end
    printed = text.plain[start:end]
    if entry.abbreviation and printed != entry.name.rstrip("."):
        return False
    if entry.which in _PLACES:
        if entry.abbreviation and _joined(text.plain, start, end):
            return False
        return stands(text, start, end, entry.authority, entry.name)
    if "가" <= text.plain[end - 1] <= "힣":
        rest = _HANGUL.match(text.plain, end)
        return bool(_REST.fullmatch(rest.group() if rest else ""))
    if _joined(text.plain, start, end) and not _plural(text.plain, entry, end):
        return False
    return entry.abbreviation or _capitals(printed, entry)


def _joined(plain: str, start: int, end: int) -> bool:
    """Whether the words are a part of a longer one, or of an address."""
    after, before = plain[end : end + 1], plain[max(start - 1, 0) : start]
    if (after.isalnum() and not "가" <= after <= "힣") or (before in "@/_" and before):
        return True
    return after in (".", "@") and plain[end + 1 : end + 2].isalnum()


def _plural(plain: str, entry: Entry, end: int) -> bool:
    return entry.which == "programmes" and bool(_PLURAL.match(plain, end))


def _end(text: Text, found: Found, entry: Entry) -> int:
    plural = _PLURAL.match(text.plain, found.end)
    return plural.end() if plural and entry.which == "programmes" else found.end


def _capitals(printed: str, entry: Entry) -> bool:
    """Whether the words have the capitals of the name; a long name of a programme needs none."""
    words = entry.name.split()
    if entry.which == "programmes" and (len(words) > 2 or entry.name.islower()):
        return True
    starts = [(m.start(), m.group()) for m in _WORD.finditer(entry.name)]
    return all(
        not word[0].isupper() or printed[at : at + 1].isupper()
        for at, word in starts
        if at < len(printed)
    )
