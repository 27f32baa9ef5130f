"""A long row of bare words ranks by what its first hits have in common, too.

That is pseudo-relevance feedback, which only reorders: what is found stays what has a word of the
query, and what has all of them stays first. Short rows look for a thing rather than a subject, and
got worse by it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from kb.search import documents, schema
from kb.search.alike import COMMON, TITLE
from kb.search.analysis import EASTERN, analysed, fold, runs, stem, word_of
from kb.search.backend import Backend, Page
from kb.search.combining import ALL_WORDS
from kb.search.reading import Reading
from kb.search.records import Doc, Records
from kb.search.stopwords import STOP_WORDS
from kb.search.tree import Constant, Node, Or, Ranked, Term, tidy, unranked
from kb.search.wanted import RELATED, TYPED, Wanted

# Words of a query from which on it is long; the first hits, and their words that rank; what the
# best of these counts beside a word of the query.
LONG, FIRST, MOST, WEIGHT = 5, 5, 10, 0.2
# The characters that are read of a text.
READ = 2000


def fed(backend: Backend, records: Records, reading: Reading) -> Reading:
    """The reading, ranked by the words of its first hits besides where it is a long row."""
    typed = {w for each in reading.wanted if each.how == TYPED for w in each.words}
    if not (reading.bare and len(typed) >= LONG and isinstance(reading.tree, Ranked | Or)):
        return reading
    first = backend.search(reading.tree, {}, Page(limit=FIRST)).hits
    weights, forms = _shared(backend, records, [id for id, _ in first])
    if not weights:
        return reading
    match, rank = _parts(reading.tree)
    stressed = [_stressed(node, weights) for node in rank]
    new = {word: weight for word, weight in weights.items() if word not in typed}
    added = [Term(schema.DEFAULT, word, weight) for word, weight in new.items()]
    related = [
        Wanted(schema.DEFAULT, forms[word], (word,), how=RELATED, weight=weight)
        for word, weight in new.items()
    ]
    asked = (_weighed(each, weights) for each in reading.wanted)
    tree = tidy(Ranked(match, Or((*stressed, *added))))
    return replace(reading, tree=tree, wanted=(*asked, *related))


def _shared(
    backend: Backend, records: Records, ids: Sequence[str]
) -> tuple[dict[str, float], dict[str, str]]:
    """What words that several documents have count, and how they stand in one of them."""
    worth: dict[str, float] = {}
    having: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for document in records.documents(ids):
        counts, typed = _words(document)
        having.update(counts.keys())
        forms = typed | forms
        for word, count in counts.items():
            worth[word] = worth.get(word, 0.0) + count / (count + 2)
    shared = {word: worth[word] for word, number in having.items() if number > 1}
    best = _best(backend, shared)
    return best, {word: forms.get(word, word) for word in best}


def _words(document: Doc) -> tuple[Counter[str], dict[str, str]]:
    """How often the document has each word, in its title thrice, and how English ones stand."""
    title, plain = _terms(" ".join(documents.title(document)))
    text, others = _terms(" ".join(documents.body(document))[:READ])
    counted = Counter(title * TITLE + text)
    telling = {
        word: count
        for word, count in counted.items()
        if len(word) > 1 and not word.isdigit() and word not in _stop_words()
    }
    return Counter(telling), others | plain


def _terms(text: str) -> tuple[list[str], dict[str, str]]:
    """The terms of a text, and words of it that have them; Korean terms are words themselves."""
    folded = fold(text)
    if EASTERN.search(folded):
        found = list(runs(folded))
        return [word for word in map(word_of, found) if word], {
            word_of(run): run.text for run in found if run.script == "letters"
        }
    forms = analysed(text)
    return forms.words, dict(zip(forms.words, forms.plain, strict=True))


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(map(stem, STOP_WORDS))


def _best(backend: Backend, worth: dict[str, float]) -> dict[str, float]:
    """The words that tell most, the best with the whole weight."""
    size = max(backend.size, 1)
    counts = backend.frequencies(schema.DEFAULT, worth)
    told = {
        word: value * math.log(1 + size / counts[word])
        for word, value in worth.items()
        if 0 < counts[word] <= size * COMMON
    }
    chosen = sorted(told, key=lambda word: (-told[word], word))[:MOST]
    return {word: WEIGHT * told[word] / told[chosen[0]] for word in chosen}


def _parts(tree: Ranked | Or) -> tuple[Node, Iterable[Node]]:
    """What a tree matches, and the nodes that rank."""
    match, rank = (tree.match, tree.rank) if isinstance(tree, Ranked) else (unranked(tree), tree)
    return match, rank.nodes if isinstance(rank, Or) else (rank,)


def _stressed(node: Node, weights: dict[str, float]) -> Node:
    """A word of the query that the first hits share counts more; what has all words stays first."""
    if isinstance(node, Constant) and node.score == ALL_WORDS:
        return replace(node, score=2 * ALL_WORDS)
    if isinstance(node, Term) and node.field == schema.DEFAULT:
        return replace(node, boost=node.boost + weights.get(node.text, 0.0))
    return node


def _weighed(asked: Wanted, weights: dict[str, float]) -> Wanted:
    if asked.how == TYPED and len(asked.words) == 1:
        return replace(asked, weight=asked.weight + weights.get(asked.words[0], 0.0))
    return asked
