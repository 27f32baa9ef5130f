"""Sentences that can be said in another language: each knows its pattern and its values.

The library speaks English; kb.web says the same by its catalogues, into which scripts/messages puts
the patterns.
"""

from __future__ import annotations

from collections.abc import Mapping


class Wording(str):
    """An English sentence, text like any other, made of a pattern and values in gettext's style.

    Wording("only the first %(most)s words were searched", most=64) is "only the first 64 words were
    searched". A pattern without values is taken as it stands.
    """

    __slots__ = ("pattern", "values")
    pattern: str
    values: Mapping[str, object]

    def __new__(cls, pattern: str, /, **values: object) -> Wording:
        wording = super().__new__(cls, pattern % values if values else pattern)
        wording.pattern, wording.values = pattern, values
        return wording
