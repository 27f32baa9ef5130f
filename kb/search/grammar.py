"""The query language: Whoosh's parser, set up so that every word arrives as it was typed.

The fields of the parser's schema hand their text through unanalysed. The module is imported when a
query needs it, see `simple`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from whoosh import fields as whoosh_fields
from whoosh import qparser
from whoosh import query as whoosh_query
from whoosh.qparser import plugins, syntax

from kb.search import schema

# [2021 TO 2022-03] | {a TO } ; "to" stands alone, so that [October TO May] can be read
RANGE = re.compile(
    r"(?P<open>[\[{])(?P<start>[^\[\]{}]*?(?=\s[Tt][Oo]\b)|(?=[Tt][Oo]\b))\s?"
    r"[Tt][Oo](?P<end>\s[^\[\]{}]*|)(?P<close>[\]}])"
)
NAMES = "|".join(sorted(map(re.escape, schema.BY_NAME), key=len, reverse=True))
# "Every field" of Whoosh's own syntax is left to its EveryPlugin.
FIELD = rf"(?<!\w)(?P<text>(?i:{NAMES}))[:：]"


class Row(whoosh_query.Or):  # type: ignore[misc]
    """Words side by side: any of them, without stop words, and without what a NOT names."""


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


def read(typed: str) -> Any:
    """Whoosh's tree of a query; raises whatever goes wrong, having no error class of its own."""
    return parser().parse(typed, normalize=False)
