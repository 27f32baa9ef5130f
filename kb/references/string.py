"""One reference string to a record, or to nothing where the string is no reference."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.folding import squeeze
from kb.model import Record
from kb.references.parse import Parsed, parse

# Below this mean probability of its labels a string is taken for other text
_LEAST = 0.35
_SURE = 0.8
# 161-187 or a closing mark, an address, a stop: where a string may end
_ENDS = re.compile(r"(?:[.。．!?)\]）］”\"」』》]|\d|/\S*|\bet al)\s*$")


LONGEST = 2_000
"""Characters of a reference string; a longer one is other text."""


def read_reference(text: str) -> Record | None:
    """The record of a reference string, or None where it has no title, or nothing beside it.

    >>> read_reference("Hong, S. (2021). On smart cities. Urban Studies, 53(3), 161-187.").page
    '161-187'
    """
    if len(text) > LONGEST:
        return None
    parsed = _parsed(text)
    record = parsed.record
    told = record.issued or record.DOI or record.container_title or (record.author and record.URL)
    if not told or not (record.title or record.container_title) or parsed.confidence < _LEAST:
        return None
    return record


def opens_reference(text: str) -> bool:
    """Whether a line begins like a reference string: authors, then a date or a title."""
    parsed = _parsed(text[:LONGEST])
    first = parsed.fields[0] if parsed.fields else None
    return bool(
        first
        and first.name == "author"
        and first.start < 6
        and first.confidence >= _SURE
        and (parsed.record.issued or parsed.record.title)
        and _people(parsed)
    )


def is_whole(text: str) -> bool:
    """Whether a line is a reference from its first author to its last mark, and nothing else."""
    if len(text) > LONGEST or not _ENDS.search(text[-200:]):
        return False
    parsed = _parsed(text)
    record = parsed.record
    return bool(
        record.author
        and record.issued
        and record.title
        and parsed.confidence >= _SURE
        and _people(parsed)
    )


def is_citation(text: str) -> bool:
    """Whether a paragraph is a reference beyond doubt: one in full, with its numbers or a DOI."""
    if len(text) > LONGEST:
        return False
    record = _parsed(text).record
    numbers = record.volume or record.page or record.DOI
    return bool(numbers and (record.container_title or record.DOI) and is_whole(text))


@lru_cache(maxsize=64)
def _parsed(text: str) -> Parsed:
    return parse(squeeze(text))


def _people(parsed: Parsed) -> bool:
    """Whether the authors are written like authors: each has a given name or is a body's name."""
    names = parsed.record.author
    return all(name.given or name.literal for name in names)
