"""What the taggers are trained on: labelled tokens of annotated rows and of rendered records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

from kb.references.spans import BEGIN
from kb.references.tokens import Token
from scripts.training.align import labelled
from scripts.training.names import from_row
from scripts.training.records import Facts, made_up
from scripts.training.render import rendered, tokens_of
from scripts.training.sources import of_csl, of_rows

Example = tuple[Sequence[Token], Sequence[str]]
# Of these labels a new span is told from the going-on of one
BEGINNING = frozenset(("author", "editor", "title", "container", "publisher", "place", "note"))
# Made-up records by language and family of styles, in parts of the whole
MADE_UP = (
    ("en", "latin", 18),
    ("de", "latin", 20),
    ("ko", "hangul", 24),
    ("zh", "chinese", 24),
    ("en", "chinese", 16),
    ("de", "chinese", 1),
    ("ja", "japanese", 6),
    ("ja", "chinese", 1),
)


@dataclass(frozen=True)
class Corpus:
    """Examples of the two taggers."""

    fields: list[Example]
    names: list[Example]


def read_rows(paths: Iterable[Path]) -> list[Mapping[str, Any]]:
    """The rows of annotated strings, one JSON object a line."""
    return [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()
    ]


def corpus(
    rows: Sequence[Mapping[str, Any]], facts: Iterable[Path], size: int, seed: int
) -> Corpus:
    """Rows, twice; the rows' records in other styles; records of files; `size` that are made up."""
    random = Random(seed)  # noqa: S311 (nothing secret is drawn)
    fields: list[Example] = []
    names: list[Example] = []
    for row in rows:
        if found := labelled(row):
            fields += [(found[0], begun(found[1]))] * 2
        if people := from_row(row):
            names += [people] * 2
    for record, family in _records(rows, facts, size, random):
        tokens, labels, parts = tokens_of(rendered(record, family, random))
        fields.append((tokens, begun(labels)))
        names += _lists(tokens, labels, parts)
    return Corpus(fields, names)


def _records(
    rows: Sequence[Mapping[str, Any]], facts: Iterable[Path], size: int, random: Random
) -> Iterator[tuple[Facts, str]]:
    for record in of_rows(list(rows)):
        yield record, "latin"
        if random.random() < 0.5:
            yield record, "chinese"
    for path in facts:
        for record in of_csl(path):
            for _ in range(3):
                yield record, "hangul" if record.language == "ko" else "latin"
    whole = sum(share for _, _, share in MADE_UP)
    for language, family, share in MADE_UP:
        for _ in range(size * share // whole):
            yield made_up(language, random), family


def begun(labels: Sequence[str]) -> list[str]:
    """Labels, of which the first of a span says so where it matters."""
    found: list[str] = []
    before = ""
    for label in labels:
        found.append(label + BEGIN if label != before and label in BEGINNING else label)
        before = label
    return found


def _lists(
    tokens: Sequence[Token], labels: Sequence[str], parts: Sequence[str]
) -> Iterator[Example]:
    """The lists of names in a rendered string, with their parts."""
    for label, group in groupby(range(len(tokens)), key=lambda i: labels[i]):
        span = list(group)
        if label in ("author", "editor", "translator") and any(parts[i] != "s" for i in span):
            yield [tokens[i] for i in span], [parts[i] for i in span]
