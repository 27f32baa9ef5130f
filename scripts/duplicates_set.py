"""Pairs of records of one work, and of two: what scripts/evaluate_duplicates.py measures on.

A work is a record of `literature.jsonl` or `literature.doubtful.jsonl`, or an item of Zotero's
import test cases. It is given several times over, each time as another source would give it:
abbreviated, romanised, with slips, with fields missing, its title in another language. Its
siblings are other works that are easily taken for it: another article by the same authors in the
same volume, another part, another edition, next year's report, the same study of another city,
another editorial.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

Item = dict[str, Any]

_RR = (
    "g kk n d tt r m b pp s ss - j jj ch k t p h",
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
    "- k k k n n n t l l l l l l l l m p p t t ng t t k t p -",
)
_COMMON = (
    "k kk n d tt r m b pp s ss - j jj ch k t p h",
    "a ae ya yae u e yu ye o wa wae oe yo oo wo we wi yu eu ee i",
    "- k k k n n n t l l l l l l l l m p p t t ng t t k t p -",
)
_MCCUNE = (
    "k kk n t tt r m p pp s ss - ch tch ch k t p h",
    "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i",
    "- k k k n n n t l l l l l l l l m p p t t ng t t k t p -",
)
_SURNAMES = dict(
    pair.split()
    for pair in (
        "김 Kim|이 Lee|박 Park|최 Choi|정 Jung|강 Kang|조 Cho|윤 Yoon|장 Jang|임 Lim|한 Han|오 Oh|"
        "서 Seo|신 Shin|권 Kwon|황 Hwang|안 Ahn|송 Song|유 Yoo|홍 Hong|전 Jeon|고 Ko|문 Moon|"
        "양 Yang|손 Son|배 Bae|백 Baek|허 Huh|남 Nam|심 Shim|노 Noh"
    ).split("|")
)
_TYPES = {
    "journalArticle": "article-journal",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
}
_CITIES = (
    *(
        "Busan",
        "Daegu",
        "Incheon",
        "Gwangju",
        "Sejong",
        "Seoul",
        "Ulsan",
        "Jeju",
        "Suwon",
        "Berlin",
    ),
    *("부산", "대구", "인천", "광주", "세종", "서울", "울산", "제주", "수원"),
)


def works(shared: Path) -> list[Item]:
    """Records that are works of their own, each once."""
    found: dict[str, Item] = {}
    for name in ("literature.jsonl", "literature.doubtful.jsonl"):
        for line in (shared / "facts" / name).read_text(encoding="utf-8").split("\n")[:-1]:
            item = json.loads(line)
            found.setdefault(_identity(item), item)
    cases = shared / "corpora" / "bibfiles" / "zotero" / "import-testcases.dev.jsonl"
    for line in cases.read_text(encoding="utf-8").split("\n")[:-1]:
        for item in map(_from_zotero, json.loads(line)["items"]):
            if item["author"] or item.get("page"):  # else there is nothing to know it by
                found.setdefault(_identity(item), item)
    return [{**item, "id": f"w{n}"} for n, item in enumerate(found.values())]


def _identity(item: Item) -> str:
    return str(item.get("DOI") or "".join(c for c in item["title"] if c.isalnum())).lower()


def _from_zotero(item: Item) -> Item:
    """Zotero's item as CSL-JSON, as far as duplicates are told by."""
    names = [
        {"family": c["lastName"], "given": c.get("firstName", "")}
        if c.get("firstName")
        else {"literal": c.get("lastName") or c.get("name") or "?"}
        for c in item["creators"]
    ]
    year = re.search(r"\d{4}", str(item.get("date") or item.get("issueDate") or ""))
    csl = {
        "type": _TYPES.get(item["itemType"], item["itemType"]),
        "title": item.get("title") or "",
        "author": names,
        "container-title": item.get("publicationTitle") or item.get("bookTitle"),
        "page": item.get("pages"),
        "issued": {"date-parts": [[int(year.group())]]} if year else None,
    }
    for name in ("volume", "issue", "DOI", "ISBN", "ISSN", "publisher", "edition"):
        csl[name] = item.get(name)
    return {name: value for name, value in csl.items() if value or name in ("author", "title")}


def romanised(hangul: str, system: tuple[str, str, str], joint: str) -> str:
    """The syllables of a given name in Latin letters: "Soon-gu", "Sungu"."""
    syllables = []
    for char in hangul:
        number = ord(char) - 0xAC00
        if not 0 <= number < 11172:
            return hangul
        picked = (number // 588, number // 28 % 21, number % 28)
        parts = [row.split()[n] for row, n in zip(system, picked, strict=True)]
        syllables.append("".join(p for p in parts if p != "-"))
    return joint.join(syllables).capitalize()


class Renderer:
    """Gives works as sources give them, by chance but the same for the same seed."""

    def __init__(self, seed: int, all_works: list[Item]) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.all_works = all_works

    def renderings(self, work: Item, count: int) -> Iterator[Item]:
        """A work as given, and by other sources."""
        yield public(work)
        for _ in range(count):
            item = deepcopy(work)
            steps = self.random.sample(STEPS, self.random.randint(2, 5))
            for step in steps:
                step(item, self.random)
            yield public(item)

    def siblings(self, work: Item) -> Iterator[list[Item]]:
        """Works that are easily taken for this one, each as a list of its records."""
        for make in self.random.sample(SIBLINGS, 4):
            sibling = make(deepcopy(work), self)
            if sibling is not None:
                yield list(self.renderings(sibling, 1))


def public(item: Item) -> Item:
    return {k: v for k, v in item.items() if not k.startswith("_") and v not in (None, "", [])}


def _year(item: Item, by: int) -> None:
    if item.get("issued"):
        item["issued"] = {"date-parts": [[int(item["issued"]["date-parts"][0][0]) + by]]}


def romanise(item: Item, chance: random.Random) -> None:
    system = chance.choice((_RR, _COMMON, _COMMON, _MCCUNE))
    joint = chance.choice(("-", "", " "))
    for name in item.get("author", ()):
        family, given = name.get("family", ""), name.get("given", "")
        if family in _SURNAMES and given:
            spelt = romanised(family, system, "") if system is not _COMMON else _SURNAMES[family]
            name.update(family=spelt, given=romanised(given, system, joint))


def initials(item: Item, chance: random.Random) -> None:
    romanise(item, chance)
    for name in item.get("author", ()):
        if name.get("given") and name["given"].isascii():
            parts = re.split(r"[\s\-]+", name["given"].replace(".", " ").strip())
            name["given"] = "-".join(f"{p[0].upper()}." for p in parts if p)


def et_al(item: Item, chance: random.Random) -> None:
    item["author"] = item.get("author", [])[: chance.randint(1, 3)]


def without_names(item: Item, chance: random.Random) -> None:
    if chance.random() < 0.3 and item.get("page"):
        item["author"] = []


def slip(item: Item, chance: random.Random) -> None:
    title = item["title"]
    if len(title) < 8:
        return
    for _ in range(1 + len(title) // 60):
        letters = [n for n, c in enumerate(title) if c.isalpha()]
        where = chance.choice(letters) if letters else 0
        change = chance.choice((title[where] * 2, "", title[where - 1 : where] or "x"))
        title = title[:where] + change + title[where + 1 :]
    item["title"] = title


def without_subtitle(item: Item, chance: random.Random) -> None:
    main = re.split(r"\s*[:：]\s+|\s+:\s*", item["title"])[0]
    if len(main) > 12:
        item["title"] = main


def written_otherwise(item: Item, chance: random.Random) -> None:
    ways: tuple[Callable[[str], str], ...] = (
        str.upper,
        str.lower,
        lambda t: t.replace(" ", "") if any("가" <= c <= "힣" for c in t) else t.replace(":", "."),
        lambda t: t.replace(" and ", " & ").replace("-", " "),
        lambda t: f"<i>{t}</i>.",
    )
    item["title"] = chance.choice(ways)(item["title"])


def translated(item: Item, chance: random.Random) -> None:
    if item.get("_title_en") and item.get("page"):
        item["title"] = item["_title_en"]
        if item.get("_author_romanised") and chance.random() < 0.5:
            item["author"] = [_printed(name) for name in item["_author_romanised"]]
        else:
            romanise(item, chance)


def _printed(name: str) -> Item:
    family, comma, given = name.partition(", ")
    if comma:
        return {"family": family, "given": given}
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given}


def abbreviated(item: Item, chance: random.Random) -> None:
    words = str(item.get("container-title") or "").split()
    if words and words[0].isascii():
        small = ("of", "the", "and", "for", "in", "on")
        item["container-title"] = " ".join(
            f"{w[: chance.randint(3, 5)]}." if len(w) > 5 else w for w in words if w not in small
        )


def shorter_pages(item: Item, chance: random.Random) -> None:
    first, dash, last = str(item.get("page") or "").partition("-")
    if dash and len(first) == len(last) and len(first) > 2 and first[0] == last[0]:
        item["page"] = f"pp. {first}–{last[1:]}"
    elif chance.random() < 0.5:
        item["page"] = first


def without_fields(item: Item, chance: random.Random) -> None:
    for name in chance.sample(("page", "volume", "issue", "container-title", "publisher"), 2):
        item.pop(name, None)


def without_doi(item: Item, chance: random.Random) -> None:
    for name in ("DOI", "URL", "ISBN"):
        item.pop(name, None)


def doi_as_address(item: Item, chance: random.Random) -> None:
    if item.get("DOI"):
        item["URL"] = f"https://doi.org/{item.pop('DOI').upper()}"


def another_date(item: Item, chance: random.Random) -> None:
    _year(item, chance.choice((0, 0, 0, -1, 1)))


def another_type(item: Item, chance: random.Random) -> None:
    item["type"] = "document"


STEPS = (
    *(romanise, initials, et_al, without_names, slip, without_subtitle, written_otherwise),
    *(translated, abbreviated, shorter_pages, without_fields, without_doi, without_doi),
    *(doi_as_address, another_date, another_type),
)


def _apart(item: Item) -> Item:
    """Another work has other identifiers."""
    for name in ("DOI", "URL", "ISBN", "_title_en", "_author_romanised"):
        item.pop(name, None)
    return item


def _next_pages(item: Item, chance: random.Random) -> None:
    first = int((re.search(r"\d+", str(item.get("page") or "")) or [str(chance.randint(1, 90))])[0])
    start = first + chance.randint(15, 60)
    item["page"] = f"{start}-{start + chance.randint(8, 25)}"


def another_article(item: Item, maker: Renderer) -> Item | None:
    if item["type"] != "article-journal":
        return None
    same_script = [
        w for w in maker.all_works if w["title"][:1].isascii() == item["title"][:1].isascii()
    ]
    item["title"] = maker.random.choice(same_script)["title"] + " and beyond"
    _next_pages(item, maker.random)
    return _apart(item)


def another_part(item: Item, maker: Renderer) -> Item:
    number = maker.random.choice(("2", "II", "3"))
    item["title"] += maker.random.choice((f" ({number})", f", Part {number}", f" {number}"))
    if item.get("page"):
        _next_pages(item, maker.random)
    return _apart(item)


def next_year(item: Item, maker: Renderer) -> Item:
    year = ((item.get("issued") or {}).get("date-parts") or [[2020]])[0][0]
    item["title"] = re.sub(r"\d{4}", str(int(year) + 1), item["title"])
    if not re.search(r"\d{4}", item["title"]):
        item["title"] += f" {int(year) + 1}"
    _year(item, 1)
    if item.get("page"):
        _next_pages(item, maker.random)
    if str(item.get("volume", "")).isdigit():
        item["volume"] = str(int(item["volume"]) + 1)
    item.pop("number", None)
    return _apart(item)


def another_edition(item: Item, maker: Renderer) -> Item | None:
    if item["type"] not in ("book", "report"):
        return None
    item["edition"] = str(maker.random.randint(2, 5))
    item.pop("number", None)
    _year(item, maker.random.randint(2, 6))
    return _apart(item)


def another_city(item: Item, maker: Renderer) -> Item | None:
    found = next((city for city in _CITIES if city in item["title"]), None)
    if found is None:
        return None
    same_script = [c for c in _CITIES if c != found and c.isascii() == found.isascii()]
    item["title"] = item["title"].replace(found, maker.random.choice(same_script))
    if item.get("page"):
        _next_pages(item, maker.random)
    _year(item, maker.random.choice((0, 1)))
    return _apart(item)


def editorial(item: Item, maker: Renderer) -> Item | None:
    if item["type"] != "article-journal":
        return None
    item["title"] = maker.random.choice(("Editorial", "권두언", "Book Review", "서평"))
    item["issue"] = str(maker.random.randint(1, 6))
    item["page"] = f"{maker.random.randint(1, 4)}-{maker.random.randint(5, 9)}"
    if maker.random.random() < 0.5:
        item["author"] = deepcopy(maker.random.choice(maker.all_works).get("author", []))
    return _apart(item)


def review_of(item: Item, maker: Renderer) -> Item:
    item["title"] = f"Review of {item['title']}"
    item["author"] = deepcopy(maker.random.choice(maker.all_works).get("author", []))
    item["type"] = "article-journal"
    _next_pages(item, maker.random)
    return _apart(item)


SIBLINGS = (
    *(another_article, another_article, another_part, next_year, another_edition, another_city),
    *(editorial, review_of),
)
