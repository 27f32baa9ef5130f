"""Did you mean: the query with words that the collection has in place of some that it has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from kb.search import schema
from kb.search.analysis import HANGUL, Run, fold, plain_of, runs, word_of
from kb.search.backend import Backend, Found, Page
from kb.search.combining import ALL_WORDS
from kb.search.language import parse
from kb.search.pieces import text
from kb.search.reading import Reading
from kb.search.spread import frequencies
from kb.search.thesaurus import Thesaurus
from kb.search.wanted import TYPED, Wanted

# Results up to which a query has found little.
FEW = 3
# Words of a query that is expected to find all of them; a question in full is not.
SHORT = 4
# Words of a query that are looked up, and those that are corrected.
MOST_WORDS, MOST_CORRECTIONS = 24, 4


def suggestion(
    backend: Backend,
    query: str,
    reading: Reading,
    thesaurus: Thesaurus,
    found: Found,
    *,
    loosely: bool,
) -> str | None:
    """A query that finds more, where this one finds little and has words that nothing has.

    Where documents were found but none with all of its words, or only what comes close, it has
    found little, too.
    """
    total = 0 if loosely else found.total
    if not _little(total, found, reading):
        return None
    better, corrected = query, 0
    for word in dict.fromkeys(_unknown(backend, reading)):
        near = _nearest(backend, word)
        if near and corrected < MOST_CORRECTIONS:
            better, corrected = _replaced(better, word, near), corrected + 1
    if better == query:
        return None
    return better if _finds_more(backend, better, thesaurus, total) else None


def _nearest(backend: Backend, word: str) -> str | None:
    """Most queries need none, and what compares words takes a while to import."""
    found: str | None = import_module("kb.search.vocabulary").nearest(backend, word)
    return found


def _little(total: int, found: Found, reading: Reading) -> bool:
    if total <= FEW:
        return True
    best = found.hits[0][1] if found.hits else ALL_WORDS
    words = [asked for asked in reading.wanted if asked.how == TYPED]
    return 0 < best < ALL_WORDS and 1 < len(words) <= SHORT


def _unknown(backend: Backend, reading: Reading) -> Iterator[str]:
    """The words of the query, as typed, that no document has, whatever the filters."""
    asked = [
        (each.field, word)
        for each in reading.wanted
        if each.how == TYPED and schema.BY_NAME[each.field].kind == schema.TEXT
        for word in _words(each)
    ][:MOST_WORDS]
    for field in dict.fromkeys(field for field, _ in asked):
        words = [word for name, word in asked if name == field]
        counts = frequencies(backend, schema.plain_of(field), words)
        yield from (word for word in words if not counts[word] and _lacks(backend, field, word))


def _words(asked: Wanted) -> list[str]:
    """Its words that stand apart, Korean ones without their particles."""
    return [
        _bare(run) for run in runs(fold(asked.typed)) if not run.before and not run.text.isdigit()
    ]


def _bare(run: Run) -> str:
    return word_of(run) if run.script == "hangul" else plain_of(run)


def _lacks(backend: Backend, field: str, word: str) -> bool:
    """Whether a word that stands nowhere by itself is not found in another form either."""
    piece = text(field, word)
    return piece is not None and not backend.search(piece.match, {}, Page(limit=0)).total


def _replaced(query: str, word: str, better: str) -> str:
    """The query with a word in place of another, in capitals where that was."""

    def cased(found: re.Match[str]) -> str:
        typed = found[0]
        if len(typed) > 1 and typed.isupper():
            return better.upper()
        return better.capitalize() if typed[:1].isupper() else better

    pattern = rf"(?<!\w){re.escape(word)}(?![^\W{HANGUL}])"
    return re.sub(pattern, cased, query, flags=re.IGNORECASE)


def _finds_more(backend: Backend, query: str, thesaurus: Thesaurus, total: int) -> bool:
    """Whether a query finds more than that, or something that has all of its words."""
    found = backend.search(parse(query, thesaurus).tree, {}, Page(limit=1))
    return found.total > total or bool(found.hits and found.hits[0][1] >= ALL_WORDS)
