"""What is particular to one newsletter, as data: a family file.

A family file is YAML. All keys but `key` and `series` may be left out, and `recognise` where there
are two sections to know the newsletter by:

    key: smartcity-korea          # the beginning of every id of this newsletter
    series: Smart City Korea      # its name
    language: en                  # the language of most issues; others get a suffix in their id
    publisher: …
    rights: open, CC BY 4.0       # everybody may read the whole texts; without it they may not
    recognise: [pattern, …]       # one found in an issue says whose it is
    masthead: [pattern, …]        # whole lines with {number} and {date}, near the top
    sections:                     # titles as they are printed, in any order
      - Smart City Issue
    literature: [Smart City Literature]     # sections that hold references, not articles
    headline level: 3             # headings of this rank are headlines, all of them
    separators: [pattern, …]      # whole lines; the line below one is a headline
    furniture:                    # whole lines that belong to no article
      channel: [pattern, …]

What a pattern may say stands in kb.segment.pattern; docs/families.md is for people who write one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kb.errors import KBError
from kb.folding import fold
from kb.model import Document
from kb.rights import rights_of
from kb.segment.family_yaml import FamilyError, Value, known_keys, read_yaml
from kb.segment.line import FURNITURE, LONGEST_TITLE
from kb.segment.pattern import Pattern, compile_pattern

_KEYS = frozenset(
    (
        *("key", "series", "language", "publisher", "recognise", "masthead", "sections"),
        *("literature", "headline level", "separators", "furniture", "rights"),
    )
)
# What an id may begin with: letters of any script, digits, single hyphens
_KEY = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LEVELS = tuple("123456")


@dataclass(frozen=True, slots=True)
class Family:
    """One newsletter's particulars; Family() is that of a newsletter nobody described.

    `file` is the name of its file, `digest` a checksum of what stands there.
    """

    key: str | None = None
    series: str | None = None
    language: str | None = None
    publisher: str | None = None
    recognise: tuple[Pattern, ...] = ()
    masthead: tuple[Pattern, ...] = ()
    sections: frozenset[str] = frozenset()
    literature: frozenset[str] = frozenset()
    headline_level: int | None = None
    separators: tuple[Pattern, ...] = ()
    furniture: tuple[tuple[str, Pattern], ...] = ()
    rights: str | None = None
    file: str | None = None
    digest: str = ""

    @property
    def tells_headlines(self) -> bool:
        """Whether the file says which lines are headlines."""
        return self.headline_level is not None or bool(self.separators)

    @property
    def marks(self) -> str:
        """What it knows issues by, on one line."""
        return repr(([p.source for p in self.recognise], sorted(self.sections)))

    def knows(self, document: Document) -> bool:
        """Whether the document is an issue of this newsletter: by its marks, or by two sections."""
        texts = {block.text for block in document.blocks if block.kind != "navigation"}
        if len({fold(text) for text in texts if len(text) < LONGEST_TITLE} & self.sections) > 1:
            return True
        return any(pattern.search(text) for text in texts for pattern in self.recognise)


UNKNOWN = Family()


def family_of(document: Document, families: Iterable[Family] | None = None) -> Family:
    """The first family that knows the document, or UNKNOWN."""
    known = shipped() if families is None else families
    return next((family for family in known if family.knows(document)), UNKNOWN)


@cache
def shipped() -> tuple[Family, ...]:
    """The families that come with kb, by file name."""
    folder = Path(__file__).parent / "families"
    return tuple(load(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml")))


def families_in(folder: Path) -> tuple[Family, ...]:
    """The families of a folder of one's own, by file name, then those shipped.

    One that has the key of a shipped one stands for it. Raises FamilyError for a file that is
    wrong, and for two with one key.
    """
    own: dict[str | None, Family] = {}
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml")):
        family = load_file(path)
        if family.key in own:
            other = own[family.key].file
            raise FamilyError(f"{path}: has the key {family.key!r}, as {other} has; change one")
        own[family.key] = family
    return (*own.values(), *(family for family in shipped() if family.key not in own))


def load_file(path: Path) -> Family:
    """The family that a file describes. Raises FamilyError."""
    try:
        return load(str(path), path.read_text("utf-8-sig"))
    except OSError as error:
        raise FamilyError(f"{path}: cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FamilyError(f"{path}: is no UTF-8 text; save it as UTF-8") from error


def load(name: str, text: str) -> Family:
    """The family that a text describes. Raises FamilyError, with the name and the line."""
    whole = read_yaml(name, text)
    data = whole.items()
    known_keys(whole, _KEYS, "key")
    for key in ("key", "series"):
        if key not in data or data[key].empty or not data[key].text().strip():
            raise FamilyError(f"{name}: {key!r} is missing")
    furniture = data["furniture"].items() if "furniture" in data else {}
    if "furniture" in data:
        known_keys(data["furniture"], frozenset(FURNITURE), "kind of furniture")
    literature = _titles(data.get("literature"))
    family = Family(
        key=data["key"].made(_key),
        series=data["series"].text(),
        language=_optional(data.get("language")),
        publisher=_optional(data.get("publisher")),
        recognise=_patterns(data.get("recognise"), anywhere=True),
        masthead=_patterns(data.get("masthead")),
        sections=_titles(data.get("sections")) | literature,
        literature=literature,
        headline_level=_level(data.get("headline level")),
        separators=_patterns(data.get("separators")),
        furniture=tuple((kind, p) for kind, ps in furniture.items() for p in _patterns(ps)),
        rights=_rights(data.get("rights")),
        file=name,
        digest=digest([text]),
    )
    if not family.recognise and len(family.sections) < 2:
        raise FamilyError(f"{name}: 'recognise' is missing, and there are no two sections instead")
    return family


def digest(texts: Collection[str]) -> str:
    """A short checksum of texts."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def _key(text: str) -> str:
    if not _KEY.fullmatch(text):
        raise KBError(f"the key {text!r} has to be words of letters and digits with hyphens")
    return text


def _optional(value: Value | None) -> str | None:
    return None if value is None or value.empty else value.text()


def _rights(value: Value | None) -> str | None:
    return None if value is None or value.empty else str(value.made(rights_of))


def _level(value: Value | None) -> int | None:
    if value is None or value.empty:
        return None
    if value.text() not in _LEVELS:
        raise value.wrong("the headline level is a number from 1 to 6")
    return int(value.text())


def _titles(value: Value | None) -> frozenset[str]:
    return frozenset(fold(title.text()) for title in value.each()) if value else frozenset()


def _patterns(value: Value | None, *, anywhere: bool = False) -> tuple[Pattern, ...]:
    if value is None:
        return ()
    return tuple(
        one.made(lambda text: compile_pattern(text, anywhere=anywhere)) for one in value.each()
    )
