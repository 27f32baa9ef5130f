"""Why a document is found: in which fields, by which words, and what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kb.search import documents, schema
from kb.search.marking import Mark, fits, merged
from kb.search.records import Doc
from kb.search.wanted import Wanted

# Words of a text that are named as what a pattern or a fuzzy word found.
MOST_FORMS = 5


class Passage(NamedTuple):
    """A value of a field with its marks."""

    field: str
    text: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Reason:
    """A field that has a term. `forms` are the words of the text that were taken for it.

    `how` is "typed", "synonym", "pattern", "fuzzy" or "related"; `weight` is what the term
    counts beside a word as typed, boosts included.
    """

    field: str
    term: str
    how: str
    forms: tuple[str, ...]
    weight: float

    def to_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "term": self.term,
            "how": self.how,
            "forms": list(self.forms),
            "weight": round(self.weight, 4),
        }


def reasons(
    document: Doc, passages: Sequence[Passage], wanted: Sequence[Wanted]
) -> tuple[Reason, ...]:
    """The reasons in the order of the fields; a term once for each field."""
    forms: dict[tuple[str, int], dict[str, str]] = {}
    for passage in passages:
        for number in dict.fromkeys(mark.wanted for mark in passage.marks):
            seen = forms.setdefault((passage.field, number), {})
            for start, end in merged(mark for mark in passage.marks if mark.wanted == number):
                form = passage.text[start:end]
                if len(seen) < MOST_FORMS:
                    seen.setdefault(form.casefold(), form)
    made = [
        _reason(_name(document, field), wanted[number], tuple(seen.values()))
        for (field, number), seen in forms.items()
    ]
    whole = [
        _reason(asked.field, asked, found)
        for asked in wanted
        if (found := tuple(_whole(document, asked))[:MOST_FORMS])
    ]
    return tuple(dict.fromkeys([*made, *whole]))


def _reason(field: str, asked: Wanted, forms: tuple[str, ...]) -> Reason:
    return Reason(field, asked.of or asked.typed, asked.how, forms, asked.weight)


def _whole(document: Doc, asked: Wanted) -> Iterator[str]:
    """The values of a field that holds no text, where they are what was asked for."""
    kind = schema.BY_NAME[asked.field].kind
    if kind == schema.KEYWORD:
        for value in schema.BY_NAME[asked.field].values(document):
            as_compared = schema.keyword(value)
            if any(fits(pattern, as_compared) for pattern in asked.patterns) or (
                not asked.patterns and as_compared == schema.keyword(asked.typed)
            ):
                yield value
    elif asked.bounds and kind in (schema.NUMBER, schema.DATE):
        low, high = asked.bounds
        if kind == schema.NUMBER:
            yield from (
                year
                for year in documents.years(document)
                if (low is None or int(year) >= low) and (high is None or int(year) <= high)
            )
            return
        days = documents.days(document)
        if days and (low is None or days.last >= low) and (high is None or days.first <= high):
            yield documents.date(document) or ""


def _name(document: Doc, field: str) -> str:
    """The field under the name that the kind of document has for it."""
    if document.get("kind") == "article":
        return "headline" if field == "title" else field
    return "abstract" if field == "body" else field
