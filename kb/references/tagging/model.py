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
from operator import add
from struct import Struct
from typing import Any, NamedTuple

from kb.references.tagging.features import WINDOW, Features, Group, expand, word_names

# The scores of all labels are one whole number, a lane of bits for each, so that one addition adds
# them all; _MIDDLE keeps every lane above zero.
_LANE = 32
_MIDDLE = 1 << 28
# Paths that are this much (hundredths) below the best one up to a token are given up.
_NARROW = 600
_MOST_GROUPS = 100_000
_MOST_WORDS = 30_000


Row = tuple[int, ...]


class Tag(NamedTuple):
    """The label of a token and its probability given the whole string."""

    label: str
    probability: float


class Cell(NamedTuple):
    """A label that a token may have: the best path to it and the one that this path comes from;
    the share that all paths to it have among those to this token."""

    label: int
    best: int
    before: int
    share: float


class Model:
    """A trained tagger. Memory is bounded: the sums that it remembers are dropped when too many."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.labels: list[str] = data["labels"]
        self._features: dict[str, list[int]] = data["features"]
        self._packed: dict[str, int] = {}
        self._groups: dict[Group, int] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        size = len(self.labels)
        self._unpack = Struct(f"<{size}I").unpack
        self._bytes = size * _LANE // 8
        self._middle = sum(_MIDDLE << _LANE * label for label in range(size))
        # weights in hundredths and their powers of e, by the first label, then by the second
        self._weights = [[0] * size for _ in range(size)]
        for a, b, weight in data["transitions"]:
            self._weights[a][b] = weight
        self._factors = [[exp(weight / 100) for weight in row] for row in self._weights]

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

    def labels_of(self, found: Features) -> list[str]:
        """The labels that `tag` gives, in less time, without their probabilities."""
        if not found.words:
            return []
        first, *rows = self._rows(found)
        scores = list(first)
        steps = []
        for row in rows:
            active = _worth(scores)
            ways = [[scores[a] + w for w in self._weights[a]] for a in active]
            best = list(map(max, *ways)) if len(ways) > 1 else ways[0]
            steps.append((active, ways, best))
            scores = list(map(add, best, row))
        path = [scores.index(max(scores))]
        for active, ways, best in reversed(steps):
            last = path[-1]
            path.append(
                next(a for a, way in zip(active, ways, strict=True) if way[last] == best[last])
            )
        return [self.labels[label] for label in reversed(path)]

    def _rows(self, found: Features) -> list[Row]:
        """The scores of every token's labels, in hundredths above `_MIDDLE`."""
        words = [self._word(word) for word in ("", "", *found.words, "", "")]
        groups, rows = self._groups, list[Row]()
        for shared, start, end in found.chunks:
            base = self._middle
            for group in shared:
                base += groups[group] if group in groups else self._group(group)
            for i in range(start, end):
                b2, b1, at, a1, a2 = words[i : i + 5]
                total = base + at[0] + b1[1] + a1[2] + b2[3] + a2[4]
                for group in found.own[i]:
                    total += groups[group] if group in groups else self._group(group)
                rows.append(self._unpack(total.to_bytes(self._bytes, "little")))
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
        total, packed = 0, self._packed
        for name in names:
            if name in self._features:
                if name not in packed:
                    packed[name] = _pack(self._features[name])
                total += packed[name]
        return total

    def _forward(self, rows: Sequence[Row]) -> list[list[Cell]]:
        """For every token the labels worth following, with the best path and all paths to them."""
        first = rows[0]
        top = max(first)
        active = _scaled(
            [Cell(b, first[b], -1, exp((first[b] - top) / 100)) for b in _worth(first)]
        )
        lattice = [active]
        for row in rows[1:]:
            ways = [[cell[1] + w for w in self._weights[cell[0]]] for cell in active]
            best = list(map(add, map(max, *ways) if len(ways) > 1 else ways[0], row))
            kept = _worth(best)
            if len(kept) == 1:
                (b,) = kept
                before = next(n for n, way in enumerate(ways) if way[b] + row[b] == best[b])
                active = [Cell(b, best[b], active[before][0], 1.0)]
                lattice.append(active)
                continue
            top = max([row[b] for b in kept])
            cells = []
            for b in kept:
                before = next(n for n, way in enumerate(ways) if way[b] + row[b] == best[b])
                share = sum([cell[3] * self._factors[cell[0]][b] for cell in active])
                share *= exp((row[b] - top) / 100)
                cells.append(Cell(b, best[b], active[before][0], share))
            active = _scaled(cells)
            lattice.append(active)
        return lattice

    def _shares(self, lattice: Sequence[list[Cell]], rows: Sequence[Row]) -> list[dict[int, float]]:
        """The probability of every label that was followed, token by token, by going back."""
        back = {cell.label: 1.0 for cell in lattice[-1]}
        found = []
        for n in range(len(lattice) - 1, -1, -1):
            if len(lattice[n]) == 1:
                (b,) = [cell[0] for cell in lattice[n]]
                found.append({b: 1.0})
                back = {cell[0]: self._factors[cell[0]][b] for cell in lattice[n - 1]}
                continue
            shares = {cell[0]: cell[3] * back[cell[0]] for cell in lattice[n]}
            total = sum(shares.values())
            found.append({label: share / total for label, share in shares.items()})
            if n:
                row = rows[n]
                top = max([row[b] for b in shares])
                ahead = [(b, back[b] * exp((row[b] - top) / 100)) for b in shares]
                back = {
                    cell[0]: sum([self._factors[cell[0]][b] * share for b, share in ahead])
                    for cell in lattice[n - 1]
                }
                most = max(back.values())
                back = {label: share / most for label, share in back.items()}
        return found[::-1]


def _pack(weights: Sequence[int]) -> int:
    """[label, weight, label, weight, …] with each weight in its label's lane."""
    pairs = zip(weights[::2], weights[1::2], strict=True)
    return sum(weight << _LANE * label for label, weight in pairs)


def _worth(best: Sequence[int]) -> list[int]:
    """The labels whose best path is worth following."""
    least = max(best) - _NARROW
    return [label for label, score in enumerate(best) if score >= least]


def _scaled(cells: list[Cell]) -> list[Cell]:
    """The cells with shares that add up to 1."""
    total = sum([cell[3] for cell in cells])
    return [Cell(label, best, before, share / total) for label, best, before, share in cells]


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
