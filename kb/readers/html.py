"""HTML: the page as lines of text, each knowing what the markup says of it.

The text as read has one line a block: a paragraph, a heading, a list item, a table cell, or a part
of one between two `<br>`. What lies around the content (menus, side bars, footers) stays in the
text, as blocks of kind "navigation". Scripts, styles and embedded objects are no text. Nothing that
the page names is fetched.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, PreformattedString

from kb.folding import squeeze
from kb.model import Block, Document, Link, Span
from kb.readers.content import SILENT, content_of, is_navigation, letters
from kb.readers.limits import Clock, check_lines, check_tags
from kb.readers.looks import PLAIN, Look, look_within

_BLOCKS = frozenset(
    """
    address article aside blockquote body br button caption center dd details div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li
    main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KINDS = {"li": "item", "td": "row", "th": "row"}
_STRONG = frozenset(("b", "strong"))

# XHTML is read as HTML: few pages that say so are sound XML
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)


def read_html(text: str, encoding: str) -> Document:
    """A Document of the page; its title, address and language are what the page states."""
    soup = soup_of(text)
    return read_soup(soup, content_of(soup), encoding)


def soup_of(text: str) -> BeautifulSoup:
    """The tree of the page. Raises ReadError where it would be too large."""
    check_tags(text)
    return BeautifulSoup(text.encode("utf-8", "replace"), "lxml", from_encoding="utf-8")


def read_soup(soup: BeautifulSoup, content: Tag | None, encoding: str) -> Document:
    """As `read_html`; `content` is the element that holds the content, None where all of it is."""
    lines = _lines(soup, content, by_name=True)
    shown = sum(len(line.text) for line in lines if not line.place.around)
    if shown < letters(content or soup) / 3:  # the names of classes have misled us
        lines = _lines(soup, content, by_name=False)
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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a run of text stands: what the tags around it, from outside in, say of it."""

    tag: Tag
    block: Tag | None = None
    kind: str = "paragraph"
    level: int = 0
    lists: int = 0
    item: Tag | None = None
    link: str | None = None
    strong: bool = False
    article: bool = False
    around: bool = False
    preformatted: bool = False
    look: Look = PLAIN


@dataclass
class _Line:
    """A line of the page while its runs of text come in."""

    place: _Place
    kind: str
    runs: list[str] = field(default_factory=list)
    links: list[tuple[list[str], str]] = field(default_factory=list)
    strong: bool = True
    lead: list[str] = field(default_factory=list)
    look: str = ""

    @property
    def text(self) -> str:
        return squeeze("".join(self.runs))

    def add(self, text: str, place: _Place) -> None:
        self.runs.append(text)
        if text.strip():
            self.strong = self.strong and place.strong
            self.look = self.look or str(place.look)
        if self.strong:
            self.lead.append(text)
        if text.strip() and place.link:
            self._add_link(text, place.link)

    def _add_link(self, text: str, url: str) -> None:
        if not self.links or self.links[-1][1] != url:
            self.links.append(([], url))
        self.links[-1][0].append(text)

    def block(self, number: int) -> Block:
        links = tuple(Link(squeeze("".join(text)), url, number) for text, url in self.links)
        kind = "navigation" if self.place.around else self.kind
        level = 0 if self.kind != self.place.kind or self.place.around else self.place.level
        lead = "" if self.strong else squeeze("".join(self.lead))
        span = Span(number, number)
        return Block(kind, self.text, span, level, links, self.strong, lead, self.look)


def _lines(soup: BeautifulSoup, content: Tag | None, *, by_name: bool) -> list[_Line]:
    """The page's lines that are not blank, in the order of the page."""
    lines: list[_Line] = []
    line = None
    begun: set[int] = set()  # the list items whose first line is there
    clock = Clock()
    for text, place in _walk(soup, content, by_name):
        if text is None:
            line = None
        elif line is None or place.block is not line.place.block:
            if text.strip():
                again = place.kind == "item" and id(place.item) in begun
                line = _Line(place, "paragraph" if again else place.kind)
                line.add(text, place)
                lines.append(line)
                clock.check()
                begun.add(id(place.item))
        else:
            line.add(text, place)
    check_lines(len(lines))
    return [line for line in lines if line.text]


def _walk(
    soup: BeautifulSoup, content: Tag | None, by_name: bool
) -> Iterator[tuple[str | None, _Place]]:
    """Every run of text with its place; None where a block begins or ends.

    A loop and not a recursion: pages nest deeper than Python's stack.
    """
    places = [_Place(soup, around=content is not None)]
    stack: list[Iterator[PageElement]] = [iter(soup.contents)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            place = places.pop()
            if place.tag.name in _BLOCKS:
                yield None, place
        elif isinstance(child, Tag):
            if child.name not in SILENT:
                places.append(_within(places[-1], child, content, by_name))
                stack.append(iter(child.contents))
                if child.name in _BLOCKS:
                    yield None, places[-1]
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield from _runs(str(child), places[-1])


def _runs(text: str, place: _Place) -> Iterator[tuple[str | None, _Place]]:
    """A run of text; in preformatted text a line feed ends the line."""
    if not place.preformatted:
        yield text, place
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            yield None, place
        yield line, place


def _within(outer: _Place, tag: Tag, content: Tag | None, by_name: bool) -> _Place:
    """The place inside `tag`, which stands at `outer`."""
    kind, level = outer.kind, outer.level
    lists = outer.lists + (tag.name in ("ul", "ol"))
    if tag.name in _HEADINGS:
        kind, level = "heading", _HEADINGS[tag.name]
    elif tag.name in _KINDS and kind != "heading":
        kind, level = _KINDS[tag.name], lists if tag.name == "li" else 0
    look = look_within(outer.look, tag)
    href = tag.get("href") if tag.name == "a" else None
    around = outer.around and tag is not content
    return _Place(
        tag=tag,
        block=tag if tag.name in _BLOCKS else outer.block,
        kind=kind,
        level=level,
        lists=lists,
        item=tag if tag.name == "li" else outer.item,
        link=str(href).strip() if href else outer.link,
        strong=outer.strong or tag.name in _STRONG or (look.heavy and tag.name not in _HEADINGS),
        article=outer.article or tag.name in ("article", "main", "section"),
        preformatted=outer.preformatted or tag.name == "pre",
        around=around or is_navigation(tag, in_article=outer.article, by_name=by_name),
        look=look,
    )


def _address(soup: BeautifulSoup) -> str | None:
    """The page's own address, where it names one: rel=canonical or og:url."""
    canonical = soup.find("link", rel="canonical")
    if isinstance(canonical, Tag) and canonical.get("href"):
        return str(canonical["href"])
    meta = soup.find("meta", property="og:url")
    return str(meta["content"]) if isinstance(meta, Tag) and meta.get("content") else None
