"""Amounts of money: currency, low and high in whole units, and what the text says they are for.

A range shares its unit: "KRW 2-3 billion" runs from 2 to 3 billion, "2~3억원" from 200 to 300
million.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.annotate.numbers import DIGITS, KOREAN, SCALE, korean_number, plain_number, scale
from kb.annotate.text import Text
from kb.model import Amount


def _table(text: str) -> dict[str, str]:
    """Lines of a currency and what it is written as, as that to the currency."""
    lines = (line.split(":") for line in text.strip().splitlines())
    return {word.strip(): code.strip() for code, words in lines for word in words.split("|")}


# Before the number; a bare dollar is taken for that of the United States
_BEFORE = _table(
    """
    KRW: krw | ₩ | ￦
    USD: usd | us$ | us dollars | $
    EUR: eur | €
    GBP: gbp | £
    JPY: jpy | ¥
    CNY: cny | rmb
    AUD: a$ | au$ | aud
    CAD: c$ | ca$ | cad
    SGD: s$ | sgd
    NZD: nz$
    HKD: hk$
    CHF: chf
    INR: inr | rs. | ₹
    VND: vnd
    SEK: sek
    NOK: nok
    DKK: dkk
    AED: aed
    SAR: sar
    IDR: idr
    THB: thb
    MYR: myr
    """
)
_AFTER = _table(
    """
    KRW: korean won | won | krw | 원
    USD: us dollars | u.s. dollars | dollars | dollar | usd | 달러
    EUR: euros | euro | eur | € | 유로
    GBP: pounds sterling | pounds | gbp | 파운드
    JPY: yen | jpy | 엔
    CNY: yuan | rmb | cny | 위안
    INR: rupees
    IDR: rupiah
    THB: baht
    VND: dong
    MYR: ringgit
    CHF: francs
    """
)


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ASCII = {word: code for word, code in _AFTER.items() if word.isascii()}
_KOREAN_AFTER = {word: code for word, code in _AFTER.items() if not word.isascii()}
_TO = r"(?: ?[-~] ?| to (?:up to )?)"
_LETTER = rf"(?:[ -]?(?P<{{}}>{SCALE}|[kKmMbB])\b)?"
_LONGEST = max(map(len, _BEFORE)) + 1
_CURRENCY_BEFORE = re.compile(rf"(?<![^\W_])(?:{_any(_BEFORE)}) ?$", re.I)
# "KRW 2-3 billion", "$1.5 million to $2 million"
_PREFIXED = re.compile(
    rf"(?<![^\W_])(?P<cur>{_any(_BEFORE)}) ?(?P<low>{DIGITS}){_LETTER.format('lows')}"
    rf"(?:{_TO}(?:(?:{_any(_BEFORE)}) ?)?(?P<high>{DIGITS}){_LETTER.format('highs')})?"
    rf"(?: (?P<tail>{SCALE})\b)?(?! ?(?:won|dollars|euros)\b)",
    re.I,
)
# "2 million won to up to 10 billion won", "2 to 3 billion won"
_SUFFIXED = re.compile(
    rf"(?<![\w.,'$€£₩])(?P<low>{DIGITS})(?:[ -]?(?P<lows>{SCALE}))?"
    rf"(?:(?: (?:{_any(_AFTER)}))?{_TO}(?P<high>{DIGITS})(?:[ -]?(?P<highs>{SCALE}))?)?"
    rf"[ -]?(?P<cur>{_any(_ASCII)}|€)(?![^\W_])",
    re.I,
)
# What may follow the currency in its word
_FOLLOWS = (
    "으로 로 을 를 이 가 은 는 의 에 도 씩 까지 부터 이상 이하 미만 규모 상당 대 "
    "정도 가량 어치 보다 과 와 이며 이고 "
    "인 이다 입니다 여 선 짜리 에서 이나"
).split()
# "10억원", "2억~10억 원", "1조 2천억 원", "2~3억원", "500달러"
_KOREAN = re.compile(
    rf"(?<![\w.,'])(?P<low>{KOREAN}|{DIGITS})(?: ?(?P<lowc>원))? ?"
    rf"(?:(?:~|-|에서|부터) ?(?:최대 ?)?(?P<high>{KOREAN}|{DIGITS}) ?)?"
    rf"(?P<cur>{_any(_KOREAN_AFTER)})(?=$|[^가-힣]|(?:{'|'.join(_FOLLOWS)}))"
)
_NUMBER_KO = re.compile(r"[\d십백천만억조][\d십백천만억조]*")
_SCALE_KO = re.compile("[십백천만억조]")
_UNIT_KO = re.compile(r"[만억조]")
# "56 billion won … for various projects", "for feasibility studies"
_PURPOSE = re.compile(
    r"[ \n](?:for|to support|to fund|towards?)[ \n]"
    r"(?P<for>(?!the next|a total|each|\d+ (?:years?|months?))[^.;:()\n]{3,80})"
)


_MOST = 1e18
"""More money than there is: what has as many digits is no sum."""


class Spotted(NamedTuple):
    """An amount, and where its words lie."""

    start: int
    end: int
    amount: Amount


def amounts(text: Text) -> list[Spotted]:
    """The amounts of a text, from its beginning to its end."""
    found = sorted(_found(text), key=lambda one: (one[0], -one[1]))
    kept: list[Spotted] = []
    reached = 0
    for start, end, currency, low, high in found:
        if start >= reached and high < _MOST:
            reached = end
            surface, line = text.surface(start, end), text.line(start)
            amount = Amount(surface, line, currency, low, high, _purpose(text, end))
            kept.append(Spotted(start, end, amount))
    return kept


def _found(text: Text) -> Iterator[tuple[int, int, str, float, float]]:
    for match in text.matches(_PREFIXED, _currencies(text)):
        yield (*_ends(match), _BEFORE[match["cur"].lower()], *_english(match))
    for match in text.matches(_SUFFIXED, text.digits):
        if _verb(match):
            continue
        yield (*_ends(match), _AFTER[match["cur"].lower()], *_english(match))
    for match in text.matches(_KOREAN, _korean_numbers(text)) if text.korean else ():
        yield (*_ends(match), _AFTER[match["cur"]], *_korean(match))


def _currencies(text: Text) -> Iterator[int]:
    """Where currencies begin that stand before a number."""
    for at in text.digits:
        if found := _CURRENCY_BEFORE.search(text.plain, max(at - _LONGEST, 0), at):
            yield found.start()


def _korean_numbers(text: Text) -> Iterator[int]:
    return (match.start() for match in _NUMBER_KO.finditer(text.plain))


def _verb(match: re.Match[str]) -> bool:
    """Whether "won" is no money but the past of to win: "3 won the prize"."""
    bare = not (match["lows"] or match["highs"] or match["high"])
    return match["cur"].lower() == "won" and bare and plain_number(match["low"]) < 1000


def _ends(match: re.Match[str]) -> tuple[int, int]:
    start, printed = match.start(), match.group()
    return start + len(printed) - len(printed.lstrip()), start + len(printed.rstrip())


def _english(match: re.Match[str]) -> tuple[float, float]:
    """Low and high; what has no word of scale takes that of the other, where it is the lower."""
    groups = match.groupdict()
    tail = groups.get("tail")
    if groups["high"] is None:
        low = plain_number(groups["low"]) * scale(groups["lows"] or tail)
        return low, low
    last = groups["highs"] or tail
    shared = groups["lows"] or (last if _same_unit(match) else None)
    return plain_number(groups["low"]) * scale(shared), plain_number(groups["high"]) * scale(last)


def _same_unit(match: re.Match[str]) -> bool:
    """Whether a lower end without a word of scale is in that of the upper one: "2-3 billion"."""
    low = match["low"]
    return plain_number(low) < 1000 and plain_number(low) < plain_number(match["high"])


def _korean(match: re.Match[str]) -> tuple[float, float]:
    low, high = match["low"], match["high"]
    if high is None:
        return korean_number(low), korean_number(low)
    if not _UNIT_KO.search(low) and not match["lowc"]:
        low += "".join(_SCALE_KO.findall(high))  # "2~3억원": both in 억
    return korean_number(low), korean_number(high)


def _purpose(text: Text, end: int) -> str | None:
    found = _PURPOSE.match(text.plain, end)
    if found is None:
        return None
    start, stop = found.span("for")
    return text.surface(start, stop).strip(" ,")
