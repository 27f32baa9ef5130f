"""Names as lists print them, in the forms of many styles, each character with its part of a name.

Parts are f (family), g (given), l (a body, or a name that stays whole), x (a suffix) and s (what
stands between); the first character of a name has a + behind its part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from scripts.training.records import Person

Parts = list[tuple[str, str]]


@dataclass
class Piece:
    """Where the names stand: the family of styles, the record's language, the style's option."""

    family: str
    language: str
    option: str
    random: Random


def people(persons: list[Person], form: Piece) -> Iterator[tuple[str, str]]:
    """The pieces of a list of names."""
    write = {"ko": _hangul, "zh": _han, "ja": _han}.get(form.language, _latin)
    yield from write(persons, form)


def _joined(names: list[Parts], between: str, last: str, others: str) -> Iterator[tuple[str, str]]:
    for n, parts in enumerate(names):
        if n:
            yield (last if n == len(names) - 1 and not others else between), "s"
        first = True
        for text, part in parts:
            yield text, part + "+" if first and part != "s" else part
            first = first and part == "s"
    if others:
        yield others, "s"


def _hangul(persons: list[Person], form: Piece) -> Iterator[tuple[str, str]]:
    random = form.random
    between = random.choice((", ", ", ", ", ", "·", "ㆍ", ",", "; ", "・"))
    last = random.choice((between, between, between, ", & ", " & ", ", 그리고 ", " 및 "))
    cut = random.random() < 0.18
    others = ""
    if cut and len(persons) > 0 and not persons[0].body:
        persons = persons[: random.randint(1, 2)]
        count = random.randint(1, 9)
        others = random.choice(
            (" 외", " 등", f" 외 {count}인", f" 외 {count}명", "외", f" 외{count}")
        )
    spaced = random.random() < 0.05
    names: list[Parts] = []
    for person in persons:
        if person.body:
            names.append([(person.family, "l")])
        elif re.match("[가-힣]", person.family):
            names.append(
                [
                    (person.family, "f"),
                    (" " if spaced else "", "f"),
                    (person.given, "g" if spaced else "f"),
                ]
            )
        else:
            names.append([(person.family, "f"), (", ", "s"), (person.given, "g")])
    return _joined(names, between, last, others)


def _han(persons: list[Person], form: Piece) -> Iterator[tuple[str, str]]:
    random = form.random
    marks: tuple[str, ...] = (
        (", ", ", ", "，")
        if form.family == "chinese" and not form.option
        else ("、", "、", "，", ", ", "；", "·", " ")
    )
    if form.family == "japanese":
        marks = (", ", "; ", "・", "、", "，")
    between = random.choice(marks)
    others = ""
    if (len(persons) > 2 and random.random() < 0.5) or random.random() < 0.04:
        persons = persons[:3]
        others = random.choice(
            (between + "等", "等", " 等", between + "等")
            if form.family == "chinese"
            else ("ほか", " ほか", between + "他")
        )
    blank = " " if form.family == "japanese" and random.random() < 0.3 else ""
    if blank and between == "・":
        between = ", "
    names = [
        [
            (p.family, "l" if p.body else "f"),
            (blank if p.given else "", "f"),
            (p.given, "g" if blank else "f"),
        ]
        for p in persons
    ]
    return _joined(names, between, between, others)


def _latin(persons: list[Person], form: Piece) -> Iterator[tuple[str, str]]:
    random = form.random
    gb = form.family == "chinese" and form.option != "full"
    inverted = gb or random.random() < 0.6
    only_first = inverted and not gb and random.random() < 0.15
    given = "bare" if gb else random.choice(("full", "dotted", "dotted", "tight", "bare"))
    caps = random.random() < (0.6 if gb else 0.08)
    comma = "" if gb or (given == "bare" and random.random() < 0.8) else ", "
    if not inverted and given == "bare":
        given = "dotted"
    pairs = inverted and bool(comma) and not only_first
    between = random.choice((", ", ", ", "; ", " / ", "/")) if not gb else ", "
    last = (
        random.choice((between, " and ", ", and ", " & ", ", & ", " und ", "; "))
        if not gb
        else ", "
    )
    if form.language == "de" and random.random() < 0.6:
        between = random.choice(("/", "/", "; ", ", ", " / "))
        last = random.choice((between, between, " und ", " & "))
    if pairs and between == "," and random.random() < 0.5:
        between = "; "
    others = ""
    if (len(persons) > 3 and random.random() < (0.8 if gb else 0.3)) or random.random() < 0.04:
        persons = persons[: 3 if gb else random.randint(1, 3)]
        others = random.choice(
            (
                ", et al." if gb else " et al.",
                ", et al.",
                ", et al",
                " u.a." if form.language == "de" else " et al",
            )
        )
    names = []
    for n, person in enumerate(persons):
        turned = inverted and not (only_first and n)
        names.append(_one(person, given, turned, caps, comma, random))
    return _joined(names, between, last, others)


def _one(person: Person, given: str, turned: bool, caps: bool, comma: str, random: Random) -> Parts:
    if person.body:
        return [(person.family, "l")]
    family = person.family.upper() if caps else person.family
    first = _given(person.given, given)
    if not turned:
        parts = [(first + " ", "g"), (family, "f")]
        return (
            [*parts, (random.choice((", ", " ")), "s"), ("Jr.", "x")]
            if random.random() < 0.01
            else parts
        )
    return [(family, "f"), (comma or " ", "s" if comma else "f"), (first, "g")]


def _given(text: str, form: str) -> str:
    """ "Ruth J." as "R. J.", "R.J." or "RJ"."""
    if form == "full" or not text:
        return text
    words = [w for w in re.split(r"[\s.]+", text) if w]
    letters = [
        "-".join(part[0].upper() for part in w.split("-") if part)
        if not w.isupper()
        else "".join(w.replace("-", ""))
        for w in words
    ]
    flat = [c for item in letters for c in (item if item.isupper() and "-" not in item else [item])]
    if form == "bare":
        return "".join(c.replace("-", "") for c in flat)
    dotted = [c.replace("-", ".-") + "." for c in flat]
    return (" " if form == "dotted" else "").join(dotted)
