"""Bibliographic facts to render, made up of what the vocabularies have."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from scripts.training.vocabulary import Vocabulary, vocabulary

KINDS = {
    "article": 40,
    "book": 22,
    "chapter": 14,
    "conference": 10,
    "thesis": 7,
    "report": 6,
    "web": 4,
    "newspaper": 4,
    "law": 4,
    "edited": 7,
    "case": 3,
    "other": 5,
    "standard": 2,
    "patent": 1,
}


@dataclass
class Person:
    """A person's name, or with `given` empty and `body` set a body's."""

    family: str
    given: str = ""
    body: bool = False


@dataclass
class Facts:
    """A work: its kind, language, people and the texts of its fields."""

    kind: str
    language: str
    authors: list[Person] = field(default_factory=list)
    editors: list[Person] = field(default_factory=list)
    translators: list[Person] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def made_up(language: str, random: Random) -> Facts:
    """A record of a language, of words that its vocabulary has."""
    words = vocabulary(language)
    kind = random.choices(list(KINDS), list(KINDS.values()))[0]
    facts = Facts(kind, language)
    facts.authors = _people(words, random, most=5)
    if random.random() < 0.06:
        facts.authors = [Person(words.one("bodies", random), body=True)]
    facts.editors = _people(words, random, most=3)
    facts.translators = _people(words, random, most=2)
    facts.texts = _numbers(random) | _texts(kind, words, random)
    if kind == "newspaper":
        facts.texts["page"] = random.choice(("A", "B", "", "", "")) + str(random.randint(1, 32))
    if kind in ("edited", "law", "case") or random.random() < 0.02:
        facts.authors = []
    return facts


def _people(words: Vocabulary, random: Random, most: int) -> list[Person]:
    count = min(1 + int(random.expovariate(0.8)), most + 3)
    return [_person(words, random) for _ in range(count)]


def _person(words: Vocabulary, random: Random) -> Person:
    if words.language == "en" and random.random() < 0.08:
        family, given = words.one("korean", random).split("/")
        return Person(family, given)
    given = words.one("given", random)
    if words.language == "en" and random.random() < 0.35:
        given += f" {random.choice('ABCDEFGHJKLMNPRSTW')}."
    if words.language == "de" and random.random() < 0.1:
        given += f" {random.choice('ABCEFGHJKMRSW')}."
    if words.language == "zh" and len(given) == 1 and random.random() < 0.2:
        given += words.one("given", random)[:1]
    return Person(words.one("families", random), given)


def _numbers(random: Random) -> dict[str, str]:
    """Volume, pages and so on, each left out now and then."""
    first = int(random.lognormvariate(4.5, 1.6)) + 1
    last = first + random.randint(1, 40)
    texts = {
        "date": str(random.choice((random.randint(1880, 1995), random.randint(1985, 2025)))),
        "volume": str(random.choice((random.randint(1, 40), random.randint(1, 250)))),
        "issue": str(random.choice((random.randint(1, 6), random.randint(1, 12)))),
        "page": f"{first}-{last}",
        "page2": str(first + 2),
        "month": str(random.randint(1, 12)),
        "day": str(random.randint(1, 28)),
        "doi": _doi(random),
        "url": f"{random.choice(_SCHEMES)}{_ANY.one('hosts', random)}/{_ANY.one('pages', random)}",
        "number": str(random.randint(1, 19999)),
    }
    if random.random() < 0.1:
        texts["issue"] = f"{texts['issue']}{random.choice('-/–')}{int(texts['issue']) + 1}"
    if random.random() < 0.1:
        texts["page"] = texts["page"].split("-")[0]
    if random.random() < 0.07:
        texts["page"] = f"{last}–{str(last + 9)[-2:]}"
    if random.random() < 0.03:
        texts["page"] = f"e{first}"
    for name, share in (("issue", 0.3), ("volume", 0.06), ("page", 0.08), ("date", 0.03)):
        if random.random() < share:
            del texts[name]
    return texts


_ANY = vocabulary("any")
_SCHEMES = ("http://www.", "https://", "https://www.")


def _doi(random: Random) -> str:
    lead = random.choice(("j.", "s", "", "jkpa."))
    numbers = (random.randint(1, 99999), random.randint(1990, 2024), random.randint(1, 99))
    return f"10.{random.randint(1000, 59999)}/{lead}{'.'.join(map(str, numbers))}"


def _texts(kind: str, words: Vocabulary, random: Random) -> dict[str, str]:
    language = words.language
    container = {
        "article": "journals",
        "conference": "conferences" if "conferences" in words.lists else "journals",
        "newspaper": "newspapers",
        "chapter": "",
        "web": "newspapers",
    }.get(kind)
    if kind == "case":
        return _case(words, random)
    texts = {
        "title": words.one("laws", random) if kind == "law" else words.title(random),
        "publisher": words.one("universities" if kind == "thesis" else "publishers", random),
        "place": words.one("places", random),
        "body": words.one("bodies", random),
        "genre": words.one("reports" if kind == "report" else "genres", random),
        "edition": words.one("editions", random),
        "series": words.title(random),
        "event": _event(words, random),
        "accessed": _ANY.one("accessed", random),
    }
    if container is not None:
        texts["container"] = words.one(container, random) if container else words.title(random)
    if kind == "chapter" and random.random() < 0.12 and language in ("zh", "ja"):
        texts["container"] += "论文集" if language == "zh" else "論集"
    if kind == "conference" and language == "zh":
        texts["container"] = f"{texts['title'][:4]}学术研讨会论文集"
    if kind == "report":
        texts["publisher"] = words.one("bodies", random)
    if kind in ("standard", "patent"):
        texts["number"] = _ANY.one(f"{kind}s", random)
    return texts


def _event(words: Vocabulary, random: Random) -> str:
    """The name of a meeting."""
    one, two = words.one("nouns", random), words.one("nouns", random)
    if words.language == "zh":
        return random.choice(
            (f"第{random.randint(2, 30)}届{one}学术年会", f"“{one}与{two}”学术研讨会")
        )
    one = one.title()
    return random.choice(
        (
            f"{random.randint(4, 40)}th Annual Meeting of the {one} Society",
            f"International Conference on {one}",
            f"{one} Workshop {random.randint(1990, 2022)}",
        )
    )


def _case(words: Vocabulary, random: Random) -> dict[str, str]:
    """A case at law, in a reporter or with its number."""
    one, two = words.one("families", random), words.one("families", random)
    given, body = words.one("given", random), words.one("bodies", random)
    if words.language in ("zh", "ja"):
        about = words.one("matters", random)
        titles = [
            f"{one}{given}诉{body}{about}案",
            f"{one}某{about}案",
            f"{one}{given}与{two}某{about}案",
        ]
    else:
        titles = [f"{one} v. {two}", f"{body} v. {one}", f"United States v. {one}"]
        titles += [f"{one} v {two}", f"In re {one}", f"{one} v. {body}"]
    return {
        "title": random.choice(titles),
        "container": _ANY.one("reporters", random),
        "court": words.one("bodies", random),
    }
