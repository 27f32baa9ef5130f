"""Literature: sections of references, lists of them below an article, footnotes that cite."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.folding import fold
from kb.references.source import read_source
from kb.references.string import is_citation, opens_reference
from kb.references.strings import MARK
from kb.segment.family import Family
from kb.segment.line import Line, Lines, claim, without_number

_TITLE = re.compile(
    r"(?:.{0,40}\b(?:literature|references|bibliography|publications|further reading)|"
    r".{0,20}(?:문헌|논문|발간물|참고 ?자료))",
    re.IGNORECASE,
)
# The whole of a line that announces references even where nothing marks it as a heading
_PLAIN_TITLE = re.compile(
    r"(?:references|bibliography|works cited|literature cited|literatur(?:verzeichnis|hinweise)?|"
    r"bibliographie|참고\s?문헌|인용\s?문헌|参考文献|引用文献|注释)",
    re.IGNORECASE,
)
_SHORTEST_CITATION = 40
_OPENING = ("section", "feature", "kicker", "headline")
_INSIDE = ("subtitle", "dateline", "image credit", "address", "headline continued")


def is_literature(title: str | None, family: Family) -> bool:
    """Whether a section of that title holds references instead of articles."""
    if not title:
        return False
    bare = title.strip(" :")
    return fold(without_number(title)) in family.literature or bool(
        _TITLE.fullmatch(bare) or _PLAIN_TITLE.fullmatch(bare)
    )


def announces_literature(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line is the title of a literature section, with the line that follows it."""
    text = line.text.strip(" :[]<>【】")
    if line.block.kind == "heading" or line.block.strong:
        return bool(_TITLE.fullmatch(text) or _PLAIN_TITLE.fullmatch(text))
    return bool(_PLAIN_TITLE.fullmatch(text)) and any(
        opens_reference(MARK.sub("", ln.text, count=1)) for ln in after
    )


def literature(lines: Lines, family: Family) -> Lines:
    """What a section of literature holds, up to the next section, is references."""
    chosen, inside = [], False
    until = -1  # where a reference stands that literature goes on to
    for index, line in enumerate(lines):
        if line.role == "section":
            inside = is_literature(line.text, family)
        elif line.role in ("contact", "channel", "footer"):
            if inside and until < index:
                until = _next_source(lines, index)
                inside = until > index
        elif inside and line.free:
            chosen.append(index)
    return claim(lines, "reference", chosen)


def _next_source(lines: Lines, index: int) -> int:
    """Where the section goes on with a journal line or a reference in full; -1 where nowhere."""
    for i in range(index + 1, len(lines)):
        if lines[i].role == "section":
            break
        if lines[i].free and read_source(lines[i].text):
            return i
    return -1


def citations(lines: Lines, family: Family) -> Lines:
    """References in full with which an article ends, as footnotes or as a list, are references.

    One that stands within an article stays a part of it: a line is never in two things.
    """
    chosen: list[int] = []
    ending = True
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.role in _OPENING:
            ending = True
        elif not line.free:
            ending = ending and line.role not in _INSIDE
        elif ending and _cites(line):
            chosen.append(index)
        else:
            ending = False
    return claim(lines, "reference", chosen)


def _cites(line: Line) -> bool:
    text = MARK.sub("", line.text, count=1)
    return len(text) >= _SHORTEST_CITATION and is_citation(text)
