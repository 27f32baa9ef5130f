"""What in a query as typed has no meaning in the language, and what is searched instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTED = re.compile(r'"[^"]*"')
OPERATORS = "ANDNOT|ANDMAYBE|REQUIRE|AND|OR|NOT"
# smart AND | (OR smart)
LOOSE = re.compile(
    rf"(?:^|\()\s*(?P<first>ANDNOT|ANDMAYBE|REQUIRE|AND|OR)\b|\b(?P<last>{OPERATORS})\s*(?:\)|$)"
)
ALONE = re.compile(OPERATORS)
# smart^much
WEIGHT = re.compile(r"\w\^(?!\d|\.\d)\S*")


def mistakes(typed: str) -> Iterator[str]:
    """Notes on operators that join nothing, halves of ranges, brackets and weights."""
    bare = QUOTED.sub("", typed)
    if ALONE.fullmatch(bare.strip()):
        yield f'"{bare.strip()}" has nothing to join; it was searched as a word'
    else:
        for found in LOOSE.finditer(bare):
            yield f'"{found["first"] or found["last"]}" has nothing to join and was passed over'
    if bare.count("(") != bare.count(")"):
        yield "a bracket has no partner and was passed over"
    if sum(bare.count(sign) for sign in "[{") != sum(bare.count(sign) for sign in "]}"):
        yield "a range has brackets on both sides; what stands here was searched as words"
    for found in WEIGHT.finditer(bare):
        yield f'"{found[0][1:]}" is no weight, which is ^ and a number; it was searched as a word'
