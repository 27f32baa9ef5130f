"""Labelled tokens as spans: what a string says of title, authors and so on, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kb.references.tagging.model import Tag
from kb.references.tokens import Token

BEGIN = "+"
"""Stands behind a label where another span of it begins."""


class Span(NamedTuple):
    """Tokens with one label: `text[start:end]`, and the mean of the tokens' probabilities."""

    label: str
    start: int
    end: int
    confidence: float


def spans(tokens: Sequence[Token], tags: Sequence[Tag]) -> list[Span]:
    """The spans in the order of the string."""
    found: list[Span] = []
    first = 0
    for i in range(1, len(tags) + 1):
        if i < len(tags) and tags[i].label == tags[i - 1].label.removesuffix(BEGIN):
            continue
        shares = [tag.probability for tag in tags[first:i]]
        label = tags[first].label.removesuffix(BEGIN)
        mean = sum(shares) / len(shares)
        found.append(Span(label, tokens[first].start, tokens[i - 1].end, mean))
        first = i
    return found
