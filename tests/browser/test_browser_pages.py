"""Every page, at desktop size and on a phone, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.browser.looks import DESKTOP, PHONE, Look, Theme
from tests.browser.pages import BY_NAME, PAGES

# What no reader should see: marks of templates, tags and entities, words of Python and JavaScript.
RESIDUE = re.compile(
    r"\{\{|\}\}|\{%|%\}|%\(\w+\)|&(?:lt|gt|amp|quot|#\d+);|</\w|<(?:b|p|a|br|div|span|mark)\b"
    r"|\bNone\b|\bundefined\b|\bNaN\b|\[object |Traceback|Undefined\b"
)
NAMES = tuple(BY_NAME)
SEARCHED = tuple(page.name for page in PAGES if page.first)
Seen = Callable[[str, int, Theme], Look]

# One look is at a desktop in light, one at a phone in dark; the other two differ in nothing that
# is not colour, and are slow. They come one after the other, so that a page is loaded once for each
# width.
LIGHT_DESKTOP, DARK_PHONE = (DESKTOP, "light"), (PHONE, "dark")
each_page = pytest.mark.parametrize("name", NAMES)
each_look = pytest.mark.parametrize(("width", "theme"), [LIGHT_DESKTOP, DARK_PHONE])
every_look = pytest.mark.parametrize(
    ("width", "theme"),
    [
        LIGHT_DESKTOP,
        pytest.param(DESKTOP, "dark", marks=pytest.mark.slow),
        DARK_PHONE,
        pytest.param(PHONE, "light", marks=pytest.mark.slow),
    ],
)


@every_look
@each_page
def test_axe_reports_nothing(seen: Seen, name: str, width: int, theme: Theme) -> None:
    assert seen(name, width, theme).wrong == ()


@each_page
def test_every_page_answers_with_one_heading(seen: Seen, name: str) -> None:
    look = seen(name, DESKTOP, "light")
    assert look.status == BY_NAME[name].status
    assert len(look.headings) == 1
    assert look.headings[0].strip()


@each_page
@each_look
def test_the_browser_does_not_complain(seen: Seen, name: str, width: int, theme: Theme) -> None:
    assert seen(name, width, theme).complaints == ()


@each_page
@each_look
def test_nothing_is_asked_of_another_host(seen: Seen, name: str, width: int, theme: Theme) -> None:
    assert seen(name, width, theme).elsewhere == ()


@each_page
def test_nothing_raw_is_shown(seen: Seen, name: str) -> None:
    look = seen(name, DESKTOP, "light")
    for text in (look.text, *look.names):
        found = RESIDUE.search(text)
        assert found is None, text[max(0, found.start() - 60) : found.end() + 60]


@each_page
def test_no_page_scrolls_sideways(seen: Seen, name: str) -> None:
    assert seen(name, PHONE, "dark").beyond == ()


@pytest.mark.parametrize("name", SEARCHED)
def test_the_first_hit_is_seen_at_once(seen: Seen, name: str) -> None:
    at_desktop, on_phone = seen(name, DESKTOP, "light").first, seen(name, PHONE, "dark").first
    assert at_desktop is not None
    assert on_phone is not None
    assert at_desktop <= 460
    assert on_phone <= 630
