"""The decoder against the definition: paths counted one by one."""

from __future__ import annotations

from itertools import product
from math import exp
from typing import Any

import pytest

from kb.references.tagging.features import features, word_names
from kb.references.tagging.model import Model, load
from kb.references.tokens import tokenize

LABELS = ["a", "b", "c"]
WEIGHTS: dict[str, Any] = {
    "labels": LABELS,
    "transitions": [[0, 0, 40], [0, 1, -30], [1, 2, 90], [2, 0, -70], [1, 1, 10]],
    "features": {
        "0w=smith": [0, 150, 1, -40],
        "+1w=smith": [2, 80],
        "0w=city": [1, 120],
        "-1w=,": [2, 60, 0, -20],
        "0k=,": [2, 33],
    },
}


def path_score(names: list[list[str]], path: tuple[int, ...]) -> float:
    score = 0.0
    for i, label in enumerate(path):
        for name in names[i]:
            weights = WEIGHTS["features"].get(name, [])
            score += sum(w for n, w in zip(weights[::2], weights[1::2], strict=True) if n == label)
        if i:
            score += sum(w for a, b, w in WEIGHTS["transitions"] if (a, b) == (path[i - 1], label))
    return score / 100


def test_labels_and_probabilities_are_those_of_the_definition() -> None:
    found = features(tokenize("Smith, city Smith"))
    names = list(found.names())
    paths = {path: path_score(names, path) for path in product(range(3), repeat=len(names))}
    best = max(paths, key=lambda path: paths[path])
    whole = sum(exp(score) for score in paths.values())
    tags = Model(WEIGHTS).tag(found)
    assert [tag.label for tag in tags] == [LABELS[label] for label in best]
    for i, tag in enumerate(tags):
        share = sum(exp(s) for p, s in paths.items() if p[i] == best[i]) / whole
        assert tag.probability == pytest.approx(share, abs=1e-6)


def test_a_word_is_a_feature_of_its_neighbours() -> None:
    assert "+1k=C" in word_names("+1", "Smith")
    assert "-2k=$" in word_names("-2", "")


@pytest.mark.parametrize("name", ["fields", "names"])
def test_a_shipped_model_answers_for_anything(name: str) -> None:
    model = load(name)
    assert model.tag(features(tokenize(""))) == []
    for text in ("x", "…", "1" * 400, "가" * 300, ". " * 300, "\u0301\u200b￼"):
        tokens = tokenize(text)
        tags = model.tag(features(tokens))
        assert len(tags) == len(tokens)
        assert all(0 <= tag.probability <= 1 for tag in tags)
        assert model.labels_of(features(tokens)) == [tag.label for tag in tags]
