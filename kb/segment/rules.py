"""Rules (lines drawn with signs) and what stands between them: advertisements, articles."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, give, title_like

_SIGNS = r"\-–—_=~*#+.·•<>^|:/\\‐‑‒―…☆★※\u2500-\u25ff"  # lines, blocks, shapes
# ------- / . . . . . / <><><> / =-=-=- / ━━━━━
_RULE = re.compile(rf"[{_SIGNS}](?:\s?[{_SIGNS}]){{2,}}")
# -----ADVERTISEMENT----- / ~~~~~~ sponsor ~~~~
_LABELLED = re.compile(
    rf"[{_SIGNS}]{{4,}}\s{{0,3}}(?P<label>\w[^\-–—_=~*#+]{{2,60}}?)\s{{0,3}}[{_SIGNS}]{{3,}}"
)
# - end - / ### end ###
_END = re.compile(rf"[{_SIGNS}]{{1,5}}\s?(?:end|fin|끝)\s?[{_SIGNS}]{{1,5}}", re.IGNORECASE)
_ADVERTISEMENT = re.compile(
    r"(?:an? )?(?:paid )?(?:advert(?:isement|isements|ising)?|ads?|sponsor(?:s|ed|ship)?|"
    r"sponsored (?:by|in part by)|(?:a (?:word|message) )?from our sponsors?|광고|협찬)"
    r"(?:$|\s*[:|]|\s+(?:message|content|links?|by)\b).{0,120}|"
    r"(?:this|today's|today’s) (?:issue|newsletter|edition|e-?mail)(?: is| was)?(?: also)? "
    r"(?:sponsored|brought to you)\b.{0,120}",
    re.IGNORECASE,
)
# Directions to the | …
_BREAKS_OFF = re.compile(
    r"\b(?:the|an?|of|to|for|from|and|or|in|on|at|with|by|as|is|are|its|our|your)$|[,:&/–-]$",
    re.IGNORECASE,
)
_LONGEST_BOX = 60
_LONGEST_LABEL = 140
_LONGEST_SENTENCE = 40
_OF_ISSUE = re.compile(r"(?:this|today)\b", re.IGNORECASE)
_LONGEST_ADVERTISEMENT = 12  # lines
_LONGEST_WORD = 24
_FEWEST_RULES = 4
_LONGEST_TITLE = 110


def rules(lines: Lines, family: Family) -> Lines:
    """Lines that are drawn, and the marks at the end of an article."""
    drawn = (i for i, ln in enumerate(lines) if ln.free and is_rule(ln.text))
    return claim(lines, "rule", drawn)


def is_rule(text: str) -> bool:
    """Whether a line is drawn with signs: "-----", ". . . . .", "- end -"."""
    return bool(_RULE.fullmatch(text) or _END.fullmatch(text))


def boxed(lines: Lines, family: Family) -> Lines:
    """Advertisements that stand between rules, with a word that says so on or under the first."""
    chosen: set[int] = set()
    for index, line in enumerate(lines):
        label = _LABELLED.fullmatch(line.text) if line.free and index not in chosen else None
        if label and is_advertisement(label["label"]):
            chosen.update(_free(lines, index, _next_rule(lines, index)))
        elif line.free and index and index not in chosen and _starts_box(lines, index):
            form = _form(lines[index - 1].text)
            chosen.update(_free(lines, index, _next_rule(lines, index, form)))
    return claim(lines, "advertisement", chosen)


def is_advertisement(text: str) -> bool:
    """Whether a line says that an advertisement follows."""
    sentence = len(text) > _LONGEST_SENTENCE and text.endswith(".") and not _OF_ISSUE.match(text)
    short = len(text) <= _LONGEST_LABEL and not sentence
    return short and bool(_ADVERTISEMENT.fullmatch(text))


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


def advertised(lines: Lines, family: Family) -> Lines:
    """What follows a line that names the advertiser, up to the next article."""
    chosen: list[int] = []
    left = 0
    for index, line in enumerate(lines):
        if line.role == "advertisement":
            left = _LONGEST_ADVERTISEMENT if len(line.text) > _LONGEST_WORD else 0
        elif not line.free:
            left = 0
        elif left:
            chosen.append(index)
            left -= 1
    return claim(lines, "advertisement", chosen)


def _starts_box(lines: Lines, index: int) -> bool:
    return lines[index - 1].role == "rule" and is_advertisement(lines[index].text)


def _next_rule(lines: Lines, index: int, form: str = "") -> int:
    """The index of the next rule (of the form); that of the line itself where none is near."""
    for place in range(index + 1, min(index + _LONGEST_BOX, len(lines))):
        if lines[place].role == "rule" and form in ("", _form(lines[place].text)):
            return place
        if _LABELLED.fullmatch(lines[place].text):
            break
    return index


def _free(lines: Lines, first: int, last: int) -> list[int]:
    return [i for i in range(first, last + 1) if lines[i].free]


def _form(text: str) -> str:
    """Which signs a rule is drawn with."""
    return "".join(sorted(set(text.strip())))


def parted(lines: Lines, family: Family) -> Lines:
    """Where nothing told the headlines and rules part the text, what follows a rule is one."""
    told = sum(ln.role in ("headline", "dateline") for ln in lines)
    drawn = [i for i, ln in enumerate(lines) if ln.role == "rule"]
    forms = Counter(_form(lines[i].text) for i in drawn)
    form, number = forms.most_common(1)[0] if forms else ("", 0)
    own = [i for i in drawn if _form(lines[i].text) == form]
    underlines = sum(_is_underline(lines, i) for i in own)
    if number < _FEWEST_RULES or told * 3 > number or underlines * 2 > number:
        return lines
    parts = [(a, b) for a, b in pairwise([*own, len(lines)]) if _holds_text(lines[a + 1 : b])]
    titles = [_titles_of(lines, range(a + 1, b)) for a, b in parts]
    if sum(map(bool, titles)) * 2 < len(parts) or not any(titles):
        return lines
    roles: dict[int, str] = {}
    for (first, last), title in zip(parts, titles, strict=True):
        roles |= dict.fromkeys(title, "headline continued") | dict.fromkeys(title[:1], "headline")
        if not title:
            roles |= dict.fromkeys(_free(lines, first, last - 1), "notice")
    return give(lines, roles)


def _is_underline(lines: Lines, index: int) -> bool:
    """Whether a rule stands right under a title that has a blank line or a rule above."""
    title = lines[index - 1] if index else None
    over = index > 1 and lines[index - 2].role == "rule"
    return (
        title is not None
        and title.free
        and (title.gap or over)
        and not lines[index].gap
        and title_like(title)
        and len(title.text) <= _LONGEST_TITLE
    )


def interludes(lines: Lines, family: Family) -> Lines:
    """Text between two rules amid an article, with no headline, is a notice and not its own."""
    drawn = [i for i, ln in enumerate(lines) if ln.role == "rule" and _stands_apart(lines, i)]
    chosen: set[int] = set()
    for first, last in pairwise(drawn):
        same = _form(lines[first].text) == _form(lines[last].text)
        if not same or last - first > _LONGEST_BOX or first - 1 in chosen:
            continue
        between = lines[first + 1 : last]
        headed = any(ln.role in ("headline", "section", "feature") for ln in between)
        if not headed and _within_article(lines, first):
            chosen.update(_free(lines, first, last))
    return claim(lines, "notice", chosen)


def _stands_apart(lines: Lines, index: int) -> bool:
    """Whether a rule is no underline: blank lines stand around it."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return lines[index].gap and (below is None or below.gap)


def _within_article(lines: Lines, index: int) -> bool:
    """Whether text of an article stands right above a rule."""
    return index > 0 and lines[index - 1].free


def _holds_text(part: Lines) -> bool:
    return any(line.free for line in part)


def _titles_of(lines: Lines, part: range) -> list[int]:
    """The line that opens a part, or the two on which its headline stands; none where it has none.

    A headline goes on where it breaks off, with text under it and a blank line below.
    """
    free = [i for i in part if lines[i].free]
    if len(free) < 2 or not _opens(lines[free[0]]):
        return []
    first, second = free[0], free[1]
    goes_on = (
        len(free) > 2
        and second == first + 1
        and not lines[second].gap
        and _opens(lines[second])
        and (lines[free[2]].gap or not title_like(lines[free[2]]))
        and bool(_BREAKS_OFF.search(lines[first].text) or lines[second].text[:1].islower())
    )
    return [first, second] if goes_on else [first]


def _opens(line: Line) -> bool:
    return title_like(line) and len(line.text) <= _LONGEST_TITLE and not line.block.links
