"""What a token looks like, in itself, beside its neighbours and in its part of the string.

The features of a token come in groups. A group is a small tuple that says everything its features
depend on, so that the decoder adds up the weights of a group once and remembers the sum:
`expand` names the features of a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.references.tagging.chunks import chunk_groups
from kb.references.tagging.shape import BLANK, Look, look
from kb.references.tokens import Token

Group = tuple[str, ...]
WINDOW = ("0", "-1", "+1", "-2", "+2")
"""Where a word stands for the token that has it as a feature: itself, the one before …"""


@dataclass(frozen=True, slots=True)
class Features:
    """`words` are the texts of the tokens, each a feature of those around it; `chunks` have groups
    with the tokens, from one up to another, that share them; `own` has every token's own groups."""

    words: list[str]
    chunks: list[tuple[list[Group], int, int]]
    own: list[list[Group]]

    def names(self) -> Iterator[list[str]]:
        """The names of every token's features, token by token."""
        padded = ["", "", *self.words, "", ""]
        for groups, start, end in self.chunks:
            shared = [name for group in groups for name in expand(group)]
            for i in range(start, end):
                around = (padded[i + 2], padded[i + 1], padded[i + 3], padded[i], padded[i + 4])
                names = [n for group in self.own[i] for n in expand(group)]
                for place, word in zip(WINDOW, around, strict=True):
                    names += word_names(place, word)
                yield shared + names


def features(tokens: Sequence[Token]) -> Features:
    """The features of the tokens of a string."""
    looks = [look(token.text) for token in tokens]
    kinds = ["$", "$", "$", *[item.kind for item in looks], "$", "$", "$"]
    chunks, own = chunk_groups(looks)
    before = -1
    for i, found in enumerate(own):
        z, a, b, c, d, e, f = kinds[i : i + 7]
        start, end = tokens[i].start, tokens[i].end
        after = tokens[i + 1].start if i + 1 < len(tokens) else -1
        touches = ("b" if start == before else "") + ("a" if end == after else "")
        before = end
        found += [("n", a, b, c), ("m", c, d, e), ("o", b, c, d)]
        found += [("p", z, a, b), ("q", d, e, f), ("j", touches, c)]
    return Features([token.text for token in tokens], chunks, own)


def word_names(place: str, word: str) -> list[str]:
    """The names of the features that a word gives to the token at a place beside it."""
    item: Look = look(word) if word else BLANK
    return [place + f for f in (item.features if place == "0" else item.features[: item.near])]


def expand(group: Group) -> list[str]:
    """The names of a group's features."""
    name, *parts = group
    if name in ("n", "m"):
        a, b, c = parts if name == "n" else parts[::-1]
        return [f"{name}{a}|{b}|{c}", f"{name}{b}|{c}"]
    if name in _PAIRS:
        return [f"{name}{n}{part}" for n, part in enumerate(parts)] + [
            f"{name}{a}{parts[a]}|{b}{parts[b]}" for a, b in _PAIRS[name]
        ]
    return [name + "|".join(parts)]


_PAIRS = {"c": ((0, 1), (0, 3), (1, 3), (0, 2), (3, 4)), "s": ((0, 1), (1, 2))}
