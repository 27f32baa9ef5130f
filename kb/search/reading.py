"""What a query was understood to mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.search.tree import NOTHING, Node
from kb.search.wanted import Wanted
from kb.wording import Wording


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as understood: its tree, what to mark in a text, and what was not understood.

    `loose` is the tree to try where nothing matches `tree`; `ranked` is false where all that
    matches matches equally. `bare` is a row of words and nothing else (see `feedback`).
    """

    tree: Node
    wanted: tuple[Wanted, ...] = ()
    notes: tuple[str, ...] = ()
    loose: Node | None = None
    ranked: bool = False
    bare: bool = False

    @staticmethod
    def nothing_to_search_for(notes: Sequence[str] = ()) -> Reading:
        notes = notes or [Wording("there is nothing to search for in the query")]
        return Reading(NOTHING, notes=tuple(notes))
