"""The parser's scores on strings that it was not trained on do not fall below their floors."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.places import ROOT, SHARED

TOOL = SHARED / "evaluate" / "references.py"
ROWS = SHARED / "corpora" / "references" / "references.dev.jsonl"
FLOORS = {
    "all": 0.87,
    "ko-github": 0.94,
    "excite-en": 0.88,
    "excite-de": 0.80,
    "flux-cim-cs": 0.875,
}


@pytest.mark.slow
def test_no_source_is_below_its_floor() -> None:
    if not TOOL.exists() or not ROWS.exists():
        pytest.skip(f"{TOOL} or {ROWS} is not here")
    done = subprocess.run(
        [sys.executable, str(TOOL), str(ROWS), "--kb", f"{sys.executable} -m kb"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    scores = dict(re.findall(r"^(\S+)\s+rows.*?field F1 (\d\.\d+)", done.stdout, re.MULTILINE))
    for source, floor in FLOORS.items():
        assert float(scores[source]) >= floor, f"{source}: {scores[source]}"
