"""Damaged files of every format give a document that accounts for its lines, or are refused.

Short by default; KB_FUZZ_SECONDS=600 makes it as long, divided among the formats (scripts/fuzz).
What it finds becomes a row of FOUND.
"""

from __future__ import annotations

import os
import time
import zlib
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import office_files as office
from tests.readers.damage import damaged
from tests.readers.samples import SAMPLES, read_and_check

SECONDS = float(os.environ.get("KB_FUZZ_SECONDS", "0")) / len(SAMPLES)
EXAMPLES = 200 if SECONDS else 25
OTHERS = tuple(SAMPLES.values())

# the steps draw from a seed: to shrink one says little, and takes long
quick = settings(
    max_examples=EXAMPLES,
    derandomize=not SECONDS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.mark.parametrize("name", SAMPLES)
def test_sound_files_are_read(name: str) -> None:
    assert read_and_check(SAMPLES[name]) is not None


@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_files_are_read_or_refused(name: str) -> None:
    @quick
    @given(seed=st.integers(0, 2**64))
    def one_round(seed: int) -> None:
        read_and_check(damaged(Random(seed), SAMPLES[name], OTHERS))  # noqa: S311

    end = time.monotonic() + SECONDS
    one_round()
    while time.monotonic() < end:
        one_round()


@quick
@given(section=st.binary(max_size=400), info=st.binary(max_size=200), packed=st.booleans())
def test_any_records_of_hwp_are_read_or_refused(section: bytes, info: bytes, packed: bool) -> None:
    pack = zlib.compressobj(wbits=-15)
    streams = [pack.copy() for _ in range(2)]
    parts = [p.compress(d) + p.flush() for p, d in zip(streams, (info, section), strict=True)]
    header = b"HWP Document File".ljust(32, b"\0") + (b"\0\x03\0\x05" + bytes([packed, 0, 0, 0]))
    info, section = parts if packed else (info, section)
    read_and_check(office.ole({"FileHeader": header, "DocInfo": info, "Section0": section}))


@quick
@given(
    lines=st.lists(
        st.sampled_from(
            "In this issue|- A title|A title|2022.03.14. / B|References|[A] b|".split("|")
        )
        | st.sampled_from("Smart City Issue|Smart City Literature|No. 27 (2022.03.14.)".split("|"))
        | st.sampled_from(
            "a@b.example|Photo: c|1. A title|Kim, N. (2021). T. J, 3(2), 1-2.".split("|")
        )
        | st.text(max_size=60),
        max_size=25,
    )
)
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    read_and_check("\n".join(lines).encode("utf-8", "surrogatepass"))


FOUND: dict[str, bytes] = {
    "a parameter in parts with and without numbers": (
        b"Subject: a\nFrom: b\nContent-Type: text/plain; charset*=a; charset*1=b\n\nOne\n"
    ),
    "a boundary in parts with and without numbers": (
        b"Subject: a\nFrom: b\nContent-Type: multipart/mixed; boundary*=a; boundary*1=b\n\nOne\n"
    ),
    "a type that is said on two lines": (
        b"Subject: a\nFrom: b\nMIME-Version: 1.0\nContent-Type: multipart/a\x0b\n b/c\n\nOne\n"
    ),
    "a kicker far above its headline": (
        b"[Planned article] Smart city\nBits of a head.\n\n1. A title\n2022.03.14. / B\nText.\n"
    ),
    "a line of a byte order mark": "One\n\ufeff\nTwo".encode(),
    "lines of zero width in a mail": "Subject: a\nFrom: b\n\nOne\n\u200b\u00ad \nTwo".encode(),
    "a line of zero width in Markdown": "# One\n\n## Two\n\u200b\nThree\n".encode(),
}
"""What fuzzing found, made small."""


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_stays_mended(name: str) -> None:
    read_and_check(FOUND[name])
