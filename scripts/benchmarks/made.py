"""Issues of newsletters that nobody wrote: the same seed makes the same ones."""

from __future__ import annotations

import random
from dataclasses import dataclass

_ENGLISH = """
the a this each city council harbour library bridge tram station park school market budget plan
street river museum garden workshop survey permit heating roof archive ferry lantern orchard ladder
opens closes begins grows lends repairs measures plants counts publishes renews connects funds
new old small quiet public shared early late northern wooden bright open joint second annual local
with for after before under near along without because while where again today soon often rarely
""".split()
_KOREAN = """
도서관은 시장은 다리가 새로운 작은 오래된 공원에서 학교와 정류장을 강변의 주민들이
예산을 계획을 발표했다 열었다 고쳤다 심었다 늘렸다 줄였다 빌려준다 측정한다 이어서
지난달 올해 내년에 다시 천천히 함께 조용히 등불을 과수원의 사다리를 나룻배가
지붕을 난방을 기록을 설문을 허가를 박물관 정원 거리의 북쪽 나무로 밝은
""".split()
_SECTIONS = (
    ("News", "Projects", "Notes from the Harbour", "Events"),
    ("소식", "사업 안내", "현장 이야기", "행사"),
)
_BODIES = (("Harbour Office", "City Library", "Tram Board"), ("항만청", "시립도서관", "전차위원회"))
_LITERATURE = ("Literature", "참고문헌")
_PEOPLE = (
    ("Abel, Nora", "Brandt, Ivo", "Castell, Ada", "Dorn, Emil"),
    ("김나루", "이가람", "박서온", "최다솔"),
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article to be."""

    headline: str
    dateline: str
    paragraphs: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Made:
    """An issue to be: sections of stories, and a section of references, one a line."""

    number: int
    language: str
    title: str
    date: str
    sections: tuple[tuple[str, tuple[Story, ...]], ...]
    literature: tuple[str, tuple[str, ...]]


def issue(number: int, seed: int = 1) -> Made:
    """The issue of that number: even ones are in English, odd ones in Korean."""
    chance = random.Random(seed * 1_000_003 + number)
    korean = number % 2
    date = f"20{10 + number % 15}.{number % 12 + 1:02}.{number % 28 + 1:02}."
    title = f"제{number}호 항구 소식" if korean else f"The Harbour Letter No. {number}"
    names = chance.sample(_SECTIONS[korean], 3)
    sections = tuple((name, _stories(chance, korean, date)) for name in names)
    references = tuple(_reference(chance, korean) for _ in range(4))
    return Made(
        number=number,
        language=("en", "ko")[korean],
        title=title,
        date=date,
        sections=sections,
        literature=(_LITERATURE[korean], references),
    )


def sentence(chance: random.Random, korean: int, length: int) -> str:
    """So many words and a full stop."""
    words = chance.choices((_ENGLISH, _KOREAN)[korean], k=length)
    text = " ".join(words)
    return text[:1].upper() + text[1:] + "."


def _stories(chance: random.Random, korean: int, date: str) -> tuple[Story, ...]:
    return tuple(_story(chance, korean, date) for _ in range(chance.randint(2, 4)))


def _story(chance: random.Random, korean: int, date: str) -> Story:
    paragraphs = (
        " ".join(
            sentence(chance, korean, chance.randint(8, 20)) for _ in range(chance.randint(2, 6))
        )
        for _ in range(chance.randint(2, 5))
    )
    return Story(
        headline=sentence(chance, korean, chance.randint(4, 9)).rstrip("."),
        dateline=f"{date} / {chance.choice(_BODIES[korean])}",
        paragraphs=tuple(paragraphs),
        url=f"https://news.example/{chance.randrange(10**6)}",
    )


def _reference(chance: random.Random, korean: int) -> str:
    title = sentence(chance, korean, 7).rstrip(".")
    author = chance.choice(_PEOPLE[korean])
    journal = ("Harbour Studies", "항구연구")[korean]
    volume, number, page = chance.randint(1, 60), chance.randint(1, 6), chance.randint(1, 300)
    year = chance.randint(2001, 2024)
    return f"{author} ({year}). {title}. {journal}, {volume}({number}), {page}-{page + 9}."
