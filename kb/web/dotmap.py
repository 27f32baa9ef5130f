"""Places as dots on a graticule: a drawing that needs no script and asks no other host.

Plate carrée with its standard parallel in the middle of the map, so that near it distances are
alike in both directions. x, y and r are in units of the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.web.language import gettext

LARGEST, SMALLEST = 14.0, 3.5
# Places whose names are written, where these would not lie on one another.
NAMED = 16
# A letter and a line of a name, as large as on a phone, where the drawing is half as wide.
LETTER, LINE = 11.0, 24
TALLEST = 0.75
_STEPS = (1, 2, 5, 10, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its coordinates (WGS 84, degrees) and how many records name it."""

    name: str
    latitude: float
    longitude: float
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Box:
    """The part of the world that a map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, place: Place) -> bool:
        return (
            self.west <= place.longitude <= self.east and self.south <= place.latitude <= self.north
        )


@dataclass(frozen=True, slots=True)
class Dot:
    place: Place
    x: float
    y: float
    r: float
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A meridian (at `x`) or a parallel (at `y`) with what it is called."""

    at: float
    upright: bool
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


WORLD = Box(-180.0, -58.0, 180.0, 78.0)


def around(places: Iterable[Place], margin: float = 0.6, least: float = 3.0) -> Box:
    """The box that holds the places, at least so many degrees wide and high.

    It is wide enough for the map to be no higher than TALLEST of its width.
    """
    found = list(places)
    latitudes = [place.latitude for place in found]
    longitudes = [place.longitude for place in found]
    south, north = _span(latitudes, margin, least)
    south, north = max(south, -89.0), min(north, 89.0)
    wide = (north - south) / TALLEST / math.cos(math.radians((south + north) / 2))
    west, east = _span(longitudes, margin, max(least, wide))
    return Box(west, south, east, north)


def _span(values: Sequence[float], margin: float, least: float) -> tuple[float, float]:
    low, high = min(values), max(values)
    more = max(margin, (least - (high - low)) / 2)
    return low - more, high + more


def draw(places: Iterable[Place], box: Box, width: int) -> Map:
    """The map of the places that lie in a box; those with most records lie below the others."""
    squeezed = math.cos(math.radians((box.south + box.north) / 2))
    scale = width / ((box.east - box.west) * squeezed)
    height = round((box.north - box.south) * scale)
    inside = sorted((p for p in places if box.holds(p)), key=lambda place: -place.count)
    most = max((place.count for place in inside), default=1)
    placed = []
    for place in inside:
        x = round((place.longitude - box.west) * squeezed * scale, 1)
        y = round((box.north - place.latitude) * scale, 1)
        placed.append(
            (place, x, y, round(max(SMALLEST, LARGEST * math.sqrt(place.count / most)), 1))
        )
    dots = _named(placed, width)
    return Map(width, height, tuple(dots), tuple(_graticule(box, width, height)))


def _named(placed: Sequence[tuple[Place, float, float, float]], width: int) -> Iterable[Dot]:
    """The dots; the first of them have their names beside them where nothing else is."""
    taken = [(x - r, y - r, x + r, y + r) for _, x, y, r in placed]
    for number, (place, x, y, r) in enumerate(placed):
        left = x + r + 3
        label = (left, y - LINE / 2, left + LETTER * _letters(place.name), y + LINE / 2)
        free = not any(_meet(label, other) for other in taken)
        named = number < NAMED and label[2] <= width and free
        taken += [label] if named else []
        yield Dot(place, x, y, r, named)


def _letters(name: str) -> float:
    """How many Latin letters a name is as wide as; those of Hangul take two."""
    return sum(2.0 if letter >= "\u1100" else 1.0 for letter in name)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _graticule(box: Box, width: int, height: int) -> Iterable[Line]:
    wide, high = box.east - box.west, box.north - box.south
    step = next((step for step in _STEPS if max(wide, high) / step <= 8), 60)
    for degree in range(math.ceil(box.west / step) * step, math.floor(box.east) + 1, step):
        said = gettext("%s° E") if degree >= 0 else gettext("%s° W")
        label = said % abs(degree)
        at = round((degree - box.west) / wide * width, 1)
        fits = at + LETTER * _letters(label) <= width
        yield Line(at, upright=True, label=label if fits else "")
    for degree in range(math.ceil(box.south / step) * step, math.floor(box.north) + 1, step):
        said = gettext("%s° N") if degree >= 0 else gettext("%s° S")
        at = round((box.north - degree) / high * height, 1)
        yield Line(at, upright=False, label=said % abs(degree))
