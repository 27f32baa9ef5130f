"""Deadlines and events: a date with its words of time, zone and cue, at the precision that is
printed.

A date is a deadline where its clause says so ("until", "no later than", "접수기간", "까지"), an
event where something
takes place on it. Other dates (of what has happened) are neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kb.annotate.text import Text
from kb.model import Deadline

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
        "september sep sept,october oct,november nov,december dec".split(","),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<{{}}>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_ZONES = {
    name.strip(): offset
    for offset, names in {
        "+09:00": "kst | korean time | korea time | korea standard time | jst | 한국시간",
        "+00:00": "utc | gmt",
        "+01:00": "cet | bst",
        "+02:00": "cest",
        "-04:00": "edt",
        "-05:00": "est | cdt",
        "-06:00": "cst | mdt",
        "-07:00": "mst | pdt",
        "-08:00": "pst",
    }.items()
    for name in names.split("|")
}
# '22. 4. 29., 2022.04.29, 2022-04-29, 2022년 4월 29일
_NUMERIC = re.compile(
    r"(?<![\w.])(?:(?P<y>(?:19|20)\d\d)|'(?P<y2>\d\d))(?:\. ?|-|/|년 ?)(?P<m>\d{1,2})(?:\. ?|-|/|"
    r"월 ?)(?P<d>\d{1,2})(?!\d)(?:일|\.(?!\d))?"
)
# April 29, 2022; Apr 29th
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH.format('m')} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?- ?(?P<d2>\d{{1,2}})(?:st|nd|"
    rf"rd|th)?)?"
    r"(?:,? (?P<y>(?:19|20)\d\d))?(?![\w-]|\.\d)",
    re.I,
)
# 29 April 2022; 2 to 11 August 2021
_DAY_FIRST = re.compile(
    rf"(?<![\w.,:])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?(?:-|to) ?(?P<d2>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?)?"
    rf"(?: of)? {_MONTH.format('m')}(?:,? (?P<y>(?:19|20)\d\d))?(?!\w)",
    re.I,
)
# 4월 29일, 4.29.(금)
_KOREAN = re.compile(r"(?<![\w.년])(?P<m>\d{1,2})월 ?(?P<d>\d{1,2})일")
_SHORT = re.compile(r"(?<![\w.'-])(?P<m>\d{1,2})\. ?(?P<d>\d{1,2})\.? ?(?=\([월화수목금토일]\))")
_FORMS = (_NUMERIC, _MONTH_FIRST, _DAY_FIRST)
_KOREAN_FORMS = (_KOREAN, _SHORT)

_WEEKDAY = r"(?: ?\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?\)| ?\([월화수목금토일](?:요일)?\))?"
_TIME = (
    r"(?:(?P<h>\d{1,2}):(?P<min>\d\d)(?: ?(?P<ap>[ap]\.?m\.?)(?![a-z]))?|(?P<h2>\d{1,2}) "
    r"?(?P<ap2>[ap]\.?m\.?)(?![a-z])"
    r"|(?P<noon>noon|midnight)|(?P<ko>오전|오후)? ?(?P<h3>\d{1,2})시(?: ?(?P<min3>\d{1,2})분)?)"
)
_ZONE = (
    rf"(?: ?\(?(?P<zone>{'|'.join(sorted(_ZONES, key=len, reverse=True))})\b[^()\n]{{0,25}}\)?)?"
)
_AFTER = re.compile(
    rf"{_WEEKDAY},?(?: ?(?:until|till|by|at|to|before|,|까지)? ?{_TIME}{_ZONE})?(?P<until> ?까지)?",
    re.I,
)
_BEFORE = re.compile(rf"{_TIME}{_ZONE}(?:,| on| of)? (?:\w+day,? )?$", re.I)

_DEADLINE = re.compile(
    r"\b(?:until|till|no later than|not later than|deadlines?|due|clos(?:e|es|ing)|open|"
    r"expir\w+|submi\w+|apply|applications?|register|registration|reception period|application "
    r"period|call for)\b|"
    r"까지|마감|기한|접수|신청|공모|제출|모집|응모",
    re.I,
)
_DIRECT = re.compile(
    r"(?:\b(?:until|till|by|no later than|not later than|before|deadline(?: is| was|:| for "
    r"\S+(?: \S+){0,4} is)?|"
    r"due(?: on| by)?|closes?(?: on)?|closing(?: on| date\W{0,4})?|ends?(?: on)?|expires?(?: on)?|"
    r"open until|"
    r"(?:from|between) .{4,40} (?:to|until|and|through)|submitted (?:on|by)|apply (?:by|before)|"
    r"register (?:by|before)|rsvp by)|"
    r"(?:reception|application|submission|registration) period\W{0,4}|~|마감(?:일|일은|은)?:?|"
    r"기한:?|"
    r"기간\)?:?)"
    r"(?: \w+day,?| the)? ?(?:end of )?$",
    re.I,
)
_RANGE_END = re.compile(r"^[^.;\n]{0,30}?(?: ?~ ?| to | until | through | - )$", re.I)
_EVENT = re.compile(
    r"\b(?:take[sn]? place|taking place|(?:will )?be held|is held|held|hosted?|runs?|opens?|"
    r"opening|starts?|begins?|"
    r"scheduled|kicks? off|conference|summit|forum|expo|exhibition|workshop|seminar|webinar|"
    r"meeting|ceremony|festival|"
    r"(?:be|is|are) announced|(?:be|is|are) made known)\b|"
    r"열린다|개최|열릴|진행|행사|설명회|세미나|포럼|박람회|개막",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|took place|held a|ended|closed)\b|했다|열렸다|개최했다|밝혔다", re.I
)


_REACH = 400
"""How many signs around a date are looked at."""


class _Date(NamedTuple):
    start: int
    end: int
    when: str
    last: str | None


def deadlines(text: Text, issued: str | None) -> list[Deadline]:
    """The deadlines and events of a text; `issued` is the article's date or the issue's, ISO 8601.

    A date that states no year has that of `issued`, or the next one where it would lie far before.
    """
    dates = sorted(_dates(text, issued), key=lambda d: (d.start, -d.end))
    kept: list[_Date] = []
    for one in dates:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return [found for i, one in enumerate(kept) if (found := _judged(text, kept, i, issued))]


def _judged(text: Text, dates: list[_Date], index: int, issued: str | None) -> Deadline | None:
    one = dates[index]
    first, last = _clause(text.plain, one.start, one.end)
    before = text.plain[first : one.start]
    after = _AFTER.match(text.plain, one.end)
    ends = after.end() if after else one.end
    clause = text.plain[first:last]
    time = _time(after) if after else None
    if time is None and (found := _BEFORE.search(before)):
        time = _time(found)
    when = one.when + (time or "") if len(one.when) == 10 else one.when
    surface = text.surface(one.start, ends).rstrip(" ,(")
    line = text.line(one.start)
    tail = text.plain[one.end : ends + 4]
    if issued and len(issued) == 10 and one.when[:10] < issued[:10]:
        return None
    if _PAST.search(clause) and not _DIRECT.search(before):
        return None
    begins = index + 1 < len(dates) and _RANGE_END.match(
        text.plain[one.end : dates[index + 1].start]
    )
    if begins:
        return (
            None
            if _DEADLINE.search(clause)
            else Deadline(surface, line, when, "event", dates[index + 1].when)
        )
    said = bool(re.search(r"until|till|까지|마감", tail, re.I))
    if said or (_DIRECT.search(before) and _DEADLINE.search(clause)):
        return Deadline(surface, line, when)
    if (
        index
        and _RANGE_END.match(text.plain[dates[index - 1].end : one.start])
        and _DEADLINE.search(clause)
    ):
        return Deadline(surface, line, when)
    if _EVENT.search(clause):
        return Deadline(surface, line, when, "event", one.last)
    return None


def _clause(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a date begins and ends."""
    nearest = max(start - _REACH, 0)
    first = max(plain.rfind("\n", nearest, start), plain.rfind("; ", nearest, start), nearest - 1)
    first = max(first, _stop(plain, start)) + 1
    plain = plain[: end + _REACH]
    line_end = plain.find("\n", end)
    stop = re.search(r"[.!?;](?: |$)", plain[end : line_end if line_end >= 0 else len(plain)])
    last = end + stop.start() if stop else line_end if line_end >= 0 else len(plain)
    return first, last


def _stop(plain: str, start: int) -> int:
    found = [
        m.end() - 1 for m in re.finditer(r"[^\d\W]{3,}[.!?] ", plain[max(start - 400, 0) : start])
    ]
    return max(start - 400, 0) + found[-1] if found else -1


def _dates(text: Text, issued: str | None) -> Iterator[_Date]:
    for form in (*_FORMS, *_KOREAN_FORMS) if text.korean else _FORMS:
        for match in form.finditer(text.plain):
            if (one := _date(match, issued)) is not None:
                yield one


def _date(match: re.Match[str], issued: str | None) -> _Date | None:
    groups = match.groupdict()
    named = groups["m"].lower()
    month = _MONTHS[named] if named in _MONTHS else int(named)
    if named == "may" and not groups["m"][0].isupper():
        return None
    year = groups.get("y") or (f"20{groups['y2']}" if groups.get("y2") else None)
    whole = _iso(year, month, int(groups["d"]), issued)
    if whole is None:
        return None
    last = _iso(whole[:4], month, int(groups["d2"]), issued) if groups.get("d2") else None
    return _Date(match.start(), match.end(), whole, last)


def _iso(year: str | None, month: int, day: int, issued: str | None) -> str | None:
    try:
        if year is not None:
            return date(int(year), month, day).isoformat()
        if not issued or not issued[:4].isdigit():
            return None
        found = date(int(issued[:4]), month, day)
        if len(issued) == 10 and found < date.fromisoformat(issued) - timedelta(days=180):
            found = found.replace(year=found.year + 1)
        return found.isoformat()
    except ValueError:
        return None


def _time(match: re.Match[str]) -> str | None:
    """ "T18:00:00+09:00" of "18:00 (KST)"; None where no time is printed."""
    groups = match.groupdict()
    if groups["noon"]:
        hour, minute = 12, 0
        if groups["noon"].lower() == "midnight":
            hour, minute = 23, 59
    elif hours := groups["h"] or groups["h2"] or groups["h3"]:
        hour, minute = int(hours), int(groups["min"] or groups["min3"] or 0)
        half = (groups["ap"] or groups["ap2"] or groups["ko"] or "").lower()
        if half in ("오후",) or half.startswith("p"):
            hour += 12 if hour < 12 else 0
        elif hour == 12 and (half == "오전" or half.startswith("a")):
            hour = 0
    else:
        return None
    if hour == 24:
        hour, minute = 23, 59
    if hour > 23 or minute > 59:
        return None
    zone = _ZONES.get((groups["zone"] or "").lower()) or ""
    return f"T{hour:02}:{minute:02}:00{zone}"
