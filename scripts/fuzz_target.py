"""What atheris runs: a file that it made, read, segmented and checked as the fuzz tests do."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kb"]):
    from tests.readers.samples import SAMPLES, read_and_check


def one_input(data: bytes) -> None:
    """Raises where a reader breaks what it promises."""
    read_and_check(data)


def main() -> None:
    corpus = Path(sys.argv[1])
    for number, data in enumerate(SAMPLES.values()):
        (corpus / f"sample-{number:02}").write_bytes(data)
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
