"""Advertisements: between rules, or after a line that says so."""

from __future__ import annotations

import re

from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim
from kb.segment.rules import SIGNS, form_of, free_between

# -----ADVERTISEMENT----- / ~~~~~~ sponsor ~~~~
_LABELLED = re.compile(
    rf"[{SIGNS}]{{4,}}\s{{0,3}}(?P<label>\w[^\-–—_=~*#+]{{2,60}}?)\s{{0,3}}[{SIGNS}]{{3,}}"
)
_ADVERTISEMENT = re.compile(
    r"(?:an? )?(?:paid )?(?:advert(?:isement|isements|ising)?|ads?|sponsor(?:s|ed|ship)?|"
    r"sponsored (?:by|in part by)|(?:a (?:word|message) )?from our sponsors?|광고|협찬)"
    r"(?:$|\s*[:|]|\s+(?:message|content|links?|by)\b).{0,120}|"
    r"(?:this|today's|today’s) (?:issue|newsletter|edition|e-?mail)(?: is| was)?(?: also)? "
    r"(?:sponsored|brought to you)\b.{0,120}",
    re.IGNORECASE,
)
_OF_ISSUE = re.compile(r"(?:this|today)\b", re.IGNORECASE)
_LONGEST_BOX = 60  # lines
_LONGEST_LABEL = 140
_LONGEST_SENTENCE = 40
_LONGEST_ADVERTISEMENT = 12  # lines
_LONGEST_WORD = 24


def boxed(lines: Lines, family: Family) -> Lines:
    """Advertisements that stand between rules, with a word that says so on or under the first."""
    chosen: set[int] = set()
    for index, line in enumerate(lines):
        label = _LABELLED.fullmatch(line.text) if line.free and index not in chosen else None
        if label and is_advertisement(label["label"]):
            chosen.update(free_between(lines, index, _next_rule(lines, index)))
        elif line.free and index and index not in chosen and _starts_box(lines, index):
            form = form_of(lines[index - 1].text)
            chosen.update(free_between(lines, index, _next_rule(lines, index, form)))
    return claim(lines, "advertisement", chosen)


def labelled(lines: Lines, family: Family) -> Lines:
    """Lines that say that an advertisement follows."""
    return claim(
        lines,
        "advertisement",
        (
            i
            for i, ln in enumerate(lines)
            if ln.free and ln.block.kind != "line" and is_advertisement(ln.text)
        ),
    )


def is_advertisement(text: str) -> bool:
    """Whether a line says that an advertisement follows."""
    sentence = len(text) > _LONGEST_SENTENCE and text.endswith(".") and not _OF_ISSUE.match(text)
    short = len(text) <= _LONGEST_LABEL and not sentence
    return short and bool(_ADVERTISEMENT.fullmatch(text))


def _starts_box(lines: Lines, index: int) -> bool:
    return lines[index - 1].role == "rule" and is_advertisement(lines[index].text)


def _next_rule(lines: Lines, index: int, form: str = "") -> int:
    """The index of the next rule (of the form); that of the line itself where none is near."""
    for place in range(index + 1, min(index + _LONGEST_BOX, len(lines))):
        if lines[place].role == "rule" and form in ("", form_of(lines[place].text)):
            return place
        if _LABELLED.fullmatch(lines[place].text):
            break
    return index


def advertised(lines: Lines, family: Family) -> Lines:
    """What follows a line that names the advertiser, up to the next article.

    Below a line that says so and looks like a section's title, articles are advertisements.
    """
    sections = {_look(ln) for ln in lines if ln.role == "section" and ln.block.kind != "line"}
    chosen: list[int] = []
    left = 0
    for index, line in enumerate(lines):
        if line.role == "advertisement":
            if _look(line) in sections:
                left = len(lines)
            elif len(line.text) > _LONGEST_WORD:
                left = _LONGEST_ADVERTISEMENT
            else:
                left = 0
        elif line.role == "section" or not (line.free or left > _LONGEST_ADVERTISEMENT):
            left = 0
        elif left and line.role in ("", "headline"):
            chosen.append(index)
            left -= 1
    return claim(lines, "advertisement", chosen)


def _look(line: Line) -> tuple[str, int, str, bool]:
    return line.block.kind, line.block.level, line.block.look, line.block.strong
