"""The written newsletters of letters.yaml: what they say, before a layout prints it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Story:
    headline: str
    paragraphs: tuple[str, ...]
    url: str
    day: str
    source: str


@dataclass(frozen=True)
class Part:
    title: str
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Letter:
    name: str
    dated: str
    greeting: str
    parts: tuple[Part, ...]
    more: str
    footer: tuple[str, ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        return tuple(story for part in self.parts for story in part.stories)


def _letter(data: dict[str, Any]) -> Letter:
    parts = tuple(
        Part(
            part["title"],
            tuple(Story(**s | {"paragraphs": tuple(s["paragraphs"])}) for s in part["stories"]),
        )
        for part in data["parts"]
    )
    return Letter(**data | {"parts": parts, "footer": tuple(data["footer"])})


_DATA = yaml.safe_load((Path(__file__).parent / "letters.yaml").read_text(encoding="utf-8"))
LETTERS = {key: _letter(data) for key, data in _DATA.items()}
