"""Whether a name that is found in a text stands for the place.

English: a capitalised neighbour makes it doubtful ("Paris Hilton", "Bank of Santiago Chile"),
unless the neighbour is a word for a kind of place. Korean: `kb.annotate.places_ko`.
"""

from __future__ import annotations

import re

from kb.annotate.places_ko import stands_in_korean
from kb.annotate.text import Text
from kb.annotate.words import (
    AMBIGUOUS,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    REGIONS,
)
from kb.authorities import Authority

# "Daegu City", "Andong-si", "Gaziantep Metropolitan Municipality"
SUFFIX = re.compile(
    r"[ -](?:(?:Metropolitan|Special|Self-Governing) )*"
    r"(?:City|city|Province|province|County|county|District|district|Island|si|gun|gu|do|"
    r"Metropolitan|Municipality|Government|City Government|State)\b"
)
_KIND_RIGHT = frozenset(
    "City Metropolitan Special Province County District Island Municipality Government State "
    "Region "
    "Prefecture Mayor Governor Peninsula Area".split()
)
_KIND_LEFT = frozenset(
    "City Province County District Metropolitan State Downtown Central Northern Southern Eastern "
    "Western North South East West Northeast Northwest Southeast Southwest Mayor Governor "
    "Special".split()
)
_BEFORE = re.compile(r"([^\W_][\w.'&-]*)[ \n]$")
_AFTER = re.compile(r"[ \n-]([^\W_][\w'&-]*)")
_LOCATIVE = re.compile(
    r"\b(?:in|at|from|near|to|of|across|outside|around|for|between|via)[ \n]$", re.I
)
# "Columbus, Ohio", "Gaziantep City, Turkey"
_COMMA = re.compile(r",[ \n]([A-Z][\w.]*(?: [A-Z][\w.]*)?)")


def stands(text: Text, start: int, end: int, place: Authority, name: str) -> bool:
    """Whether the words from `start` to `end` stand for the place, which is called `name` there."""
    if "가" <= text.plain[start] <= "힣":
        return stands_in_korean(text, start, end, place, name)
    return _stands_in_english(text, start, end, place, name)


def _stands_in_english(text: Text, start: int, end: int, place: Authority, name: str) -> bool:
    plain = text.plain
    if not plain[start].isupper() and place.kind != "district":
        return False
    if _shouted(text, start, end, name):
        return False
    if plain[end : end + 1].isalnum() or plain[end : end + 1] == "@":
        return False
    if start and plain[start - 1] in "@/.-_#&" and plain[start - 2 : start - 1].isalnum():
        return False
    if plain[end : end + 1] in ".@" and plain[end + 1 : end + 2].isalnum():
        return False  # an address
    backed = _backed(plain, end)
    if name in AMBIGUOUS:
        return backed
    if name in GIVEN_NAMES and not backed and not _LOCATIVE.search(plain, max(start - 9, 0), start):
        return False
    if backed:
        return not _person_before(text, start)
    return not _doubtful(text, start, end, place)


def _shouted(text: Text, start: int, end: int, name: str) -> bool:
    """Whether the name is all capitals in a line that is not: then it is an abbreviation."""
    if not text.plain[start:end].isupper() or name.isupper():
        return False
    first, last = text.around(start)
    rest = text.plain[first:start] + text.plain[end:last]
    return any(c.islower() or (c.isalpha() and not c.isupper()) for c in rest)


def _backed(plain: str, end: int) -> bool:
    """Whether a region or country follows after a comma, or a word for a kind of place."""
    if SUFFIX.match(plain, end):
        return True
    following = _COMMA.match(plain, end)
    return following is not None and following.group(1).rstrip(".") in REGIONS


def _person_before(text: Text, start: int) -> bool:
    """ "Jack London, England": what stands before is a capitalised word of no title."""
    word = _neighbour_before(text, start)
    return (
        bool(word) and word not in _KIND_LEFT and not text.in_title(start) and word in GIVEN_NAMES
    )


def _doubtful(text: Text, start: int, end: int, place: Authority) -> bool:
    before, after = _neighbour_before(text, start), _neighbour_after(text, end)
    left = bool(before) and before not in _KIND_LEFT
    right = bool(after) and after not in _KIND_RIGHT
    if not left and not right:
        return False
    if text.in_title(start):
        located = _LOCATIVE.search(text.plain, max(start - 9, 0), start)
        return not (place.country == "KR" or located) or after in _HEADS
    return True


def _neighbour_before(text: Text, start: int) -> str:
    """The capitalised word right before, "" where there is none that matters."""
    found = _BEFORE.search(text.plain, max(start - 30, 0), start)
    if found is None:
        return ""
    word, at = found.group(1), found.start(1)
    if (
        not word[0].isupper()
        or word.lower().rstrip(".,") in FUNCTION_WORDS
        or word.endswith((".", "'s"))
    ):
        return ""
    if text.plain[start - 1] == "\n" and not _runs_on(text, start):
        return ""
    return word if not _opens(text.plain, at) or word in GIVEN_NAMES or not word.islower() else ""


def _opens(plain: str, at: int) -> bool:
    return at == 0 or plain[at - 1] == "\n" or plain[max(at - 2, 0)] in ".!?:"


def _neighbour_after(text: Text, end: int) -> str:
    found = _AFTER.match(text.plain, end)
    if found is None or not found.group(1)[0].isupper():
        return ""
    if text.plain[end] == "\n" and not _runs_on(text, end + 1):
        return ""
    word = found.group(1)
    return "" if word.lower() in FUNCTION_WORDS else word


def _runs_on(text: Text, start: int) -> bool:
    """Whether a line goes on what the line before began: that one is long, and ends in no stop."""
    first, last = text.around(start - 1)
    return last - first > 55 and text.plain[last - 1] not in ".!?:;"


_HEADS = frozenset(
    "University College Institute Hospital School Times Post Herald Center Centre Bank Hotel Club "
    "Airport Airlines Declaration Agreement Convention Protocol Treaty Accord Company Group".split()
)
