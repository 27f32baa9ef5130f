"""Headlines by how they look: the look that comes again and again above the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kb.folding import fold
from kb.segment.datelines import is_bare_date
from kb.segment.entries import is_address
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, title_like
from kb.segment.marks import is_button, is_capitals, is_marked_title, look_in_text

_SKIPPED = ("rule", "image credit", "advertisement", "navigation", "contact")
_LONGEST = 120
_HEADS = ("headline", "calendar")
_NEAR = 12
_FEWEST = 3
_MANY = 6
_FARTHEST = 400  # lines
_MOST = 3000  # characters of the text under one headline that count
_BYLINE = re.compile(
    r"(?:(?:written|posted|scribbled|compiled) )?by\s+\S.{0,80}|글\s?[:|/]?\s?.{2,20}", re.I
)
_REFRAIN = 3  # a link with the same words so often is a button


def styled(lines: Lines, family: Family) -> Lines:
    """Where nothing told the headlines: the lines of the look under which most of the text stands.

    Lines of another look, most of which stand right above a headline, are sections.
    """
    if any(ln.role == "headline" for ln in lines):
        return lines
    looks = looks_of(lines)
    look = _headline_look(lines, looks)
    if look is None:
        return lines
    own = _heads(lines, looks, look)
    lines = claim(lines, "headline", own)
    return with_sections(lines, looks)


def looks_of(lines: Lines) -> list[str]:
    """What makes each line stand out from the text; "" where nothing does."""
    again = Counter(fold(ln.text) for ln in lines if ln.free)
    seen = [
        _look(lines, i)
        if _may_stand_out(lines, i) and not (ln.block.links and again[fold(ln.text)] >= _REFRAIN)
        else ""
        for i, ln in enumerate(lines)
    ]
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.free:
            members[_look(lines, index)].append(index)
    texts = {look: sum(len(lines[i].text) for i in own) for look, own in members.items()}
    body = max(texts, key=lambda look: texts[look], default="")
    titles = {
        look
        for look, own in members.items()
        if look and look != body and sum(bool(seen[i]) for i in own) * 10 >= len(own) * 6
    }
    return [look if look in titles else "" for look in seen]


def _may_stand_out(lines: Lines, index: int) -> bool:
    line = lines[index]
    text = line.text
    return (
        line.free
        and len(text) <= _LONGEST
        and (title_like(line) or is_marked_title(lines, index))
        and not is_button(text)
        and not is_address(line)
        and not is_bare_date(text)
        and not _BYLINE.fullmatch(text)
        and len(fold(text)) > 1
    )


def _look(lines: Lines, index: int) -> str:
    line = lines[index]
    return look_in_text(lines, index) if line.block.kind == "line" else _look_as_set(line)


def _look_as_set(line: Line) -> str:
    """The look that markup gives: kind, type, capitals, whether all of it is a link."""
    block = line.block
    linked = bool(block.links) and len(fold(block.links[0].text)) * 10 >= len(fold(line.text)) * 8
    marks = (
        f"{block.kind}{block.level}",
        block.look,
        "strong" if block.strong else "",
        "capitals" if is_capitals(line.text) else "",
        "link" if linked else "",
    )
    return " ".join(mark for mark in marks if mark)


def _headline_look(lines: Lines, looks: Sequence[str]) -> str | None:
    """The look whose lines stand right above the most text, most of them above some."""
    numbers = Counter(look for look in looks if look)
    above: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    for index, look in enumerate(looks):
        if look and (text := _text_below(lines, looks, index, numbers)):
            above[look] += 1
            weight[look] += min(text, _MOST)
    fit = [
        look
        for look, number in numbers.items()
        if number >= _FEWEST
        and above[look] >= _FEWEST - 1
        and above[look] * (4 if above[look] >= _MANY else 2) >= number
    ]
    best = max(fit, key=lambda look: weight[look], default=None)
    whole = sum(len(ln.text) for ln, look in zip(lines, looks, strict=True) if ln.free and not look)
    return best if best is not None and weight[best] * 3 >= min(whole, _MOST) else None


def _text_below(lines: Lines, looks: Sequence[str], index: int, numbers: Counter[str]) -> int:
    """Characters of text from right below a line to the next one that stands out; 0 for a title.

    A byline or one more line that stands out less may come in between.
    """
    length, skipped = 0, 0
    for place in range(index + 1, min(len(lines), index + _FARTHEST)):
        line = lines[place]
        if line.role in _SKIPPED or _BYLINE.fullmatch(line.text) or is_address(line):
            continue
        if not line.free:
            break
        if looks[place]:
            if length or looks[place] == looks[index] or skipped:
                break
            skipped += 1
            continue
        if skipped and not length and _frequent(looks, index, place, numbers):
            break
        length += len(line.text)
        if length > _MOST:
            break
    return length


def _frequent(looks: Sequence[str], index: int, place: int, numbers: Counter[str]) -> bool:
    """Whether one of the lines between has a look that comes half as often as that of `index`."""
    own = numbers[looks[index]]
    return any(look and numbers[look] * 2 >= own for look in looks[index + 1 : place])


def _heads(lines: Lines, looks: Sequence[str], look: str) -> list[int]:
    """The lines of the look; of several on end the last one that has text below opens it."""
    own = [i for i, seen in enumerate(looks) if seen == look]
    numbers = Counter(look for look in looks if look)
    return [i for i in own if _text_below(lines, looks, i, numbers)]


def with_strong(lines: Lines, looks: Sequence[str], end: int) -> Lines:
    """Lines in bold of one look, before the line `end`, that have text below are headlines."""
    strong = Counter(looks[i] for i in range(end) if looks[i] and lines[i].block.strong)
    look, number = strong.most_common(1)[0] if strong else ("", 0)
    heads = [i for i in _heads(lines, looks, look) if i < end] if number > 1 else []
    return claim(lines, "headline", heads if len(heads) > 1 else ())


def with_sections(lines: Lines, looks: Sequence[str], least: float = 0.5) -> Lines:
    """Sections: lines of a look that, at least so often, stands right above a headline.

    A subheading of an article has text below, always; a section's title sometimes.
    """
    above: defaultdict[str, list[bool]] = defaultdict(list)
    right: Counter[str] = Counter()
    first = next((i for i, ln in enumerate(lines) if ln.role == "headline"), 0)
    numbers = Counter(looks)
    for index, look in enumerate(looks):
        if look and lines[index].free:
            above[look].append(_right_above_headline(lines, index, numbers[look] >= _FEWEST))
            right[look] += _right_above_headline(lines, index, often=False)
    chosen = [
        i
        for i, look in enumerate(looks)
        if look
        and lines[i].free
        and sum(above[look]) >= least * len(above[look])
        and right[look] * 4 >= len(above[look])
        and (i > first or _right_above_headline(lines, i, numbers[look] >= _FEWEST))
    ]
    return claim(lines, "section", chosen)


def _right_above_headline(lines: Lines, index: int, often: bool) -> bool:
    """Whether a headline or a calendar follows; one text may stand before it below a usual look."""
    below = (ln.role for ln in lines[index + 1 : index + _NEAR] if ln.role not in _SKIPPED)
    nearest = [next(below, ""), next(below, "")]
    return nearest[0] in _HEADS or (often and not nearest[0] and nearest[1] == "headline")
