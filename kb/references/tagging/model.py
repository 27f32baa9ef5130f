"""A linear-chain conditional random field with weights as they are shipped, decoded in plain Python.

A file of weights is gzipped JSON: {"labels": […], "transitions": [[from, to, weight], …],
"features": {name: [label, weight, label, weight, …]}}, weights in hundredths. Scores are sums of
weights; probabilities are those of Lafferty et al. (2001), computed among the labels that are
worth following (`_NARROW`).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp
from operator import add
from typing import Any, NamedTuple

from kb.references.tagging.features import Group, expand

# Paths that are e^9 times less probable than the best one up to a token are given up.
_NARROW = 9.0
_MOST_GROUPS = 200_000
Scores = list[float]


class Tag(NamedTuple):
    """The label of a token and its probability given the whole string."""

    label: str
    probability: float


class Model:
    """A trained tagger. Memory is bounded: the sums that it remembers are dropped when too many."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.labels: list[str] = data["labels"]
        self._features: dict[str, list[int]] = data["features"]
        self._none: Scores = [0.0] * len(self.labels)
        self._known: dict[Group, Scores] = {}
        self._from: list[list[tuple[int, float]]] = [[] for _ in self.labels]
        self._to: list[list[tuple[int, float]]] = [[] for _ in self.labels]
        for a, b, weight in data["transitions"]:
            self._from[a].append((b, weight / 100))
            self._to[b].append((a, weight / 100))

    def tag(self, groups: Sequence[Sequence[Group]]) -> list[Tag]:
        """The best labels of tokens whose features `groups` holds, one a token."""
        scores = [self._score(found) for found in groups]
        if not scores:
            return []
        lattice = self._forward(scores)
        best = _best(lattice)
        shares = self._shares(lattice)
        return [
            Tag(self.labels[label], min(1.0, share.get(label, 0.0)))
            for label, share in zip(best, shares, strict=True)
        ]

    def _score(self, groups: Sequence[Group]) -> Scores:
        known = self._known
        total = self._none
        for group in groups:
            scores = known.get(group)
            if scores is None:
                scores = self._learn(group)
            if scores is not self._none:
                total = list(map(add, total, scores))
        return total

    def _learn(self, group: Group) -> Scores:
        if len(self._known) > _MOST_GROUPS:
            self._known.clear()
        scores = self._none
        for name in expand(group):
            weights = self._features.get(name)
            if weights:
                scores = list(scores) if scores is self._none else scores
                for label, weight in zip(weights[::2], weights[1::2], strict=True):
                    scores[label] += weight / 100
        self._known[group] = scores
        return scores

    def _forward(self, scores: Sequence[Scores]) -> list[dict[int, _Cell]]:
        """For every token the labels worth following, with the best path and all paths to them."""
        lattice = [_narrow({b: _Cell(s, 1.0, -1, s) for b, s in enumerate(scores[0])})]
        for row in scores[1:]:
            cells: dict[int, tuple[float, int, list[tuple[float, float]]]] = {}
            top = max(cell.best for cell in lattice[-1].values())
            for a, cell in lattice[-1].items():
                best_a = cell.best - top
                for b, weight in self._from[a]:
                    score = best_a + weight
                    have = cells.get(b)
                    if have is None:
                        cells[b] = (score, a, [(cell.share, weight)])
                    elif score > have[0]:
                        have[2].append((cell.share, weight))
                        cells[b] = (score, a, have[2])
                    else:
                        have[2].append((cell.share, weight))
            lattice.append(
                _narrow(
                    {
                        b: _Cell(best + row[b], sum(s * exp(w) for s, w in all_), a, row[b])
                        for b, (best, a, all_) in cells.items()
                    }
                )
            )
        return lattice

    def _shares(self, lattice: Sequence[dict[int, _Cell]]) -> list[dict[int, float]]:
        """The probability of every label that was followed, a token at a time, by going back."""
        back = dict.fromkeys(lattice[-1], 1.0)
        found = []
        for n in range(len(lattice) - 1, -1, -1):
            cells = lattice[n]
            shares = {a: cell.share * back[a] for a, cell in cells.items()}
            total = sum(shares.values()) or 1.0
            found.append({a: share / total for a, share in shares.items()})
            if n:
                top = max(cell.row for cell in cells.values())
                ahead = {b: exp(cell.row - top) * back[b] / total for b, cell in cells.items()}
                back = {
                    a: sum(exp(w) * ahead[b] for b, w in self._from[a] if b in ahead)
                    for a in lattice[n - 1]
                }
                most = max(back.values()) or 1.0
                back = {a: value / most for a, value in back.items()}
        return found[::-1]


class _Cell(NamedTuple):
    """A label at a token: its best path's score, the share of all paths, where the best comes from."""

    best: float
    share: float
    before: int
    row: float


def _narrow(cells: dict[int, _Cell]) -> dict[int, _Cell]:
    """The cells worth following; their shares, now with the token's own scores, add up to 1."""
    least = max(cell.best for cell in cells.values()) - _NARROW
    kept = {b: cell for b, cell in cells.items() if cell.best >= least}
    top = max(cell.row for cell in kept.values())
    shares = {b: cell.share * exp(cell.row - top) for b, cell in kept.items()}
    total = sum(shares.values()) or 1.0
    return {b: _Cell(c.best, shares[b] / total, c.before, c.row) for b, c in kept.items()}


def _best(lattice: Sequence[dict[int, _Cell]]) -> list[int]:
    last = lattice[-1]
    label = max(last, key=lambda b: last[b].best)
    path = [label]
    for cells in reversed(lattice[1:]):
        label = cells[label].before
        path.append(label)
    return path[::-1]


@lru_cache(maxsize=4)
def load(name: str) -> Model:
    """The model of that name that ships with kb."""
    data = files("kb.references.tagging").joinpath(f"{name}.json.gz").read_bytes()
    return Model(json.loads(gzip.decompress(data)))
