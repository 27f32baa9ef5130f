"""A linear-chain conditional random field with weights as they ship, decoded in plain Python.

A file of weights is gzipped JSON: {"labels": […], "transitions": [[from, to, weight], …],
"features": {name: [label, weight, label, weight, …]}}, weights in hundredths. Scores are sums of
weights; probabilities are those of Lafferty et al. (2001), computed among the labels that are
worth following (`_NARROW`).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp
from struct import Struct
from typing import Any, NamedTuple

from kb.references.tagging.features import WINDOW, Features, Group, expand, word_names

# The scores of all labels are one whole number, a lane of bits for each, so that one addition adds
# them all; _MIDDLE keeps every lane above zero.
_LANE = 32
_MIDDLE = 1 << 28
# Labels whose score at the token itself is lower than the best one's by more than this (hundredths)
# are not looked at, nor are paths that are e ** _NARROW times less probable than the best one.
_WIDE = 1000
_NARROW = 7.0
_MOST_GROUPS = 100_000
_MOST_WORDS = 30_000


class Tag(NamedTuple):
    """The label of a token and its probability given the whole string."""

    label: str
    probability: float


class Cell(NamedTuple):
    """A label that a token may have: the best path to it and the one that this path comes from;
    the share that all paths to it have among those to this token."""

    label: int
    best: float
    before: int
    share: float


class Model:
    """A trained tagger. Memory is bounded: the sums that it remembers are dropped when too many."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.labels: list[str] = data["labels"]
        self._features: dict[str, list[int]] = data["features"]
        self._groups: dict[Group, int] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        size = len(self.labels)
        self._unpack = Struct(f"<{size}I").unpack
        self._bytes = size * _LANE // 8
        self._middle = sum(_MIDDLE << _LANE * label for label in range(size))
        # by the second label, then by the first
        self._into = [[(0.0, 1.0)] * size for _ in range(size)]
        for a, b, weight in data["transitions"]:
            self._into[b][a] = (weight / 100, exp(weight / 100))

    def tag(self, found: Features) -> list[Tag]:
        """The best labels of the tokens whose features are `found`, one a token."""
        if not found.words:
            return []
        rows = self._rows(found)
        lattice = self._forward(rows)
        shares = self._shares(lattice, rows)
        return [
            Tag(self.labels[label], share[label])
            for label, share in zip(_best(lattice), shares, strict=True)
        ]

    def _rows(self, found: Features) -> list[dict[int, float]]:
        """The scores of every token's likely labels."""
        words = [self._word(word) for word in ("", "", *found.words, "", "")]
        groups, rows = self._groups, []
        for shared, start, end in found.chunks:
            base = self._middle
            for group in shared:
                base += groups[group] if group in groups else self._group(group)
            for i in range(start, end):
                b2, b1, at, a1, a2 = words[i : i + 5]
                total = base + at[0] + b1[1] + a1[2] + b2[3] + a2[4]
                for group in found.own[i]:
                    total += groups[group] if group in groups else self._group(group)
                row = self._unpack(total.to_bytes(self._bytes, "little"))
                least = max(row) - _WIDE
                rows.append({n: (v - _MIDDLE) / 100 for n, v in enumerate(row) if v > least})
        return rows

    def _word(self, word: str) -> tuple[int, ...]:
        """What a word gives to the labels of the tokens around it, by `WINDOW`."""
        sums = self._words.get(word)
        if sums is None:
            if len(self._words) > _MOST_WORDS:
                self._words.clear()
            sums = tuple(self._sum(word_names(place, word)) for place in WINDOW)
            self._words[word] = sums
        return sums

    def _group(self, group: Group) -> int:
        if len(self._groups) > _MOST_GROUPS:
            self._groups.clear()
        self._groups[group] = self._sum(expand(group))
        return self._groups[group]

    def _sum(self, names: Iterable[str]) -> int:
        """The weights of features, those of label n times 2 ** (n * _LANE)."""
        total = 0
        for name in names:
            weights = self._features.get(name)
            if weights:
                for label, weight in zip(weights[::2], weights[1::2], strict=True):
                    total += weight << _LANE * label
        return total

    def _forward(self, rows: Sequence[dict[int, float]]) -> list[list[Cell]]:
        """For every token the labels worth following, with the best path and all paths to them."""
        active = _narrow([Cell(label, s, -1, exp(s - 50)) for label, s in rows[0].items()])
        lattice = [active]
        for row in rows[1:]:
            cells = []
            for label, score in row.items():
                into = self._into[label]
                best, before, share = -1e9, -1, 0.0
                for cell in active:
                    weight, factor = into[cell[0]]
                    share += cell[3] * factor
                    if cell[1] + weight > best:
                        best, before = cell[1] + weight, cell[0]
                cells.append(Cell(label, best + score, before, share * exp(score - 50)))
            active = _narrow(cells)
            lattice.append(active)
        return lattice

    def _shares(
        self, lattice: Sequence[list[Cell]], rows: Sequence[dict[int, float]]
    ) -> list[dict[int, float]]:
        """The probability of every label that was followed, token by token, by going back."""
        back = {cell.label: 1.0 for cell in lattice[-1]}
        found = []
        for n in range(len(lattice) - 1, -1, -1):
            shares = {cell[0]: cell[3] * back[cell[0]] for cell in lattice[n]}
            total = sum(shares.values())
            found.append({label: share / total for label, share in shares.items()})
            if n:
                row = rows[n]
                top = max(row.values())
                ahead = [(self._into[b], back[b] * exp(row[b] - top)) for b in shares]
                back = {
                    cell[0]: sum(into[cell[0]][1] * share for into, share in ahead)
                    for cell in lattice[n - 1]
                }
                most = max(back.values())
                back = {label: share / most for label, share in back.items()}
        return found[::-1]


def _narrow(cells: list[Cell]) -> list[Cell]:
    """The cells worth following; the shares that they keep add up to 1."""
    least = max(cell[1] for cell in cells) - _NARROW
    kept = [cell for cell in cells if cell[1] >= least]
    total = sum(cell[3] for cell in kept)
    return [Cell(label, best, before, share / total) for label, best, before, share in kept]


def _best(lattice: Sequence[list[Cell]]) -> list[int]:
    cell = max(lattice[-1], key=lambda c: c.best)
    path = [cell.label]
    for cells, previous in zip(lattice[:0:-1], lattice[-2::-1], strict=True):
        before = next(c.before for c in cells if c.label == path[-1])
        path.append(next(c.label for c in previous if c.label == before))
    return path[::-1]


@lru_cache(maxsize=4)
def load(name: str) -> Model:
    """The model of that name that ships with kb."""
    data = files("kb.references.tagging").joinpath(f"{name}.json.gz").read_bytes()
    return Model(json.loads(gzip.decompress(data)))
