"""On which pages of a file lines stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence


def pages_of(starts: Sequence[int], lines: Iterable[int] | None) -> list[int] | None:
    """First and last page of a span of lines; `starts` is `Document.pages`.

    None where there are no pages or no lines.

    >>> pages_of((1, 10, 31), (12, 40))
    [2, 3]
    """
    if not starts or lines is None:
        return None
    return [max(bisect_right(starts, line), 1) for line in lines]
