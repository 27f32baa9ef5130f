"""Where the content of a web page lies, and what stands around it."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

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
        found = [tag for tag in soup.select(place) if not _inside_another(tag, place)]
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
        return len(tag.get_text()) < _LONGEST_FORM
    if tag.name == "header":
        return not in_article
    if tag.name in ("html", "body", "main", "article", "h1", "h2", "h3", "p"):
        return False
    if not by_name:
        return False
    names = [*(tag.get("class") or ()), tag.get("id") or ""]
    return any(_WORDS.search(str(name)) for name in names)


def letters(tag: Tag) -> int:
    """How much text an element shows, scripts and styles left out."""
    silent = sum(len(s.get_text()) for s in tag.find_all(("script", "style", "noscript")))
    return max(1, len(tag.get_text()) - silent)


def _inside_another(tag: Tag, place: str) -> bool:
    return any(parent.css.match(place) for parent in tag.parents if parent.name != "[document]")
