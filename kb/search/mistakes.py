"""What in a query as typed has no meaning in the language, and what is searched instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.wording import Wording

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
        yield Wording(
            '"%(word)s" has nothing to join; it was searched as a word', word=bare.strip()
        )
    else:
        for found in LOOSE.finditer(bare):
            word = found["first"] or found["last"]
            yield Wording('"%(word)s" has nothing to join and was passed over', word=word)
    if bare.count("(") != bare.count(")"):
        yield Wording("a bracket has no partner and was passed over")
    if sum(bare.count(sign) for sign in "[{") != sum(bare.count(sign) for sign in "]}"):
        yield Wording("a range has brackets on both sides; what stands here was searched as words")
    for found in WEIGHT.finditer(bare):
        yield Wording(
            '"%(typed)s" is no weight, which is ^ and a number; it was searched as a word',
            typed=found[0][1:],
        )
