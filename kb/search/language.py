"""What a query asks for: as typed, by its grammar, to a tree of terms.

Queries of the commonest shapes are read by `simple`, all others by Whoosh's parser (`grammar`);
`meaning` turns the tree of either into ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kb.lazily import Lazily
from kb.search import schema, simple
from kb.search import typed as shapes
from kb.search.limits import shortened
from kb.search.meaning import Meaning
from kb.search.mistakes import mistakes
from kb.search.reading import Reading
from kb.search.thesaurus import NO_SYNONYMS, Thesaurus
from kb.search.tree import EVERY
from kb.wording import Wording

if TYPE_CHECKING:
    import kb.search.grammar as grammar
else:
    grammar = Lazily("kb.search.grammar")

QUOTES = str.maketrans("“”„‟«»‘’‚‛", '""""""' + "''''")
# A question mark at a word's end, which is punctuation: 어디인가? | "what?" | (why??)
QUESTION = re.compile(r"(?<=[^\s(:])\?+(?=[\s)\"'\]}~^.,;!]|$)")
OPERATORS = {*simple.OPERATORS, "TO"}


@lru_cache(maxsize=256)
def parse(query: str, thesaurus: Thesaurus = NO_SYNONYMS) -> Reading:
    """What a query asks for, with notes on what of it could not be understood.

    Names that the thesaurus has are looked for under their other names too.
    """
    typed = QUESTION.sub("", unicodedata.normalize("NFKC", query).translate(QUOTES)).strip()
    if not typed:
        return Reading(EVERY) if not query.strip() else Reading.nothing_to_search_for()
    typed, notes = shortened(typed)
    if typed.count('"') % 2:
        last = typed.rindex('"')
        typed = f"{typed[:last]} {typed[last + 1 :]}"
        notes.append(Wording("a quotation mark has no partner and was left out"))
    notes += mistakes(typed)
    return Meaning(notes, thesaurus).reading(_tree(typed, notes))


def _tree(typed: str, notes: list[str]) -> Any:
    """The query as Whoosh's parser sees it; a row of bare words where that gives up."""
    read = simple.read(typed)
    if read is not None:
        return read
    try:
        return grammar.read(typed)
    except Exception:  # the parser has no error class of its own: it raises whatever went wrong
        notes.append(
            Wording("the operators could not be understood; the words alone were searched")
        )
        words = [word for word in re.findall(r"\w+", typed) if word not in OPERATORS]
        return shapes.Row([shapes.Term(schema.DEFAULT, word) for word in words])
