"""Files of other programs, where they lie beside the checkout: all go through, and score well."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kb.errors import BibliographyError
from kb.references.importing import read_file
from tests.places import SHARED

BIBFILES = SHARED / "corpora" / "bibfiles"
CASES = BIBFILES / "zotero" / "import-testcases.dev.jsonl"
SCORER = SHARED / "evaluate" / "imports.py"
FORMATS = {".bib": "BibTeX", ".ris": "RIS", ".mrc": "MARC", ".dat": "MARC", ".enw": "refer (enw)"}
"""Of these suffixes every file that promises a record is of that format."""
EMPTY = ("Endnote.pattern.E", "MedlineImporterTestMinimalEntry", "RisImporterCorrupted")

needs_files = pytest.mark.skipif(
    not BIBFILES.is_dir(), reason="the shared bibliographic files are not beside the checkout"
)


def files() -> list[Path]:
    return sorted(path for path in BIBFILES.rglob("*") if path.is_file())


@needs_files
def test_every_file_gives_records_or_a_sentence() -> None:
    formats: dict[Path, str] = {}
    for path in files():
        with suppress(BibliographyError):
            formats[path] = read_file(path).format
    promised = {
        path: FORMATS[path.suffix]
        for path in files()
        if path.suffix in FORMATS and not path.name.startswith(EMPTY) and "_wos" not in path.name
    }
    assert len(promised) > 100
    assert {path: formats.get(path) for path in promised} == promised


@needs_files
@pytest.mark.slow
def test_import_scores_no_worse_than_it_did() -> None:
    kb = f"{sys.executable} -m kb"
    done = subprocess.run(
        [sys.executable, str(SCORER), str(CASES), "--kb", kb],
        capture_output=True,
        text=True,
        check=True,
    )
    last = done.stdout.strip().splitlines()[-1]
    match = re.search(r"failed\s+(\d+).*field F1 ([\d.]+)", last)
    assert match, last
    assert int(match[1]) == 0
    assert float(match[2]) >= 0.98
