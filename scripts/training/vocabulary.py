"""The words that made-up records are made of: one file a language, lists and patterns of titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

FOLDER = Path(__file__).with_name("vocabulary")
_ITEM = re.compile(r'"(?P<quoted>[^"]*)"|(?P<plain>\S+)')
_SLOT = re.compile(r"\{(\w)\}")


@dataclass(frozen=True)
class Vocabulary:
    """The lists of a language by their names, and the patterns of its titles."""

    language: str
    lists: dict[str, tuple[str, ...]]
    patterns: tuple[str, ...]

    def one(self, name: str, random: Random) -> str:
        return random.choice(self.lists[name])

    def title(self, random: Random) -> str:
        """A title in one of the patterns, sometimes two of them with a colon between."""
        text = self._filled(random.choice(self.patterns), random)
        if random.random() < 0.12:
            colon = "：" if self.language == "zh" else ": "
            text = f"{text}{colon}{self._filled(random.choice(self.patterns), random)}"
        return text[0].upper() + text[1:] if text[0].isascii() else text

    def _filled(self, pattern: str, random: Random) -> str:
        def fill(match: re.Match[str]) -> str:
            slot = match[1]
            if slot == "y":
                return str(random.randint(1900, 2024))
            if slot == "k":
                return str(random.randint(1, 12))
            if slot == "n" and self.language in ("ko", "ja", "zh") and random.random() < 0.06:
                return self.one("english", random)
            names = {"n": "nouns", "m": "modifiers", "p": "places", "a": "adjectives"}
            word = self.one(names.get(slot, "adjectives"), random)
            return word.capitalize() if slot == "A" else word

        text = _SLOT.sub(fill, pattern)
        if "E" in text:
            text = re.sub(r"(?<![A-Za-z])E(?![A-Za-z])", self.one("english", random), text)
        return text


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language: "en", "de", "ko", "zh", "ja"; "any" has what none owns."""
    data = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    patterns = tuple(data.pop("patterns", "").strip().splitlines())
    lists = {
        name: tuple(m["quoted"] or m["plain"] for m in _ITEM.finditer(str(text)))
        for name, text in data.items()
    }
    return Vocabulary(language, lists, patterns)
