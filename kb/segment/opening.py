"""Where nothing tells the headlines: words in bold, and the first line of a section."""

from __future__ import annotations

import re
from itertools import groupby

from kb.segment.closing import speaks_of_itself
from kb.segment.datelined import is_feature
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, exchange, give, title_like
from kb.segment.lists import with_lead
from kb.segment.literature import is_literature
from kb.segment.looks import looks_of
from kb.segment.sections import title_of
from kb.segment.styles import with_sections, with_strong

# The end of a sentence that another one or a sign follows
_SENTENCE = re.compile(r"(?:다|요)[.!]\s|[a-z]{3}[.!?]\s.*[a-z]{3}[.!?](?:\s|$)")
# What stands above the title of a press release
_RELEASE = re.compile(
    r"(?:press|news|media) release|for immediate release.{0,60}|보도\s?(?:참고\s?)?자료|"
    r"(?:배포|보도|담당|책임)\s?(?:일시?|일자|시점|부서|자|번호)?\s?[:：]?\s.{1,80}",
    re.IGNORECASE,
)
_LONGEST_LEAD = 120
_FEWEST_LEADS = 3
_FEW_SECTIONS = 1 / 3
_LONGEST_TITLE = 100


def leads(lines: Lines, family: Family) -> Lines:
    """Where nothing else told headlines and most paragraphs begin in bold, those words are."""
    if any(ln.role == "headline" for ln in lines):
        return lines
    led = [i for i, ln in enumerate(lines) if _begins_in_bold(ln)]
    items = [i for i in led if lines[i].block.kind == "item"]
    led = items if len(items) * 3 >= len(led) * 2 else led
    if len(led) < _FEWEST_LEADS:
        return lines
    texts = [ln for ln in lines[led[0] :] if ln.free and len(ln.text) > _LONGEST_LEAD]
    if len(led) * 2 < len(texts):
        return lines
    lines = exchange(lines, {i: with_lead(lines[i]) for i in [*led, *_among(lines, led)]})
    looks = looks_of(lines)
    return with_sections(with_strong(lines, looks, led[0]), looks, least=_FEW_SECTIONS)


def _begins_in_bold(line: Line) -> bool:
    lead = line.block.lead
    words = sum(character.isalpha() for character in lead)
    return line.free and words > 1 and len(lead) <= _LONGEST_LEAD and not speaks_of_itself(lead)


def _among(lines: Lines, led: list[int]) -> list[int]:
    """Items with a link that stand in a list with items that begin in bold."""
    kinds = {(lines[i].block.kind, lines[i].block.level) for i in led if _is_item(lines[i])}
    found: list[int] = []
    for kind, run in groupby(enumerate(lines), key=lambda pair: _kind(pair[1])):
        inside = [index for index, _ in run]
        if kind in kinds and any(_begins_in_bold(lines[i]) for i in inside):
            found += (i for i in inside if lines[i].free and lines[i].block.links)
    return found


def _is_item(line: Line) -> bool:
    return line.block.kind == "item"


def _kind(line: Line) -> tuple[str, int]:
    return line.block.kind, line.block.level


def opening(lines: Lines, family: Family) -> Lines:
    """A section of articles opens with a headline, with or without a dateline."""
    roles: dict[int, str] = {}
    following = ""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.role == "section" and not is_literature(line.text, family):
            opened = _opened(lines, index + 1, following == "headline")
            own = title_of(line) not in family.sections
            if own and any(_is_sentence(lines[i]) for i in opened):
                opened = {index: "headline"}
            roles |= opened
        if line.role in ("headline", "section"):
            following = line.role
    lines = give(lines, roles)
    if not any(ln.role in ("headline", "section") for ln in lines):
        start = next((i for i, ln in enumerate(lines) if ln.role == "masthead"), -1) + 1
        after = [i for i, ln in enumerate(lines) if ln.free and i >= start]
        titles = [i for i in after if not _RELEASE.fullmatch(lines[i].text)]
        first = next(iter(titles or after), None)
        lines = claim(lines, "headline", () if first is None else (first,))
    return lines


def _opened(lines: Lines, index: int, has_headline: bool) -> dict[int, str]:
    """The first free line of a section becomes a headline; a bracketed one above it a feature.

    A text there introduces the headlines that follow it, where the section has some.
    """
    found: dict[int, str] = {}
    while index < len(lines):
        if lines[index].role in ("dateline", "image credit", "rule"):
            index += 1
            continue
        if not lines[index].free or (has_headline and _is_text(lines, index)):
            break
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is None or not is_feature(lines[index].text, below.text):
            return found | {index: "headline"}
        found[index] = "feature"
        index += 1
    return found


def _is_sentence(line: Line) -> bool:
    return not title_like(line) and len(line.text) > _LONGEST_TITLE


def _is_text(lines: Lines, index: int) -> bool:
    """Whether a line is a sentence or the beginning of one."""
    text = lines[index].text
    below = lines[index + 1] if index + 1 < len(lines) else None
    wrapped = below is not None and below.block.kind == "line" and not below.gap
    return (
        not title_like(lines[index])
        or len(text) > _LONGEST_TITLE
        or text.endswith(("!", ":"))
        or bool(_SENTENCE.search(text))
        or (wrapped and below is not None and below.text[:1].islower())
    )
