"""The search page at once: typing, choosing, dragging and the keyboard, as a reader does it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytest.importorskip("tests.browser.serving", reason="there is no server for browsers to visit here")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    opened.close()
    assert wrong == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def corner(part: Locator) -> tuple[float, float]:
    """A point in a part of the page, by its left upper corner."""
    box = part.bounding_box()
    assert box is not None
    return box["x"] + 2, box["y"] + 2


def argument(page: Page, name: str) -> list[str]:
    return list(page.evaluate("n => new URL(location).searchParams.getAll(n)", name))


def test_what_is_typed_is_searched_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/search")
    everything = page.inner_text(".kb-result-line strong")
    page.click("#q")
    page.keyboard.type("daegu", delay=20)
    page.wait_for_url("**/search?q=daegu")
    expect(page.locator("#said")).to_have_text(page.inner_text(".kb-result-line strong"))
    assert page.inner_text(".kb-result-line strong") != everything
    assert page.title().startswith("daegu")
    assert focused(page) == "q"
    assert page.get_attribute("link[type='application/atom+xml']", "href") == "/search.atom?q=daegu"


def test_arrows_go_through_the_hits_and_escape_back(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=smart")
    titles = page.locator(".kb-hits h2 a").all_text_contents()
    page.keyboard.press("/")
    assert focused(page) == "q"
    for title in titles[:2]:
        page.keyboard.press("ArrowDown")
        assert focused(page) == title
    page.keyboard.press("ArrowUp")
    assert focused(page) == titles[0]
    page.keyboard.press("Escape")
    assert focused(page) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kb/**")


def test_values_are_chosen_at_once_and_the_field_keeps_the_focus(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=smart")
    first, second = (
        page.locator("#facet-section input").nth(place).get_attribute("value") for place in (0, 1)
    )
    page.check(f"#facet-section input[value='{first}']")
    page.wait_for_url("**section=**")
    expect(page.locator(".kb-chips li")).to_have_count(1)
    assert page.evaluate("document.activeElement.value") == first
    page.check(f"#facet-section input[value='{second}']")
    expect(page.locator(".kb-chips a > span:first-child")).to_have_count(2)
    assert sorted(argument(page, "section")) == sorted(filter(None, (first, second)))


def test_a_closed_facet_gets_its_values_when_it_is_opened(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=smart")
    assert page.locator("#facet-journal li").count() == 0
    page.click("#facet-journal > summary")
    page.check("#facet-journal li input >> nth=0")
    page.wait_for_url("**journal=**")
    expect(page.locator(".kb-chips")).to_contain_text("Journal")
    expect(page.locator("#facet-journal input:checked")).to_have_count(1)


def test_bars_are_dragged_to_a_range_of_years(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=smart")
    bars = page.locator("#facet-year [data-year] rect")
    first, last = corner(bars.nth(bars.count() - 4)), corner(bars.last)
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(last[0] - 10, last[1])
    page.mouse.move(*last)
    page.mouse.up()
    page.wait_for_url("**from=**")
    years = page.locator("#facet-year [data-year]")
    expect(page.locator(".kb-chips")).to_contain_text("Year")
    assert argument(page, "to") == [years.last.get_attribute("data-year")]
    assert page.input_value("input[name=from]") == argument(page, "from")[0]


def test_on_a_phone_the_facets_are_a_sheet(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/search?q=smart&kind=article")
    assert not page.is_visible("#facet-section")
    page.click("#narrow > summary")
    page.check("#facet-section input >> nth=0")
    assert argument(page, "section") == []
    page.click(".kb-show button")
    page.wait_for_url("**section=**")
    expect(page.locator("#narrow > summary")).to_have_text("Narrow (1)")
    assert not page.is_visible("#facet-section")
    assert page.is_visible(".kb-chips")
    page.close()


@pytest.mark.parametrize("width", [1200, 390])
def test_without_a_script_the_form_does_it_all(browser: Browser, address: str, width: int) -> None:
    visitor = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 844}
    )
    page = visitor.new_page()
    page.goto(f"{address}/search?q=smart")
    if width < 720:
        page.click("#narrow > summary")
    page.check("#facet-section input >> nth=0")
    page.fill("input[name=from]", "2021")
    page.click(".kb-show button")
    page.wait_for_url("**section=**")
    assert page.locator(".kb-chips li").count() == 3
    visitor.close()
