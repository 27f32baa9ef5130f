"""Words that a translator left standing, doubled or took literally; punctuation that parts
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.annotate.flags.reading import Finding, Reading

_QUOTES = re.compile(r"(?<!')''(?=[A-Za-z])[\w -]{1,40}'(?!'|\w)")
_YES = re.compile(r"(?<=[\w)]) (?P<said>Yes,) ")
_DOT = re.compile(r"(?<=\s)·[A-Z][a-z]+")
_STOP_COMMA = re.compile(r"(?:\S+ )?\w+\. , \w+")
_AND = re.compile(r" and (?P<word>[a-z]{5,})")
_TWICE = re.compile(r"\b(?P<word>[a-z]{5,}) and (?P=word)\b")
_TWICE_SAID = frozenset(
    "again hours years weeks months millions thousands hundreds dozens billions round around "
    "further higher lower "
    "better worse faster bigger smaller longer closer deeper greater larger later never really "
    "miles times days "
    "pages scores layers decades stronger louder older younger fewer whole never through under "
    "forever neither "
    "cheaper smarter slower".split()
)
_OUR = re.compile(r"\b[Oo]ur company\b")
_ANNOUNCED = re.compile(
    r"(?:^|[.!?] |\n)(?:(?P<said>[Ll]et's (?:take a )?(?:closer )?look)\b[^.!?\n]*|"
    r"(?P<follows>[^.!?\n]{0,60}\bare as follows))[.:!]?$"
)
_ANNOUNCE_KO = ("살펴보자", "알아보자", "다음과 같다")
_ANNOUNCED_KO = re.compile(rf"(?P<said>[^.\n]{{0,40}}(?:{'|'.join(_ANNOUNCE_KO)}))\.?$")
_LEFT_KOREAN = re.compile(
    r"(?<![가-힣(])\d[\d.,]* ?(?:억|조|만|건|개|명|년|월|일)(?:원)?(?![가-힣])"
)
_WORDS = re.compile(r"[A-Za-z][\w'-]*")
_NEAR = 80
_LAST = 300
_LENGTH = 4


def quotes(reading: Reading) -> Iterator[Finding]:
    """ "''Cities'": opened twice, closed once."""
    if "''" not in reading.plain:
        return
    for match in _QUOTES.finditer(reading.plain):
        argument = "the quotation is opened twice and closed once"
        yield Finding("quote-mismatch", *match.span(), "certain", None, argument)


def residue(reading: Reading) -> Iterator[Finding]:
    """ "Yes," inside a sentence, a Korean list's middle dot before a word, Korean words after
    a number.
    """
    if not reading.context.machine:
        return
    for match in _YES.finditer(reading.plain):
        argument = "nobody answers here; a Korean particle was read as a word"
        yield Finding("stray-word", *match.span("said"), "certain", None, argument)
    for match in _DOT.finditer(reading.plain):
        argument = "the Korean middle dot joins words; here it begins one"
        yield Finding("middle-dot", *match.span(), "certain", None, argument)
    for match in _LEFT_KOREAN.finditer(reading.plain):
        first, last = reading.text.around(match.start())
        line = reading.plain[first:last]
        if sum("가" <= c <= "힣" for c in line) * 10 < len(line):
            yield Finding(
                "untranslated", *match.span(), "likely", None, "a Korean unit in English text"
            )
    for match in _OUR.finditer(reading.plain):
        if reading.plain[: match.start()].count('"') % 2 == 0:
            argument = "nobody is quoted, and the text does not say whose company it is"
            yield Finding("speaker-shift", *match.span(), "unsure", None, argument)


def punctuation(reading: Reading) -> Iterator[Finding]:
    """A stop and a comma side by side: a sentence was cut where it goes on."""
    if ". , " not in reading.plain:
        return
    for match in _STOP_COMMA.finditer(reading.plain):
        if "\n" not in match.group():
            argument = "a full stop and a comma side by side"
            yield Finding("broken-punctuation", *match.span(), "certain", None, argument)


def doubled(reading: Reading) -> Iterator[Finding]:
    """ "livestock and livestock": two words that were translated with one."""
    for match in reading.text.matches(_TWICE, _words_before_and(reading.plain)):
        if match["word"] not in _TWICE_SAID:
            argument = "a word is joined with itself; two words were translated with one"
            yield Finding("x-and-x", *match.span(), "certain", None, argument)


def _words_before_and(plain: str) -> Iterator[int]:
    """Where a word before "and" begins, if it is as long as the one behind."""
    return (max(m.start() - len(m["word"]), 0) for m in _AND.finditer(plain))


def repeated(reading: Reading) -> Iterator[Finding]:
    """The same words twice in one sentence, in a text that a machine translated."""
    if not reading.context.machine:
        return
    seen: dict[tuple[str, ...], int] = {}
    words = list(_WORDS.finditer(reading.plain))
    small = [word.group().lower() for word in words]
    long = [len(word) > 5 for word in small]
    reached = -1
    for index in range(len(words) - _LENGTH + 1):
        if sum(long[index : index + _LENGTH]) < 3:
            continue
        group, key = words[index : index + _LENGTH], tuple(small[index : index + _LENGTH])
        earlier = seen.setdefault(key, index)
        between = reading.plain[words[earlier].start() : group[0].start()]
        if (
            _LENGTH <= index - earlier <= _NEAR
            and "\n" not in between
            and index > reached
            and ". " not in between
        ):
            if _names(group) or "/" in reading.plain[group[0].start() : group[-1].end()]:
                continue
            reached = index + _LENGTH
            start = words[max(index - 1, 0)].start()
            argument = "the same words stand earlier in the sentence"
            yield Finding("repeated-phrase", start, group[-1].end(), "unsure", None, argument)


def _names(group: list[re.Match[str]]) -> bool:
    """Whether words are a name, which may stand twice."""
    return sum(word.group()[0].isupper() for word in group) >= 2


def missing(reading: Reading) -> Iterator[Finding]:
    """An announcement with which the article ends: what it announces is missing."""
    in_korean = reading.plain.rstrip(".").endswith(_ANNOUNCE_KO)
    for pattern in (_ANNOUNCED, _ANNOUNCED_KO) if in_korean else (_ANNOUNCED,):
        match = pattern.search(reading.plain, max(reading.body, len(reading.plain) - _LAST))
        if match:
            argument = "what is announced does not follow; the article ends here"
            start, end = match.span(match.lastgroup or 0)
            yield Finding("announced-content-missing", start, end, "likely", None, argument)


def idioms(reading: Reading) -> Iterator[Finding]:
    """Korean idioms word for word, as idioms.yaml lists them."""
    for has, pattern, korean, meaning in _idioms():
        if has not in reading.text.lower:
            continue
        for match in pattern.finditer(reading.plain):
            argument = f"{korean} word for word"
            yield Finding("idiom-literal", *match.span(), "likely", meaning, argument)


@cache
def _idioms() -> tuple[tuple[str, re.Pattern[str], str, str], ...]:
    path = Path(__file__).parent / "idioms.yaml"
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        (e["has"], re.compile(rf"\b(?:{e['literal']})", re.I), e["ko"], e["meaning"])
        for e in entries
    )


RULES = (quotes, residue, punctuation, doubled, repeated, missing, idioms)
