"""A drafted family as the YAML that a person corrects, with what to look at beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_HEAD = """\
# A draft, made by kb family new from {count} issues:
{files}
# Correct what is wrong, then look at what it changes: kb family check THIS-FILE ISSUE…
# kb uses it when it lies in families/ beside the store (or in the folder that KB_FAMILIES names).
# Patterns are regular expressions without regard to case; {{number}} and {{date}} stand for an
# issue's number and date. What may stand here: docs/families.md
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a drafted file says; `known_by`, `columns`, `standing` and `dates` are for comments."""

    files: tuple[str, ...]
    key: str
    series: str
    known_by: str = ""
    language: str = "en"
    publisher: str | None = None
    recognise: tuple[str, ...] = ()
    masthead: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    literature: tuple[str, ...] = ()
    headline_level: int | None = None
    separators: tuple[str, ...] = ()
    furniture: dict[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    dates: str | None = None


def text_of(draft: Draft) -> str:
    """The file."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    files = "\n".join(f"#   {' '.join(file.split())}" for file in draft.files)
    yield _HEAD.format(count=len(draft.files), files=files)
    yield f"# The beginning of every id: {draft.key}-27. Choose it before the first ingest."
    yield f"key: {quoted(draft.key)}"
    yield f"# The newsletter's name; {draft.known_by}."
    yield f"series: {quoted(draft.series)}"
    yield "# The language of most issues; another one is added to an issue's id."
    yield f"language: {quoted(draft.language)}"
    if draft.publisher:
        yield "# As the issues print it."
        yield f"publisher: {quoted(draft.publisher)}"
    else:
        yield "# No issue prints its publisher. If you know it:"
        yield "# publisher: …"
    yield ""
    yield from _list("recognise", draft.recognise, _RECOGNISE)
    yield from _list("masthead", draft.masthead, _MASTHEAD)
    yield from _list("sections", draft.sections, _SECTIONS)
    yield from _columns(draft)
    yield from _list("literature", draft.literature, _LITERATURE)
    if draft.headline_level:
        yield "# Headings of this rank are headlines, all of them and no others."
        yield f"headline level: {draft.headline_level}"
        yield ""
    yield from _list("separators", draft.separators, _SEPARATORS)
    yield from _furniture(draft)
    if draft.standing:
        yield "# kb takes these for standing lines by itself, so they need not be told of:"
        yield from (f"#   {line[:_LONGEST]}" for line in draft.standing[:_MOST])
        yield ""
    yield from _dates(draft)


_LONGEST = 90
_MOST = 12
_RECOGNISE = "What tells that an issue is one of this newsletter, wherever it stands in a line."
_MASTHEAD = "Whole lines near the top that say number or date."
_SECTIONS = "Titles of sections. Take out what is an article's headline."
_LITERATURE = "Sections that hold references instead of articles."
_SEPARATORS = "Whole lines between articles; the line below one is a headline."


def _list(key: str, values: Iterable[str], comment: str) -> Iterator[str]:
    values = tuple(values)
    if values:
        yield f"# {comment}"
        yield f"{key}:"
        yield from (f"  - {quoted(value)}" for value in values)
        yield ""


def _columns(draft: Draft) -> Iterator[str]:
    if draft.columns:
        yield "# These recur too, each over one article. If one is a section, put it above:"
        yield from (f"#   - {quoted(title)}" for title in draft.columns)
        yield ""


def _furniture(draft: Draft) -> Iterator[str]:
    if not draft.furniture:
        return
    yield "# Whole lines that stand in the issues and belong to no article. Take out what is text."
    yield "furniture:"
    for kind, patterns in draft.furniture.items():
        yield f"  {kind}:"
        yield from (f"    - {quoted(pattern)}" for pattern in patterns)
    yield ""


def _dates(draft: Draft) -> Iterator[str]:
    if draft.dates:
        yield f"# Articles have lines with their dates, which kb reads by itself: {draft.dates}"


def quoted(text: str) -> str:
    """A text as YAML has it on one line: plain where that is safe, else in single quotes."""
    plain = bool(text) and all(c.isalnum() or c in " _-" for c in text) and text == text.strip()
    if plain and text[0].isalpha() and text.casefold() not in _WORDS:
        return text
    return "'" + text.replace("'", "''") + "'"


_WORDS = frozenset("yes no on off true false null y n".split())
