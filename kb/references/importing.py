"""Bibliographic files to CSL-JSON items: what is sound comes in, the rest is reported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.errors import BibliographyError
from kb.readers.decode import decode
from kb.references.csl import from_csl


def read_file(path: Path) -> tuple[list[Mapping[str, Any]], list[str]]:
    """The items of a CSL-JSON file, and a sentence on each that is none.

    Raises BibliographyError where the file cannot be opened or is no CSL-JSON at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BibliographyError(f"{path}: cannot be opened: {error.strerror}") from error
    try:
        items = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        raise BibliographyError(
            f"{path}: is no CSL-JSON ({error}); export CSL-JSON from your reference manager"
        ) from error
    return _sound(items if isinstance(items, list) else [items])


def _sound(items: list[Any]) -> tuple[list[Mapping[str, Any]], list[str]]:
    sound: list[Mapping[str, Any]] = []
    problems: list[str] = []
    for number, item in enumerate(items, 1):
        try:
            record = from_csl(item)
            json.dumps(item, ensure_ascii=False).encode()
        except BibliographyError as error:
            problems.append(f"item {number}: {error}")
            continue
        except UnicodeError:
            problems.append(f"item {number}: holds half a character (a lone surrogate)")
            continue
        if record.title or record.author or record.container_title:
            sound.append(item)
        else:
            problems.append(f"item {number}: has neither title nor author nor container-title")
    return sound, problems
