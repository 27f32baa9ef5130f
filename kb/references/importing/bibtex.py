"""BibTeX and BibLaTeX: bibtexparser cuts a file into blocks; values and strings are read here."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as BibEntry

from kb.readers.limits import SIZE
from kb.references.importing.bibtex_fields import item
from kb.references.importing.entry import Entry, Problem, Source

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it is reported as Problem

Fields = dict[str, str]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ENTRY = re.compile(r"(?m)^[^%\n]*@\s*[A-Za-z]+\s*[{(]")
# What may follow a value where a comma was forgotten: "file = {…"
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w.:+-]*)\s*=\s*")
# "@book{ author = …": the key is missing
_NO_KEY = re.compile(
    r"(@\s*(?!string\b|comment\b|preamble\b)[A-Za-z]+\s*[{(])(?=\s*[A-Za-z]+\s*=\s*[{\"\d])",
    re.IGNORECASE,
)
_DELIMITER = re.compile(r"[{}\"]")
_BARE = re.compile(r"[^\s#{}\",=]+")


def signs(source: Source) -> bool:
    """Whether an entry, a string or a comment of BibTeX begins on a line."""
    return bool(_ENTRY.search(source.text[:200_000]))


def read(source: Source) -> Iterator[Entry | Problem]:
    """The entries in their order; one that cannot be read is reported with its line."""
    library = parse_string(_NO_KEY.sub(r"\1,", source.text), parse_stack=[])
    strings = _Strings()
    found: dict[str, tuple[BibEntry, Fields]] = {}
    order: list[Problem | tuple[BibEntry, Fields]] = []
    for block in library.blocks:
        inner = block.ignore_error_block if isinstance(block, _DUPLICATES) else block
        if isinstance(inner, String):
            strings.define(inner.key, dict(_parts("", inner.value, strings))[""])
        elif isinstance(inner, BibEntry):
            pair = inner, _fields(inner, strings)
            found.setdefault(inner.key.casefold(), pair)
            order.append(pair)
        elif isinstance(inner, ParsingFailedBlock):
            order.append(_failed(inner))
    for one in order:
        if isinstance(one, Problem):
            yield one
        else:
            entry, fields = one
            place = f"line {(entry.start_line or 0) + 1}"
            kind = entry.entry_type.casefold()
            yield Entry(place, item(kind, entry.key, _inherited(fields, found)))


class _Strings:
    """What @string defines, and the months; names expand to as much as a file may hold, no more."""

    def __init__(self) -> None:
        self._values: Fields = {name: name for name in _MONTHS}
        self._left = SIZE

    def define(self, name: str, value: str) -> None:
        self._values[name.casefold()] = value

    def expand(self, name: str) -> str:
        """The value of a name; the name itself where it has none, or all is spent."""
        value = self._values.get(name.casefold(), name)
        self._left -= len(value)
        return value if self._left > 0 else name


_DUPLICATES = (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)


def _failed(block: ParsingFailedBlock) -> Problem:
    reason = getattr(block.error, "abort_reason", None) or str(block.error)
    head = " ".join((block.raw or "").split())[:40]
    return Problem(f"line {(block.start_line or 0) + 1}", f"{head} … cannot be read: {reason}")


def _fields(entry: BibEntry, strings: _Strings) -> Fields:
    """Names in small letters to values without their delimiters; of doubles the first counts."""
    fields: Fields = {}
    for field in entry.fields:
        for name, value in _parts(field.key, field.value, strings):
            fields.setdefault(name.casefold(), value)
    return fields


def _parts(name: str, raw: str, strings: _Strings) -> Iterator[tuple[str, str]]:
    """(name, value) of a field, and of those behind it where a comma was forgotten.

    A value is made of parts between "#": in braces, in quotation marks, a number or a string.
    """
    at, value = 0, ""
    while at < len(raw):
        sign = raw[at]
        if sign.isspace() or sign == "#":
            at += 1
            continue
        if value and (match := _NEXT_FIELD.match(raw, at)):
            yield name, value
            name, value, at = match[1], "", match.end()
        elif sign in '{"':
            end = _closing(raw, at)
            value += raw[at + 1 : end]
            at = end + 1
        else:
            bare = _BARE.match(raw, at)
            word = bare.group() if bare else sign
            value += strings.expand(word)
            at += len(word)
    yield name, value


def _closing(raw: str, start: int) -> int:
    """Where the part that begins at `start` ends: at its brace, or its quotation mark."""
    depth = 0
    for match in _DELIMITER.finditer(raw, start):
        at, sign = match.start(), match.group()
        depth += (sign == "{") - (sign == "}")
        if depth <= 0 and at > start and sign == ('"' if raw[start] == '"' else "}"):
            return at
    return len(raw)


_OWN = frozenset("crossref xref key options ids label crossrefonly entryset".split())
_FROM_TITLE = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}


def _inherited(fields: Fields, found: Mapping[str, tuple[BibEntry, Fields]]) -> Fields:
    """A part's fields with those of the whole that its crossref names; its own come first."""
    parent = found.get(fields.get("crossref", "").strip().casefold())
    if not parent or parent[1] is fields:
        return fields
    entry, theirs = parent
    periodical = entry.entry_type.casefold() in ("periodical", "journal")
    given = {
        ("journaltitle" if periodical and name == "title" else _FROM_TITLE.get(name, name)): value
        for name, value in theirs.items()
        if name not in _OWN
    }
    return {**given, **fields}
