"""Names of several words among the bare words of a query."""

from __future__ import annotations

from typing import Any, NamedTuple

from kb.search import schema
from kb.search.thesaurus import Thesaurus
from kb.search.typed import shape

# Words of a name, at the most.
LONGEST = 10


class Name(NamedTuple):
    """A name as typed, and how many words of the row it takes."""

    field: str
    typed: str
    length: int


def longest(row: list[Any], at: int, thesaurus: Thesaurus) -> Name | None:
    """The longest name of several words that begins here: of 'ministry of education budget' three.

    None where there is none, and for a name of one word, which needs no looking for.
    """
    first = row[at]
    if not _is_word(first) or not thesaurus.begins(first.text):
        return None
    words = []
    for word in row[at : at + LONGEST]:
        if not _is_word(word) or (word.fieldname, word.boost) != (first.fieldname, first.boost):
            break
        words.append(word.text)
    for length in range(len(words), 1, -1):
        typed = " ".join(words[:length])
        if thesaurus.synonyms(first.fieldname, typed):
            return Name(first.fieldname, typed, length)
    return None


def _is_word(parsed: Any) -> bool:
    return shape(parsed) == "Term" and schema.BY_NAME[parsed.fieldname].kind == schema.TEXT
