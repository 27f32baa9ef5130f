"""CSL-JSON (CSL 1.0.2): an array of items, one item, or an object that has them under "items"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kb.errors import BibliographyError
from kb.references.importing.entry import Entry, Problem, Source


def signs(source: Source) -> bool:
    """Whether the text begins as an array or an object of JSON."""
    return source.text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{") and '"' in source.text


def read(source: Source) -> Iterator[Entry | Problem]:
    """The items in their order; of an array that breaks off, those in front of the break.

    Raises BibliographyError where the text is no JSON from the start.
    """
    text = source.text.lstrip("\ufeff")
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise BibliographyError("is JSON that is nested too deeply") from error
    except ValueError as error:
        yield from _up_to_the_break(text, error)
        return
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        found = found["items"]
    for number, item in enumerate(found if isinstance(found, list) else [found], 1):
        place = f"item {number}"
        if isinstance(item, dict):
            yield Entry(place, item)
        else:
            text = f"a CSL-JSON item is an object, not {type(item).__name__}"
            yield Problem(place, text)


def _up_to_the_break(text: str, error: ValueError) -> Iterator[Entry | Problem]:
    decoder = json.JSONDecoder()
    at, number = text.find("[") + 1, 0
    while at and (match := re.compile(r"[\s,]*(?=\{)").match(text, at)):
        try:
            item, at = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            break
        number += 1
        yield Entry(f"item {number}", item)
    if not number:
        raise BibliographyError(
            f"is no CSL-JSON ({error}); export CSL-JSON from your reference manager"
        ) from error
    line = text.count("\n", 0, match.end() if match else at) + 1
    yield Problem(f"line {line}", f"broken JSON from here on: {error}")
