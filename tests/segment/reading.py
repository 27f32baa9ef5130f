"""How the tests read a written issue, and count its lines."""

from __future__ import annotations

from kb.model import Issue
from kb.readers import read_bytes
from kb.segment import segment


def issue_of(text: str) -> Issue:
    return segment(read_bytes(text.encode()))


def accounted_once(issue: Issue, lines: int) -> bool:
    spans = [heading.lines for heading in issue.headings]
    spans += [furniture.lines for furniture in issue.furniture]
    spans += [article.lines for article in issue.articles]
    spans += [reference.lines for reference in issue.references]
    spans += [issue.masthead.lines] if issue.masthead.lines else []
    covered = [n for span in spans for n in range(span.first, span.last + 1)]
    return sorted(covered) == list(range(1, lines + 1))
