"""Where the content of a web page lies, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

SILENT = frozenset(
    """
    script style noscript template svg iframe object embed head select textarea math
    """.split()
)
"""Elements whose text is not shown, or is none for reading."""

# In the order of trust: the first that holds enough of the page's text is the content.
_PLACES = (
    "main",
    "[role=main]",
    "article",
    "[itemprop=articleBody]",
    "#content, #main, #main-content",
    ".entry-content, .post-content, .article-content, .td-post-content, .post-body, .entry",
)
_AROUND = frozenset(("nav", "aside", "footer", "button", "dialog"))
_ROLES = frozenset(("navigation", "complementary", "contentinfo", "search", "banner", "dialog"))
# class="post-navigation", id="sidebar", class="sharedaddy" …; whole words of the name
_WORDS = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|side-?bar|widget-area|share|"
    r"sharing|sharedaddy|social|(?:jp-)?related-?posts?|related|comments?|author-box|recent-posts|"
    r"latest-posts|wp-block-query|elementor-posts|more-from|swiper|toc[-_]container|"
    r"respond|pagination|pager|cookie|skip-link|"
    r"screen-reader-text|prev-?next|tags?-links|cat-links)(?:$|[-_ ])",
    re.IGNORECASE,
)
_ENOUGH = 0.3
_LONGEST_FORM = 400


def content_of(soup: BeautifulSoup) -> Tag | None:
    """The element that holds the page's content, or None where the whole page is content."""
    whole = letters(soup)
    for place in _PLACES:
        found = outermost(soup.select(place))
        if len(found) == 1 and letters(found[0]) >= _ENOUGH * whole:
            return found[0]
    return None


def is_navigation(tag: Tag, *, in_article: bool, by_name: bool = True) -> bool:
    """Whether `tag` leads elsewhere instead of being read; the header of an article is read.

    `by_name` is whether classes and ids may tell.
    """
    if tag.name in _AROUND or tag.get("role") in _ROLES or tag.get("aria-hidden") == "true":
        return True
    if tag.name == "form":  # some sites put the whole page into one
        return letters(tag) < _LONGEST_FORM
    if tag.name == "header":
        return not in_article
    if tag.name in ("html", "body", "main", "article", "h1", "h2", "h3", "p"):
        return False
    if not by_name:
        return False
    names = [*(tag.get("class") or ()), tag.get("id") or ""]
    return any(_WORDS.search(str(name)) for name in names)


def within(tag: Tag) -> Iterator[PageElement]:
    """What lies in an element, in the order of the page, what is never shown left out.

    A loop: pages nest deeper than Python's stack, and the iterators of Beautiful Soup take a time
    that grows with the depth below an element before they give anything.
    """
    stack = [iter(tag.contents)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif not isinstance(child, Tag):
            yield child
        elif child.name not in SILENT:
            yield child
            stack.append(iter(child.contents))


def letters(tag: Tag) -> int:
    """How much text an element shows, 1 at least."""
    shown = sum(
        len(child)
        for child in within(tag)
        if isinstance(child, NavigableString) and not isinstance(child, PreformattedString)
    )
    return max(1, shown)


def outermost(tags: Sequence[Tag]) -> list[Tag]:
    """Those of `tags`, in the order of the page, that stand in no other of them."""
    inside = {id(tag) for tag in tags}  # and what lies between them and another
    clear: set[int] = set()  # elements that stand in none of them
    found = []
    for tag in tags:
        path = []
        parent = tag.parent
        while not (parent is None or id(parent) in clear or id(parent) in inside):
            path.append(id(parent))
            parent = parent.parent
        if parent is None or id(parent) in clear:
            clear.update(path)
            found.append(tag)
        else:
            inside.update(path)
    return found
