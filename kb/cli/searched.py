"""What the commands that search have open."""

from __future__ import annotations

from typing import NamedTuple

from kb.search.backend import Backend
from kb.search.thesaurus import Thesaurus
from kb.store import Store


class Searched(NamedTuple):
    """A store with its index and the names that mean the same in it."""

    store: Store
    backend: Backend
    thesaurus: Thesaurus
