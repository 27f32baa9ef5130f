"""HTML: the page as lines of text, each knowing what the markup says of it.

The text as read has one line a block: a paragraph, a heading, a list item, a table cell, or a part
of one between two `<br>`. What lies around the content (menus, side bars, footers) stays in the
text, as blocks of kind "navigation". Scripts, styles and embedded objects are no text. Nothing that
the page names is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from kb.folding import squeeze
from kb.model import Block, Document, Link, Span
from kb.readers.content import content_of, is_navigation

_SILENT = frozenset(
    ("script style noscript template svg iframe object embed head select textarea math").split()
)
_BLOCKS = frozenset(
    (
        "address article aside blockquote body br button caption center dd details div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend "
        "li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KINDS = {"li": "item", "td": "row", "th": "row"}
_STRONG = frozenset(("b", "strong"))


def read_html(text: str, encoding: str) -> Document:
    """A Document of the page; its title, address and language are what the page states."""
    soup = BeautifulSoup(text.encode("utf-8", "replace"), "lxml", from_encoding="utf-8")
    lines = _lines(soup, content_of(soup))
    root = soup.find("html")
    return Document(
        text="\n".join(line.text for line in lines) + ("\n" if lines else ""),
        blocks=tuple(line.block(number) for number, line in enumerate(lines, 1)),
        media_type="text/html",
        encoding=encoding,
        title=squeeze(soup.title.get_text()) if soup.title else None,
        url=_address(soup),
        language=str(root.get("lang")) if isinstance(root, Tag) and root.get("lang") else None,
    )


@dataclass
class _Line:
    """A line of the page while its runs of text come in."""

    kind: str
    level: int = 0
    runs: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    strong: bool = True

    @property
    def text(self) -> str:
        return squeeze("".join(self.runs))

    def block(self, number: int) -> Block:
        links = tuple(Link(squeeze(text), url, number) for text, url in self.links)
        return Block(self.kind, self.text, Span(number, number), self.level, links, self.strong)


def _lines(soup: BeautifulSoup, content: Tag | None) -> list[_Line]:
    """The page's lines that are not blank, in the order of the page."""
    lines, line, key = [], _Line("paragraph"), None
    for element, path in _walk(soup):
        owner = next((tag for tag in reversed(path) if tag.name in _BLOCKS), None)
        if element is None or owner is not key:
            lines.append(line)
            key, line = owner, _new_line(path, content)
        if isinstance(element, NavigableString):
            _add(line, str(element), path)
    lines.append(line)
    return [line for line in lines if line.text]


def _walk(soup: BeautifulSoup) -> Iterator[tuple[NavigableString | None, list[Tag]]]:
    """Every run of text with the tags around it; None where a block begins or ends.

    A loop and not a recursion: pages nest deeper than Python's stack.
    """
    stack: list[Iterator[PageElement]] = [iter(soup.contents)]
    path: list[Tag] = []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            if path and path.pop().name in _BLOCKS:
                yield None, path
        elif isinstance(child, Tag):
            if child.name in _SILENT:
                continue
            path.append(child)
            stack.append(iter(child.contents))
            if child.name in _BLOCKS:
                yield None, path
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield child, path


def _new_line(path: list[Tag], content: Tag | None) -> _Line:
    kind, level = "paragraph", 0
    for tag in path:
        if tag.name in _HEADINGS:
            kind, level = "heading", _HEADINGS[tag.name]
        elif tag.name in _KINDS and kind != "heading":
            kind, level = _KINDS[tag.name], sum(t.name in ("ul", "ol") for t in path)
    inside = content is None or any(tag is content for tag in path)
    if not inside or any(is_navigation(tag, path[:depth]) for depth, tag in enumerate(path)):
        return _Line("navigation")
    return _Line(kind, level if kind != "row" else 0)


def _add(line: _Line, text: str, path: list[Tag]) -> None:
    line.runs.append(text)
    if not text.strip():
        return
    line.strong = line.strong and any(tag.name in _STRONG for tag in path)
    anchor = next((tag for tag in reversed(path) if tag.name == "a" and tag.get("href")), None)
    if anchor is not None:
        url = str(anchor["href"]).strip()
        if line.links and line.links[-1][1] == url:
            text = line.links.pop()[0] + text
        line.links.append((text, url))


def _address(soup: BeautifulSoup) -> str | None:
    """The page's own address, where it names one: rel=canonical or og:url."""
    canonical = soup.find("link", rel="canonical")
    if isinstance(canonical, Tag) and canonical.get("href"):
        return str(canonical["href"])
    meta = soup.find("meta", property="og:url")
    return str(meta["content"]) if isinstance(meta, Tag) and meta.get("content") else None
