"""Whether a name that is found in a text stands for the place.

English: a capitalised neighbour makes it doubtful ("Paris Hilton", "Bank of Santiago Chile"),
unless the
neighbour is a word for a kind of place. Korean: the name stands at the beginning of a word, and
what
follows it in that word is a particle or a word for a kind of place.
"""

from __future__ import annotations

import re

from kb.annotate.text import Text
from kb.annotate.words import (
    AMBIGUOUS,
    AMBIGUOUS_KO,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    PARTICLES,
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
_KINDS_KO = (
    "특별자치시 특별자치도 특별시 광역시 시 군 구 도 지역 일대 전역 시내 시민 지방 권 현지 인근 "
    "남부 북부 동부 서부"
).split()
_REST_KO = re.compile(f"(?:{'|'.join(_KINDS_KO)})?(?:{'|'.join(PARTICLES)})?")
_HANGUL = re.compile("[가-힣]*")


def stands(text: Text, start: int, end: int, place: Authority, name: str) -> bool:
    """Whether the words from `start` to `end` stand for the place, which is called `name` there."""
    if "가" <= text.plain[start] <= "힣":
        return _stands_in_korean(text, start, end, place, name)
    return _stands_in_english(text, start, end, place, name)


def _stands_in_korean(text: Text, start: int, end: int, place: Authority, name: str) -> bool:
    rest = _HANGUL.match(text.plain, end)
    after = rest.group() if rest else ""
    if not _REST_KO.fullmatch(after):
        return False
    following = _NEXT_KO.match(text.plain, end + len(after))
    if following and any(_BODY_KO.search(w) for w in following.groups("")):
        return False
    if name in AMBIGUOUS_KO:
        whole = bool(place.ko) and place.ko != name and str(place.ko) in text.plain
        return whole or _after_region(text, start)
    return True


def acts(text: Text, start: int, end: int) -> bool:
    """Whether a Korean name stands for the body that governs the place: "대구시는" decides, 대구
    does not.
    """
    rest = _HANGUL.match(text.plain, start)
    word = rest.group() if rest else ""
    if _WITH_KO.search(
        word, end - start - 1
    ):  # "양주시와 크라운해태는": the next word acts with it
        following = _NEXT_KO.match(text.plain, start + len(word))
        return following is not None and following.group(1).endswith(("은", "는", "이", "가"))
    return bool(_AGENT_KO.search(word, end - start - 1))


_AGENT_KO = re.compile("(?:시|도|군|구)(?:은|는|이|가)$")
_WITH_KO = re.compile("(?:시|도|군|구)(?:와|과)$")
# "부산 기장경찰서", "평창 동계올림픽": the place is part of another name
_NEXT_KO = re.compile(r" ([가-힣]+)(?: ([가-힣]+))?")
_BODY_KO = re.compile(
    "(?:경찰서|소방서|경찰청|여고|고교|고등학교|중학교|초등학교|대학교?|법원|지검|지법|올림픽|월드컵|아시안게임|사업소|보호관|본부|사업단|추진단|지부|지사|지청|연구원|"
    "연구소|공사|공단|병원|의료원|협회|위원회|교육청|시의회|도의회|의회|해군|방송|일보|신문|은행|센터|대회|영화제|"
    "축제|엑스포|박람회|구단|유나이티드)(?:의|은|는|이|가|을|를|에서|에|과|와|도|로)?$"
)


def _after_region(text: Text, start: int) -> bool:
    before = text.plain[max(start - 8, 0) : start]
    return bool(_REGION_KO.search(before))


_REGION_KO = re.compile(
    r"(?:경기|강원|충북|충남|충청북|충청남|전북|전남|전라북|전라남|경북|경남|경상북|경상남|제주|"
    r"부산|인천|울산|대구)(?:도|시|광역시)? $"
)


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
