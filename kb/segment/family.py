"""What is particular to one newsletter, as data: a family file.

A family file is YAML. All keys but `key`, `series` and `recognise` may be left out:

    key: smartcity-korea          # the beginning of every id of this newsletter
    series: Smart City Korea      # its name
    language: en                  # the language of most issues; others get a suffix in their id
    publisher: …
    recognise: [pattern, …]       # regular expressions; one found in an issue says whose it is
    sections:                     # titles as they are printed, in any order
      - Smart City Issue
    literature: [Smart City Literature]     # sections that hold references, not articles
    furniture:                    # whole lines that belong to no article
      channel: [pattern, …]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.errors import KBError
from kb.folding import fold
from kb.model import Document
from kb.segment.line import FURNITURE, LONGEST_TITLE

_KEYS = {
    *("key", "series", "language", "publisher", "recognise", "sections", "literature", "furniture"),
}


class FamilyError(KBError):
    """A family file is not as kb.segment.family describes it."""


@dataclass(frozen=True, slots=True)
class Family:
    """One newsletter's particulars; Family() is that of a newsletter nobody described."""

    key: str | None = None
    series: str | None = None
    language: str | None = None
    publisher: str | None = None
    recognise: tuple[re.Pattern[str], ...] = ()
    sections: frozenset[str] = frozenset()
    literature: frozenset[str] = frozenset()
    furniture: tuple[tuple[str, re.Pattern[str]], ...] = ()

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
    return tuple(load(path.name, path.read_text("utf-8")) for path in _files())


@cache
def fingerprint() -> str:
    """The text of all shipped families, to tell whether a stored parse knew the same ones."""
    return "\n".join(path.read_text("utf-8") for path in _files())


def _files() -> list[Path]:
    return sorted((Path(__file__).parent / "families").glob("*.yaml"))


def load(name: str, text: str) -> Family:
    """The family that a file describes. Raises FamilyError, naming the file and the key."""
    try:
        data = yaml.safe_load(text)
        return _family(name, data)
    except (yaml.YAMLError, re.error, AttributeError, TypeError) as error:
        raise FamilyError(f"family file {name}: {' '.join(str(error).split())}") from error


def _family(name: str, data: Mapping[str, Any]) -> Family:
    for key in data.keys() - _KEYS:
        raise FamilyError(f"family file {name}: there is no key {key!r}")
    for key in ("key", "series", "recognise"):
        if not data.get(key):
            raise FamilyError(f"family file {name}: {key!r} is missing")
    furniture = data.get("furniture") or {}
    for kind in furniture.keys() - set(FURNITURE):
        raise FamilyError(f"family file {name}: no kind of furniture is called {kind!r}")
    literature = frozenset(map(fold, data.get("literature") or ()))
    return Family(
        key=data["key"],
        series=data["series"],
        language=data.get("language"),
        publisher=data.get("publisher"),
        recognise=_patterns(data["recognise"]),
        sections=frozenset(map(fold, data.get("sections") or ())) | literature,
        literature=literature,
        furniture=tuple((kind, p) for kind, ps in furniture.items() for p in _patterns(ps)),
    )


def _patterns(sources: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
