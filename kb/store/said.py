"""What a store offers of what texts say: annotations, decisions about them, and deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import kb.store.connection as connection
from kb.lazily import Lazily
from kb.store.database import Database
from kb.store.rows import Doc

if TYPE_CHECKING:
    import kb.store.by_hand as by_hand
    import kb.store.deadlines as deadlines
    import kb.store.proposed as proposed
    import kb.store.reannotate as reannotate
    import kb.store.reviewed as reviewed
    from kb.authorities import Authority, Reviewed
    from kb.model import Annotations
else:
    by_hand = Lazily("kb.store.by_hand")
    deadlines = Lazily("kb.store.deadlines")
    proposed = Lazily("kb.store.proposed")
    reannotate = Lazily("kb.store.reannotate")
    reviewed = Lazily("kb.store.reviewed")


class Said:
    """The part of a store (kb.store.Store) that has to do with what its texts say."""

    path: Path
    db: Database

    @property
    def annotated_by(self) -> str | None:
        """See kb.store.reannotate.annotated_by."""
        return reannotate.annotated_by(self.db)

    def remember_annotator(self, annotator: str) -> None:
        """See kb.store.reannotate.remember."""
        with connection.telling(self.path):
            reannotate.remember(self.db, annotator)

    def texts(self, among: Iterable[str] | None = None) -> Iterator[reannotate.Stored]:
        """See kb.store.reannotate.stored."""
        return reannotate.stored(self.db, among)

    def reviewed(self) -> Reviewed:
        """See kb.store.reviewed.reviewed."""
        return reviewed.reviewed(self.db)

    def proposals(
        self, which: str | None = None, least: float = 0.0, text: str = ""
    ) -> Iterator[proposed.Proposed]:
        """See kb.store.proposed.proposals."""
        return proposed.proposals(self.db, which, least, text)

    def decisions(self, which: str | None = None) -> list[Doc]:
        """See kb.store.reviewed.documents."""
        return reviewed.documents(self.db, which)

    def decision(
        self, which: str, name: str, entry: Authority | None, note: str | None = None
    ) -> proposed.Decision:
        """See kb.store.proposed.decide."""
        return proposed.decide(self.db, which, name, entry, note)

    def put_decision(
        self, decision: proposed.Decision, found: Mapping[str, Annotations], who: str
    ) -> int | None:
        """See kb.store.proposed.put."""
        with connection.telling(self.path):
            return proposed.put(self.db, decision, found, who)

    def put_annotations(self, found: Mapping[str, Annotations], who: str) -> int | None:
        """See kb.store.reannotate.put."""
        with connection.telling(self.path):
            return reannotate.put(self.db, found, who)

    def flagged(self, article: str | None = None) -> Iterator[tuple[str, int, Doc]]:
        """See kb.store.reannotate.flagged."""
        return reannotate.flagged(self.db, article)

    def deadlines(
        self,
        since: date | None,
        days: int | None = None,
        *,
        events: bool = False,
        articles: Iterable[str] | None = None,
    ) -> Iterator[Doc]:
        """See kb.store.deadlines.deadlines."""
        return deadlines.deadlines(self.db, since, days, events=events, articles=articles)

    def decide(
        self, article: str, number: int, status: str, note: str | None, who: str
    ) -> int | None:
        """See kb.store.reannotate.decide."""
        with connection.telling(self.path):
            return reannotate.decide(self.db, article, number, status, note, who)

    def link(self, article: str, which: str, entry: Authority, who: str) -> int | None:
        """See kb.store.by_hand.link."""
        with connection.telling(self.path):
            return by_hand.link(self.db, article, which, entry, who)

    def unlink(self, article: str, which: str, name: str, who: str) -> int | None:
        """See kb.store.by_hand.unlink."""
        with connection.telling(self.path):
            return by_hand.unlink(self.db, article, which, name, who)

    def leave_to_text(self, article: str, which: str, name: str, who: str) -> int | None:
        """See kb.store.by_hand.leave_to_text."""
        with connection.telling(self.path):
            return by_hand.leave_to_text(self.db, article, which, name, who)
