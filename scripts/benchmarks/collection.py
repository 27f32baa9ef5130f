"""Articles that nobody wrote, and queries for them: the same seed makes the same ones.

Words are as frequent as Zipf's law has it: the second half as often as the first, the third a
third. English words carry endings for a stemmer to cut, Korean ones particles; of three documents
one is Korean where Korean is asked for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

VOCABULARY = 30_000
HEADLINE, BODY = 8, 242
"""Words of a document: 250."""
QUERIES = 20
"""Of each kind."""
_ONSETS = "b c d f g h k l m n p r s t v w br ch cl dr fl gr pl sh st tr".split()
_VOWELS = "a e i o u ai ea ou".split()
_CODAS = ["", "", "", "", "n", "r", "l", "t", "m", "nd", "st"]
_ENDINGS = ["", "", "", "", "", "", "s", "s", "ed", "ing", "ation", "al", "ly", "er"]
_PARTICLES = ["", "", "은", "는", "이", "가", "을", "를", "의", "에서", "으로"]
_SECTIONS = ("News", "Projects", "Notes", "Events", "Policy", "Markets", "People", "Letters")
_SOURCES = tuple(f"Harbour Office {number}" for number in range(40))
_YEARS = (2005, 2024)
_PER_ISSUE = 15


@dataclass(frozen=True, slots=True)
class Made:
    """A document to be: every engine stores these fields."""

    id: str
    title: str
    body: str
    section: str
    source: str
    language: str
    date: str

    @property
    def year(self) -> int:
        return int(self.date[:4])

    @property
    def day(self) -> int:
        return int(self.date.replace("-", ""))

    def record(self) -> dict[str, Any]:
        """As the store of kb has it."""
        return {
            "kind": "article",
            "id": self.id,
            "headline": self.title,
            "body": self.body,
            "section": self.section,
            "sources": [self.source],
            "language": self.language,
            "date": self.date,
            "year": self.year,
        }


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, apart from any engine's language; `years` are a range's bounds."""

    kind: str
    words: tuple[str, ...] = ()
    years: tuple[int, int] = (0, 0)


class Collection:
    """Documents by their number."""

    def __init__(self, *, korean: bool, seed: int = 1) -> None:
        chance = random.Random(seed)
        self.seed = seed
        self.english = _vocabulary(chance, _english_word)
        self.korean = _vocabulary(chance, _korean_word) if korean else []
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def documents(self, first: int, last: int) -> Iterator[Made]:
        """Those numbered from `first` up to `last`, without it."""
        return map(self.document, range(first, last))

    def document(self, number: int) -> Made:
        chance = random.Random(f"{self.seed} {number}")
        korean = bool(self.korean) and number % 3 == 0
        vocabulary = self.korean if korean else self.english
        words = chance.choices(vocabulary, cum_weights=self.weights, k=HEADLINE + BODY)
        if korean:
            words = [word + chance.choice(_PARTICLES) for word in words]
        issue = random.Random(f"{self.seed} issue {number // _PER_ISSUE}")
        day = f"{issue.randint(*_YEARS)}-{issue.randint(1, 12):02}-{issue.randint(1, 28):02}"
        return Made(
            id=f"made-{number // _PER_ISSUE:06}-{number % _PER_ISSUE:02}",
            title=" ".join(words[:HEADLINE]),
            body=_sentences(words[HEADLINE:]),
            section=_SECTIONS[min(int(chance.expovariate(0.5)), len(_SECTIONS) - 1)],
            source=_SOURCES[min(int(chance.expovariate(0.1)), len(_SOURCES) - 1)],
            language="ko" if korean else "en",
            date=day,
        )

    def queries(self, kind: str, size: int) -> list[Query]:
        """Queries of one kind, no two alike; phrases are taken from documents below `size`."""
        chance = random.Random(f"{self.seed} {kind}")
        made = (self._query(kind, chance, number, size) for number in range(QUERIES))
        return list(made)

    def _query(self, kind: str, chance: random.Random, number: int, size: int) -> Query:
        if kind == "range":
            first = chance.randint(*_YEARS)
            return Query(kind, years=(first, first + number % 4))
        if kind == "phrase":
            english = (n for n in iter(lambda: chance.randrange(size), None))
            document = next(n for n in english if not (self.korean and n % 3 == 0))
            return Query(kind, tuple(self.document(document).title.split()[3:5]))
        low = 5 + number * 5
        words = tuple(chance.sample(self.english[low : low * 4 + 20], 3))
        long = [word for word in self.english[low:] if len(word) > 5]
        asked: dict[str, tuple[str, ...]] = {
            "term": words[:1],
            "or": words,
            "and": words,
            "prefix": (long[number][:4],),
            "fuzzy": (long[number][:2] + long[number][3:],),
        }
        return Query(kind, asked[kind])


def _vocabulary(chance: random.Random, word: Any) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found[word(chance, len(found))] = None
    return list(found)


def _english_word(chance: random.Random, rank: int) -> str:
    syllables = chance.choice((1, 2) if rank < 1000 else (1, 2, 2, 3))
    parts = (
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        for _ in range(syllables)
    )
    return "".join(parts) + chance.choice(_ENDINGS)


def _korean_word(chance: random.Random, rank: int) -> str:
    length = chance.choice((1, 2, 2, 2, 3, 3, 4))
    return "".join(chr(0xAC00 + 28 * chance.randrange(399)) for _ in range(length))


def _sentences(words: list[str]) -> str:
    """Capital letters, commas and full stops, as a text has them."""
    parts = [words[place : place + 14] for place in range(0, len(words), 14)]
    lines = (" ".join(part[:6]) + ", " + " ".join(part[6:]) for part in parts)
    return " ".join(line[:1].upper() + line[1:].rstrip(", ") + "." for line in lines)
