"""The fields and facets of the collection: one row each.

A field of kind TEXT is indexed three times over: as words (stemmed, without particles) under its
own name, as pairs of syllables, and as plain words for wildcards and for fuzzy words in English.
The default field has all that its parts have, for ranking; it has no positions and no plain words,
which stand in the parts (see `spread`). KEYWORD fields hold whole values, NUMBER fields one
integer, and DATE fields the first and the last day of a date, so that a date of month precision is
found by every range that shares a day with its month.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kb.search import documents, said
from kb.search.analysis import fold, stem
from kb.search.documents import DOI_PREFIX
from kb.search.records import Doc

# Raise it whenever a row below or the analysis changes what is written into an index. The stem
# tells one release of the stemmer from another.
VERSION = f"7-{stem('internationally')}"

TEXT, KEYWORD, NUMBER, DATE = "text", "keyword", "number", "date"
DEFAULT = "text"
# The id of a document as the store has it.
KEY = "key"
# Every document names here the fields in which it has a value.
HAS = "has"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a query may name, by its name or an alias.

    The Korean words of one that is `whole` are found whole only, not inside others: 대구 (Daegu)
    does not lie in 해운대구, nor 인도 (India) in 인도네시아.
    """

    name: str
    kind: str
    values: Callable[[Doc], list[str]]
    aliases: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A property to count and filter by; values are shown as the store has them.

    One with a NUMBER field, `number`, can be filtered by ranges too. One that is `usual` is counted
    where a request does not say what to count.
    """

    name: str
    values: Callable[[Doc], list[str]]
    number: str | None = None
    usual: bool = True


FIELDS = (
    Field("text", TEXT, documents.everything, ("any", "all")),
    Field("title", TEXT, documents.title, ("headline", "subtitle", "제목")),
    Field("body", TEXT, documents.body, ("content", "abstract", "본문", "초록")),
    Field("author", TEXT, documents.authors, ("authors", "editor", "저자")),
    Field("journal", TEXT, documents.journal, ("container", "학술지")),
    Field("publisher", TEXT, documents.publisher, ("발행처",)),
    Field("place", TEXT, documents.places, ("places", "장소", "지역"), whole=True),
    Field("country", TEXT, documents.countries, ("countries", "국가", "나라"), whole=True),
    Field(
        "organisation",
        TEXT,
        documents.organisations,
        ("organisations", "organization", "organizations", "org", "기관"),
    ),
    Field("programme", TEXT, documents.programmes, ("programmes", "program", "programs", "사업")),
    Field("section", TEXT, documents.sections, ("섹션",)),
    Field("source", TEXT, documents.sources, ("sources", "출처")),
    Field("series", TEXT, documents.series, ("newsletter",)),
    Field("keyword", TEXT, documents.keywords, ("keywords", "키워드")),
    Field("note", TEXT, documents.note, ("notes",)),
    Field("issue", KEYWORD, documents.issues),
    Field("number", KEYWORD, documents.numbers, ("no", "호")),
    Field("type", KEYWORD, documents.types),
    Field("kind", KEYWORD, documents.kinds),
    Field("flag", KEYWORD, said.flags, ("flags", "표시")),
    Field("language", KEYWORD, documents.languages, ("lang", "언어")),
    Field("id", KEYWORD, documents.ids),
    Field("doi", KEYWORD, documents.dois),
    Field("year", NUMBER, documents.years, ("연도",)),
    Field("date", DATE, documents.years, ("issued", "날짜")),
)
BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}

# The fields that make up the default one.
PARTS = tuple(field.name for field in FIELDS if field.values in documents.SEARCHED)

FACETS = (
    Facet("section", documents.sections),
    Facet("year", documents.years, number="year"),
    Facet("source", documents.sources),
    Facet("type", documents.types),
    Facet("journal", documents.journal_name),
    Facet("kind", documents.kinds),
    Facet("series", documents.series),
    Facet("language", documents.languages),
    Facet("place", documents.place_names),
    Facet("country", documents.country_names),
    Facet("organisation", documents.organisation_names, usual=False),
    Facet("programme", documents.programme_names),
    Facet("author", documents.author_names, usual=False),
    Facet("keyword", documents.keywords, usual=False),
    Facet("flag", said.flags),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)
FACET_BY_NAME = {facet.name: facet for facet in FACETS}
USUAL = tuple(facet.name for facet in FACETS if facet.usual)


def syllables_of(field: str) -> str:
    """The index field with the pairs of syllables of a TEXT field."""
    return f"{field}_syllables"


def plain_of(field: str) -> str:
    """The index field with the plain words of a TEXT field, or a KEYWORD field itself."""
    return f"{field}_plain" if BY_NAME[field].kind == TEXT else field


def facet_of(facet: str) -> str:
    """The index field with the values of a facet."""
    return f"facet_{facet}"


def first_of(field: str) -> str:
    return f"{field}_first"


def last_of(field: str) -> str:
    return f"{field}_last"


@lru_cache(maxsize=8)
def named(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS if field.kind == kind)


def terms_fields() -> tuple[str, ...]:
    """All index fields that hold analysed terms."""
    return (*named(TEXT), *map(syllables_of, with_syllables()))


@lru_cache(maxsize=1)
def with_syllables() -> tuple[str, ...]:
    """The TEXT fields whose Korean words are found inside others too."""
    return tuple(field.name for field in FIELDS if field.kind == TEXT and not field.whole)


def placeless_fields() -> tuple[str, ...]:
    """Those of them that do not say where the terms stand."""
    return DEFAULT, syllables_of(DEFAULT)


def plain_fields() -> tuple[str, ...]:
    """All index fields that hold plain words, each once."""
    return tuple(plain_of(name) for name in named(TEXT) if name != DEFAULT)


def holding(field: str) -> tuple[str, ...]:
    """The index fields that hold the terms of one; the default one has plain words in its parts."""
    spread = field == plain_of(DEFAULT)
    return tuple(part_of(field, part) for part in PARTS) if spread else (field,)


def part_of(name: str, part: str) -> str:
    """The index field of a part that has what the same index field of the default one would."""
    if name == plain_of(DEFAULT):
        return plain_of(part)
    return syllables_of(part) if name == syllables_of(DEFAULT) else part


def exact_fields() -> tuple[str, ...]:
    """All index fields that hold whole values."""
    return (*named(KEYWORD), HAS, *map(facet_of, FACET_NAMES))


def number_fields() -> tuple[str, ...]:
    """All index fields that hold an integer."""
    days = (bound(name) for name in named(DATE) for bound in (first_of, last_of))
    return (*named(NUMBER), *days)


def keyword(value: str) -> str:
    """A whole value as it is compared: 'https://doi.org/10.1/X' becomes '10.1/x'."""
    return DOI_PREFIX.sub("", " ".join(fold(value).split()))
