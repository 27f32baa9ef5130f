"""PUBLISH: records become the text of a file format.

An exporter is a function from documents (see kb.store.documents) to the parts of a text; adding a
format is one function and one row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

Exporter = Callable[[Iterable[Mapping[str, Any]]], Iterator[str]]

EXPORTERS = {
    "jsonl": "json_lines",
    "csv": "csv_table",
    "csl-json": "csl_json",
    "bibtex": "bibtex",
    "ris": "ris",
    "marcxml": "marcxml",
    "dc": "dublin_core",
    "jsonld": "json_ld",
}
"""The module of every format; it has a function of its own name."""


def exporter(name: str) -> Exporter:
    """The function of a format, imported when it is asked for."""
    module = EXPORTERS[name]
    found: Exporter = getattr(import_module(f"kb.exports.{module}"), module)
    return found
