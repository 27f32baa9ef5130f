"""What the search package needs of a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

Doc = Mapping[str, Any]


class Records(Protocol):
    """The documents that an index is made from, and which of them have changed.

    `token` tells one store from another; `revision` is the number of the last change.
    """

    @property
    def token(self) -> str: ...

    @property
    def revision(self) -> int: ...

    def changed(self, since: int) -> Iterator[str]:
        """Ids with a change numbered above `since`, each once; all that ever existed for 0."""
        ...

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Doc]:
        """Those of the documents named that exist now; all documents where none is named."""
        ...
