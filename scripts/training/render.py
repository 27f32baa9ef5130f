"""A record in a citation style, every character with the label of the field that it belongs to.

A style is a line of `styles/`: groups between < and >, each with one field or more between braces.
Which form names, dates and pages take is drawn by lot, so that no form goes with one style only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import yaml

from kb.references.tokens import Token, tokenize
from scripts.training.people import Piece, people
from scripts.training.records import Facts, Person

FOLDER = Path(__file__).with_name("styles")
_PART = re.compile(r"<([^<>]*)>|([^<>]+)")
_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
_LABELS = {
    "month": "date",
    "day": "date",
    "body": "author",
    "doi": "ident",
    "accessed": "note",
    "page2": "note",
    "number": "genre",
    "event": "note",
    "court": "note",
}
_MONTHS = {
    "en": """
        January February March April May June July August September October November December
    """.split(),
    "de": """
        Januar Februar März April Mai Juni Juli August September Oktober November Dezember
    """.split(),
}
# The same style with marks of full width
_WIDE = str.maketrans({".": "．", ",": "，", "[": "［", "]": "］", "(": "（", ")": "）", ";": "；"})
_PEOPLE = ("author", "editor", "translator", "body")


@dataclass
class Line:
    """A string on the way: its text, and for every character its label and its part of a name."""

    text: str = ""
    labels: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    def add(self, text: str, label: str, part: str = "s") -> None:
        self.text += text
        self.labels += [label] * len(text)
        self.parts += [part, *[part.rstrip("+")] * (len(text) - 1)] if text else []


@cache
def styles(name: str) -> dict[str, tuple[str, ...]]:
    """The styles of a file by kind of work."""
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(text.strip().splitlines()) for kind, text in data.items()}


def rendered(facts: Facts, family: str, random: Random) -> Line:
    """The record in a style of a family of styles, by lot."""
    template = _latin(facts, random) if family == "latin" else _of(facts, family, random)
    if family == "chinese" and random.random() < 0.1:
        template = template.translate(_WIDE)
    line = Line()
    if random.random() < 0.12:
        number = random.randint(1, 120)
        line.add(
            random.choice((f"[{number}]", f"{number}.", f"({number})", f"{number})", f"{number}")),
            "number",
        )
        line.add(" ", "number")
    form = _Form(facts, family, random)
    pending = ""
    last = line.labels[-1] if line.labels else ""
    for group, literal in _PART.findall(template):
        if literal:
            pending = literal if last else ""
            if not last:
                line.add(literal, "note")
            continue
        if not form.has(group):
            continue
        if pending:
            line.add(pending, last or "note")
            pending = ""
        last = form.write(group, line, last)
    if pending and random.random() < 0.9:
        line.add(pending.rstrip(), last or "note")
    return line


def _of(facts: Facts, family: str, random: Random) -> str:
    """A style for the record's kind, without Han in it where the record has none."""
    kind = facts.kind if facts.kind in styles(family) else "book"
    kind = "edited" if kind == "book" and not facts.authors and "edited" in styles(family) else kind
    lines = styles(family)[kind]
    if facts.language in ("en", "de") and family == "chinese" and random.random() < 0.9:
        lines = tuple(line for line in lines if not re.search("[一-鿿]", line)) or lines
    return random.choice(lines)


_LATIN_KINDS = {"article": "journal", "conference": "chapter", "newspaper": "journal"}
_OWN = ("date", "genre", "series", "volume", "issue")


def _latin(facts: Facts, random: Random) -> str:
    dated = "dated" if random.random() < 0.55 else "undated"
    kind = {"article": "journal", "conference": "chapter", "newspaper": "journal"}.get(
        facts.kind, facts.kind
    )
    if kind in ("law", "standard", "case"):
        return random.choice(styles("latin")[kind])
    if kind == "edited":
        head = random.choice(styles("latin")[f"{dated} edited heads"])
        return f"{head} {random.choice(styles('latin')[f'{dated} book'])}"
    if f"dated {kind}" not in styles("latin"):
        kind = "book"
    head = random.choice(styles("latin")[f"{dated} heads"])
    return f"{head} {random.choice(styles('latin')[f'{dated} {kind}'])}"


class _Form:
    """How this string writes its fields."""

    def __init__(self, facts: Facts, family: str, random: Random) -> None:
        self.facts, self.family, self.random = facts, family, random
        self.dash = random.choice("----––—~" if family != "hangul" else "---~~∼–")
        self.wide = random.random() < 0.5
        self.named_months = family == "latin" or random.random() < 0.1

    def has(self, group: str) -> bool:
        """Whether the record has the first field of a group that is no month or day."""
        fields = [name for name, _ in _FIELD.findall(group)]
        main = next((n for n in fields if n not in ("month", "day")), "month")
        return bool(self._people(main)) if main in _PEOPLE else main in self.facts.texts

    def _people(self, name: str) -> list[Person]:
        if name == "body":
            body = self.facts.texts.get("body")
            return [Person(body, body=True)] if body else []
        return {"author": self.facts.authors, "editor": self.facts.editors}.get(
            name, self.facts.translators
        )

    def write(self, group: str, line: Line, last: str) -> str:
        """Write a group; marks before what it opens go with the field before it."""
        names = [name for name, _ in _FIELD.findall(group)]
        label = _LABELS.get(names[0], names[0]) if names else "note"
        at = 0
        for match in _FIELD.finditer(group):
            before = group[at : match.start()]
            if at == 0 and last and before and before[0] in ",.;:，、 /" and before[0] != "":
                lead = re.match(r"[\s,.;:，、/]*", before)
                cut = lead.end() if lead else 0
                line.add(before[:cut], last)
                before = before[cut:]
            line.add(before, label)
            own = _LABELS.get(match[1], match[1])
            label = (
                own if own in ("date", "genre", "series", "volume", "issue") or at == 0 else label
            )
            self._field(match[1], match[2], line, label)
            at = match.end()
        line.add(group[at:], label)
        return label

    def _field(self, name: str, option: str, line: Line, label: str) -> None:
        if name in _PEOPLE:
            form = Piece(self.family, self.facts.language, option, self.random)
            for text, part in people(self._people(name), form):
                line.add(text, label, part)
            return
        line.add(self._value(name), label)

    def _value(self, name: str) -> str:
        value = self.facts.texts.get(name, "")
        if name == "page":
            return value.replace("-", self.dash)
        if name in ("month", "day") and value and self.family == "latin":
            month = _MONTHS.get(self.facts.language, _MONTHS["en"])
            if name == "day":
                return f"{value} "
            return (
                f"{self.random.choice((month[int(value) - 1], month[int(value) - 1][:3] + '.'))} "
            )
        if name in ("month", "day") and not value:
            return "1"
        if name == "title" and self.family == "latin" and self.random.random() < 0.06:
            return value.upper()
        if name == "date" and self.random.random() < 0.04 and self.family in ("latin", "hangul"):
            return value + self.random.choice("ab")
        return value


def tokens_of(line: Line) -> tuple[list[Token], list[str], list[str]]:
    """The tokens of a line with their labels and their parts of names."""
    tokens = tokenize(line.text)
    labels = [_most(line.labels[t.start : t.end]) for t in tokens]
    parts = [
        _most([part.rstrip("+") for part in line.parts[t.start : t.end]])
        + ("+" if line.parts[t.start].endswith("+") else "")
        for t in tokens
    ]
    return tokens, labels, parts


def _most(marks: list[str]) -> str:
    return max(sorted(set(marks)), key=marks.count)
