"""Numbers as texts write them: with separators, words of scale in English and Korean, nested
ones too.
"""

from __future__ import annotations

import re

_ENGLISH = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9,
    "bn": 1e9,
    "b": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"hundred|thousand|million|billion|trillion|mn|bn|tn"
KOREAN = rf"(?:(?:(?:{DIGITS}) ?)?[십백천만억조] ?){{1,8}}(?:(?:{DIGITS})(?=원))?"
_PART = re.compile(rf"({DIGITS})|([십백천])|([만억조경])")


def scale(word: str | None) -> float:
    """What a word of scale multiplies by; 1 where there is none.

    >>> scale("billion"), scale("bn"), scale(None)
    (1000000000.0, 1000000000.0, 1.0)
    """
    return _ENGLISH.get((word or "").lower(), 1.0)


def plain_number(digits: str) -> float:
    """A number in digits.

    >>> plain_number("1,330.5")
    1330.5
    """
    return float(digits.replace(",", ""))


def korean_number(text: str) -> float:
    """A number with Korean words of scale, each part under the next larger one.

    >>> korean_number("1조 2천억"), korean_number("3천500만"), korean_number("10억 5,000만")
    (1200000000000.0, 35000000.0, 1050000000.0)
    """
    total, section, digit = 0.0, 0.0, None
    for digits, small, large in _PART.findall(text):
        if digits:
            digit = plain_number(digits)
        elif small:
            section += (1.0 if digit is None else digit) * _SMALL[small]
            digit = None
        else:
            section += digit or 0.0
            total += (section or 1.0) * _LARGE[large]
            section, digit = 0.0, None
    return total + section + (digit or 0.0)
