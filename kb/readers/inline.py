"""What a paragraph of Markdown says: its runs of text, line by line of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb.folding import squeeze
from kb.model import Block, Link, Span
from kb.readers.text import URL

LONGEST = 50_000
"""In characters. A longer paragraph is read as it stands: the parser is quadratic in it."""

_MOST_BRACKETS = 1000
# <a href="https://example.org"> / </strong> / <br/>
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BREAKS = frozenset(
    """
    address article aside blockquote br center dd details div dl dt figcaption figure footer
    header hr li main nav ol p section summary table td th tr ul
    """.split()
) | frozenset(_HEADINGS)
_STRONG = frozenset(("b", "strong"))


@dataclass
class SourceLine:
    """A line of the source: runs of text with the address that each leads to.

    `starts` and `ends` say that what is shown breaks before or after it.
    """

    number: int
    runs: list[tuple[str, bool, str | None]] = field(default_factory=list)
    starts: bool = False
    ends: bool = False
    heading: int = 0

    @property
    def text(self) -> str:
        return squeeze("".join(text for text, _, _ in self.runs))

    @property
    def strong(self) -> bool:
        """Whether the line shows something, and all of it in bold."""
        shown = [strong for text, strong, _ in self.runs if text.strip()]
        return bool(shown) and all(shown)

    def links(self) -> Iterator[Link]:
        joined: list[tuple[str, str]] = []
        for text, _, url in self.runs:
            if url is None:
                joined += [(m.group(), m.group()) for m in URL.finditer(text)]
            elif joined and joined[-1][1] == url:
                joined[-1] = (joined[-1][0] + text, url)
            else:
                joined.append((text, url))
        yield from (Link(squeeze(text), url, self.number) for text, url in joined if text.strip())


class _Reading:
    """The lines of a paragraph while its tokens come in."""

    def __init__(self, first: int) -> None:
        self.lines = [SourceLine(first)]
        self.bold = 0
        self.urls: list[str] = []

    def add(self, text: str) -> None:
        url = self.urls[-1] if self.urls else None
        self.lines[-1].runs.append((text, self.bold > 0, url))

    def new_line(self, *, hard: bool = False) -> None:
        self.lines[-1].ends |= hard
        self.lines.append(SourceLine(self.lines[-1].number + 1))

    def token(self, token: Token) -> None:
        if token.type in ("softbreak", "hardbreak"):
            self.new_line(hard=token.type == "hardbreak")
        elif token.type in ("strong_open", "strong_close"):
            self.bold += token.nesting
        elif token.type == "link_open":
            self.urls.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            self.urls = self.urls[:-1]
        elif token.type == "html_inline":
            self.html(token.content)
        elif token.type != "image" and token.content:
            self.add(token.content)

    def html(self, tag: str) -> None:
        """A tag, which may run over several lines, as far as it says something of the text."""
        match = _TAG.match(tag)
        if match:
            self.element(match["name"].lower(), tag, ends=bool(match["end"]))
        for _ in range(tag.count("\n")):
            self.new_line()

    def element(self, name: str, tag: str, *, ends: bool) -> None:
        line = self.lines[-1]
        if name in _STRONG:
            self.bold = max(0, self.bold + (-1 if ends else 1))
        elif name == "a":
            href = _HREF.search(tag)
            if ends:
                self.urls = self.urls[:-1]
            elif href:
                self.urls.append(next(group for group in href.groups() if group is not None))
        elif name in _BREAKS:
            self.add(" ")
            if ends or name in ("br", "hr"):
                line.ends = True
            elif not line.text:
                line.starts = True
            if name in _HEADINGS and not ends:
                line.heading = _HEADINGS[name]


def source_lines(
    parser: MarkdownIt, content: str, first: int, env: dict[str, object]
) -> list[SourceLine]:
    """The lines of `content`, whose first is line `first` of the source, without their mark-up."""
    count = content.count("\n") + 1
    if len(content) > LONGEST or content.count("[") > _MOST_BRACKETS:
        bare = enumerate(content.split("\n"), first)
        return [SourceLine(number, [(line, False, None)]) for number, line in bare]
    tokens: list[Token] = []
    parser.inline.parse(content, parser, env, tokens)
    reading = _Reading(first)
    for token in tokens:
        reading.token(token)
    if len(reading.lines) == count:
        return reading.lines
    # Code and titles of links swallow line ends; then nobody knows which line a run stands on
    runs = [run for line in reading.lines for run in [*line.runs, (" ", False, None)]]
    return [SourceLine(first, runs)]


def one_block(
    lines: Sequence[SourceLine],
    kind: tuple[str, int],
    span: Span,
    source: Sequence[str],
    between: str = " ",
) -> Block:
    """`lines` as one block; navigation, as the source has it, where they show nothing."""
    text = squeeze(between.join(line.text for line in lines))
    if not any(line.text for line in lines):
        raw = squeeze(" ".join(source[span.first - 1 : span.last])) or text
        return Block("navigation", raw, span)
    links = tuple(link for line in lines for link in line.links())
    heading = next((line.heading for line in lines if line.heading), 0)
    if heading:
        kind = ("heading", heading)
    strong = all(line.strong for line in lines if line.text)
    lead = "" if strong else squeeze("".join(_bold_lead(lines)))
    return Block(kind[0], text, span, kind[1], links, strong, lead)


def _bold_lead(lines: Sequence[SourceLine]) -> Iterator[str]:
    """The runs in bold before the first in plain."""
    for line in lines:
        for text, strong, _ in line.runs:
            if text.strip() and not strong:
                return
            yield text
        yield " "


def blocks_of_lines(
    lines: Sequence[SourceLine], kind: tuple[str, int], span: Span, source: Sequence[str]
) -> Iterator[Block]:
    """A block for each part of a paragraph between two breaks.

    A line of its own in bold is a part, too: many write a run-in heading so.
    """
    groups: list[list[SourceLine]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        if before is None or before.ends or line.starts or _changes(before, line):
            groups.append([])
        groups[-1].append(line)
    for i, group in enumerate(groups):
        last = groups[i + 1][0].number - 1 if i + 1 < len(groups) else span.last
        block = one_block(group, kind, Span(group[0].number, last), source)
        yield block
        if block.kind == "item":
            kind = ("paragraph", 0)


def _changes(before: SourceLine, line: SourceLine) -> bool:
    """Whether one of two lines is a title in bold, or shows nothing, and the other is not so.

    A sentence may begin with a link in bold that takes a whole line.
    """
    return _titled(before) != _titled(line) or bool(before.text) != bool(line.text)


def _titled(line: SourceLine) -> bool:
    return line.strong and not any(url for _, _, url in line.runs)
