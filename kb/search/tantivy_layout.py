"""The fields of a Tantivy index, and an entry as they take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.search import schema
from kb.search.tantivy_compile import tantivy
from kb.search.tantivy_plain import stored

if TYPE_CHECKING:
    from kb.search.entries import Entry

WORDS, WHOLE = "whitespace", "raw"
META, REVISION = "meta", "revision"
SORTED_BY = schema.first_of("date")


def fields(made: Entry) -> dict[str, Any]:
    """An entry as Tantivy takes it: terms are cut at the blanks, and nothing is empty."""
    fields: dict[str, Any] = {schema.KEY: made.id, **made.numbers}
    plain = {name: [stored(name, word) for word in words] for name, words in made.plain.items()}
    for words in (made.terms, plain):
        fields |= {name: " ".join(terms) for name, terms in words.items() if terms}
    return fields | {name: list(values) for name, values in made.exact.items() if values}


def layout() -> Any:
    """The schema."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(
        schema.KEY, stored=True, fast=True, tokenizer_name=WHOLE, index_option="basic"
    )
    builder.add_text_field(META, tokenizer_name=WHOLE, index_option="basic")
    builder.add_integer_field(REVISION, stored=True)
    for name in schema.terms_fields():
        option = "freq" if name in schema.placeless_fields() else "position"
        builder.add_text_field(name, tokenizer_name=WORDS, index_option=option)
    for name in schema.plain_fields():
        builder.add_text_field(name, tokenizer_name=WORDS, index_option="basic")
    facets = set(map(schema.facet_of, schema.FACET_NAMES))
    for name in schema.exact_fields():
        builder.add_text_field(
            name, tokenizer_name=WHOLE, index_option="basic", fast=name in facets
        )
    for name in schema.number_fields():
        builder.add_integer_field(name, indexed=True, fast=True, stored=name == SORTED_BY)
    return builder.build()
