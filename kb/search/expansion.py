"""Which terms of an index a pattern stands for; the same in every engine, and bounded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from itertools import islice, takewhile

from kb.search.tree import Between, Fuzzy, Pattern
from kb.wording import Wording

MOST_TERMS = 1000
# Terms of an index that the patterns of one query are compared with, all together.
MOST_LOOKED_AT = 1_000_000
# The terms of an index field that begin with a prefix, in the order of their letters.
Lexicon = Callable[[str, str], Iterable[str]]


@dataclass(slots=True)
class Expander:
    """Looks patterns up in a lexicon and remembers which of them it had to cut short."""

    lexicon: Lexicon
    notes: list[str] = field(default_factory=list)
    looked_at: int = 0

    def terms(self, node: Pattern | Between | Fuzzy) -> tuple[str, ...]:
        """The first MOST_TERMS terms that the node stands for, in the order of their letters."""
        found = tuple(islice(self._matching(node), MOST_TERMS + 1))
        if len(found) > MOST_TERMS:
            self.notes.append(
                Wording(
                    '"%(pattern)s" stands for more than %(most)s words; '
                    "the first %(most)s were searched",
                    pattern=written(node),
                    most=f"{MOST_TERMS:,}",
                )
            )
        return found[:MOST_TERMS]

    def _matching(self, node: Pattern | Between | Fuzzy) -> Iterator[str]:
        if isinstance(node, Between):
            return _between(self._looked_up(node, ""), node)
        if isinstance(node, Fuzzy):
            near = self._looked_up(node, node.text[: node.prefix])
            return (term for term in near if within(node.distance, node.text, term))
        candidates = self._looked_up(node, node.prefix)
        return candidates if node.glob is None else filter(globbed(node.glob), candidates)

    def _looked_up(self, node: Pattern | Between | Fuzzy, prefix: str) -> Iterator[str]:
        """The terms that begin so, as far as the query may still look."""
        for term in self.lexicon(node.field, prefix):
            if self.looked_at >= MOST_LOOKED_AT:
                self.notes.append(
                    Wording(
                        '"%(pattern)s" was not searched to its end, for the collection has too '
                        "many words; give its first letters",
                        pattern=written(node),
                    )
                )
                return
            self.looked_at += 1
            yield term


def written(node: Pattern | Between | Fuzzy) -> str:
    """The node as a user would type it."""
    if isinstance(node, Between):
        return f"[{node.first or ''} TO {node.last or ''}]"
    if isinstance(node, Fuzzy):
        return f"{node.text}~{node.distance}"
    return node.glob or f"{node.prefix}*"


@lru_cache(maxsize=256)
def globbed(glob: str) -> Callable[[str], re.Match[str] | None]:
    """Whether a term matches a glob as a whole; the expression of fnmatch does not backtrack."""
    return re.compile(translate(glob)).match


@lru_cache(maxsize=4096)
def within(most: int, left: str, right: str) -> bool:
    """Whether the edit distance (insert, delete, replace) is at most `most`."""
    if abs(len(left) - len(right)) > most:
        return False
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        corner, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
        if min(row) > most:
            return False
    return row[-1] <= most


def _between(terms: Iterable[str], node: Between) -> Iterator[str]:
    upto = takewhile(lambda term: node.last is None or term <= node.last, terms)
    inside = (term for term in upto if node.first is None or term >= node.first)
    return (term for term in inside if term not in node.without)
