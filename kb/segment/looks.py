"""How a line stands out: by its type, by capitals, by the signs before, around and under it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from kb.folding import fold
from kb.segment.datelines import is_bare_date
from kb.segment.entries import is_address
from kb.segment.line import Line, Lines, title_like
from kb.segment.marks import is_button, is_capitals, is_marked_title, look_in_text

_LONGEST = 120
_REFRAIN = 3
BYLINE = re.compile(
    r"(?:(?:written|posted|scribbled|compiled) )?by\s+\S.{0,80}|글\s?[:|/]?\s?.{2,20}", re.I
)


def looks_of(lines: Lines, *, fine: bool = True) -> list[str]:
    """What makes each line stand out from the text; "" where nothing does.

    What is not `fine` tells bold from plain, but no sizes and colours.
    """
    every = [_look(lines, i, fine) for i in range(len(lines))]
    again = Counter(fold(ln.text) for ln in lines if ln.free and ln.block.links)
    seen = [every[i] if _may_stand_out(lines, i, again) else "" for i in range(len(lines))]
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


def _may_stand_out(lines: Lines, index: int, again: Counter[str]) -> bool:
    """Whether a line could be a title; a link that comes often in the same words is a button."""
    line = lines[index]
    text = line.text
    return (
        line.free
        and len(text) <= _LONGEST
        and (title_like(line) or is_marked_title(lines, index))
        and not (line.block.links and again[fold(text)] >= _REFRAIN)
        and not is_address(line)
        and not is_bare_date(text)
        and not BYLINE.fullmatch(text)
        and not is_button(text)
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
