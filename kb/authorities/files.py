"""Authority files: YAML that people edit, and the table of places that a script writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kb.authorities.authority import Authority, AuthorityError

# libyaml's parser is ten times faster; it is not in every build of PyYAML
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXTS = ("name", "kind", "ko", "country", "region")
_LISTS = ("abbreviations", "variants", "adjectives")
_NUMBERS = ("latitude", "longitude", "geonames")
_KEYS = (*_TEXTS, *_LISTS, *_NUMBERS, "remove")


def read_table(path: Path) -> Iterator[Authority]:
    """The places of a table: tabs between columns, the last one variants with | between them."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, ko, kind, country, region, latitude, longitude, geonames, variants = line.split("\t")
        yield Authority(
            name,
            kind,
            ko or None,
            (),
            tuple(variants.split("|")) if variants else (),
            country,
            region or None,
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
            int(geonames) if geonames else None,
        )


def read_yaml(path: Path) -> Iterator[Authority]:
    """The entries of a YAML file, a list of mappings. Raises AuthorityError."""
    try:
        found = yaml.load(path.read_text("utf-8-sig"), _LOADER)  # noqa: S506 a safe loader
    except OSError as error:
        raise AuthorityError(f"{path}: cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AuthorityError(f"{path}: is no UTF-8 text; save it as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}:" if mark else ""
        problem = getattr(error, "problem", None) or "is no YAML"
        raise AuthorityError(f"{path}:{where} {problem}") from error
    if found is None:
        return
    if not isinstance(found, list):
        raise AuthorityError(f"{path}: has to be a list; begin each entry with '- name: …'")
    for number, entry in enumerate(found, 1):
        yield _entry(f"{path}: entry {number}", entry)


def _entry(where: str, entry: Any) -> Authority:
    if not isinstance(entry, dict) or not str(entry.get("name") or "").strip():
        raise AuthorityError(f"{where} has no name; write '- name: …'")
    where = f"{where} ({entry['name']})"
    if unknown := [key for key in entry if key not in _KEYS]:
        known = ", ".join(_KEYS)
        raise AuthorityError(f"{where}: {unknown[0]!r} is no key of an entry; those are {known}")
    if not entry.get("kind") and not entry.get("remove"):
        raise AuthorityError(f"{where} has no kind; say what it is: 'kind: agency'")
    texts = {key: str(entry[key]) for key in _TEXTS if entry.get(key) is not None}
    lists = {key: _texts(f"{where}: {key}", entry[key]) for key in _LISTS if entry.get(key)}
    numbers = {key: _number(f"{where}: {key}", entry[key]) for key in _NUMBERS if key in entry}
    values: dict[str, Any] = {"kind": "", **texts, **lists, **numbers}
    return Authority(**values, removed=bool(entry.get("remove")))


def _texts(where: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or any(isinstance(one, (list, dict)) for one in value):
        raise AuthorityError(f"{where} has to be a list of names: [one, another]")
    return tuple(str(one) for one in value)


def _number(where: str, value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise AuthorityError(f"{where} has to be a number")
    return value
