"""What stands between rules, and over them: articles, notices, titles that are underlined."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, give, title_like
from kb.segment.rules import form_of, free_between

# Directions to the | …
_BREAKS_OFF = re.compile(
    r"\b(?:the|an?|of|to|for|from|and|or|in|on|at|with|by|as|is|are|its|our|your)$|[,:&/–-]$",
    re.IGNORECASE,
)
_LONGEST_BOX = 60  # lines
_FEWEST_RULES = 4
_FEWER_RULES = 2
_FEWEST_UNDERLINED = 2
_LONGER = 3  # characters
_LONGEST_TITLE = 110


def underlined(lines: Lines, family: Family) -> Lines:
    """Titles of a plain text with a rule of their own length under them are headlines.

    Under the first line of the issue it is its title; where there are two kinds of rule, titles
    with the rarer one that stand right above another title are sections.
    """
    if any(ln.role == "headline" for ln in lines):
        return lines
    found = {i: form_of(lines[i + 1].text) for i in range(len(lines) - 1) if _underlined(lines, i)}
    first = next((i for i, ln in enumerate(lines) if ln.role != "navigation"), 0)
    roles = {i: "title" for i in found if i == first}
    form, number = (
        Counter(found[i] for i in found if i != first).most_common(1)[0]
        if len(found) > len(roles)
        else ("", 0)
    )
    if number < _FEWEST_UNDERLINED:
        return lines
    for index in found:
        if found[index] == form:
            roles[index] = roles.get(index, "headline")
        elif index not in roles and _next_free(lines, index + 2) in found:
            roles[index] = "section"
    return give(lines, roles)


def _underlined(lines: Lines, index: int) -> bool:
    line, under = lines[index], lines[index + 1]
    apart = line.gap or index == 0 or not lines[index - 1].free
    fits = abs(len(line.text) - len(under.text)) <= _LONGER
    return line.free and apart and under.role == "rule" and not under.gap and fits and _opens(line)


def _next_free(lines: Lines, start: int) -> int | None:
    return next((i for i in range(start, len(lines)) if lines[i].free), None)


def parted(lines: Lines, family: Family) -> Lines:
    """Where nothing told the headlines and rules part the text, what follows a rule is one."""
    return _parted(lines, _FEWEST_RULES)


def parted_in_few(lines: Lines, family: Family) -> Lines:
    """As `parted`, for an issue of two or three parts that nothing else divides."""
    return _parted(lines, _FEWER_RULES)


def _parted(lines: Lines, fewest: int) -> Lines:
    told = sum(ln.role in ("headline", "dateline") for ln in lines)
    drawn = [i for i, ln in enumerate(lines) if ln.role == "rule" and not _is_underline(lines, i)]
    forms = Counter(form_of(lines[i].text) for i in drawn)
    form, number = forms.most_common(1)[0] if forms else ("", 0)
    own = [i for i in drawn if form_of(lines[i].text) == form]
    if number < fewest or told * 3 > number:
        return lines
    if sum(_is_under_title(lines, i) for i in own) * 2 > number:
        return lines
    parts = [(a, b) for a, b in pairwise([*own, len(lines)]) if _holds_text(lines[a + 1 : b])]
    titles = [_titles_of(lines, range(a + 1, b)) for a, b in parts]
    titled = sum(map(bool, titles))
    if titled * 2 < len(parts) or titled < fewest - 1:
        return lines
    roles: dict[int, str] = {}
    for (first, last), title in zip(parts, titles, strict=True):
        roles |= dict.fromkeys(title, "headline continued") | dict.fromkeys(title[:1], "headline")
        if not title:
            roles |= dict.fromkeys(free_between(lines, first, last - 1), "notice")
    return give(lines, roles)


def _is_under_title(lines: Lines, index: int) -> bool:
    """Whether a rule stands right under a title that has a blank line or a rule above."""
    title = lines[index - 1] if index else None
    over = index > 1 and lines[index - 2].role == "rule"
    apart = title is not None and title.free and (title.gap or over)
    return title is not None and apart and not lines[index].gap and _opens(title)


def _is_underline(lines: Lines, index: int) -> bool:
    return index > 0 and not lines[index].gap and _underlined(lines, index - 1)


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


def interludes(lines: Lines, family: Family) -> Lines:
    """Text between two rules amid an article, with no headline, is a notice and not its own."""
    drawn = [i for i, ln in enumerate(lines) if ln.role == "rule" and _stands_apart(lines, i)]
    chosen: set[int] = set()
    for first, last in pairwise(drawn):
        same = form_of(lines[first].text) == form_of(lines[last].text)
        if not same or last - first > _LONGEST_BOX or first - 1 in chosen:
            continue
        between = lines[first + 1 : last]
        headed = any(ln.role in ("headline", "section", "feature") for ln in between)
        if not headed and _within_article(lines, first):
            chosen.update(free_between(lines, first, last))
    return claim(lines, "notice", chosen)


def _stands_apart(lines: Lines, index: int) -> bool:
    """Whether a rule is no underline: blank lines stand around it."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return lines[index].gap and (below is None or below.gap)


def _within_article(lines: Lines, index: int) -> bool:
    """Whether text of an article stands right above a rule."""
    return index > 0 and lines[index - 1].free
