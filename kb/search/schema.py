"""The fields and facets of the collection: one row each.

A field of kind TEXT is indexed three times over: as words (stemmed, without particles) under its
own name, as pairs of syllables, and as plain words for wildcards and fuzzy terms. KEYWORD fields
hold whole values, NUMBER fields one integer, and DATE fields the first and the last day of a date,
so that a date of month precision is found by every range that shares a day with its month.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kb.search import documents
from kb.search.analysis import fold, stem
from kb.search.documents import DOI_PREFIX
from kb.search.records import Doc

# Raise it whenever a row below or the analysis changes what is written into an index. The stem
# tells one release of the stemmer from another.
VERSION = f"3-{stem('internationally')}"

TEXT, KEYWORD, NUMBER, DATE = "text", "keyword", "number", "date"
DEFAULT = "text"
# The id of a document as the store has it.
KEY = "key"
# Every document names here the fields in which it has a value.
HAS = "has"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a query may name, by its name or an alias."""

    name: str
    kind: str
    values: Callable[[Doc], list[str]]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A property to count and filter by; values are shown as the store has them."""

    name: str
    values: Callable[[Doc], list[str]]


FIELDS = (
    Field("text", TEXT, documents.everything, ("any", "all")),
    Field("title", TEXT, documents.title, ("headline", "subtitle", "제목")),
    Field("body", TEXT, documents.body, ("content", "abstract", "본문", "초록")),
    Field("author", TEXT, documents.authors, ("authors", "editor", "저자")),
    Field("journal", TEXT, documents.journal, ("container", "학술지")),
    Field("publisher", TEXT, documents.publisher, ("발행처",)),
    Field("place", TEXT, documents.places, ("places", "장소", "지역")),
    Field("section", TEXT, documents.sections, ("섹션",)),
    Field("source", TEXT, documents.sources, ("sources", "출처")),
    Field("series", TEXT, documents.series, ("newsletter",)),
    Field("keyword", TEXT, documents.keywords, ("keywords", "키워드")),
    Field("note", TEXT, documents.note, ("notes",)),
    Field("issue", KEYWORD, documents.issues),
    Field("number", KEYWORD, documents.numbers, ("no", "호")),
    Field("type", KEYWORD, documents.types),
    Field("kind", KEYWORD, documents.kinds),
    Field("language", KEYWORD, documents.languages, ("lang", "언어")),
    Field("id", KEYWORD, documents.ids),
    Field("doi", KEYWORD, documents.dois),
    Field("year", NUMBER, documents.years, ("연도",)),
    Field("date", DATE, documents.years, ("issued", "날짜")),
)
BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}

FACETS = (
    Facet("section", documents.sections),
    Facet("year", documents.years),
    Facet("source", documents.sources),
    Facet("type", documents.types),
    Facet("journal", documents.journal_name),
    Facet("kind", documents.kinds),
    Facet("series", documents.series),
    Facet("language", documents.languages),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)


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


def named(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS if field.kind == kind)


def terms_fields() -> tuple[str, ...]:
    """All index fields that hold analysed terms with their positions."""
    return tuple(name for text in named(TEXT) for name in (text, syllables_of(text)))


def plain_fields() -> tuple[str, ...]:
    """All index fields that hold plain words, each once."""
    return tuple(map(plain_of, named(TEXT)))


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
