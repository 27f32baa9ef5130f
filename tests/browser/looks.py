"""Looks at a page: all that tests ask of it, taken in one visit for each width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as Tab

from tests.browser.pages import Page

Theme = Literal["light", "dark"]
DESKTOP, PHONE, NARROWEST = 1200, 390, 320
HEIGHTS = {DESKTOP: 900, PHONE: 844}
# All rules of axe-core, and those of WCAG 2.2 that it does not check unasked.
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# Menus cover what is below them; they have a test of their own.
OPEN_ALL = """() => document.querySelectorAll('details:not(.details-menu)')
  .forEach(details => { details.open = true })"""
# An element of Datasette 1.0 keeps its hits under the name of a method that axe-core calls.
METHODS = "document.querySelectorAll('navigation-search').forEach(each => { delete each.matches })"
BEYOND = """() => {
  const wide = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= wide) return []
  return [...document.body.querySelectorAll('*')]
    .filter(each => each.getBoundingClientRect().right > wide + 1)
    .map(each => each.tagName.toLowerCase() + '.' + each.getAttribute('class'))
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """`beyond` are the elements that make the page scroll sideways, at its width and,
    of a phone, at 320 px; `first` is how far below the
    top its first hit is; `wrong` is what axe-core reports."""

    status: int
    headings: tuple[str, ...]
    text: str
    names: tuple[str, ...]
    complaints: tuple[str, ...]
    elsewhere: tuple[str, ...]
    beyond: tuple[str, ...]
    first: float | None
    wrong: tuple[str, ...]


class Visit:
    """A page in a tab of its own, loaded at a width and in a theme, everything opened that can be.

    What depends on how it is loaded is seen at once; its colours can be changed afterwards, as
    where the system's theme changes.
    """

    def __init__(
        self, context: BrowserContext, page: Page, address: str, width: int, theme: Theme
    ) -> None:
        self.page, self.width = page, width
        self._tab = context.new_page()
        self._complaints: list[str] = []
        self._requested: list[str] = []
        self._tab.on("console", lambda said: _complaint(said, page.status, self._complaints))
        self._tab.on("pageerror", lambda error: self._complaints.append(str(error)))
        self._tab.on("request", lambda request: self._requested.append(request.url))
        self._tab.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        self._tab.emulate_media(color_scheme=theme)
        answer = self._tab.goto(address, wait_until="load")
        assert answer is not None
        self._status = answer.status
        self._first = _top(self._tab, page.first) if page.first else None
        self._beyond = _beyond(self._tab, width)
        self._tab.evaluate(OPEN_ALL)

    def look(self, theme: Theme) -> Look:
        """What there is to see in a theme."""
        self._tab.emulate_media(color_scheme=theme)
        host = urlsplit(self._tab.url).netloc
        return Look(
            status=self._status,
            headings=tuple(self._tab.locator("h1").all_inner_texts()),
            text=self._tab.inner_text("body"),
            names=_names(self._tab),
            complaints=tuple(self._complaints),
            elsewhere=tuple(u for u in self._requested if urlsplit(u).netloc not in (host, "")),
            beyond=self._beyond,
            first=self._first,
            wrong=reported(self._tab),
        )

    def close(self) -> None:
        self._tab.close()


def _complaint(said: Any, status: int, complaints: list[str]) -> None:
    """Browsers complain of the page itself where it is one of an error."""
    if said.type in ("error", "warning") and not (status >= 400 and f"{status}" in said.text):
        complaints.append(f"{said.type}: {said.text}")


def _top(tab: Tab, selector: str) -> float:
    box = tab.locator(selector).first.bounding_box()
    assert box is not None, f"{selector} is not to be seen"
    return box["y"]


def _names(tab: Tab) -> tuple[str, ...]:
    """What is said but not shown: titles of the page and of links, labels, placeholders."""
    found = tab.evaluate(
        """() => [...document.querySelectorAll('[title], [aria-label], [placeholder], [alt]')]
          .flatMap(each => ['title', 'aria-label', 'placeholder', 'alt']
          .map(name => each.getAttribute(name))).filter(text => text)"""
    )
    return (tab.title(), *found)


def _beyond(tab: Tab, width: int) -> tuple[str, ...]:
    found: list[str] = tab.evaluate(BEYOND)
    if width == PHONE:
        tab.set_viewport_size({"width": NARROWEST, "height": HEIGHTS[PHONE]})
        found += [f"at {NARROWEST} px: {each}" for each in tab.evaluate(BEYOND)]
        tab.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    return tuple(found)


def reported(tab: Tab) -> tuple[str, ...]:
    """What axe-core reports: the rule, the element, and what is the matter with it."""
    tab.evaluate(METHODS)
    found = Axe().run(tab, options=EVERYTHING).response["violations"]
    return tuple(
        f"{rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    )
