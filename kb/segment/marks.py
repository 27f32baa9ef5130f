"""What marks a line as a title where no markup does: capitals, signs, blank lines around it."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.segment.line import Line, Lines

# Read more >> / 자세히 보기
_BUTTON = re.compile(
    r"\W*(?:(?:read|learn|find out|see|view|know|continue|click|more|full|apply|register|sign up|"
    r"details|back to|recommend it|top)\b(?: (?:more|here|reading|story|article|post|now|top|"
    r"details|on|the|this|full|it|all|at|to|for|information))*|"
    r"(?:자세히|더|원문|바로|전체)\s?(?:보기|알아보기|읽기|가기)?)\W*",
    re.IGNORECASE,
)
_SHORT = 60
# 1. / (2) / A) / * / [m], before a title
_MARK = re.compile(r"\(?\d{1,2}[.):]\s|[A-Z][.)]\s|\[\w{1,2}\]\s|[*•●○▪■□◆◇▶▷※·–—>-]{1,2}\s")
# >> HARD NEWS << / == Events == / 【소식】
_ENCLOSED = re.compile(r"(?P<open>[^\w\s\"'“‘(]{1,4})\s?\w.*\w\W?\s?[^\w\s.\"'!?)”’,:;]{1,4}")
_SPACED = re.compile(r"(?:\S\s){5,}\S")
_TALK = re.compile(
    r".{0,40}[,:;]|(?:dear|hello|hi|sincerely|regards|안녕하세요)\b.*", re.IGNORECASE
)


def is_button(text: str) -> bool:
    """Whether a text only tells the reader to go on: "Read more"."""
    return bool(_BUTTON.fullmatch(text))


def is_marked_title(lines: Lines, index: int) -> bool:
    """Whether a line of plain text with a sign before it stands alone, as no list item does."""
    line = lines[index]
    mark = _MARK.match(line.text) if line.block.kind == "line" else None
    below = lines[index + 1] if index + 1 < len(lines) else None
    if mark is None or below is None or not line.gap or line.text.endswith((".", "。")):
        return False
    alone = below.gap or below.role == "rule"
    return alone or (len(line.text) <= _SHORT and not _MARK.match(below.text))


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
    alone = ends and not under and "capitals" not in signs
    return " ".join([*signs, "alone"] if alone else signs)


def mark_of(text: str) -> str:
    """The sign that a line begins with; "number" for all numbers, "" for none."""
    mark = _MARK.match(text)
    if not mark:
        return ""
    sign = mark[0].strip()
    return "number" if sign.strip("().:[]").isdigit() else sign


def is_capitals(text: str) -> bool:
    """Whether all letters that have a case are capitals, and there are some."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and text == text.upper() and text != text.lower()


def as_headline(line: Line) -> Line:
    """The line as a headline, whose words are those without the signs around it; numbers stay."""
    words = ""
    if line.block.kind == "line" and (mark := mark_of(line.text)):
        enclosed = _ENCLOSED.fullmatch(line.text)
        words = "" if mark[0].isalnum() else line.text.partition(" ")[2]
        words = line.text.strip(f"{enclosed['open']}<>=*~-#|】]» ") if enclosed else words
    return replace(line, role="headline", words=words)
