"""The nouns of the pipeline: what a document, an issue and a bibliographic record are.

Everything here is frozen; a step makes a new value. Line numbers count from 1 in the text as read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Span(NamedTuple):
    """First and last line, both included, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the words that carry it, its target as written, its line."""

    text: str
    url: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of text as its format marks it.

    `kind` is one of KINDS; `level` is the rank of a heading (1 is the highest) or the depth of a
    list item, 0 elsewhere; `strong` says that all of the text is set in bold, `lead` has the words
    in bold with which a text begins that goes on in plain. `look` is how the text is set, in words
    of the format's own ("16px #333 bold"): lines that look alike have the same one, and it is empty
    where the format does not say.
    """

    kind: str
    text: str
    lines: Span
    level: int = 0
    links: tuple[Link, ...] = ()
    strong: bool = False
    lead: str = ""
    look: str = ""


# "line" is a line of a plain text, which does not say what it is; "navigation" is what a page shows
# around its content.
KINDS = ("heading", "paragraph", "item", "row", "line", "navigation")


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its text, and the blocks that lie in it from top to bottom.

    `pages` has the first line of each page, where the format has pages: line 12 of a document whose
    pages are (1, 10, 31) stands on page 2. A page without text has the line that comes after it. A
    paragraph that runs over to the next page stands on the one where it begins.
    """

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    encoding: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A CSL 1.0.2 name: `family` and `given`, or `literal` for a body or an unsplit name."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None
    non_dropping_particle: str | None = None
    dropping_particle: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A bibliographic record in CSL 1.0.2 vocabulary.

    `issued` is an ISO 8601 date at the precision that the source states ("2021", "2021-12",
    "2021-12-31"), or an interval of two with a slash. `other` keeps every further CSL variable as
    CSL-JSON had it, so that nothing is lost on the way through.
    """

    type: str = "document"
    title: str | None = None
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    compiler: tuple[Name, ...] = ()
    container_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    issued: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    DOI: str | None = None
    ISBN: str | None = None
    ISSN: str | None = None
    URL: str | None = None
    language: str | None = None
    abstract: str | None = None
    keyword: str | None = None
    note: str | None = None
    other: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Reference:
    """A bibliographic reference as an issue prints it.

    `record` is None where nothing could be parsed, and `problem` says why.
    """

    lines: Span
    raw: str
    record: Record | None
    problem: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title or a feature's, on its own lines."""

    text: str
    lines: Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that belong to no article: `kind` says what they are (tag line, contact, footer …)."""

    kind: str
    lines: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a text says, with its line and its words as printed.

    `name` is that of the authority file, whatever the text prints. `confidence` is 1 for a name
    that an
    authority knows; what is `proposed` from the text alone has less. `country` (ISO 3166-1) and
    `region`
    tell apart places of one name; `latitude` and `longitude` are WGS 84, in degrees.
    """

    name: str
    kind: str
    surface: str
    line: int
    confidence: float = 1.0
    proposed: bool = False
    country: str | None = None
    region: str | None = None
    ko: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money: ISO 4217 `currency`, in whole units from `low` to `high`.

    `purpose` is what the text says it is for. `suspect` is the code of the flag for which it is
    left out of
    sums.
    """

    surface: str
    line: int
    currency: str
    low: float
    high: float
    purpose: str | None = None
    suspect: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which something has to be done, or on which something takes place.

    `when` is ISO 8601 at the precision that the text states, with the offset where a zone is known;
    `kind` is "deadline" or "event"; `until` ends an event of several days.
    """

    surface: str
    line: int
    when: str
    kind: str = "deadline"
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Words of a text that cannot be trusted, and why. The text itself is never changed.

    `confidence` is "certain", "likely" or "unsure"; `proposed` is the reading that can be argued
    for, by `argument`. Codes: kb/annotate/flags/codes.txt.
    """

    code: str
    line: int
    evidence: str
    confidence: str
    proposed: str | None = None
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the text of an article says, each with its line."""

    places: tuple[Mention, ...] = ()
    countries: tuple[Mention, ...] = ()
    organisations: tuple[Mention, ...] = ()
    programmes: tuple[Mention, ...] = ()
    amounts: tuple[Amount, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an issue. `lines` runs from the headline (or its feature) to the last line."""

    headline: str
    lines: Span
    body: str = ""
    section: str | None = None
    feature: str | None = None
    subtitle: str | None = None
    date: str | None = None
    sources: tuple[str, ...] = ()
    url: str | None = None
    links: tuple[Link, ...] = ()
    credits: tuple[str, ...] = ()
    annotations: Annotations = Annotations()


@dataclass(frozen=True, slots=True)
class Masthead:
    """What an issue says of itself. `inferred` names the fields that a family file supplied."""

    series: str | None = None
    series_key: str | None = None
    title: str | None = None
    number: str | None = None
    date: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    lines: Span | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A newsletter issue, segmented. `sections` are the section titles in their order."""

    masthead: Masthead
    sections: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    articles: tuple[Article, ...] = ()
    references: tuple[Reference, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    unaccounted: tuple[int, ...] = ()
