"""What a family file changes on an issue: the issue with it beside the issue without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from kb.folding import fold
from kb.model import Document, Issue

_SHOWN = 90
_FIELDS = ("series", "number", "date", "publisher")


def changes(document: Document, without: Issue, with_it: Issue) -> Iterator[str]:
    """The differences, a line each: "+ " what the file adds, "- " what it takes away."""
    for name in _FIELDS:
        old, new = getattr(without.masthead, name), getattr(with_it.masthead, name)
        if old != new:
            yield f"{name}: {old or 'none'} → {new or 'none'}"
    yield from _listed("section", list(without.sections), list(with_it.sections))
    yield from _listed("article", _headlines(without), _headlines(with_it))
    old_count, new_count = len(without.references), len(with_it.references)
    if old_count != new_count:
        yield f"references: {old_count} → {new_count}"
    yield from _furniture(document, without, with_it)
    lost = sorted(set(with_it.unaccounted) - set(without.unaccounted))
    if lost:
        yield f"lines that belong to nothing now: {', '.join(map(str, lost))}"


def lost(before: Issue, after: Issue, told: Sequence[str]) -> list[str]:
    """The headlines that are none any more, and that are not among the lines `told` of."""
    kept = {fold(a.headline) for a in after.articles} | {fold(text) for text in told}
    kept |= {fold(heading.text) for heading in after.headings}
    kept |= {fold(article.feature) for article in after.articles}
    return [
        a.headline for a in before.articles if fold(a.headline) and fold(a.headline) not in kept
    ]


def kinds(issue: Issue) -> dict[int, str]:
    """By line, the kind of furniture that it is, or "masthead"."""
    found = {
        number: furniture.kind
        for furniture in issue.furniture
        for number in range(furniture.lines.first, furniture.lines.last + 1)
    }
    if issue.masthead.lines:
        own = range(issue.masthead.lines.first, issue.masthead.lines.last + 1)
        found |= dict.fromkeys(own, "masthead")
    return found


def _headlines(issue: Issue) -> list[str]:
    return [
        f"{article.section}: {article.headline}" if article.section else article.headline
        for article in issue.articles
    ]


def _listed(what: str, old: list[str], new: list[str]) -> Iterator[str]:
    """The difference of two lists in their order."""
    for code, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if code != "equal":
            yield from (f"- {what}: {_short(text)}" for text in old[i:j])
            yield from (f"+ {what}: {_short(text)}" for text in new[k:m])


def _furniture(document: Document, without: Issue, with_it: Issue) -> Iterator[str]:
    """Runs of lines that were of one kind and are of another now, with the first line's words."""
    old, new = kinds(without), kinds(with_it)
    texts = document.text.split("\n")
    numbers = (n for n, text in enumerate(texts, 1) if fold(text))
    for (before, after), run in groupby(numbers, key=lambda n: (old.get(n), new.get(n))):
        first, *rest = run
        if before != after:
            where = f"lines {first}–{rest[-1]}" if rest else f"line {first}"
            what = f"{before or 'text'} → {after or 'text'}"
            yield f"{where}: {what}: {_short(texts[first - 1].strip())}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
