"""Records to CSL-JSON and back (CSL 1.0.2; https://docs.citationstyles.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from kb.dates import find_date
from kb.errors import BibliographyError
from kb.folding import squeeze
from kb.model import Name, Record

NAME_VARIABLES = (
    *("author", "chair", "collection-editor", "compiler", "composer", "container-author"),
    *("contributor", "curator", "director", "editor", "editor-translator", "editorial-director"),
    *("executive-producer", "guest", "host", "illustrator", "interviewer", "narrator"),
    *("organizer", "original-author", "performer", "producer", "recipient", "reviewed-author"),
    *("script-writer", "series-creator", "translator"),
)
DATE_VARIABLES = (
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
)
_NAME_LISTS = ("author", "editor", "compiler")
_TEXTS = tuple(
    f.name for f in fields(Record) if f.name not in (*_NAME_LISTS, "type", "issued", "other")
)
_NAME_PARTS = tuple(f.name for f in fields(Name))
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


@cache
def variable(name: str) -> str:
    """The CSL variable of a field: container_title is "container-title"."""
    return name.replace("_", "-")


def to_csl(record: Record, identifier: str | None = None) -> dict[str, Any]:
    """The record as a CSL-JSON item; empty variables are left out."""
    item: dict[str, Any] = {"id": identifier} if identifier else {}
    item["type"] = record.type
    for name in _TEXTS:
        if value := getattr(record, name):
            item[variable(name)] = value
    for name in _NAME_LISTS:
        if names := getattr(record, name):
            item[name] = names_to_csl(names)
    if record.issued:
        item["issued"] = date_to_csl(record.issued)
    return item | dict(record.other)


def from_csl(item: Mapping[str, Any]) -> Record:
    """The record of a CSL-JSON item. Raises BibliographyError where the item is none."""
    if not isinstance(item, Mapping):
        raise BibliographyError(f"a CSL-JSON item is an object, not {type(item).__name__}")
    for name in ("type", "title"):
        if not isinstance(item.get(name), (str, int, type(None))):
            raise BibliographyError(f"{name} is text, not {type(item[name]).__name__}")
    known: dict[str, Any] = {name: _text(item.get(variable(name))) for name in _TEXTS}
    for name in NAME_VARIABLES:
        names = _names(name, item.get(name))
        if name in _NAME_LISTS:
            known[name] = names
    issued = _issued(item.get("issued"))
    taken = {variable(n) for n, value in known.items() if value} | {"id", "type"}
    taken |= {"issued"} if issued else set()
    return Record(
        type=_text(item.get("type")) or "document",
        issued=issued,
        other={k: v for k, v in item.items() if k not in taken and v not in (None, "", [], {})},
        **known,
    )


def date_to_csl(iso: str) -> dict[str, Any]:
    """ "2021-12" is {"date-parts": [[2021, 12]]}; an interval has two lists."""
    if not _ISO.fullmatch(iso):
        return {"literal": iso}
    return {"date-parts": [[int(part) for part in day.split("-")] for day in iso.split("/")]}


def _issued(value: Any) -> str | None:
    """An ISO 8601 date or interval; None where the date has parts that ISO 8601 cannot say."""
    if isinstance(value, (str, int)):
        return find_date(str(value)) or (str(value) or None)
    if not isinstance(value, Mapping) or set(value) - {"date-parts", "raw", "literal"}:
        return None
    parts = value.get("date-parts")
    if parts:
        return _from_parts(parts)
    text = value.get("raw") or value.get("literal")
    return str(text) if text else None


def _from_parts(parts: Any) -> str | None:
    try:
        days = [[int(p) for p in day if p not in (None, "")] for day in parts]
        iso = "/".join(
            "-".join(f"{p:04}" if n == 0 else f"{p:02}" for n, p in enumerate(day)) for day in days
        )
    except (TypeError, ValueError, OverflowError):
        return None
    return iso if _ISO.fullmatch(iso) else None


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, (bool, Mapping)):
        return None
    if isinstance(value, list):
        return ", ".join(squeeze(str(part)) for part in value) or None
    return str(value).strip() or None


def _names(role: str, value: Any) -> tuple[Name, ...]:
    if value in (None, ""):
        return ()
    if not isinstance(value, list) or not all(isinstance(n, Mapping) for n in value):
        raise BibliographyError(f"{role} is a list of names, each an object with family and given")
    return tuple(_name_from_csl(n) for n in value if any(n.values()))


def names_to_csl(names: Iterable[Name]) -> list[dict[str, str]]:
    """Names as CSL-JSON has them."""
    return [_name_to_csl(name) for name in names]


def _name_to_csl(name: Name) -> dict[str, str]:
    parts = ((part, getattr(name, part)) for part in _NAME_PARTS)
    return {variable(part): value for part, value in parts if value}


def _name_from_csl(item: Mapping[str, Any]) -> Name:
    for part in _NAME_PARTS:
        if not isinstance(item.get(variable(part)), (str, int, type(None))):
            raise BibliographyError(f"the {variable(part)} of a name is text")
    return Name(**{part: _text(item.get(variable(part))) for part in _NAME_PARTS})
