"""Pages of records, each a row of a table and Datasette's page of it: one module a kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kb.web.addresses import Addresses
from kb.web.records import article, issue, literature, names
from kb.web.records.kinds import KINDS

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`read` gives what the template shows of a row, by its primary key; None where there is none.

    It runs in a thread of Datasette's, on a connection that only reads. `asks` are the tables that
    the page shows something of only where the visitor may see them: `addresses.shows` knows.
    """

    read: Callable[[sqlite3.Connection, str, Addresses], Shown | None]
    template: str
    asks: tuple[str, ...] = ()


PAGES: Mapping[str, RecordPage] = {
    "articles": RecordPage(article.read, "kb_article.html", ("source_texts", "changes")),
    "issues": RecordPage(issue.read, "kb_issue.html", ("source_texts", "changes")),
    "literature": RecordPage(literature.read, "kb_literature.html", ("source_texts", "changes")),
    **{
        table: RecordPage(partial(names.read, table), "kb_name.html", ("source_texts",))
        for table in KINDS
    },
}
