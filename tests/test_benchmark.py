"""The benchmark measures what it says: its issues are read as they were made, in every format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.folding import fold
from kb.readers import read_bytes
from kb.segment import segment
from scripts.benchmarks import formats, ingest, made, shapes
from tests.places import ROOT


def test_the_same_seed_makes_the_same_issue() -> None:
    assert made.issue(7) == made.issue(7)
    assert made.issue(7) != made.issue(7, seed=2)
    assert {made.issue(n).language for n in range(2)} == {"en", "ko"}


@pytest.mark.parametrize("suffix", formats.FORMATS)
@pytest.mark.parametrize("number", [2, 3])
def test_made_issues_are_read_in_every_format(suffix: str, number: int) -> None:
    issue = made.issue(number)
    document = read_bytes(formats.FORMATS[suffix](issue))
    text = fold(document.text)
    stories = [story for _, stories in issue.sections for story in stories]
    assert all(fold(story.headline) in text for story in stories)
    assert segment(document).unaccounted == ()


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_shapes_have_the_length_that_is_asked_for(shape: str) -> None:
    for form, write in shapes.FORMATS.items():
        length = len(write(shapes.SHAPES[shape](100_000, form)))
        assert 60_000 < length < 260_000, form


def test_stages_add_up_to_the_whole(tmp_path: Path) -> None:
    files = ingest.write(tmp_path, 14, 1)
    assert {path.suffix for path in files} == set(formats.FORMATS)
    measured = ingest.measure(files, str(tmp_path))
    own = {name: s for name, s in measured.stages.items() if name != "parse HTML"}
    assert all(seconds > 0 for seconds in own.values())
    assert 0.5 * measured.seconds < sum(own.values()) <= measured.seconds


def test_the_script_says_what_it_can_do() -> None:
    command = [sys.executable, "-m", "scripts.benchmark", "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "ingest" in shown
    assert "lengths" in shown
