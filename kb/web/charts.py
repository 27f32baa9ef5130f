"""Counts over years as a small chart that needs no script: bars of an SVG, each a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

WIDTH = 320
WIDEST = 40
HEIGHT = 56
# Below the bars stand the first and the last year.
FOOT = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A year with its count; x, y, width and height in units of the drawing."""

    year: int
    count: int
    url: str
    chosen: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first year to the last, years without anything between them included."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT + FOOT

    def __bool__(self) -> bool:
        return len(self.bars) > 1


def years(
    counts: Mapping[int, int], url: Callable[[int], str], chosen: range | None = None
) -> Chart:
    """A chart of counts by year; `url` gives the address that a year leads to."""
    if not counts:
        return Chart(())
    span = range(min(counts), max(counts) + 1)
    most = max(counts.values())
    step = min(WIDTH / len(span), WIDEST)
    gap = min(2.0, step / 4)
    bars = []
    for place, year in enumerate(span):
        count = counts.get(year, 0)
        height = max(2.0, HEIGHT * count / most) if count else 0.0
        bars.append(
            Bar(
                year=year,
                count=count,
                url=url(year),
                chosen=chosen is not None and year in chosen,
                x=round(place * step + gap / 2, 2),
                y=round(HEIGHT - height, 2),
                width=round(step - gap, 2),
                height=round(height, 2),
            )
        )
    return Chart(tuple(bars), width=round(step * len(span)))
