"""What a token looks like, in itself, beside its neighbours and in its part of the string.

The features of a token come in groups. A group is a small tuple that says everything its features
depend on, so that the decoder adds up the weights of a group once and remembers the sum:
`expand` names the features of a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kb.references.tagging.chunks import chunk_groups
from kb.references.tagging.shape import BLANK, Look, look
from kb.references.tokens import Token

Group = tuple[str, ...]


def groups(tokens: Sequence[Token]) -> list[list[Group]]:
    """The groups of every token, in order."""
    looks = [look(token.text) for token in tokens]
    padded = [BLANK, BLANK, BLANK, *looks, BLANK, BLANK, BLANK]
    kinds = [item.kind for item in padded]
    joined = _joined(tokens)
    chunks = chunk_groups(looks)
    found: list[list[Group]] = []
    for i, item in enumerate(looks):
        a, b, c, d, e, f, g = kinds[i : i + 7]
        found.append(
            [
                ("0", item.text),
                ("-1", padded[i + 2].text),
                ("+1", padded[i + 4].text),
                ("-2", padded[i + 1].text),
                ("+2", padded[i + 5].text),
                ("n", b, c, d),
                ("m", d, e, f),
                ("o", c, d, e),
                ("p", a, b, c),
                ("q", e, f, g),
                ("j", joined[i], d),
                *chunks[i],
            ]
        )
    return found


def _joined(tokens: Sequence[Token]) -> list[str]:
    """Whether a token touches the one before and the one after it."""
    before = [i > 0 and tokens[i - 1].end == token.start for i, token in enumerate(tokens)]
    after = [*before[1:], False]
    return [f"{b:d}{a:d}" for b, a in zip(before, after, strict=True)]


def expand(group: Group) -> list[str]:
    """The names of a group's features."""
    name, *parts = group
    if name in ("0", "-1", "+1", "-2", "+2"):
        return [f"{name}{feature}" for feature in _own(parts[0], len(name) == 1)]
    if name in ("n", "m"):
        a, b, c = parts if name == "n" else parts[::-1]
        return [f"{name}{a}|{b}|{c}", f"{name}{b}|{c}"]
    if name in ("c", "s"):
        return [f"{name}{n}{part}" for n, part in enumerate(parts)] + [
            f"{name}{a}{parts[a]}|{b}{parts[b]}" for a, b in _PAIRS[name] if b < len(parts)
        ]
    return [name + "|".join(parts)]


_PAIRS = {"c": ((0, 1), (0, 3), (1, 3), (0, 2), (3, 4)), "s": ((0, 1), (1, 2), (2, 3), (0, 3))}


@lru_cache(maxsize=1 << 16)
def _own(text: str, full: bool) -> tuple[str, ...]:
    item: Look = look(text)
    return item.features if full else item.features[: item.near]
