"""What a drafted family file may say, found in its samples: sections, standing lines, headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.folding import fold
from kb.model import Block, Document, Issue, Span
from kb.segment.changed import kinds
from kb.segment.line import without_number
from kb.segment.pattern import literal
from kb.segment.recurring import content, least_of, shared_endings, tail

Read = tuple[Document, Issue]
"""A sample: the document, and the issue that it is without a family file."""

_RULE = re.compile(r"([-=_*~#+])\1{4,}")
_CONTACT = re.compile(
    r"@|http|www\.|\btel\b|phone|contact|twitter|facebook|문의|전화|연락|공식|카카오", re.IGNORECASE
)
_NOTICE = re.compile(r"subscri|feedback|suggest|donat|구독|제보|기여", re.IGNORECASE)
_LONGEST_TITLE = 40
_FEWEST_RULES = 3
_MOST_STANDING = 12
_MOST_FURNITURE = 40


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles that recur: of sections, and of columns, which hold one article."""

    sections: tuple[str, ...]
    columns: tuple[str, ...]


def titles(samples: Sequence[Read]) -> Titles:
    """The titles that recur in the samples, in the order of the first that has each."""
    found: dict[str, str] = {}
    holds: dict[str, list[bool]] = {}
    for document, issue in samples:
        for title, several in _titled(document, issue).items():
            found.setdefault(fold(title), title)
            holds.setdefault(fold(title), []).append(several)
    recur = {key: held for key, held in holds.items() if len(held) >= least_of(len(samples))}
    sections = tuple(found[key] for key, held in recur.items() if sum(held) * 2 > len(held))
    columns = tuple(found[key] for key, held in recur.items() if sum(held) * 2 <= len(held))
    return Titles(sections, columns)


def _titled(document: Document, issue: Issue) -> dict[str, bool]:
    """Lines that could be a section's title, and whether several things stand below each."""
    blocks = content(document)
    own = {fold(title) for title in issue.sections} | _over_headlines(issue)
    repeated = Counter(fold(block.text) for block in blocks)
    top = issue.masthead.lines.last if issue.masthead.lines else 0
    places = [
        i
        for i, b in enumerate(blocks)
        if b.lines.first > top
        and b.text.isprintable()
        and (fold(b.text) in own or (_could_be_title(b) and repeated[fold(b.text)] == 1))
    ]
    found: dict[str, bool] = {}
    for place, end in zip(places, [*places[1:], len(blocks)], strict=False):
        title = blocks[place]
        below = blocks[place + 1 : end]
        several = fold(title.text) in own or _things(title, below, issue) > 1
        found[without_number(title.text)] = several
    return found


def _over_headlines(issue: Issue) -> set[str]:
    """What was taken for the headline of an article and has the true one below, as a subtitle."""
    return {fold(a.headline) for a in issue.articles if a.subtitle or a.feature}


def _could_be_title(block: Block) -> bool:
    text = without_number(block.text)
    marked = block.strong or block.kind in ("heading", "row", "line")
    return (
        marked
        and 0 < len(text) <= _LONGEST_TITLE
        and text.isprintable()
        and any(c.isalpha() for c in text)
        and not any(c.isdigit() for c in text)
        and not text.endswith((".", ",", ":", "!", "?"))
    )


def _things(title: Block, below: Iterable[Block], issue: Issue) -> int:
    """The headlines, deeper headings or items below a title."""
    headlines = {fold(article.headline) for article in issue.articles}
    return sum(
        fold(b.text) in headlines
        or (b.kind == "item" and b.level == 1)
        or (b.kind == "heading" and b.level > title.level > 0)
        for b in below
    )


def headline_level(samples: Sequence[Read]) -> int | None:
    """The level that the headlines of all samples have, where they are headings of one level."""
    found: set[int] = set()
    for document, issue in samples:
        by_line = {block.lines.first: block for block in document.blocks}
        own = [by_line.get(article.lines.first) for article in issue.articles]
        if len(own) < 2:
            return None
        found |= {b.level if b is not None and b.kind == "heading" else 0 for b in own}
    (level, *others) = sorted(found)
    return level if level and not others else None


def separators(documents: Sequence[Document]) -> tuple[str, ...]:
    """Patterns of the rules that stand several times in every document."""
    found: Counter[str] = Counter()
    for document in documents:
        rules = Counter(b.text[0] for b in document.blocks if _RULE.fullmatch(b.text))
        found.update(sign for sign, count in rules.items() if count >= _FEWEST_RULES)
    return tuple(f"{literal(sign)}{{5,}}" for sign, n in found.items() if n == len(documents))


@dataclass(frozen=True, slots=True)
class Standing:
    """Patterns of lines that recur and are no article's, by kind; `known` kb finds by itself."""

    told: dict[str, tuple[str, ...]]
    known: tuple[str, ...]


def furniture(samples: Sequence[Read], lines: frozenset[str]) -> Standing:
    """The lines at the top and at the end that recur, and the articles that recur as a whole."""
    found: dict[str, str] = {}
    recur = titles(samples)
    titled = {fold(title) for title in (*recur.sections, *recur.columns)}
    for document, issue in samples:
        found |= dict.fromkeys(_head(document, issue, lines, titled), "tag line")
        found |= {text: "footer" for text in tail(document, lines) if text not in found}
        found |= dict.fromkeys(_standing(issue, lines, document), "notice")
    elsewhere, known = _elsewhere(samples), _known(samples)
    endings = tuple(e for e in shared_endings([d for d, _ in samples]) if e not in known)
    told: dict[str, list[str]] = {}
    for text, kind in list(found.items())[:_MOST_FURNITURE]:
        if text not in elsewhere | known and not text.startswith(endings):
            told.setdefault(_kind(text, kind), []).append(literal(text))
    for beginning in endings:
        told.setdefault(_kind(beginning, "footer"), []).append(f"{literal(beginning)} .*")
    own = tuple(text for text in found if text in known and text not in elsewhere)
    return Standing({kind: tuple(patterns) for kind, patterns in told.items()}, own)


def _known(samples: Sequence[Read]) -> set[str]:
    """The lines that are furniture in every sample that has them, and what the last ones share."""
    found: set[str] = set()
    text: set[str] = set()
    for document, issue in samples:
        own = kinds(issue)
        for block in content(document):
            (found if block.lines.first in own else text).add(block.text)
    found -= text
    if all(content(d)[-1].text in found for d, _ in samples if content(d)):
        found |= set(shared_endings([document for document, _ in samples]))
    return found


def _elsewhere(samples: Sequence[Read]) -> set[str]:
    """Lines that are a section's title in one of the samples, or stand in one several times."""
    found: set[str] = set()
    for document, issue in samples:
        counted = Counter(block.text for block in content(document))
        found |= {text for text, count in counted.items() if count > 1} | set(issue.sections)
    return found


def _head(
    document: Document, issue: Issue, lines: frozenset[str], titled: Collection[str]
) -> list[str]:
    """The lines above the first article that recur and are neither masthead nor title."""
    first = min((a.lines.first for a in issue.articles), default=0)
    first = min([first, *(heading.lines.first for heading in issue.headings)])
    own = issue.masthead.lines or Span(0, 0)
    return [
        block.text
        for block in content(document)
        if block.lines.first < first
        and block.text in lines
        and not own.first <= block.lines.first <= own.last
        and fold(block.text) not in titled
    ]


def _standing(issue: Issue, lines: frozenset[str], document: Document) -> Iterator[str]:
    """The lines of articles that stand in several issues word for word."""
    for article in issue.articles:
        own = [
            block.text
            for block in content(document)
            if article.lines.first <= block.lines.first <= article.lines.last
        ]
        if 1 < len(own) <= _MOST_STANDING and all(text in lines for text in own):
            yield from own


def _kind(text: str, where: str) -> str:
    if _NOTICE.search(text):
        return "notice"
    return "contact" if _CONTACT.search(text) else where
