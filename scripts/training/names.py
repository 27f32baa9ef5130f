"""Name lists with labels: what of each name is family (f), given (g), suffix (x), or a body (l)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from kb.references.names import KOREAN_SURNAMES
from kb.references.tokens import Token, tokenize

_INITIAL = re.compile(r"(?:[A-ZÀ-Þ]\.?[\s-]?){1,4}|[A-Z][a-z]\.")
_PARTICLES = frozenset(
    "van von de der den del della di da dos du la le ten ter zu af al el".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())


def from_row(row: Mapping[str, Any]) -> tuple[list[Token], list[str]] | None:
    """The labelled author list of a row; None where its names are doubtful or not found."""
    raw = row["raw"].get("author")
    gold = row["gold"].get("authors")
    if not isinstance(raw, str) or not gold or row.get("authors_suspect"):
        return None
    if any(not re.search(r"[A-Za-zÀ-ÿ]{2}", name) for name in gold):
        return None
    tokens = tokenize(raw)
    labels = ["s"] * len(tokens)
    at = 0
    for name in gold:
        found = _locate(tokens, name, at)
        if found is None:
            return None
        at = found[1]
        parts = _parts(tokens[found[0] : found[1]])
        if parts is None:
            return None
        labels[found[0] : found[1]] = parts
    return tokens, _with_dots(tokens, labels)


def _fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _locate(tokens: Sequence[Token], name: str, at: int) -> tuple[int, int] | None:
    wanted = _fold(name)
    for start in range(at, len(tokens)):
        held = ""
        if not _fold(tokens[start].text):
            continue
        for end in range(start, len(tokens)):
            held += _fold(tokens[end].text)
            if held == wanted:
                return start, end + 1
            if not wanted.startswith(held):
                break
    return None


def _parts(tokens: Sequence[Token]) -> list[str] | None:
    """The labels of one name's tokens."""
    words = [t.text for t in tokens]
    solid = [i for i, w in enumerate(words) if w[0].isalnum()]
    if "," in words:
        comma = words.index(",")
        labels = ["f" if i < comma else "g" for i in range(len(words))]
    else:
        initials = [i for i in solid if _INITIAL.fullmatch(words[i])]
        long = [i for i in solid if i not in initials]
        if not long:
            return None
        if initials:
            family = long if initials[0] > long[-1] else [i for i in long if i > initials[-1]]
            family = family or long
        elif len(solid) == 1:
            family = solid
        else:
            family = _family(words, solid)
        if _is_body(words):
            labels = ["l"] * len(words)
        else:
            labels = ["f" if family[0] <= i <= family[-1] else "g" for i in range(len(words))]
    labels = [_mark(w, label) for w, label in zip(words, labels, strict=True)]
    first = next(i for i, label in enumerate(labels) if label != "s")
    labels[first] += "+"
    return labels


def _mark(word: str, label: str) -> str:
    if label in "fg" and word.lower().strip(".") in _SUFFIXES and len(word) > 1:
        return "x"
    return "s" if word in ",;" else label


def _family(words: Sequence[str], solid: Sequence[int]) -> list[int]:
    """Which words of a spelt-out name are the family's."""
    caps = [i for i in solid if words[i].isupper() and len(words[i]) > 1]
    if caps and len(caps) < len(solid):
        return caps
    first, second = words[solid[0]].lower(), words[solid[1]]
    if (
        first in KOREAN_SURNAMES
        and "-" in second
        and words[solid[-1]].lower() not in KOREAN_SURNAMES
    ):
        return [solid[0]]
    start = next((n for n, i in enumerate(solid) if n and words[i].lower() in _PARTICLES), None)
    return list(solid[start:]) if start is not None else [solid[-1]]


_BODY = frozenset(
    """
    university institute ministry committee commission organization organisation association council
    bank department office agency group collaboration center centre society national world united
    international federal bureau board
    """.split()
)


def _is_body(words: Sequence[str]) -> bool:
    return any(w.lower() in _BODY for w in words) or any(
        w.lower() in ("of", "for", "the") for w in words
    )


def _with_dots(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The stop behind an initial belongs to it."""
    filled = list(labels)
    for i in range(1, len(filled)):
        before = filled[i - 1].rstrip("+")
        if filled[i] == "s" and tokens[i].text in ".-" and before in "gx":
            filled[i] = before
    return filled
