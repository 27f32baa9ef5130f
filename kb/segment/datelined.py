"""The titles above a dateline: feature, headline, subtitles."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.segment.datelines import closes_a_text
from kb.segment.family import Family
from kb.segment.line import Lines, number_of, title_like

# [Planned article] Smart city 4 years, so different / [Major achievements of the sandbox]
_FEATURE = re.compile(r"[\[【〔<〈](?P<label>[^\]】〕>〉]{2,150})[\]】〕>〉]\s*(?P<title>.*)")
# Dear readers, … Have a good spring! / 안녕하세요. …
_TALK = re.compile(
    r"^(?:dear|hello|hi|welcome|greetings)\b|^안녕하세요|[!?:,]$|.{110}", re.IGNORECASE
)
_MOST_TITLE_LINES = 3


def datelined(lines: Lines, family: Family) -> Lines:
    """The title lines above every dateline: feature, headline, subtitles."""
    roles: dict[int, str] = {}
    for index, line in enumerate(lines):
        if line.role == "dateline" and not _closes(lines, index):
            roles |= _titles_above(lines, index)
    return tuple(
        replace(line, role=roles[index]) if index in roles else line
        for index, line in enumerate(lines)
    )


def _closes(lines: Lines, index: int) -> bool:
    """Whether a dateline in brackets stands below its text."""
    above = lines[index - 1] if index else None
    in_text = above is not None and above.free and not title_like(above)
    return in_text and closes_a_text(lines[index].text)


def _titles_above(lines: Lines, dateline: int) -> dict[int, str]:
    """Roles by index of the lines above a dateline."""
    above = _candidates(lines, dateline)
    roles: dict[int, str] = {}
    if above and above[0] > 0 and lines[above[0] - 1].role.startswith("headline"):
        return dict.fromkeys(above, "subtitle")
    if len(above) > 1 and is_feature(lines[above[0]].text, lines[above[1]].text):
        roles[above[0]] = "feature"
        above = above[1:]
    for index in _from_headline(lines, above):
        roles[index] = "subtitle" if "headline" in roles.values() else "headline"
    return roles


def _candidates(lines: Lines, dateline: int) -> list[int]:
    """Indexes of the title-like lines right above a dateline; the nearest line in any case."""
    above: list[int] = []
    for index in range(dateline - 1, -1, -1):
        line = lines[index]
        if line.role == "image credit":
            continue
        if not line.free or not (title_like(line) or not above) or len(line.text) > 400:
            break
        if above and lines[above[-1]].gap and not lines[dateline].gap and _TALK.search(line.text):
            break
        above.append(index)
    return above[::-1]


def _from_headline(lines: Lines, above: list[int]) -> list[int]:
    """The lines from the headline on: a heading, a numbered line, else the first of a few."""
    for index in above:
        if lines[index].block.kind == "heading" or number_of(lines[index].text) is not None:
            return above[above.index(index) :]
    return above[-_MOST_TITLE_LINES:]


def is_feature(text: str, below: str) -> bool:
    """Whether a bracketed line stands over the headline `below` instead of being a headline."""
    match = _FEATURE.fullmatch(text)
    return match is not None and (not match["title"] or number_of(below) is not None)


def feature_title(text: str) -> str:
    """The feature's own words: what follows the bracket, or what stands in it."""
    match = _FEATURE.fullmatch(text)
    return (match["title"] or match["label"]).strip() if match else text
