"""TAKE: bibliographic files become CSL-JSON items; what is sound comes in, the rest is reported.

The content chooses the format, not the suffix. A format is a module with `signs` (whether a file is
of it) and `read` (its entries and problems), and a row of FORMATS.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from kb.errors import BibliographyError, ReadError
from kb.readers.decode import decode
from kb.readers.limits import check_size
from kb.references.csl import from_csl
from kb.references.importing.entry import Entry, Item, Problem, Reader, Source

__all__ = ["FORMATS", "Entry", "Item", "Problem", "Taken", "read_bibliography", "read_file"]

FORMATS = {
    "MARC": "marc21:signs:read",
    "PubMed XML": "pubmed:signs:read",
    "MARCXML": "marc21:xml_signs:read_xml",
    "MODS": "mods:signs:read",
    "EndNote XML": "endnote:signs:read",
    "CSL-JSON": "csl_json:signs:read",
    "RIS": "ris:signs:read",
    "PubMed (nbib)": "nbib:signs:read",
    "refer (enw)": "refer:signs:read",
    "BibTeX": "bibtex:signs:read",
}
"""Module and functions of every format, in the order in which a file is held against them."""


class Taken(NamedTuple):
    """What a file gave: its format, the sound entries, and what could not be read."""

    format: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read_file(path: Path) -> Taken:
    """The entries of a bibliographic file. Raises BibliographyError where it is none."""
    try:
        check_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        raise BibliographyError(f"{path}: cannot be opened: {error.strerror}") from error
    except ReadError as error:
        raise BibliographyError(f"{path}: {error}") from error
    return read_bibliography(data, str(path))


def read_bibliography(data: bytes, name: str) -> Taken:
    """The entries of a file's bytes; `name` is what messages call it.

    Raises BibliographyError where it is of no format that is known, or broken from the start.
    """
    source = Source(data, _text(data))
    if not data.strip():
        raise BibliographyError(f"{name}: is empty")
    for title, where in FORMATS.items():
        module, signs, read = where.split(":")
        functions = import_module(f"kb.references.importing.{module}")
        if getattr(functions, signs)(source):
            try:
                return _sorted(title, getattr(functions, read), source)
            except BibliographyError as error:
                raise BibliographyError(f"{name}: {error}") from error
    raise BibliographyError(
        f"{name}: is of no bibliographic format that kb reads ({', '.join(FORMATS)}); "
        "export it as RIS or BibTeX from the program that it is of"
    )


def _text(data: bytes) -> str:
    """The text with newlines for line ends; none where the bytes are none, as MARC's may be."""
    try:
        return decode(data).text.replace("\r\n", "\n").replace("\r", "\n")
    except ReadError:
        return ""


def _sorted(title: str, read: Reader, source: Source) -> Taken:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for found in read(source):
        problem = found if isinstance(found, Problem) else unsound(found)
        if problem:
            problems.append(problem)
        elif isinstance(found, Entry):
            entries.append(found)
    return Taken(title, tuple(entries), tuple(problems))


def unsound(entry: Entry) -> Problem | None:
    """Why an entry is no record: it breaks CSL-JSON's form, or nothing in it names a work."""
    try:
        record = from_csl(entry.item)
        json.dumps(entry.item, ensure_ascii=False).encode()
    except BibliographyError as error:
        return Problem(entry.place, str(error))
    except UnicodeError:
        return Problem(entry.place, "holds half a character (a lone surrogate)")
    if record.title or record.author or record.container_title:
        return None
    return Problem(entry.place, "has neither title nor author nor container-title")
