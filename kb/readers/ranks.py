"""The ranks of headings by the size of their type, and what else HWP and HWPX share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.readers.written import Piece

_LARGER = 1.1  # than the body: a heading
_SAME_RANK = 0.92  # of the largest type of a rank
_LOWEST = 6
_LONGEST = 250  # characters of a heading


def ranks_of(texts: Iterable[tuple[float, int]]) -> dict[float, int]:
    """The rank of each size of type, given the sizes of texts and their lengths.

    1 is the largest; the body, of which there is most, has rank 0; what is smaller has none.

    >>> ranks_of([(10, 900), (24, 9), (14, 20), (13.5, 20), (8, 50)])
    {10: 0, 24: 1, 14: 2, 13.5: 2}
    """
    sizes: Counter[float] = Counter()
    for size, length in texts:
        sizes[size] += length
    body = sizes.most_common(1)[0][0] if sizes else 0
    ranks = {body: 0}
    rank, top = 0, float("inf")
    for size in sorted((size for size in sizes if size >= _LARGER * body), reverse=True):
        if size == body:
            continue
        if size < _SAME_RANK * top:
            rank, top = rank + 1, size
        ranks[size] = min(rank, _LOWEST)
    return ranks


@dataclass(frozen=True, slots=True)
class Sized:
    """A piece with the size of most of its characters."""

    piece: Piece
    size: float


def headed(found: Sequence[Sized]) -> list[Piece]:
    """The pieces; a paragraph that is set larger than the body is a heading."""
    body = [s for s in found if s.piece.kind in ("paragraph", "row", "item")]
    ranks = ranks_of((s.size, len(s.piece.text)) for s in body)
    larger = max((ranks.get(s.size, 0) for s in body), default=0)
    return [_headed(s, ranks.get(s.size, 0), larger) for s in found]


def _headed(sized: Sized, rank: int, larger: int) -> Piece:
    """What the outline says ranks below what is set larger: titles stand outside of it."""
    piece = sized.piece
    if piece.kind == "heading":
        return replace(piece, level=min(rank or larger + piece.level, _LOWEST))
    if piece.kind == "paragraph" and rank and len(piece.text) <= _LONGEST:
        return replace(piece, kind="heading", level=rank)
    return piece


def address(command: str) -> str | None:
    """The address in what HWP stores of a hyperlink.

    >>> address("http\\\\://a.example/;1;0;0;")
    'http://a.example/'
    """
    return command.replace("\\", "").partition(";")[0].strip() or None
