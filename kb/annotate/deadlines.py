"""Deadlines and events: which of the dates that a text prints bind.

A date is a deadline where its clause says so ("until", "no later than", "접수기간", "까지"), an
event where something takes place on it. Other dates (of what has happened) are neither.
"""

from __future__ import annotations

import re

from kb.annotate.days import AFTER, BEFORE, Printed, dates, time_of
from kb.annotate.text import Text
from kb.model import Deadline

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
_CALLS = re.compile(
    r"\b(?:deadlines?|due|submi\w+|apply|applications?|register|registration|call for)\b|"
    r"마감|접수|신청|공모|제출|모집|응모",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will (?:be held|take place)|(?:is|are) (?:scheduled|to be held)|takes? place)\b|"
    r"열린다|열릴|개최(?:된다|한다|될|할|예정)",
    re.I,
)
_SAID = re.compile(r"until|till|까지|마감", re.I)
_STOP = re.compile(r"[^\d\W]{3,}[.!?] ")
_END = re.compile(r"[.!?;](?: |$)")
_PAST = re.compile(
    r"\b(?:was|were|had|took place|held a|ended|closed)\b|했다|열렸다|개최했다|밝혔다", re.I
)


_REACH = 400
"""How many signs around a date are looked at."""


def deadlines(text: Text, issued: str | None) -> list[Deadline]:
    """The deadlines and events of a text; `issued` is the date of the article or of the issue."""
    kept = dates(text, issued)
    return [found for i, one in enumerate(kept) if (found := _judged(text, kept, i, issued))]


def _judged(text: Text, kept: list[Printed], index: int, issued: str | None) -> Deadline | None:
    one = kept[index]
    first, last = _clause(text.plain, one.start, one.end)
    before = text.plain[first : one.start]
    after = AFTER.match(text.plain, one.end)
    ends = after.end() if after else one.end
    clause = text.plain[first:last]
    time = time_of(after) if after else None
    if time is None and (found := BEFORE.search(before)):
        time = time_of(found)
    when = one.when + (time or "") if len(one.when) == 10 else one.when
    surface = text.surface(one.start, ends).rstrip(" ,(")
    line = text.line(one.start)
    tail = text.plain[one.end : ends + 4]
    if issued and len(issued) == 10 and one.when[:10] < issued[: len(one.when[:10])]:
        return None
    if len(one.when) == 7:
        return _of_a_month(one, surface, line, before, clause, tail)
    if _PAST.search(clause) and not _DIRECT.search(before):
        return None
    begins = index + 1 < len(kept) and _RANGE_END.match(text.plain[one.end : kept[index + 1].start])
    if begins:
        return (
            None
            if _DEADLINE.search(clause)
            else Deadline(surface, line, when, "event", kept[index + 1].when)
        )
    said = bool(_SAID.search(tail))
    if said or (_DIRECT.search(before) and _DEADLINE.search(clause)):
        return Deadline(surface, line, when)
    if (
        index
        and _RANGE_END.match(text.plain[kept[index - 1].end : one.start])
        and _DEADLINE.search(clause)
    ):
        return Deadline(surface, line, when)
    if _EVENT.search(clause):
        return Deadline(surface, line, when, "event", one.last)
    return None


def _of_a_month(
    one: Printed, surface: str, line: int, before: str, clause: str, tail: str
) -> Deadline | None:
    """What is bound to a month needs a plainer word: "until May 2022" may end a project as well."""
    if _CALLS.search(clause) and (_DIRECT.search(before) or "까지" in tail):
        return Deadline(surface, line, one.when)
    if _TO_COME.search(clause) and not _PAST.search(clause):
        return Deadline(surface, line, one.when, "event")
    return None


def _clause(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a date begins and ends."""
    nearest = max(start - _REACH, 0)
    first = max(plain.rfind("\n", nearest, start), plain.rfind("; ", nearest, start), nearest - 1)
    first = max(first, _stop(plain, start)) + 1
    plain = plain[: end + _REACH]
    line_end = plain.find("\n", end)
    stop = _END.search(plain[end : line_end if line_end >= 0 else len(plain)])
    last = end + stop.start() if stop else line_end if line_end >= 0 else len(plain)
    return first, last


def _stop(plain: str, start: int) -> int:
    found = [m.end() - 1 for m in _STOP.finditer(plain[max(start - 400, 0) : start])]
    return max(start - 400, 0) + found[-1] if found else -1
