"""The annotations of an issue's articles, and of texts that are stored already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kb.annotate.amounts import amounts
from kb.annotate.deadlines import deadlines
from kb.annotate.flags.judge import flags
from kb.annotate.flags.reading import Context
from kb.annotate.mentions import Named, mention, named
from kb.annotate.municipalities import municipality
from kb.annotate.names import Names
from kb.annotate.places_ko import acts
from kb.annotate.proposals import Proposal, proposals
from kb.annotate.text import Text
from kb.authorities import NOT_REVIEWED, Reviewed, load
from kb.confidence import CONFIDENT
from kb.model import Annotations, Document, Issue, Mention

_ORDER = ("organisations", "programmes", "places", "countries")


@lru_cache(maxsize=4)
def names_of(
    folder: Path | None = None, digest: str = "", reviewed: Reviewed = NOT_REVIEWED
) -> Names:
    """Every name that the authorities know, those of `folder` first. Raises AuthorityError.

    `digest` (see kb.authorities.digest) is there so that changed files are read again; `reviewed`
    is what was made of names that were proposed.
    """
    names = Names(reviewed)
    for which in _ORDER:
        names.add(which, load(which, folder, reviewed))
    return names


def annotate(document: Document, issue: Issue, names: Names | None = None) -> Issue:
    """The issue with the annotations of its articles."""
    lines = document.text.split("\n")
    spans = [article.lines for article in issue.articles]
    found = annotate_lines(
        lines, spans, [a.date for a in issue.articles], issue.masthead.date, names
    )
    annotated = (replace(a, annotations=n) for a, n in zip(issue.articles, found, strict=True))
    return replace(issue, articles=tuple(annotated))


def annotate_lines(
    lines: Sequence[str],
    spans: Iterable[Sequence[int]],
    dates: Iterable[str | None],
    issued: str | None,
    names: Names | None = None,
) -> list[Annotations]:
    """The annotations of the articles whose first and last lines are `spans`."""
    names = names or names_of()
    context = Context.of(lines)
    result = []
    for (first, last), day in zip(spans, dates, strict=True):
        text = Text.of((n, lines[n - 1]) for n in range(first, last + 1) if n <= len(lines))
        result.append(_article(text, names, day or issued, context))
    return result


def _article(text: Text, names: Names, issued: str | None, context: Context) -> Annotations:
    if not text.printed:
        return Annotations()
    known = named(text, names)
    bodies = [m for n in known if n.which == "places" and (m := municipality(text, n))]
    taken = [(n.start, n.end) for n in known if n.which in ("organisations", "programmes")]
    taken += [(m.start, m.end) for m in bodies]
    known = [n for n in known if not (n.which == "places" and acts(text, n.start, n.end))]
    proposed = [p for p in proposals(text, taken) if not names.reviewed.rejects(p.which, p.name)]
    governing = [
        Mention(m.name, "municipality", text.surface(m.start, m.end), text.line(m.start))
        for m in bodies
    ]
    flagged, money = flags(text, amounts(text), issued, context)
    return Annotations(
        places=_of(text, "places", known, proposed),
        countries=_of(text, "countries", known, proposed),
        organisations=(*_of(text, "organisations", known, proposed), *governing),
        programmes=_of(text, "programmes", known, proposed),
        amounts=tuple(money),
        deadlines=tuple(deadlines(text, issued)),
        flags=tuple(flagged),
    )


def _of(
    text: Text, which: str, known: Sequence[Named], proposed: Sequence[Proposal]
) -> tuple[Mention, ...]:
    """The mentions of one list, from the beginning of the text to its end."""
    strong = [p for p in proposed if p.confidence >= CONFIDENT]
    found = [
        (one.start, mention(text, one))
        for one in known
        if one.which == which and not (which in ("places", "countries") and _inside(one, strong))
    ]
    for one in proposed:
        if one.which == which:
            surface, line = text.surface(one.start, one.end), text.line(one.start)
            said = Mention(one.name, one.kind, surface, line, one.confidence, proposed=True)
            found.append((one.start, said))
    return tuple(said for _, said in sorted(found, key=lambda pair: pair[0]))


def _inside(one: Named, proposed: Sequence[Proposal]) -> bool:
    return any(p.start <= one.start and one.end <= p.end for p in proposed)
