"""How a line stands out: by its type, by capitals, by the signs before, around and under it."""

from __future__ import annotations

import re
from collections import defaultdict

from kb.folding import fold
from kb.segment.datelines import is_bare_date
from kb.segment.entries import is_address
from kb.segment.line import Line, Lines, title_like

_LONGEST = 120
BYLINE = re.compile(
    r"(?:(?:written|posted|scribbled|compiled) )?by\s+\S.{0,80}|글\s?[:|/]?\s?.{2,20}", re.I
)
_ONWARD = re.compile(
    r"\W*(?:(?:read|learn|find out|see|view|continue|click|more|full|apply|register|sign up|"
    r"details|back to)\b(?: (?:more|here|reading|story|article|now|top|details|on|the|this|full|"
    r"it|all|at|to|for|information))*|(?:자세히|더)\s?(?:보기|알아보기)?|바로\s?가기|"
    r"원문(?:\s?보기)?|전체\s?보기)\W*",
    re.IGNORECASE,
)
# 1. / (2) / A) / * / [m], before a title
_MARK = re.compile(r"\(?\d{1,2}[.):]\s|[A-Z][.)]\s|\[\w\]\s|[*•●○▪■□◆◇▶▷※·–—>-]{1,2}\s")
# >> HARD NEWS << / == Events == / 【소식】
_ENCLOSED = re.compile(r"(?P<open>[^\w\s\"'“‘(]{1,4})\s?\w.*\w\W?\s?[^\w\s.\"'!?)”’,:;]{1,4}")
_SPACED = re.compile(r"(?:\S\s){5,}\S")
_TALK = re.compile(
    r".{0,40}[,:;]|(?:dear|hello|hi|sincerely|regards|안녕하세요)\b.*", re.IGNORECASE
)


def leads_on(text: str) -> bool:
    """Whether a line only sends the reader on: "Read more", "자세히 보기"."""
    return bool(_ONWARD.fullmatch(text))


def looks_of(lines: Lines, *, fine: bool = True) -> list[str]:
    """What makes each line stand out from the text; "" where nothing does.

    What is not `fine` tells bold from plain, but no sizes and colours.
    """
    every = [_look(lines, i, fine) for i in range(len(lines))]
    seen = [every[i] if _may_stand_out(ln) else "" for i, ln in enumerate(lines)]
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.free and not BYLINE.fullmatch(line.text):
            members[every[index]].append(index)
    texts = {look: sum(len(lines[i].text) for i in own) for look, own in members.items()}
    body = max(texts, key=lambda look: texts[look], default="")
    titles = {
        look
        for look, own in members.items()
        if look and look != body and sum(bool(seen[i]) for i in own) * 10 >= len(own) * 6
    }
    return [look if look in titles else "" for look in seen]


def _may_stand_out(line: Line) -> bool:
    text = line.text
    return (
        line.free
        and len(text) <= _LONGEST
        and title_like(line)
        and not is_address(line)
        and not is_bare_date(text)
        and not BYLINE.fullmatch(text)
        and not leads_on(text)
        and len(fold(text)) > 1
    )


def _look(lines: Lines, index: int, fine: bool) -> str:
    line = lines[index]
    return look_in_text(lines, index) if line.block.kind == "line" else _look_as_set(line, fine)


def _look_as_set(line: Line, fine: bool) -> str:
    """The look that markup gives: kind, type, capitals, whether all of it is a link."""
    block = line.block
    linked = bool(block.links) and len(fold(block.links[0].text)) * 10 >= len(fold(line.text)) * 8
    marks = (
        f"{block.kind}{block.level}",
        block.look if fine else "",
        "strong" if block.strong else "",
        "capitals" if is_capitals(line.text) else "",
        "link" if linked else "",
    )
    return " ".join(mark for mark in marks if mark)


def look_in_text(lines: Lines, index: int) -> str:
    """The look of a line of plain text: capitals, marks, what stands above and below it."""
    line = lines[index]
    over = index > 0 and lines[index - 1].role == "rule"
    below = lines[index + 1] if index + 1 < len(lines) else None
    under = below is not None and below.role == "rule" and not below.gap
    ends = below is None or below.gap or below.role == "rule"
    if not (line.gap or over):
        return ""
    enclosed = _ENCLOSED.fullmatch(line.text)
    signs = [
        "capitals" if is_capitals(line.text) else "",
        "spaced" if _SPACED.match(line.text) else "",
        f"in {enclosed['open']}" if enclosed else "",
        mark_of(line.text),
        "underlined" if under else "",
    ]
    signs = [sign for sign in signs if sign]
    if not signs and (not ends or _TALK.fullmatch(line.text)):
        return ""
    return " ".join([*signs, "alone" if ends and not under else ""]).strip()


def mark_of(text: str) -> str:
    """The sign that a line begins with; "number" for all numbers, "" for none."""
    mark = _MARK.match(text)
    if not mark:
        return ""
    sign = mark[0].strip()
    return "number" if sign.strip("().:").isdigit() else sign


def is_capitals(text: str) -> bool:
    """Whether all letters that have a case are capitals, and there are some."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and text == text.upper() and text != text.lower()
