"""What was measured, beside what is aimed at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`met` is None where nothing is aimed at."""

    name: str
    value: float
    unit: str
    aim: str = ""
    met: bool | None = None


def at_most(name: str, value: float, aim: float | None, unit: str) -> Figure:
    return Figure(name, value, unit) if aim is None else _held(name, value, unit, aim, "<=")


def at_least(name: str, value: float, aim: float | None, unit: str) -> Figure:
    return Figure(name, value, unit) if aim is None else _held(name, value, unit, aim, ">=")


def _held(name: str, value: float, unit: str, aim: float, sign: str) -> Figure:
    met = value <= aim if sign == "<=" else value >= aim
    return Figure(name, value, unit, f"{sign} {aim:g}", met)


def show(figures: Iterable[Figure]) -> None:
    """A line a figure, as it comes."""
    print(f"{'figure':45} {'measured':>9} {'aim':>8}  met")
    for figure in figures:
        met = "" if figure.met is None else "yes" if figure.met else "NO"
        row = f"{figure.name:45} {figure.value:9.2f} {figure.aim:>8}  {met:3}  {figure.unit}"
        print(row.rstrip(), flush=True)
