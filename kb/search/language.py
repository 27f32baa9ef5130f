"""The query language: Whoosh's parser, set up so that every word arrives as it was typed.

The fields of the parser's schema hand their text through unanalysed; `meaning` turns the tree of
Whoosh's query objects into ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from whoosh import fields as whoosh_fields
from whoosh import qparser
from whoosh import query as whoosh_query
from whoosh.qparser import plugins, syntax

from kb.search import schema
from kb.search.limits import shortened
from kb.search.meaning import Meaning, Reading, Row
from kb.search.mistakes import mistakes
from kb.search.thesaurus import NO_SYNONYMS, Thesaurus
from kb.search.tree import EVERY

QUOTES = str.maketrans("“”„‟«»‘’‚‛", '""""""' + "''''")
# A question mark at a word's end, which is punctuation: 어디인가? | "what?" | (why??)
QUESTION = re.compile(r"(?<=[^\s(:])\?+(?=[\s)\"'\]}~^.,;!]|$)")
# [2021 TO 2022-03] | {a TO } ; "to" stands alone, so that [October TO May] can be read
RANGE = re.compile(
    r"(?P<open>[\[{])(?P<start>[^\[\]{}]*?(?=\s[Tt][Oo]\b)|(?=[Tt][Oo]\b))\s?"
    r"[Tt][Oo](?P<end>\s[^\[\]{}]*|)(?P<close>[\]}])"
)
OPERATORS = {"AND", "OR", "NOT", "ANDNOT", "ANDMAYBE", "REQUIRE", "TO"}
NAMES = "|".join(sorted(map(re.escape, schema.BY_NAME), key=len, reverse=True))
# "Every field" of Whoosh's own syntax is left to its EveryPlugin.
FIELD = rf"(?<!\w)(?P<text>(?i:{NAMES}))[:：]"


class Fields(plugins.FieldsPlugin):  # type: ignore[misc]
    """Field names without regard to case, aliases included; another word before a colon is text."""

    class FieldnameTagger(plugins.FieldsPlugin.FieldnameTagger):  # type: ignore[misc]
        def create(self, parser: Any, match: re.Match[str]) -> Any:
            name = schema.BY_NAME[match.group("text").casefold()].name
            return syntax.FieldnameNode(name, match.group(0))


class RowGroup(syntax.GroupNode):  # type: ignore[misc]
    """Words side by side. No kind of OR group, so that `(a b) OR c` keeps its brackets."""

    qclass = Row


class PlusMinus(plugins.PlusMinusPlugin):  # type: ignore[misc]
    """+ and - before a word; Whoosh's own takes hyphens for signs and knows no brackets."""

    def __init__(self) -> None:
        super().__init__(plusexpr=r"(?<![^\s(])\+(?=[^\s+-])", minusexpr=r"(?<![^\s(])-(?=[^\s+-])")

    def do_plusminus(self, parser: Any, group: Any) -> Any:
        must, may, never = syntax.AndGroup(), group.empty_copy(), syntax.OrGroup()
        target = may
        for node in group:
            if isinstance(node, (self.Plus, self.Minus)):
                target = must if isinstance(node, self.Plus) else never
                continue
            deeper = isinstance(node, syntax.GroupNode)
            target.append(self.do_plusminus(parser, node) if deeper else node)
            target = may
        wanted = syntax.AndMaybeGroup([must, may]) if must else may
        return syntax.AndNotGroup([wanted, never]) if never else wanted


class Wildcards(plugins.WildcardPlugin):  # type: ignore[misc]
    """* and ? only; other scripts' question marks are punctuation."""

    qmarks = "?"
    expr = re.compile("(?P<text>[*?])")


@lru_cache(maxsize=1)
def parser() -> Any:
    """Whoosh's parser with the whole of its language; bare words are joined by OR."""
    names = {field.name: whoosh_fields.ID() for field in schema.FIELDS}
    return qparser.QueryParser(
        schema.DEFAULT,
        whoosh_fields.Schema(**names),
        plugins=[
            plugins.WhitespacePlugin(),
            plugins.SingleQuotePlugin(),
            Fields(FIELD),
            Wildcards(),
            plugins.PhrasePlugin(),
            plugins.RangePlugin(RANGE),
            plugins.GroupPlugin(),
            plugins.FuzzyTermPlugin(),
            plugins.OperatorsPlugin(),
            plugins.BoostPlugin(),
            plugins.EveryPlugin(),
            PlusMinus(),
        ],
        group=RowGroup,
    )


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
        notes.append("a quotation mark has no partner and was left out")
    notes += mistakes(typed)
    return Meaning(notes, thesaurus).reading(_tree(typed, notes))


def _tree(typed: str, notes: list[str]) -> Any:
    """Whoosh's query tree; a row of bare words where its parser gives up."""
    try:
        return parser().parse(typed, normalize=False)
    except Exception:  # the parser has no error class of its own: it raises whatever went wrong
        notes.append("the operators could not be understood; the words alone were searched")
        words = [word for word in re.findall(r"\w+", typed) if word not in OPERATORS]
        return Row([whoosh_query.Term(schema.DEFAULT, word) for word in words])
