"""What the page that is being answered needs of the browser; its policy allows that and no more.

Content Security Policy Level 3. A script runs that is a file of this site, or that stands in a
template: templates are given the response's nonce when they are read (kb.web.safety.inline), so
that no text of a record can have it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

OTHERS = "default-src 'none'; frame-ancestors 'none'"
"""The policy of what is no page: JSON, CSV, style sheets."""


@dataclass(slots=True)
class Page:
    """`styled` says that Datasette's own templates took part, `images` are origins of pictures."""

    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    styled: bool = False
    images: set[str] = field(default_factory=set)

    def policy(self, handlers: Iterable[str]) -> str:
        """The value of Content-Security-Policy; `handlers` are hashes of templates' onclick="…"."""
        scripts = ["'self'", f"'nonce-{self.nonce}'"]
        if hashes := sorted(handlers):
            scripts += ["'unsafe-hashes'", *hashes]
        styles = ["'self'", "'unsafe-inline'"] if self.styled else ["'self'"]
        allowed = {
            "default-src": ["'none'"],
            "script-src": scripts,
            "style-src": styles,
            "img-src": ["'self'", "data:", *sorted(self.images)],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "form-action": ["'self'"],
            "base-uri": ["'none'"],
            "frame-ancestors": ["'none'"],
        }
        return "; ".join(" ".join((name, *values)) for name, values in allowed.items())


_current: ContextVar[Page | None] = ContextVar("kb_page", default=None)


@contextmanager
def answering() -> Iterator[Page]:
    """A page of its own for a request; one that a page asks of its own site has another."""
    page = Page()
    token = _current.set(page)
    try:
        yield page
    finally:
        _current.reset(token)


def nonce() -> str:
    """The nonce of the scripts in the present page's templates; none outside a request."""
    page = _current.get()
    return page.nonce if page else ""


def styled() -> str:
    """Notes that the present page has style inside it; gives nothing to print."""
    if page := _current.get():
        page.styled = True
    return ""


def allow_images(origin: str) -> None:
    """Lets the present page show pictures of another host."""
    if page := _current.get():
        page.images.add(origin)
