"""What the parser is trained on: rendered strings and annotated rows, with labels that hold."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kb.folding import fold
from scripts.training.align import labelled
from scripts.training.corpus import MADE_UP, corpus
from scripts.training.names import from_row
from scripts.training.records import made_up
from scripts.training.render import rendered, tokens_of

ROW: dict[str, Any] = {
    "source": "anystyle-core",
    "text": "Lee, L. L. and W. E. Howard. 1990. Acquired tolerance. Proc. Conf. 14(2): 87-90.",
    "gold": {
        "title": "Acquired tolerance",
        "authors": ["Lee, L. L.", "W. E. Howard"],
        "volume": "14",
        "issue": "2",
    },
    "raw": {
        "author": "Lee, L. L. and W. E. Howard.",
        "date": "1990.",
        "title": "Acquired tolerance.",
        "container-title": "Proc. Conf.",
        "volume": "14(2):",
        "pages": "87-90.",
    },
}


def spans(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = labelled(row)
    assert found is not None
    pairs = zip(*found, strict=True)
    return [(k, "".join(t.text for t, _ in g)) for k, g in groupby(pairs, key=lambda pair: pair[1])]


def test_the_segments_of_a_row_are_found_in_its_string() -> None:
    assert spans(ROW) == [
        ("author", "Lee,L.L.andW.E.Howard."),
        ("date", "1990."),
        ("title", "Acquiredtolerance."),
        ("container", "Proc.Conf."),
        ("volume", "14"),
        ("issue", "(2):"),
        ("page", "87-90."),
    ]


def test_a_row_whose_segments_are_not_in_its_string_is_left_out() -> None:
    assert labelled({**ROW, "raw": {"title": "Another title"}}) is None


def test_names_are_parted_as_the_gold_shows_them() -> None:
    found = from_row(ROW)
    assert found is not None
    tokens, parts = found
    pairs = zip(tokens, parts, strict=True)
    assert [t.text for t, part in pairs if part.startswith("f")] == ["Lee", "Howard"]
    assert sum(part.endswith("+") for part in parts) == 2


@pytest.mark.parametrize(("language", "family"), sorted({(a, b) for a, b, _ in MADE_UP}))
def test_a_rendered_string_says_what_its_record_says(language: str, family: str) -> None:
    random = Random(7)  # noqa: S311 (nothing secret is drawn)
    for _ in range(60):
        facts = made_up(language, random)
        line = rendered(facts, family, random)
        assert len(line.text) == len(line.labels) == len(line.parts)
        tokens, labels, parts = tokens_of(line)
        assert len(tokens) == len(labels) == len(parts)
        pairs = zip(line.text, line.labels, strict=True)
        title = fold("".join(char for char, label in pairs if label == "title"))
        assert fold(facts.texts["title"]) in title or not title


def test_the_same_seed_gives_the_same_examples() -> None:
    assert corpus([ROW], [], 60, 3) == corpus([ROW], [], 60, 3)


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("pycrfsuite") is None,
    reason="python-crfsuite (pyproject.toml, group train) is not here",
)
def test_training_again_gives_the_same_bytes(tmp_path: Path) -> None:
    from scripts.train import main

    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        assert main(["--made-up", "60", "--to", str(tmp_path / folder)]) == 0
    for name in ("fields.json.gz", "names.json.gz"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
