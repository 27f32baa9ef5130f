"""What an index stores of a document: its terms, whole values and numbers, engine aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.search import documents, schema
from kb.search.analysis import Forms, analysed, joined
from kb.search.records import Doc

# Every property that a field or a facet reads, once.
_READ = tuple(dict.fromkeys(row.values for row in (*schema.FIELDS, *schema.FACETS)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A document under the names of the index fields."""

    id: str
    terms: Mapping[str, Sequence[str]]
    plain: Mapping[str, Sequence[str]]
    exact: Mapping[str, Sequence[str]]
    numbers: Mapping[str, int]


def entry(document: Doc) -> Entry:
    """The index entry of a document of the store."""
    read = {get: get(document) for get in _READ}
    values = {field.name: read[field.values] for field in schema.FIELDS}
    present = [name for name, found in values.items() if found]
    facets = {schema.facet_of(facet.name): read[facet.values] for facet in schema.FACETS}
    found = _analysed(values)
    return Entry(
        id=str(document["id"]),
        terms=_terms(found),
        plain={
            schema.plain_of(name): list(dict.fromkeys(forms.plain))
            for name, forms in found.items()
            if name != schema.DEFAULT
        },
        exact=_keywords(values) | facets | {schema.HAS: present},
        numbers=_numbers(document),
    )


def _analysed(values: Mapping[str, Sequence[str]]) -> dict[str, Forms]:
    """The terms of every TEXT field that has a value; most values stand in two fields."""
    once = {value: analysed(value) for value in values[schema.DEFAULT]}
    return {
        name: joined(once.get(value) or analysed(value) for value in values[name])
        for name in schema.named(schema.TEXT)
        if values[name]
    }


def _terms(found: Mapping[str, Forms]) -> dict[str, Sequence[str]]:
    words: dict[str, Sequence[str]] = {name: forms.words for name, forms in found.items()}
    inner = (name for name in schema.with_syllables() if name in found)
    return words | {schema.syllables_of(name): found[name].syllables for name in inner}


def _keywords(values: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    return {
        name: list(dict.fromkeys(map(schema.keyword, values[name])))
        for name in schema.named(schema.KEYWORD)
    }


def _numbers(document: Doc) -> dict[str, int]:
    """The year under which a document is counted, and the days of its date."""
    years = dict(zip(("year",), map(int, documents.years(document)), strict=False))
    days = documents.days(document)
    if days is None:
        return years
    return years | {schema.first_of("date"): days.first, schema.last_of("date"): days.last}
