"""Headlines by how they look: the look that comes again and again above the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kb.segment.entries import is_address
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, exchange, give
from kb.segment.looks import BYLINE, looks_of
from kb.segment.marks import as_headline
from kb.segment.rules import is_rule

_SKIPPED = ("rule", "image credit", "advertisement", "navigation", "contact")
_HEADS = ("headline", "calendar")
_NEAR = 12
_FEWEST = 3
_MANY = 6
_FARTHEST = 400  # lines
_MOST = 3000  # characters of the text under one headline that count


def styled(lines: Lines, family: Family) -> Lines:
    """Where nothing told the headlines: the lines of the look under which most of the text stands.

    Lines of another look, most of which stand right above a headline, are sections.
    """
    if any(ln.role == "headline" for ln in lines):
        return lines
    for looks in (looks_of(lines), looks_of(lines, fine=False)):
        look = _headline_look(lines, looks)
        if look is not None:
            heads = _heads(lines, looks, look)
            lines = exchange(lines, {i: as_headline(lines[i]) for i in heads})
            return with_sections(lines, looks)
    return lines


def divided(lines: Lines, family: Family) -> Lines:
    """A headline right above lines of another look, each over a text, is the section of those."""
    looks = looks_of(lines)
    heads = [i for i, ln in enumerate(lines) if ln.role in ("headline", "section")]
    numbers = Counter(look for look in looks if look)
    roles: dict[int, str] = {}
    for index, end in pairwise([*heads, len(lines)]):
        below = next((i for i in range(index + 1, end) if lines[i].free), None)
        look = looks[below] if below is not None else ""
        if not look or below is None or lines[below].block.kind == "line":
            continue
        own = [i for i in range(index + 1, end) if lines[i].free and looks[i] == look]
        own = [i for i in own if _text_below(lines, looks, i, numbers)]
        if len(own) >= _FEWEST and own[0] == below:
            roles |= dict.fromkeys(own, "headline") | {index: "section"}
    return give(lines, roles)


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
        if line.role in _SKIPPED or BYLINE.fullmatch(line.text) or is_address(line):
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
    below = (ln.role for ln in lines[index + 1 : index + _NEAR] if not _is_passed_over(ln))
    nearest = [next(below, ""), next(below, "")]
    return nearest[0] in _HEADS or (often and not nearest[0] and nearest[1] == "headline")


def _is_passed_over(line: Line) -> bool:
    """Whether a line may stand between a section and its headline: of rules, an underline."""
    underline = line.block.kind == "line" and not line.gap
    return line.role in _SKIPPED and (underline or not is_rule(line.text))
