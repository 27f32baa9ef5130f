"""Bibliographic facts to render: records that are made up, and those of files that are there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

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
    return facts


def _people(words: Vocabulary, random: Random, most: int) -> list[Person]:
    count = min(1 + int(random.expovariate(0.8)), most + 3)
    return [_person(words, random) for _ in range(count)]


def _person(words: Vocabulary, random: Random) -> Person:
    if words.language == "en" and random.random() < 0.08:
        return Person(*words.one("korean", random).split("/"))
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
        "doi": f"10.{random.randint(1000, 59999)}/{random.choice(('j.', 's', '', 'jkpa.'))}{random.randint(1, 99999)}."
        f"{random.randint(1990, 2024)}.{random.randint(1, 99)}",
        "url": f"{random.choice(('http://www.', 'https://', 'https://www.'))}{random.choice(_HOSTS)}/"
        f"{random.choice(('index.html', 'view?id=123', 'a/b-c', 'doc/2021.pdf', ''))}",
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


_HOSTS = """
    example.org kostat.go.kr stats.gov.cn who.int molit.go.kr oecd.org/stats bbc.co.uk/news dlib.org
    people.com.cn mlit.go.jp destatis.de arxiv.org/abs github.com/x/y wikipedia.org/wiki
    """.split()
_GENRES = {
    "en": ("PhD thesis", "Ph.D. dissertation", "Master's thesis", "Unpublished doctoral dissertation", "Doctoral dissertation"),
    "de": ("Dissertation", "Diss.", "Diplomarbeit", "Unveröffentlichte Dissertation", "Magisterarbeit"),
    "ko": ("박사학위논문", "석사학위논문", "석사학위 논문", "박사논문", "박사학위 논문", "석사논문"),
    "zh": ("博士学位论文", "硕士学位论文", "博士论文"),
    "ja": ("博士論文", "修士論文"),
}
_REPORTS = {
    "en": ("Technical Report", "Working Paper", "Tech. Rep.", "Report", "Discussion Paper"),
    "de": ("Arbeitspapier", "Forschungsbericht", "Discussion Paper", "Arbeitsbericht"),
    "ko": ("연구보고서", "정책연구", "기본연구", "수시연구보고서"),
    "zh": ("研究报告",),
    "ja": ("報告書",),
}
_EDITIONS = {
    "en": ("2nd ed.", "3rd edition", "rev. ed.", "4th edn", "Second Edition"),
    "de": ("2. Aufl.", "3., überarb. Aufl.", "2. Auflage"),
    "ko": ("제2판", "개정판", "3판"),
    "zh": ("2版", "修订版", "第3版", "增订版"),
    "ja": ("第2版", "改訂版"),
}


def _texts(kind: str, words: Vocabulary, random: Random) -> dict[str, str]:
    language = words.language
    container = {
        "article": "journals",
        "conference": "conferences" if "conferences" in words.lists else "journals",
        "newspaper": "newspapers",
        "chapter": "",
        "web": "newspapers",
    }.get(kind)
    texts = {
        "title": words.one("laws", random) if kind == "law" else words.title(random),
        "publisher": words.one("universities" if kind == "thesis" else "publishers", random),
        "place": words.one("places", random),
        "body": words.one("bodies", random),
        "genre": random.choice((_REPORTS if kind == "report" else _GENRES)[language]),
        "edition": random.choice(_EDITIONS[language]),
        "series": words.title(random),
        "accessed": random.choice(("2015-03-04", "2020-11-28", "2021. 3. 5", "2019.12.01", "12 May 2016", "March 3, 2014")),
    }
    if container is not None:
        texts["container"] = words.one(container, random) if container else words.title(random)
    if kind == "chapter" and random.random() < 0.12 and language in ("zh", "ja"):
        texts["container"] += "论文集" if language == "zh" else "論集"
    if kind == "conference" and language == "zh":
        texts["container"] = f"{texts['title'][:4]}学术研讨会论文集"
    if kind == "report":
        texts["publisher"] = words.one("bodies", random)
    if kind == "standard":
        texts["number"] = random.choice(("GB/T 25100—2010", "ISO 9001:2015", "GB/T 7714—2015", "KS X 1001", "ISO/IEC 27001", "DL/T 634-2002", "DIN 1505", "RFC 2616"))
    if kind == "patent":
        texts["number"] = random.choice(("CN01128777.2", "88105607.3", "ZL201510123456.7", "US 6,285,999", "CN103456789A"))
    return texts


def of_rows(rows: list[Mapping[str, Any]]) -> Iterator[Facts]:
    """The facts that the gold fields of annotated rows state."""
    for row in rows:
        gold = row["gold"]
        authors = [_of_gold(name) for name in gold.get("authors") or []]
        if row.get("authors_suspect") or not gold.get("title") or not all(authors):
            continue
        texts = {
            name: str(gold[key])
            for name, key in _GOLD
            if gold.get(key) and len(str(gold[key])) < 260
        }
        if "title" not in texts:
            continue
        kind = "article" if gold.get("volume") and gold.get("container") else (
            "chapter" if gold.get("container") else "book"
        )
        place = row["raw"].get("location") or row["raw"].get("pubPlace")
        if isinstance(place, str):
            texts["place"] = place.strip(" ,.:;()[]")
        yield Facts(kind, "en", authors=[a for a in authors if a], texts=texts)


_GOLD = (
    ("title", "title"),
    ("container", "container"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("date", "year"),
    ("month", "month"),
    ("page", "pages"),
    ("publisher", "publisher"),
    ("doi", "doi"),
    ("url", "url"),
)


def _of_gold(name: str) -> Person | None:
    """A name of the gold whose parts it shows."""
    if re.search(r"[^A-Za-zÀ-ÿ.,'’\- ]", name):
        return None
    if "," in name:
        family, _, given = name.partition(",")
        return Person(family.strip(), given.strip()) if family.strip() and given.strip() else None
    words = name.split()
    initials = [w for w in words if re.fullmatch(r"(?:[A-Z]\.?-?){1,3}", w)]
    rest = [w for w in words if w not in initials]
    if initials and 0 < len(rest) < 3:
        return Person(" ".join(rest), " ".join(initials))
    return Person(words[-1], " ".join(words[:-1])) if len(words) in (2, 3) else None


def of_csl(path: Path) -> Iterator[Facts]:
    """The facts of a file of CSL-JSON items, one a line."""
    kinds = {
        "article-journal": "article",
        "paper-conference": "conference",
        "book": "book",
        "report": "report",
        "thesis": "thesis",
        "chapter": "chapter",
        "legislation": "law",
        "standard": "standard",
        "webpage": "web",
    }
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        title = item.get("title")
        if not title or item.get("type") not in kinds:
            continue
        language = "ko" if re.search("[가-힣]", title) else "en"
        authors = [_of_csl(name) for name in item.get("author") or []]
        parts = (item.get("issued") or {}).get("date-parts") or [[]]
        texts = {
            "title": title,
            **{k: str(item[v]) for k, v in _CSL if item.get(v)},
            **dict(zip(("date", "month", "day"), map(str, parts[0]), strict=False)),
        }
        yield Facts(kinds[item["type"]], language, authors=authors, texts=texts)


_CSL = (
    ("container", "container-title"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("publisher", "publisher"),
    ("place", "publisher-place"),
    ("doi", "DOI"),
    ("url", "URL"),
    ("number", "number"),
)


def _of_csl(name: Mapping[str, str]) -> Person:
    if name.get("literal") or not name.get("given"):
        return Person(name.get("literal") or name.get("family") or "", body=True)
    return Person(name["family"], name["given"])
