"""Whether a Korean name that is found in a text stands for the place, or for the body governing it.

It stands at the beginning of a word, and what follows it in that word is a particle or a word for a
kind of place. A name that is a common word too, and one of a city abroad where the text is of
sports (there it is a club), needs the region or the country before it.
"""

from __future__ import annotations

import re
from functools import cache

from kb.annotate.text import Text
from kb.annotate.words import AMBIGUOUS, GIVEN_NAMES, PARTICLES
from kb.authorities import Authority, load

_ANYWHERE = "방향 방면 시민들 지역 일대 전역 시내 시민 지방 현지 인근 남부 북부 동부 서부".split()
_KINDS = {
    "KR": "특별자치시 특별자치도 특별시 광역시 시 군 구 도 권".split(),
    "city": ["시", "도심", "주재"],
    "state": ["주"],
}


def _rest(kind: str) -> re.Pattern[str]:
    kinds = "|".join((*_KINDS[kind], *_ANYWHERE))
    return re.compile(f"(?:{kinds})?(?:{'|'.join(PARTICLES)})?")


_REST = {kind: _rest(kind) for kind in _KINDS}
_HANGUL = re.compile("[가-힣]*")
_AGENT = re.compile("(?:시|도|군|구)(?:은|는|이|가)$")
_WITH = re.compile("(?:시|도|군|구)(?:와|과)$")
# After these a new word begins: "제네바에서 열린 위원회"
_CASE = re.compile("(?:에|에서|에서는|으로|로|은|는|을|를)$")
# "부산 기장경찰서", "평창 동계올림픽": the place is part of another name
_NEXT = re.compile(r" ([가-힣]+)(?: ([가-힣]+))?")
_BODY = re.compile(
    "(?:경찰서|소방서|경찰청|경찰국|경찰|시청|도청|여고|고교|고등학교|중학교|초등학교|대학교?|법원|지검|지법|올림픽|월드컵|아시안게임|사업소|보호관|본부|사업단|추진단|지부|지사|지청|연구원|"
    "연구소|공사|공단|병원|의료원|협회|위원회|교육청|시의회|도의회|의회|해군|방송|일보|신문|은행|센터|대회|영화제|"
    "축제|엑스포|박람회|구단|유나이티드|타임스|타임즈|포스트|저널|필하모닉)(?:의|은|는|이|가|을|를|에서|에|과|와|도|로)?$"
)
_REGION = re.compile(
    r"(?:경기|강원|충북|충남|충청북|충청남|전북|전남|전라북|전라남|경북|경남|경상북|경상남|제주|"
    r"부산|인천|울산|대구)(?:도|시|광역시)? $"
)
# "경주 이씨"
_FAMILY = re.compile(" [가-힣]씨")
# "세계 대전", "제2차 대전"
_OTHERWISE = re.compile("(?:세계|차) 대전$")
# "울산 현대", "수원 삼성 블루윙즈"
_CLUBS = (
    "현대 삼성 롯데 한화 기아 두산 포스코 대우 유나이티드 시티 시민 아이파크 스틸러스 블루윙즈 "
    "이글스 라이온즈 자이언츠 FC KT kt SK LG KIA NC"
).split()
_CLUB = re.compile(f" (?:{'|'.join(_CLUBS)})")
_PROVINCES = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_PROVINCE_BEFORE = re.compile(f"(?:{_PROVINCES})(?:[·ㆍ,/]|, )$")
_PROVINCE_AFTER = re.compile(f"(?:[·ㆍ,/]|, )(?:{_PROVINCES})")
# A city abroad may be a person ("휘트니 휴스턴이"), save where something is in it, or goes there
_LOCATIVE = re.compile(f"에|로|의|행|발|까지|부터|시(?!가|는|도)|{'|'.join(_ANYWHERE)}")
# Inhabitants
_LARGE = 1_000_000
# How many signs before a name are looked at for its country: "우즈베키스탄의 수도 "
_REACH = 16


def stands_in_korean(text: Text, start: int, end: int, place: Authority, name: str) -> bool:
    """Whether the words from `start` to `end` stand for the place, which is called `name` there."""
    rest = _HANGUL.match(text.plain, end)
    after = rest.group() if rest else ""
    at_home = place.country == "KR"
    if not _REST["KR" if at_home else "state" if place.kind == "state" else "city"].fullmatch(
        after
    ):
        return False
    if _part_of_a_name(text, end, after):
        return False
    if at_home:
        return _stands_at_home(text, start, end, place, name)
    if _in_country(text, start, place):
        return True
    if name in place.ambiguous:
        return after.startswith("시") and text.finds(_named(place.country))
    if text.of_sports:
        return False
    return _is_known(place) or bool(_LOCATIVE.match(after))


def _part_of_a_name(text: Text, end: int, after: str) -> bool:
    """Whether the words that follow make a body of the place: "부산 기장경찰서"."""
    if _CASE.search(after):
        return False
    if _FAMILY.match(text.plain, end + len(after)):
        return True
    following = _NEXT.match(text.plain, end + len(after))
    if following is None or following[1] in ("한", "모"):  # "천안 한 중학교": some school there
        return False
    words = following.groups("")
    return any(_BODY.search(w) for w in (words[:1] if words[0] in _at_home() else words))


@cache
def _at_home() -> frozenset[str]:
    """The names of Korea's places."""
    return frozenset(n for one in load("places") if one.country == "KR" for n in one.synonyms)


def _stands_at_home(text: Text, start: int, end: int, place: Authority, name: str) -> bool:
    if _OTHERWISE.search(text.plain, max(start - 4, 0), end):
        return False
    if text.of_sports and _CLUB.match(text.plain, end):
        return False
    if name not in place.ambiguous or _in_region(text, start):
        return True
    if place.kind == "province":
        return bool(_within(place.name).match(text.plain, end) or _beside(text, start, end))
    return _whole(text, place, name)


def _beside(text: Text, start: int, end: int) -> bool:
    """Whether a province is one of several: "서울·경기·인천"."""
    before, after = text.plain[max(start - 5, 0) : start], text.plain[end : end + 5]
    return bool(_PROVINCE_BEFORE.search(before) or _PROVINCE_AFTER.match(after))


@cache
def _within(province: str) -> re.Pattern[str]:
    """What matches where a place of the province follows: " 용인시"."""
    inside = [n for one in load("places") if one.region == province for n in one.synonyms]
    korean = "|".join(sorted({n for n in inside if "가" <= n[0] <= "힣"}, key=len, reverse=True))
    return re.compile(f"도?(?: (?:{korean})| (?:내륙|남부|북부|동부|서부|지역|전역|일대))")


def _whole(text: Text, place: Authority, name: str) -> bool:
    return place.ko is not None and place.ko != name and text.finds(re.escape(place.ko))


def _in_region(text: Text, start: int) -> bool:
    return bool(_REGION.search(text.plain, max(start - 8, 0), start))


def _in_country(text: Text, start: int, place: Authority) -> bool:
    """Whether the country stands right before, or the state: "중국 ", "미국 버지니아 주 "."""
    return bool(
        _before(place.country, place.region).search(text.plain, max(start - _REACH, 0), start)
    )


@cache
def _named(country: str | None) -> str:
    """The pattern of the Korean names of a country."""
    return f"(?<![가-힣])(?:{_korean_names(country, None)})"


def _is_known(place: Authority) -> bool:
    """Whether hardly anything but the city has its name: it is large, and no person has it."""
    large = place.kind == "state" or (place.population or 0) >= _LARGE
    return large and place.name not in GIVEN_NAMES and place.name not in AMBIGUOUS


@cache
def _before(country: str | None, region: str | None) -> re.Pattern[str]:
    which = _korean_names(country, region)
    return re.compile(f"(?<![가-힣])(?:{which})(?: ?주| ?성| ?수도|의 수도)? $")


def _korean_names(country: str | None, region: str | None) -> str:
    """Those of a country and of a state, as the alternatives of a pattern."""
    names = [n for one in load("countries") if one.country == country for n in one.synonyms]
    names += [n for one in load("places") if region and one.name == region for n in one.synonyms]
    return "|".join(re.escape(n) for n in names if "가" <= n[0] <= "힣") or "(?!)"


def acts(text: Text, start: int, end: int) -> bool:
    """Whether a Korean name stands for the body that governs the place: "대구시는" decides, 대구
    does not.
    """
    rest = _HANGUL.match(text.plain, start)
    word = rest.group() if rest else ""
    if _WITH.search(word, end - start - 1):  # "양주시와 크라운해태는": the next word acts with it
        following = _NEXT.match(text.plain, start + len(word))
        return following is not None and following.group(1).endswith(("은", "는", "이", "가"))
    return bool(_AGENT.search(word, end - start - 1))
