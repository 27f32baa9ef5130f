"""Every page, at desktop size and on a phone, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.browser.looks import DESKTOP, NARROWEST, PHONE, Look
from tests.browser.pages import BY_NAME, PAGES

# What no reader should see: marks of templates, tags and entities, words of Python and JavaScript.
RESIDUE = re.compile(
    r"\{\{|\}\}|\{%|%\}|%\(\w+\)|&(?:lt|gt|amp|quot|#\d+);|</\w|<(?:b|p|a|br|div|span|mark)\b"
    r"|\bNone\b|\bundefined\b|\bNaN\b|\[object |Traceback|Undefined\b"
)
NAMES = tuple(BY_NAME)
SEARCHED = tuple(page.name for page in PAGES if page.first)
Seen = Callable[[str, int], Look]

each_page = pytest.mark.parametrize("name", NAMES)
each_size = pytest.mark.parametrize("width", [DESKTOP, PHONE])


@each_page
@each_size
def test_axe_reports_nothing(seen: Seen, name: str, width: int) -> None:
    assert seen(name, width).wrong == ()


@each_page
def test_every_page_answers_with_one_heading(seen: Seen, name: str) -> None:
    look = seen(name, DESKTOP)
    assert look.status == BY_NAME[name].status
    assert len(look.headings) == 1
    assert look.headings[0].strip()


@each_page
@each_size
def test_the_browser_does_not_complain(seen: Seen, name: str, width: int) -> None:
    assert seen(name, width).complaints == ()


@each_page
@each_size
def test_nothing_is_asked_of_another_host(seen: Seen, name: str, width: int) -> None:
    assert seen(name, width).elsewhere == ()


@each_page
def test_nothing_raw_is_shown(seen: Seen, name: str) -> None:
    look = seen(name, DESKTOP)
    for text in (look.text, *look.names):
        found = RESIDUE.search(text)
        assert found is None, text[max(0, found.start() - 60) : found.end() + 60]


@each_page
@pytest.mark.parametrize("width", [PHONE, NARROWEST])
def test_no_page_scrolls_sideways(seen: Seen, name: str, width: int) -> None:
    assert seen(name, width).beyond == ()


@pytest.mark.parametrize("name", SEARCHED)
@pytest.mark.parametrize(("width", "most"), [(DESKTOP, 460), (PHONE, 630)])
def test_the_first_hit_is_seen_at_once(seen: Seen, name: str, width: int, most: int) -> None:
    top = seen(name, width).first
    assert top is not None
    assert top <= most
