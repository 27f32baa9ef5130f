"""What stands around a token: its place in the string, and its chunk, between marks."""

from __future__ import annotations

from collections.abc import Sequence

from kb.references.tagging.shape import Look

_BREAKS = frozenset('.,;:()[]“”"?!/')
_INITIALS = ("I", "II", "i")
_OPEN = frozenset('“"(‘[')
Groups = list[tuple[str, ...]]


def chunk_groups(looks: Sequence[Look]) -> tuple[list[tuple[Groups, int, int]], list[Groups]]:
    """The groups that the tokens of a chunk share, and for every token those of its place."""
    shared: list[tuple[Groups, int, int]] = []
    own: list[Groups] = []
    chunks = _chunks(looks)
    states = _states(looks)
    whole = _whole(looks)
    told = [_telling(looks, start, end) for start, end in chunks]
    told = ["^", *told, "$"]
    last = len(chunks) - 1
    for n, (start, end) in enumerate(chunks):
        before, telling, after = told[n : n + 3]
        here = _describe(looks, start, end, telling)
        groups = [("c", *here, before, after), ("u", _FEW[min(n, 5)], _FEW[min(last - n, 4)])]
        shared.append(([*groups, ("g", whole)], start, end))
        for i in range(start, end):
            place = ("t", _FEW[min(i - start, 3)], _FEW[min(end - 1 - i, 3)], telling)
            own.append([("s", *states[i]), place, ("v", whole, states[i][0], looks[i].kind)])
    return shared, own


_FEW = "012345"


def _chunks(looks: Sequence[Look]) -> list[tuple[int, int]]:
    """Where chunks begin and end; a mark belongs to the chunk that it ends."""
    found, start = [], 0
    for i, item in enumerate(looks):
        if item.kind not in _BREAKS or (item.kind == "." and i and looks[i - 1].kind in _INITIALS):
            continue
        if item.kind in _OPEN and i > start:
            found.append((start, i))
            start = i
        elif item.kind not in _OPEN:
            found.append((start, i + 1))
            start = i + 1
    if start < len(looks):
        found.append((start, len(looks)))
    return found


def _describe(
    looks: Sequence[Look], start: int, end: int, telling: str
) -> tuple[str, str, str, str]:
    """The marks around a chunk, its length, its first word and what its words tell."""
    before = looks[start - 1].kind if start else "^"
    first = looks[start].kind
    opening = before + first if first in _OPEN else before
    words = [item for item in looks[start:end] if item.kind not in _BREAKS]
    size = len(words)
    length = str(size) if size < 5 else "5" if size < 8 else "8" if size < 12 else "12"
    head = words[0].kind if words else "-"
    return f"{opening}{looks[end - 1].kind}", length, head, telling


def _telling(looks: Sequence[Look], start: int, end: int) -> str:
    """What the words of a chunk tell."""
    told = {tell for item in looks[start:end] for tell in item.tells}
    return ",".join(sorted(told)) if told else ""


def _states(looks: Sequence[Look]) -> list[tuple[str, ...]]:
    """What is open at a token, and what has come before it: year, quotes, "in", an editor."""
    found: list[tuple[str, ...]] = []
    quote, bracket = "", ""
    seen = dict.fromkeys("yqie", "")
    for item in looks:
        kind = item.kind
        if kind == '"':
            quote = "" if quote else kind
            seen["q"] = "q"
        elif kind == "“":
            quote = item.text
            seen["q"] = "q"
        elif kind in "([":
            bracket = kind
        found.append((quote + bracket, "".join(seen.values()), _nearby(kind)))
        if kind == "”":
            quote = ""
        elif kind in ")]":
            bracket = ""
        elif kind == "Y":
            seen["y"] = "y"
        elif kind in ("in", "in^"):
            seen["i"] = "i"
        elif kind in ("editor", "editor^"):
            seen["e"] = "e"
    return found


def _nearby(kind: str) -> str:
    return kind if kind in ("Y", "D1", "D2", "D3", "D4", "D5", "roman") else kind[:1]


def _whole(looks: Sequence[Look]) -> str:
    """The make of the whole string: its script, its quotes, where its first year stands."""
    kinds = [item.kind for item in looks]
    script = (
        "h"
        if any(k[:1] == "H" for k in kinds)
        else "z"
        if any(k[:1] == "Z" for k in kinds)
        else "l"
    )
    year = kinds.index("Y") if "Y" in kinds else -1
    early = "n" if year < 0 else "e" if year < len(kinds) * 0.4 else "l"
    bracketed = "b" if year > 0 and kinds[year - 1] in "([" else ""
    quoted = '"' if '"' in kinds or "“" in kinds else ""
    return script + early + bracketed + quoted + ("[" if "[" in kinds else "")
