"""Readable ids, given once: "smartcity-korea-27", "smartcity-korea-27-03", "hong2021busan"."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import count

from kb.model import Masthead, Record
from kb.references.citekey import citekey, free
from kb.references.csl import from_csl
from kb.store.database import Database
from kb.store.match import same_work
from kb.store.rows import first

_NOT_WORD = re.compile(r"[^\w]+|_+")


def slug(text: str) -> str:
    """ "Neat Net Tricks #131.eml" is "neat-net-tricks-131-eml"."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORD.sub("-", normal).strip("-")[:80].strip("-")


def issue_id(masthead: Masthead, stem: str, home_language: str | None) -> str:
    """The id of an issue: its newsletter's key with number or date, else its file's name.

    An edition in another language than the newsletter's own has the language at the end.
    """
    which = masthead.number or masthead.date
    if not masthead.series_key or not which:
        return slug(stem) or "issue"
    foreign = home_language and masthead.language and masthead.language != home_language
    parts = (masthead.series_key, slug(which), masthead.language if foreign else "")
    return "-".join(part for part in parts if part)


def another(db: Database, identifier: str) -> str:
    """The first of "x-2", "x-3" … that no issue has."""
    names = (f"{identifier}-{n}" for n in count(2))
    return next(n for n in names if not first(db, "SELECT 1 FROM issues WHERE id = ?", n))


def article_numbers(db: Database, issue: str) -> count[int]:
    """The numbers that no article of the issue ever had, from the lowest."""
    pattern = issue.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "-%"
    sql = """SELECT id FROM articles WHERE issue = ? UNION
             SELECT record FROM changes WHERE kind = 'article' AND record LIKE ? ESCAPE '\\'
             AND json_extract(coalesce(after, before), '$.issue') = ?"""
    rows = db.conn.execute(sql, [issue, pattern, issue])
    taken = [int(tail) for (i,) in rows if (tail := i[len(issue) + 1 :]).isdigit()]
    return count(max(taken, default=0) + 1)


def literature_id(db: Database, record: Record, wanted: str | None = None) -> str:
    """A free id for a record: the wanted one or its citation key, with a suffix where taken."""
    return free(wanted or citekey(record), _Taken(db, record))


class _Taken:
    """The ids that a record cannot have: those of others, and of other works that are gone."""

    def __init__(self, db: Database, record: Record) -> None:
        self.db, self.record = db, record

    def __contains__(self, identifier: object) -> bool:
        for table in ("literature", "merged", "issues", "articles"):
            if first(self.db, f"SELECT 1 FROM {table} WHERE id = ?", identifier):
                return True
        sql = "SELECT before FROM changes WHERE record = ? AND after IS NULL ORDER BY id DESC"
        gone = first(self.db, sql, identifier)
        if gone is None:
            return False
        csl = json.loads(gone["before"]).get("csl")
        return csl is None or not same_work(from_csl(csl), self.record)
