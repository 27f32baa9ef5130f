"""Signs that rank: ■ before a section, ○ before a headline, as Korean newsletters print them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kb.segment.family import Family
from kb.segment.line import Line, Lines, exchange, is_sentence
from kb.segment.looks import looks_of
from kb.segment.styles import with_sections

SIGNS = "■□◆◇○●◎▶▷►★☆◈▣❍ㅇ"
_SIGN = re.compile(rf"(?P<sign>[{SIGNS}])\s*(?P<title>\S.*)")
_SKIPPED = ("rule", "image credit", "advertisement", "navigation", "contact", "dateline")
_LONGEST = 120
_FEWEST = 2


def signed(lines: Lines, family: Family) -> Lines:
    """Where nothing told the headlines: lines with the sign that most texts have above them.

    Lines with a sign that stands right above those are sections.
    """
    if any(ln.role == "headline" for ln in lines):
        return lines
    signs = [_sign(line) for line in lines]
    headline = _headline_sign(lines, signs)
    if not headline:
        return lines
    heads = {i for i, sign in enumerate(signs) if sign == headline}
    over = Counter(signs[i] for i in range(len(lines)) if signs[i] and _below(lines, i) in heads)
    numbers = Counter(signs)
    own: dict[int, Line] = {}
    for index, sign in enumerate(signs):
        is_section = sign and over[sign] * 2 >= numbers[sign]
        role = "headline" if sign == headline else "section" if is_section else ""
        if role:
            own[index] = replace(lines[index], role=role, words=_without_sign(lines[index].text))
    return with_sections(exchange(lines, own), looks_of(lines))


def _without_sign(text: str) -> str:
    """ "Trees are planted" of "○ Trees are planted"."""
    match = _SIGN.fullmatch(text)
    return match["title"] if match else text


def _sign(line: Line) -> str:
    match = _SIGN.fullmatch(line.text) if line.free else None
    return match["sign"] if match and len(line.text) <= _LONGEST else ""


def _headline_sign(lines: Lines, signs: Sequence[str]) -> str:
    """The sign of which there is most, whose lines are no sentences and stand above a text."""
    numbers = Counter(sign for sign in signs if sign)
    above: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    for index, sign in enumerate(signs):
        if sign:
            below = _below(lines, index)
            above[sign] += below is not None and not signs[below]
            sentences[sign] += is_sentence(lines[index].text)
    fit = (
        sign
        for sign, number in numbers.most_common()
        if number >= _FEWEST and above[sign] * 2 >= number and sentences[sign] * 5 <= number
    )
    return next(fit, "")


def _below(lines: Lines, index: int) -> int | None:
    rest = (i for i in range(index + 1, len(lines)) if lines[i].role not in _SKIPPED)
    nearest = next(rest, None)
    return nearest if nearest is not None and lines[nearest].free else None
