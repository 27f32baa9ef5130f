"""Queries of the commonest shapes, read without Whoosh's parser, which takes longer than finding.

Words, phrases, beginnings, fuzzy words and ranges, in a field or in none, side by side or all
joined by AND or by OR. What else there is to the language is for `grammar`; what both can read,
they read alike.
"""

from __future__ import annotations

import re
from typing import Any

from kb.search import schema
from kb.search.typed import And, FuzzyTerm, Or, Phrase, Prefix, Row, Term, TermRange

OPERATORS = frozenset({"AND", "OR", "NOT", "ANDNOT", "ANDMAYBE", "REQUIRE"})
JOINED = {"AND": And, "OR": Or}
# smart-city | journal:smart* | 스마트~1 | "smart city"~3 | year:[2021 TO 2022}
ITEM = re.compile(
    r"(?:(?P<field>\w+):)?(?:"
    r"(?P<word>\w+(?:-\w+)*)(?:(?P<begun>\*)|~(?P<near>\d?))?"
    r'|"(?P<phrase>[\w ,.-]*)"(?:~(?P<slop>[1-9]\d?))?'
    r"|(?P<open>[\[{])(?P<start>\w[\w-]*) TO (?P<end>\w[\w-]*)(?P<close>[\]}])"
    r")(?: +|$)"
)


def read(typed: str) -> Any:
    """The query in the shapes of `typed`; None where Whoosh's parser has to read it."""
    parts: list[Any] = []
    at = 0
    while at < len(typed):
        found = ITEM.match(typed, at)
        part = _part(found) if found else None
        if found is None or part is None:
            return None
        parts.append(part)
        at = found.end()
    if not any(isinstance(part, str) for part in parts):
        return Row(parts)
    items, operators = parts[::2], parts[1::2]
    group = JOINED.get(operators[0]) if operators and isinstance(operators[0], str) else None
    alike = all(operator == operators[0] for operator in operators)
    joins = len(items) == len(operators) + 1 and not any(isinstance(item, str) for item in items)
    return Row([group(items)]) if group and alike and joins else None


def _part(found: re.Match[str]) -> Any:
    """An operator as a string, or an item; None where it is neither."""
    word = found["word"]
    if word in OPERATORS:
        return word if found[0].rstrip() == word else None
    field = schema.DEFAULT
    if found["field"]:
        if found["field"].casefold() not in schema.BY_NAME:
            return None
        field = schema.BY_NAME[found["field"].casefold()].name
    if word is None:
        return _phrase_or_range(field, found)
    if found["begun"]:
        return Prefix(field, word)
    if found["near"] is not None:
        return FuzzyTerm(field, word, int(found["near"] or 1))
    return Term(field, word)


def _phrase_or_range(field: str, found: re.Match[str]) -> Any:
    if found["phrase"] is not None:
        return Phrase(field, [found["phrase"]], int(found["slop"] or 1))
    without = found["open"] == "{", found["close"] == "}"
    return TermRange(field, found["start"], found["end"], *without)
