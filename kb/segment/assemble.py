"""Lines with roles become the issue: articles, headings, references and furniture, once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from kb.folding import fold
from kb.model import Article, Document, Furniture, Heading, Issue, Reference, Span
from kb.references.block import read_references
from kb.segment.datelined import feature_title
from kb.segment.datelines import read_dateline
from kb.segment.family import Family
from kb.segment.line import FURNITURE, Line, Lines, number_of, without_number
from kb.segment.masthead import read_masthead

_OPENING = ("section", "feature", "headline")
_INSIDE = (
    "",
    "headline continued",
    "subtitle",
    "dateline",
    "image credit",
    "address",
)


def assemble(document: Document, lines: Lines, family: Family) -> Issue:
    """The issue that the roles of `lines` describe."""
    sections = _sections(lines, family)
    features = _features(lines)
    parts = (_article(part, sections, features) for part in _articles(lines))
    articles = tuple(_with_feature_line(article, features) for article in parts)
    references = tuple(_references(lines, sections))
    issue = Issue(
        masthead=read_masthead(document, lines, family),
        sections=tuple(dict.fromkeys(ln.words or ln.text for ln in lines if ln.role == "section")),
        headings=_headings(lines, features),
        articles=articles,
        references=references,
        furniture=_furniture(lines, [a.lines for a in articles]),
    )
    return _with_unaccounted(issue, document)


def _sections(lines: Lines, family: Family) -> dict[int, str]:
    """The title of the section that each line (by its first line number) lies in."""
    titles: dict[int, str] = {}
    section = None
    for line in lines:
        if line.role == "section":
            section = line
        elif section is not None and _closes(line, section, family):
            section = None
        if section is not None:
            titles[line.lines.first] = section.words or section.text
    return titles


def _closes(line: Line, section: Line, family: Family) -> bool:
    """Whether a headline stands outside a section: it has no lower rank than the section's title.

    The sections that a family names hold whatever follows them.
    """
    return (
        line.role == "headline"
        and line.block.kind == section.block.kind == "heading"
        and line.block.level <= section.block.level
        and fold(without_number(section.text)) not in family.sections
    )


def _features(lines: Lines) -> dict[int, tuple[Line, int]]:
    """Headline's line number → its feature's line, and how many articles that feature has.

    A feature over numbered headlines holds all of them; over another it holds that one alone.
    """
    found: dict[int, tuple[Line, int]] = {}
    for index, line in enumerate(lines):
        if line.role != "feature":
            continue
        held = _held(lines, index + 1)
        found |= {headline: (line, len(held)) for headline in held}
    return found


def _held(lines: Lines, start: int) -> list[int]:
    held: list[int] = []
    for line in (lines[i] for i in range(start, len(lines))):
        if line.role in ("section", "feature", "reference", "masthead"):
            break
        if line.role == "headline":
            numbered = number_of(line.text) is not None
            if held and not numbered:
                break
            held.append(line.lines.first)
            if not numbered:
                break
    return held


def _articles(lines: Lines) -> Iterator[list[Line]]:
    """The lines of one article after the other, from its headline to its last line.

    Kickers stand above the headline.
    """
    current: list[Line] = []
    for line in lines:
        above = bool(current) and all(ln.role == "kicker" for ln in current)
        if line.role in _OPENING or (line.role == "kicker" and not above):
            if current and not above:
                yield current
            kept = current if above and line.role == "headline" else []
            current = [*kept, line] if line.role in ("headline", "kicker") else []
        elif current and line.role in _INSIDE:
            current.append(line)
    if any(line.role == "headline" for line in current):
        yield current


def _article(
    part: list[Line], sections: dict[int, str], features: dict[int, tuple[Line, int]]
) -> Article:
    headline = next(ln for ln in part if ln.role == "headline")
    feature = features.get(headline.lines.first)
    told = (ln for ln in part if ln.role in ("dateline", "kicker"))
    datelines = [read_dateline(ln.text) for ln in told]
    dateline = next((found for found in datelines if found.date), None)
    subtitles = [ln.text for ln in part if ln.role == "subtitle"]
    numbered = feature is not None and feature[1] > 1
    continued = [ln.text for ln in part if ln.role == "headline continued"]
    text = " ".join([headline.words or headline.text, *continued])
    return Article(
        headline=without_number(text) if numbered else text,
        lines=Span(part[0].lines.first, part[-1].lines.last),
        body="\n".join([*_run_in(headline), *(ln.text for ln in part if ln.free)]),
        section=sections.get(headline.lines.first),
        feature=feature_title(feature[0].text) if feature else None,
        subtitle=" ".join(subtitles) or None,
        date=dateline.date if dateline else None,
        sources=dateline.sources if dateline else (),
        url=_address(part),
        links=tuple(link for ln in part[1:] for link in ln.block.links),
        credits=tuple(ln.text for ln in part if ln.role == "image credit"),
    )


def _address(part: list[Line]) -> str | None:
    """The address that a headline links to, or that stands below the article on its own."""
    own = (ln for ln in part if ln.role in ("headline", "headline continued", "address"))
    return next((link.url for ln in own for link in ln.block.links), None)


def _run_in(headline: Line) -> Iterator[str]:
    """What follows a headline on its own line: the beginning of the body."""
    place = headline.text.find(headline.words) + len(headline.words)
    rest = headline.text[place:].lstrip(" .:–—-") if headline.words else ""
    if rest:
        yield rest


def _with_feature_line(article: Article, features: dict[int, tuple[Line, int]]) -> Article:
    """A feature that holds one article is a part of it, its kicker."""
    feature = features.get(article.lines.first)
    if feature is None or feature[1] > 1:
        return article
    return replace(article, lines=Span(feature[0].lines.first, article.lines.last))


def _headings(lines: Lines, features: dict[int, tuple[Line, int]]) -> tuple[Heading, ...]:
    kickers = {line.lines for line, held in features.values() if held == 1}
    own = (ln for ln in lines if ln.role in ("section", "feature") and ln.lines not in kickers)
    return tuple(Heading(ln.words or ln.text, ln.lines) for ln in own)


def _references(lines: Lines, sections: dict[int, str]) -> Iterator[Reference]:
    for is_reference, part in groupby(lines, key=lambda ln: ln.role == "reference"):
        blocks = [ln.block for ln in part]
        if is_reference:
            yield from read_references(blocks, sections.get(blocks[0].lines.first))


def _furniture(lines: Lines, articles: Iterable[Span]) -> tuple[Furniture, ...]:
    """Runs of furniture of one kind; what stands within an article is the article's."""
    within = {n for span in articles for n in range(span.first, span.last + 1)}
    own = [ln for ln in lines if ln.role in FURNITURE and ln.lines.first not in within]
    runs: list[Furniture] = []
    for line in own:
        last = runs[-1] if runs else None
        if last and last.kind == line.role and last.lines.last + 1 == line.lines.first:
            runs[-1] = Furniture(last.kind, Span(last.lines.first, line.lines.last))
        else:
            runs.append(Furniture(line.role, line.lines))
    return tuple(runs)


def _with_unaccounted(issue: Issue, document: Document) -> Issue:
    """The issue with the numbers of the non-blank lines that nothing in it covers."""
    spans = [heading.lines for heading in issue.headings]
    spans += [article.lines for article in issue.articles]
    spans += [reference.lines for reference in issue.references]
    spans += [furniture.lines for furniture in issue.furniture]
    spans += [issue.masthead.lines] if issue.masthead.lines else []
    covered = {n for span in spans for n in range(span.first, span.last + 1)}
    lines = enumerate(document.text.split("\n"), 1)
    missing = tuple(n for n, text in lines if text.strip() and n not in covered)
    return replace(issue, unaccounted=missing)
