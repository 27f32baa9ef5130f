"""A first family file for a newsletter, from two or three of its issues, for a person to correct.

What recurs is proposed; each proposal is kept only where the issues, segmented with the file as it
would be written, lose no article and no line by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.errors import KBError
from kb.folding import fold, language_of
from kb.model import Document, Issue
from kb.segment import segment
from kb.segment.changed import lost
from kb.segment.draft_text import Draft, text_of
from kb.segment.family import Family, load
from kb.segment.family_yaml import FamilyError
from kb.segment.line import without_number
from kb.segment.naming import marks_of, publisher_of, series_of, slug, usable
from kb.segment.pattern import literal
from kb.segment.proposals import Read, furniture, headline_level, separators, titles
from kb.segment.recurring import forms, least_of, recurring

_MOST_FORMS = 4


class DraftError(KBError):
    """The files are no two issues of one newsletter."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An issue to draft from: its file's name, its document, the issue without a family file."""

    name: str
    document: Document
    issue: Issue = field(repr=False)

    @classmethod
    def of(cls, path: Path, document: Document) -> Sample:
        return cls(path.name, document, segment(document, ()))


def draft(samples: Sequence[Sample], key: str | None = None) -> str:
    """The text of a family file. Raises DraftError for samples that share nothing."""
    _check(samples)
    made = _named(samples, key)
    for propose in PROPOSALS:
        for proposed in propose(made, _read_with(made, samples)):
            if proposed == made or _loses_nothing(proposed, samples):
                made = proposed
                break
    return text_of(made)


def _read_with(made: Draft, samples: Sequence[Sample]) -> list[Read]:
    """The samples, as the file that is drafted so far segments them."""
    family = load("the draft", text_of(made))
    return [(s.document, segment(s.document, (family,))) for s in samples]


def _check(samples: Sequence[Sample]) -> None:
    if len(samples) < 2:
        raise DraftError(
            "a family file is drafted from what issues share: name two or three issues of one "
            "newsletter"
        )
    seen: dict[str, str] = {}
    for sample in samples:
        if other := seen.get(sample.document.text):
            raise DraftError(
                f"{other} and {sample.name} are the same issue; name another one of the newsletter"
            )
        seen[sample.document.text] = sample.name
    if not any(map(_is_newsletter, samples)) and not forms([s.document for s in samples]):
        raise DraftError(
            "these files show neither articles nor an issue's number or date at their top; "
            "name issues of a newsletter"
        )


def _is_newsletter(sample: Sample) -> bool:
    masthead = sample.issue.masthead
    return len(sample.issue.articles) > 1 or bool(masthead.number or masthead.date)


def _named(samples: Sequence[Sample], key: str | None) -> Draft:
    """A draft that says whose the issues are, and how one knows."""
    documents = [sample.document for sample in samples]
    sections = titles([(s.document, s.issue) for s in samples])
    own = {fold(title) for title in (*sections.sections, *sections.columns)}
    recur = usable(recurring(documents))
    lines = frozenset(text for text in recur if fold(text) not in own)
    series, how = series_of(documents, [sample.name for sample in samples], lines, recur)
    made = Draft(
        files=tuple(_printable(sample.name) for sample in samples),
        key=key or slug(series),
        series=series,
        known_by=how,
        language=Counter(language_of(d.text) for d in documents).most_common(1)[0][0],
        publisher=publisher_of(documents),
        recognise=tuple(dict.fromkeys(map(literal, marks_of(series, lines, documents)))),
        dates=_dateline(samples),
    )
    if made.recognise:
        return made
    if len(sections.sections) > 1:
        made = replace(made, sections=sections.sections)
        if _knows_all(made, samples):
            return made
    raise DraftError(
        "these files share no name, no line and no two section titles; "
        "are they issues of one newsletter?"
    )


def _knows_all(made: Draft, samples: Sequence[Sample]) -> bool:
    family = load("the draft", text_of(made))
    return all(family.knows(sample.document) for sample in samples)


def _loses_nothing(made: Draft, samples: Sequence[Sample]) -> bool:
    """Whether the file loads, knows all samples and takes no article and no line from them."""
    try:
        family = load("the draft", text_of(made))
    except FamilyError:  # a form of a masthead that is no pattern to be used
        return False
    return all(family.knows(sample.document) and _no_worse(sample, family) for sample in samples)


def _no_worse(sample: Sample, family: Family) -> bool:
    before, after = sample.issue, segment(sample.document, (family,))
    told = [*family.sections, *_told(sample.document, family)]
    return (
        not lost(before, after, told)
        and _sections_of(before) <= _sections_of(after) | set(map(fold, told))
        and all(new or not old for old, new in zip(_said(before), _said(after), strict=True))
        and set(after.unaccounted) <= set(sample.issue.unaccounted)
        and len(after.references) >= len(sample.issue.references)
    )


def _sections_of(issue: Issue) -> set[str]:
    return {fold(without_number(title)) for title in issue.sections}


def _said(issue: Issue) -> tuple[str | None, str | None]:
    return issue.masthead.number, issue.masthead.date


def _told(document: Document, family: Family) -> Iterator[str]:
    """The lines that the family says are masthead or furniture."""
    patterns = [*family.masthead, *(pattern for _, pattern in family.furniture)]
    for block in document.blocks:
        if any(pattern.fullmatch(block.text) for pattern in patterns):
            yield block.text


def _mastheads(made: Draft, samples: Sequence[Read]) -> Iterator[Draft]:
    found = forms([document for document, _ in samples])[:_MOST_FORMS]
    if found:
        yield replace(made, masthead=tuple(found))
        yield from (replace(made, masthead=(form,)) for form in found)


def _sections(made: Draft, samples: Sequence[Read]) -> Iterator[Draft]:
    found = titles(samples)
    literature = _literature(samples)
    own = tuple(title for title in found.sections if fold(title) not in map(fold, literature))
    made = replace(made, columns=found.columns)
    yield replace(made, sections=own, literature=literature)
    for title in own:
        rest = tuple(other for other in own if other != title)
        yield replace(made, sections=rest, literature=literature)


def _literature(samples: Sequence[Read]) -> tuple[str, ...]:
    counted = Counter(
        title for _, issue in samples for title in {r.section for r in issue.references} if title
    )
    return tuple(title for title, count in counted.items() if count >= least_of(len(samples)))


def _levels(made: Draft, samples: Sequence[Read]) -> Iterator[Draft]:
    level = headline_level(samples)
    if level is not None:
        yield replace(made, headline_level=level)


def _separators(made: Draft, samples: Sequence[Read]) -> Iterator[Draft]:
    found = separators([document for document, _ in samples])
    if not found:
        return
    proposed = replace(made, separators=found)
    family = load("the draft", text_of(proposed))
    counts = [(len(segment(d, (family,)).articles), len(issue.articles)) for d, issue in samples]
    if all(new > old for new, old in counts):
        yield proposed


def _furniture(made: Draft, samples: Sequence[Read]) -> Iterator[Draft]:
    lines = usable(recurring([document for document, _ in samples]))
    found = furniture(samples, lines)
    made = replace(made, standing=found.known)
    yield replace(made, furniture=found.told)
    for kind in found.told:
        yield replace(made, furniture={k: v for k, v in found.told.items() if k != kind})


PROPOSALS: tuple[Callable[[Draft, Sequence[Read]], Iterator[Draft]], ...] = (
    _mastheads,
    _furniture,
    _sections,
    _levels,
    _separators,
)
"""Each gives further drafts, the best one first; the first that loses nothing is taken."""


def _dateline(samples: Sequence[Sample]) -> str | None:
    """How many articles have a date, and the first one's."""
    dated = [a for s in samples for a in s.issue.articles if a.date]
    if not dated:
        return None
    total = sum(len(sample.issue.articles) for sample in samples)
    return f"{len(dated)} of {total} here, such as {dated[0].date}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
