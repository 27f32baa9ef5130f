"""Segmentation takes time in proportion to a document's length, whatever its shape."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kb.readers.text import read_text
from kb.segment import segment

TEXT = "The quick brown council met and talked about the bridge over the river."
DATED = "Head\n2022.03.14. / A\n"
SHAPES: dict[str, Callable[[int], str]] = {
    "digits on one line": lambda n: "1" * n,
    "an address on one line": lambda n: "a" * (n // 2) + "@" + "b." * (n // 4),
    "contacts amid an article": lambda n: DATED + "a@b.example\n" * (n // 12) + DATED + "Text.\n",
    "words to the subscriber": lambda n: (
        "A TITLE\n\n" + f"To unsubscribe write to us.\n\n{TEXT}\n\n" * (n // 102)
    ),
    "bracketed lines": lambda n: "Literature\n" + "[Feature]\n" * (n // 10),
    "days": lambda n: ("March 3, 7 pm\n" * 3 + f"{TEXT * 3}\n") * (n // 256),
    "rules": lambda n: "-----\nA title\n\nText of it.\n\n" * (n // 28),
    "announced contents": lambda n: "In this issue:\n\n* A title\n\n" * (n // 28),
    "short lines": lambda n: "A title\n\n" * (n // 9),
}


def seconds(text: str) -> float:
    document = read_text(text, "utf-8")
    start = time.process_time()
    segment(document, ())
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_eight_times_the_text_takes_no_more_than_twenty_times_the_time(
    shape: Callable[[int], str],
) -> None:
    small = max(seconds(shape(8_000)), 0.005)
    assert min(seconds(shape(64_000)) for _ in range(2)) < 20 * small
