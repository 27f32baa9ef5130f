"""The line under a headline that says when and by whom: "2022.03.14. / MOLIT, Money Today"."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from kb.dates import FULL_DATE, find_date
from kb.segment.family import Family
from kb.segment.line import Lines, claim

# December 2022.03.29, XNUMX / MOLIT: a machine translation put a month before the date and lost
# the day after it; the digits in between are the date.
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_DATE = (
    rf"(?:(?:{_MONTHS}\s+|{_WEEKDAY},?\s+))?"
    rf"(?P<date>{FULL_DATE})"
    r"(?:\s*,\s*X?NUMX)?(?:\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+[+-]\d{4})?(?:\s+\(?[A-Z]{2,5}\)?)?)?"
)
_BEFORE = (
    r"[\s■□●○•▶※\-–—(\[]*(?:(?:posted|published|date|updated|작성일|등록일|게시일|입력|일자|날짜)"
    r"(?:\s+on)?\s*[:：]?\s*)?"
)
_SOURCE_LABEL = r"(?:(?:source|from|by|출처|자료|제공)\s*[:：]\s*|by\s+)?"
_NAMES = r"[^/|]{1,120}?(?:\s*/\s*[^/|]{1,60}?)?"
_AFTER = r"[\s)\]]*"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2022.03.14. / MOLIT, Money Today; between slashes anything may stand
        rf"{_BEFORE}{_DATE}(?:\s*[/|·•]\s*{_SOURCE_LABEL}(?P<sources>{_NAMES}))?{_AFTER}",
        # 2022.03.14. (MOLIT)
        rf"{_BEFORE}{_DATE}\s*[(\[](?P<sources>[^/|()\[\]]{{2,80}})[)\]]",
        # 2022.03.14. - MOLIT, 2022.03.14., MOLIT, Posted on March 14, 2022 by MOLIT: no sentence
        rf"{_BEFORE}{_DATE}\s*(?:[,;:]|\s[\-–—]\s|\sby\s)\s*{_SOURCE_LABEL}"
        rf"(?P<sources>[^/|]{{2,60}}?(?<![.!?다])){_AFTER}",
        # (MOLIT, 2022.03.14.), below a text
        rf"[(\[](?P<sources>[^/|()\[\]]{{2,80}}?)\s*[,·]\s*{_DATE}\s*[)\]]",
        # MOLIT / 2022.03.14.
        rf"{_BEFORE}(?P<sources>[^/|]{{2,80}}?)\s*[/|·]\s*{_DATE}{_AFTER}",
    )
)
_BARE = re.compile(rf"{_BEFORE}{_DATE}{_AFTER}", re.IGNORECASE)
_LONGEST = 220
_WRAPPED = 100
_SEPARATORS = re.compile(r"\s*(?:[,;·、]|/)\s*")
# "Ministry of Land, Infrastructure, and Transport" is one body, "MOLIT, LH and KICT" are three
_ONE_BODY = re.compile(
    r"(?:Ministry|Department|Office|Bureau|Institute|Committee|Commission|Agency|School|College|"
    r"Faculty|Centre|Center)\s+(?:of|for)\s+[^,;]+(?:,\s*[^,;]+)*?,?\s+and\s+(?:the\s+)?\w+",
    re.IGNORECASE,
)


class Dateline(NamedTuple):
    date: str | None
    sources: tuple[str, ...]


def datelines(lines: Lines, family: Family) -> Lines:
    """Lines that are a date, with or without sources, and nothing else; one alone waits.

    One alone may be the issue's own, or an event's.
    """
    found = _found(lines)
    return claim(lines, "dateline", found) if len(found) > 1 else lines


def dateline_alone(lines: Lines, family: Family) -> Lines:
    """The one dateline of an issue, right below a headline or where nothing told any."""
    found = _found(lines)
    told = any(ln.role == "headline" for ln in lines)
    below = (i for i in found if i and lines[i - 1].role in ("headline", "headline continued"))
    return claim(lines, "dateline", below if told else found[:1])


def _found(lines: Lines) -> list[int]:
    widest = max((len(ln.text) for ln in lines), default=0)
    return [
        i
        for i, ln in enumerate(lines)
        if ln.free and _match(ln.text) and not _in_text(lines, i, widest)
    ]


def _in_text(lines: Lines, index: int, widest: int) -> bool:
    """Whether a line stands amid a paragraph of a plain text that is wrapped."""
    around = lines[max(0, index - 2) : index + 2]
    return (
        widest <= _WRAPPED
        and len(around) == 4
        and all(ln.block.kind == "line" and ln.free for ln in around)
        and not any(ln.gap for ln in around[1:])
        and min(len(ln.text) for ln in around[:2]) * 10 >= widest * 7
        and around[3].text[:1].islower()
    )


def read_dateline(text: str) -> Dateline:
    """The date and the sources of a dateline.

    >>> read_dateline("December 2022.03.29, XNUMX / MOLIT, Money Today")
    Dateline(date='2022-03-29', sources=('MOLIT', 'Money Today'))
    """
    match = _match(text)
    if not match:
        return Dateline(None, ())
    sources = match.groupdict().get("sources") or ""
    return Dateline(find_date(match["date"]), split_sources(sources.strip(" ()[]-–—")))


def closes_a_text(text: str) -> bool:
    """Whether a dateline is one that stands in brackets below the text: "(MOLIT, 2022.03.14.)"."""
    return text[:1] in "([" and text[-1:] in ")]"


def is_bare_date(text: str) -> bool:
    """Whether a line is a date and names no source."""
    return bool(_BARE.fullmatch(_normal(text)))


def _match(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return None
    normal = _normal(text)
    found = (form.fullmatch(normal) for form in _FORMS)
    return next((match for match in found if match), None)


def _normal(text: str) -> str:
    """Full-width digits, stops and slashes as ordinary ones."""
    return unicodedata.normalize("NFKC", text).strip()


def split_sources(text: str) -> tuple[str, ...]:
    """The bodies that a list names, the comma in a body's own name left alone."""
    sources: list[str] = []
    rest = text.strip()
    while rest:
        one = _ONE_BODY.match(rest)
        separator = _SEPARATORS.search(rest, one.end() if one else 0)
        end = separator.start() if separator else len(rest)
        sources.append(rest[:end].strip())
        rest = rest[separator.end() :].strip() if separator else ""
    return tuple(source for source in sources if source)
