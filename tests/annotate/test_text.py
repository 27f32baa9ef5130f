"""A rule that looks where numbers or months are finds what it would find everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.annotate import amounts, days
from kb.annotate.flags import counts, dates, wording
from kb.annotate.names import Names
from kb.annotate.text import Text
from kb.authorities import load

_WORDS = """
    2022 2022. 4. 04 29 '22 ' 5 5th 2022th 300 1,000 2.5 $ krw krw€ won 원 억 천 ~ - to from May
    sept march of , . : ( ) 년 월 일 (금) billion million cities and in x _ ａ ٣ ﬁ 부산 부산에서
    기술 Busan
""".split()
_PHRASES = """
    '22. 4. 29.|2022.04.29|2022년 4월 29일|4.29.(금)|September 5, 2022|Sept. 2 - 5|29 April to 3 May
    2022.4|April 2022-4, 4|February 2.24|2022 (Wed)|us dollars 5|$2 to $3 million|KRW 2-3 billion
    3 billion won|2~3억원|십억 원|천 달러|12/112|3th|2022th|23 applications from 80 countries
    300 countries|250 local governments|livestock and livestock|Sandboxes|K-City Network
    제주특별자치도
""".replace("\n", "|").split("|")
_PIECES = [*_WORDS, *map(str.strip, _PHRASES)]
_TEXTS = st.lists(st.sampled_from([*_PIECES, *[" "] * len(_PIECES), "\n"]), max_size=30).map(
    "".join
)


def _text(printed: str) -> Text:
    return Text.of(enumerate(printed.split("\n"), 1))


def _places(text: Text) -> Iterable[tuple[re.Pattern[str], Iterable[int]]]:
    """Patterns that are looked for at some places alone, and those."""
    yield from days._forms(text)
    yield amounts._PREFIXED, amounts._currencies(text)
    yield amounts._SUFFIXED, text.digits
    yield amounts._KOREAN, amounts._korean_numbers(text)
    yield wording._TWICE, wording._words_before_and(text.plain)
    for pattern in (
        counts._FROM,
        counts._EMERGENCY_COUNT,
        *(row[0] for row in counts._BOUNDS),
        dates._YEAR_ORDINAL,
        dates._ORDINAL,
        dates._YEAR_WEEKDAY,
        dates._NUMERIC,
    ):
        yield pattern, text.digits
    for pattern in (dates._SCRAMBLED, dates._DOUBLED):
        yield pattern, text.months


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_a_pattern_matches_nowhere_but_at_its_places(printed: str) -> None:
    text = _text(printed)
    for pattern, places in _places(text):
        found = [match.span() for match in text.matches(pattern, places)]
        assert found == [match.span() for match in pattern.finditer(text.plain)], pattern.pattern


@settings(deadline=None)
@given(_TEXTS)
def test_plain_and_small_letters_lie_where_the_printed_ones_do(printed: str) -> None:
    text = _text(printed)
    assert len(text.printed) == len(text.plain) == len(text.lower)


_NAMES = Names()
for _which in ("organisations", "programmes", "places"):
    _NAMES.add(_which, load(_which))


@settings(deadline=None)
@given(_TEXTS)
def test_every_name_that_stands_alone_in_a_text_is_found(printed: str) -> None:
    """Each word, or Korean syllable that begins one, is looked up with what follows it."""
    text = _text(printed)
    units = list(re.finditer(r"[^\W_가-힣]+|[가-힣]", text.lower))
    expected = set()
    for index, first in enumerate(units):
        before = text.lower[max(first.start() - 1, 0) : first.start()]
        if "가" <= first.group() <= "힣" and "가" <= before <= "힣":
            continue
        for last in units[index:]:
            if _NAMES.entries(text.lower[first.start() : last.end()]):
                expected.add((first.start(), last.end()))
    found = {(one.start, one.end) for several in _NAMES.scan(text) for one in several}
    assert expected <= found
