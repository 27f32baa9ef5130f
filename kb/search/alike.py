"""More like this: a query made of the words that tell a document from the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from kb.errors import NotFound
from kb.search import documents, schema
from kb.search.analysis import Run, fold, pairs, runs, word_of
from kb.search.backend import Backend
from kb.search.pieces import PAIR
from kb.search.reading import Reading
from kb.search.records import Doc, Records
from kb.search.stopwords import STOP_WORDS
from kb.search.tree import And, Not, Or, Ranked, Term, tidy
from kb.search.wanted import Wanted
from kb.wording import Wording

# Words that are searched, and those of them that a hit must have one of.
MOST, TELLING = 25, 10
# Words of a document that are looked at, and what one of its title counts.
READ, TITLE = 2000, 3
# The part of all documents that may have a word that tells; common words do where others are few.
COMMON, FEW = 0.25, 4


def like(backend: Backend, records: Records, id: str) -> Reading:
    """What a document asks for. Raises NotFound where there is no such document."""
    document = next(iter(records.documents([id])), None)
    if document is None:
        raise NotFound(Wording("there is no article or record %(id)s; kb search finds ids", id=id))
    weights, typed = _words(document)
    counts = backend.frequencies(schema.DEFAULT, weights)
    size = max(backend.size, 1)
    worth = {
        word: weight * math.log(1 + size / counts[word])
        for word, weight in weights.items()
        if counts[word] > 1
    }
    rare = {word for word in worth if counts[word] <= size * COMMON}
    chosen = sorted(rare if len(rare) >= FEW else worth, key=lambda w: (-worth[w], w))[:MOST]
    if not chosen:
        return Reading.nothing_to_search_for([Wording("nothing else has a word of %(id)s", id=id)])
    best = worth[chosen[0]]
    match = Or(tuple(Term(schema.DEFAULT, word) for word in chosen[:TELLING]))
    rank = Or(tuple(_ranking(chosen, {word: worth[word] / best for word in chosen})))
    others = Not(Term("id", schema.keyword(id)))
    wanted = (Wanted(schema.DEFAULT, typed[word], (word,)) for word in chosen[:TELLING])
    return Reading(tidy(Ranked(And((match, others)), rank)), tuple(wanted), ranked=True)


def _ranking(chosen: list[str], weights: dict[str, float]) -> Iterator[Term]:
    for word in chosen:
        yield Term(schema.DEFAULT, word, weights[word])
        if not word.isascii():
            inside = schema.syllables_of(schema.DEFAULT)
            yield from (Term(inside, pair, PAIR * weights[word]) for pair in pairs(word)[:-1])


def _words(document: Doc) -> tuple[dict[str, float], dict[str, str]]:
    """How often the document has each word, damped, and how each stands in it."""
    counted: Counter[str] = Counter()
    typed: dict[str, str] = {}
    parts = [(documents.title, TITLE), (documents.keywords, TITLE), (documents.body, 1)]
    for part, weight in parts:
        for run in _telling(" | ".join(part(document))):
            if word := word_of(run):
                counted[word] += weight
                typed.setdefault(word, run.text)
    return {word: count / (count + 2) for word, count in counted.items()}, typed


def _telling(text: str) -> Iterator[Run]:
    for number, run in enumerate(runs(fold(text))):
        if number > READ:
            return
        if len(run.text) > 1 and not run.text.isdigit() and run.text not in STOP_WORDS:
            yield run
