"""PUBLISH: records become the text of a file format.

An exporter is a function from documents (see kb.store.documents) to the parts of a text; adding a
format is one function and one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kb.exports.csl_json import csl_json
from kb.exports.csv_table import csv_table
from kb.exports.json_lines import json_lines

Exporter = Callable[[Iterable[Mapping[str, Any]]], Iterator[str]]

EXPORTERS: dict[str, Exporter] = {
    "jsonl": json_lines,
    "csv": csv_table,
    "csl-json": csl_json,
}
