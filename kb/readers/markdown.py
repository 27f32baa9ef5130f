"""Markdown (CommonMark with tables): the file's own text, its blocks told by the mark-up.

A block may span several lines. Lines that show nothing (front matter, link definitions, comments,
rules, images) are navigation. Nothing that the text names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb.errors import ReadError
from kb.folding import squeeze
from kb.model import Block, Document, Span
from kb.readers.frontmatter import front_matter
from kb.readers.inline import blocks_of_lines, one_block, source_lines
from kb.readers.limits import check_lines
from kb.readers.text import without_invisible

LONGEST = 10_000_000
"""In characters; about a megabyte is parsed in a second."""

NESTING = 40
"""How deep lists and quotations may stand in one another; what is deeper is read as it stands."""

_MOST_PIPES = 500
_FENCE = re.compile(r"[ >]*(?:```|~~~)")
_COMMENT = re.compile(r" {0,3}<(?:!--|(?P<tag>script|style)\b)", re.IGNORECASE)
# [name]: https://example.org "title" / [^1]: a footnote is text
_DEFINITION = re.compile(r"[\s>]*\[[^\]^][^\]]*\]:")
_TAG = re.compile(r"<[^<>]*>|&\w{1,10};")
_LETTER = re.compile(r"\w")


class _Parser(MarkdownIt):
    """CommonMark and tables; addresses stay as they are written, HTML is read where it stands."""

    def __init__(self, *, tables: bool) -> None:
        super().__init__("commonmark", {"maxNesting": NESTING})
        # "inline": each paragraph is given to the inline parser by us, within its limits
        self.disable(["inline", "html_block"])
        if tables:
            self.enable("table")
        self.inline.ruler.enable("strikethrough")
        self.inline.ruler2.enable("strikethrough")

    def normalizeLink(self, url: str) -> str:
        return url


def read_markdown(text: str, encoding: str) -> Document:
    """A Document whose lines are those of `text`, line ends normalised to a line feed."""
    if len(text) > LONGEST:
        raise ReadError(f"is longer than {LONGEST:,} characters of Markdown; split it by issue")
    normal = re.sub(r"\r\n?", "\n", text)
    check_lines(normal.count("\n"))
    normal = without_invisible(normal)
    lines = normal.split("\n")
    front = front_matter(lines)
    hidden = set(range(front.length)) | _comments(lines, front.length)
    shown = ["" if i in hidden else line for i, line in enumerate(lines)]
    blocks = _without_overlap(_blocks(shown))
    return Document(
        text=normal,
        blocks=_with_the_rest(blocks, lines, hidden),
        media_type="text/markdown",
        encoding=encoding,
        title=front.fields.get("title"),
        url=front.fields.get("url"),
        language=front.fields.get("language"),
    )


def _comments(lines: Sequence[str], start: int) -> set[int]:
    """The lines of comments, scripts and styles that begin a line, code samples left alone."""
    found: set[int] = set()
    fenced, end = False, ""
    for i in range(start, len(lines)):
        line = lines[i]
        if end:
            found.add(i)
        elif _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := _COMMENT.match(line)):
            end = f"</{match['tag'].lower()}" if match["tag"] else "-->"
            line = line[match.end() :]
            found.add(i)
        if end and (at := line.lower().find(end)) >= 0:
            if end == "-->" and line[at + 3 :].strip() and not fenced:
                found.discard(i)  # text follows on the line; the inline parser drops the comment
            end = ""
    open_from = _last_opening(lines, found) if end else len(lines)
    return {i for i in found if i < open_from}


def _last_opening(lines: Sequence[str], found: set[int]) -> int:
    """Where the comment that never ends begins: what follows is text, not comment."""
    last = max(found)
    while last - 1 in found and not _COMMENT.match(lines[last]):
        last -= 1
    return last


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks that the mark-up tells, from top to bottom."""
    parser = _Parser(tables=all(line.count("|") <= _MOST_PIPES for line in lines))
    # What splits lines in Markdown is the line feed; a NUL would be replaced
    env: dict[str, object] = {}
    tokens = parser.parse("\n".join(lines), env)
    lists, fresh, heading = 0, False, 0
    rows: list[int] | None = None
    cells: list[Token] | None = None
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "heading_open":
            heading, rows = int(token.tag[1:]), token.map
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield from _row(parser, cells, env)
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(token)
        elif token.type in ("inline", "fence", "code_block", "hr"):
            if heading:
                token.map = rows  # with the line below a title that is underlined
            kind = "heading" if heading else "item" if fresh else "paragraph"
            yield from _leaf(parser, token, lines, (kind, heading or lists * fresh), env)
            heading, fresh = 0, False


def _leaf(
    parser: MarkdownIt,
    token: Token,
    lines: Sequence[str],
    kind: tuple[str, int],
    env: dict[str, object],
) -> Iterator[Block]:
    span = _span(token, lines)
    if token.type == "hr":
        yield Block("navigation", squeeze(" ".join(lines[span.first - 1 : span.last])), span)
    elif token.type == "fence" or (
        token.type == "code_block" and not token.content.lstrip().startswith("<")
    ):
        text = squeeze(token.content)
        bare = squeeze(" ".join(lines[span.first - 1 : span.last]))
        yield Block("paragraph" if text else "navigation", text or bare, span)
    else:
        content = token.content.rstrip("\n")
        runs = source_lines(parser, content, span.first, env)
        if kind[0] == "heading":
            yield one_block(runs, kind, span, lines)
        else:
            yield from blocks_of_lines(runs, kind, span, lines)


def _row(parser: MarkdownIt, cells: list[Token], env: dict[str, object]) -> Iterator[Block]:
    """A row of a table: its cells on one line."""
    spans = [token.map for token in cells if token.map]
    if not spans:
        return
    first = spans[0][0] + 1
    found = [one_line for c in cells for one_line in source_lines(parser, c.content, first, env)]
    block = one_block(found, ("row", 0), Span(first, first), (), " | ")
    yield block


def _span(token: Token, lines: Sequence[str]) -> Span:
    """The lines of a token, blank ones at its end left out."""
    first, end = token.map or (0, 1)
    end = min(end, len(lines))
    while end - 1 > first and not lines[end - 1].strip():
        end -= 1
    return Span(first + 1, max(end, first + 1))


def _without_overlap(blocks: Iterator[Block]) -> list[Block]:
    """Every line in one block: the first that claims it."""
    kept: list[Block] = []
    for block in blocks:
        last = kept[-1].lines.last if kept else 0
        if block.lines.last > last:
            span = Span(max(block.lines.first, last + 1), block.lines.last)
            kept.append(replace(block, lines=span))
    return kept


def _with_the_rest(
    blocks: list[Block], lines: Sequence[str], hidden: set[int]
) -> tuple[Block, ...]:
    """The blocks, and one for every line that is not blank and lies in none of them."""
    blocks = [block for block in blocks if block.text]  # an empty row, an empty code sample
    covered = {n for b in blocks for n in range(b.lines.first, b.lines.last + 1)}
    for number, line in enumerate(lines, 1):
        text = squeeze(line)
        if text and number not in covered:
            said = number - 1 not in hidden and not _DEFINITION.match(line)
            told = said and _LETTER.search(_TAG.sub("", line))
            blocks.append(Block("paragraph" if told else "navigation", text, Span(number, number)))
    return tuple(sorted(blocks, key=lambda block: block.lines))
