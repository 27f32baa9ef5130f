"""Rows of annotated strings to labelled tokens: every gold segment is found in its string again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from kb.references.tokens import Token, tokenize

# What AnyStyle (the first half) and GROBID call a segment, and what it is called here
LABELS = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "title": "title",
    "journal": "container",
    "container-title": "container",
    "collection-title": "series",
    "volume": "volume",
    "pages": "page",
    "date": "date",
    "publisher": "publisher",
    "location": "place",
    "edition": "edition",
    "genre": "genre",
    "citation-number": "number",
    "doi": "ident",
    "isbn": "ident",
    "url": "url",
    "title.a": "title",
    "title.j": "container",
    "title.m": "container",
    "title.s": "series",
    "biblScope.volume": "volume",
    "biblScope.vol": "volume",
    "biblScope.issue": "issue",
    "biblScope.page": "page",
    "biblScope.pp": "page",
    "biblStruct.page": "page",
    "pubPlace": "place",
    "pubplace": "place",
    "orgName": "publisher",
    "orgName.collaboration": "note",
    "ptr.web": "url",
    "note.report": "genre",
    "idno.DOI": "ident",
}
_OPENING = frozenset('“„«‘`"([「『《〈') | {"``"}
_BEFORE = re.compile(
    r"(?:in|pp?|pages?|vol(?:ume)?|no|nr|number|issue|doi|eds?|edited|by|hrsg|published|isbn|issn|"
    r"and|the|of|iss|heft|bd|band|s|jg|arxiv|url|n)",
    re.IGNORECASE,
)


def labelled(row: Mapping[str, Any]) -> tuple[list[Token], list[str]] | None:
    """The tokens of a row and their labels; None where a segment is not in the string."""
    text = row["text"]
    chars, places = _letters(text)
    marks: list[str | None] = [None] * len(text)
    at = 0
    for key, value in _segments(row):
        wanted, _ = _letters(value)
        if not wanted:
            continue
        found = _find(chars, wanted, at, marks, places)
        if found < 0:
            return None
        at = found + len(wanted)
        first, last = places[found], places[at - 1]
        marks[first : last + 1] = [key] * (last + 1 - first)
    tokens = tokenize(text)
    labels = _fill(tokens, [_most(marks[t.start : t.end]) for t in tokens])
    return tokens, _numbers(row, tokens, labels)


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits, folded, with the place of each."""
    chars, places = [], []
    for n, char in enumerate(text):
        for c in unicodedata.normalize("NFKC", char).casefold():
            if c.isalnum():
                chars.append(c)
                places.append(n)
    return "".join(chars), places


def _segments(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    raw = row["raw"]
    gold = _letters(str(row["gold"].get("title") or ""))[0]
    for key, value in raw.items():
        label = LABELS.get(key, "note")
        for part in value if isinstance(value, list) else [value]:
            if key == "title.m" and gold and _letters(part)[0].startswith(gold):
                label = "title"
            yield label, part


def _find(chars: str, wanted: str, at: int, marks: list[str | None], places: list[int]) -> int:
    """Where a segment stands: after the one before it, else where nothing is marked yet."""
    starts = [m.start() for m in re.finditer(f"(?={re.escape(wanted)})", chars)]
    free = [s for s in starts if all(marks[p] is None for p in places[s : s + len(wanted)])]
    return next((s for s in free if s >= at), free[0] if free else -1)


def _most(marks: list[str | None]) -> str | None:
    known = [mark for mark in marks if mark]
    return max(known, key=known.count) if known else None


def _fill(tokens: list[Token], marks: list[str | None]) -> list[str]:
    """Marks and little words that no segment holds go with the one that they lead or end."""
    after: list[str | None] = [None] * len(marks)
    label: str | None = None
    for i in range(len(marks) - 1, -1, -1):
        label = marks[i] or label
        after[i] = label
    filled: list[str] = []
    leads = False
    for i, (token, mark) in enumerate(zip(tokens, marks, strict=True)):
        if mark:
            leads = False
            filled.append(mark)
            continue
        if token.text[0].isalnum():
            leads = leads or bool(_BEFORE.fullmatch(token.text))
            filled.append((after[i] if leads else None) or "note")
            continue
        leads = leads or token.text in _OPENING
        before = filled[-1] if filled else None
        filled.append((after[i] if leads or not before else before) or before or "note")
    return filled


def _numbers(row: Mapping[str, Any], tokens: list[Token], labels: list[str]) -> list[str]:
    """AnyStyle's "volume" holds the issue, too: what follows the volume's number is the issue."""
    wanted = _letters(str(row["gold"].get("volume") or ""))[0]
    if "issue" in labels or row["source"] != "anystyle-core":
        return labels
    labels = list(labels)
    held, began = "", False
    for i, label in enumerate(labels):
        if label != "volume":
            continue
        if began or (wanted and held.endswith(wanted) and not _only_ends(tokens, labels, i)):
            labels[i] = "issue"
            began = True
        else:
            held += _letters(tokens[i].text)[0]
    return labels


def _only_ends(tokens: list[Token], labels: list[str], i: int) -> bool:
    """Whether nothing but marks is left of the segment."""
    while i < len(tokens) and labels[i] == "volume":
        if tokens[i].text[0].isalnum():
            return False
        i += 1
    return True
