"""What readers do: by keyboard alone, in Korean, in the dark, without JavaScript, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kb.web.language import CATALOGUES
from tests.browser.looks import PHONE, reported
from tests.browser.pages import ARTICLE, PAGES

FOCUSED = "document.activeElement"
MOST_STEPS = 60


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(
        page.evaluate(f"({FOCUSED}.innerText || {FOCUSED}.getAttribute('aria-label') || '').trim()")
    )


def tab_to(page: Page, words: str) -> None:
    """Presses Tab until that has the focus."""
    seen = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1] == words:
            return
    pytest.fail(f"Tab does not come to {words}: {seen}")


def background(page: Page) -> tuple[int, ...]:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return tuple(map(int, re.findall(r"\d+", colour)[:3]))


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    link = page.locator(".kb-skip")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))


@pytest.mark.parametrize("path", ["/", "/help", f"/kb/articles/{ARTICLE}", "/kb/articles"])
def test_a_slash_goes_to_the_search_box(page: Page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("/")
    page.keyboard.type("challenge / open")
    assert page.evaluate(f"{FOCUSED}.name") == "q"
    assert page.evaluate(f"{FOCUSED}.value") == "challenge / open"


def test_a_search_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("smart city challenge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    title = page.locator(".kb-hits h2 a").first
    words = title.inner_text().strip()
    page.locator("body").focus()
    page.keyboard.press("/")
    tab_to(page, words)
    outline = page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/kb/"))
    assert words.split()[0] in page.locator("h1").inner_text()


def test_every_stop_of_the_keyboard_is_seen(page: Page) -> None:
    page.goto("/search?q=smart+city")
    for _ in range(25):
        page.keyboard.press("Tab")
        box = page.evaluate(
            f"(() => {{ const b = {FOCUSED}.getBoundingClientRect();"
            f" return [b.width, b.height, getComputedStyle({FOCUSED}).outlineStyle] }})()"
        )
        assert box[0] > 0
        assert box[1] > 0
        assert box[2] != "none", focused(page)


def test_the_language_is_changed_with_the_keyboard_and_kept(page: Page) -> None:
    page.goto("/help")
    assert page.locator("html").get_attribute("lang") == "en"
    tab_to(page, "한국어")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page).to_have_url(re.compile("/help$"))
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_the_theme_is_changed_with_the_keyboard_and_kept(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/help")
    light = background(page)
    tab_to(page, "Dark")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-theme=dark]")
    dark = background(page)
    assert sum(dark) < 150 < 600 < sum(light)
    page.goto("/kb/articles")
    assert background(page) == dark


def _translated() -> bool:
    catalogue = CATALOGUES / "ko.po"
    return catalogue.exists() and bool(re.search(r'msgstr "[가-힣]', catalogue.read_text("utf-8")))


@pytest.mark.skipif(not _translated(), reason="the Korean catalogue (ko.po) is not filled yet")
def test_a_browser_in_korean_gets_korean(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="ko-KR")
    page = context.new_page()
    page.goto("/")
    header = page.locator("header").inner_text()
    assert page.locator("html").get_attribute("lang") == "ko"
    assert "Help" not in header
    assert re.search("[가-힣]", header.replace("한국어", ""))
    context.close()


@pytest.mark.parametrize("width", [1200, PHONE])
def test_the_menu_opens_closes_and_fits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/help")
    menu = page.locator("details.details-menu").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    last = menu.locator("a").last
    expect(last).to_be_visible()
    box = last.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert [each for each in reported(page) if "kb-menu" in each] == []
    page.keyboard.press("Escape")
    expect(last).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(base_url=address, locale="en-GB", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", [each.name for each in PAGES if not each.table and each.first])
def test_searches_need_no_javascript(plain: Page, name: str) -> None:
    (page,) = (each for each in PAGES if each.name == name)
    plain.goto(page.path)
    expect(plain.locator(page.first).first).to_be_visible()


def test_the_way_to_a_record_needs_no_javascript(plain: Page) -> None:
    plain.goto("/")
    box = plain.locator("main input[type=search][name=q]")
    box.fill("smart city challenge")
    box.press("Enter")
    plain.wait_for_url("**/search?**")
    first = plain.locator(".kb-hits h2 a").first
    title = first.inner_text()
    first.click()
    assert title.split()[0] in plain.locator("h1").inner_text()
    plain.locator("header summary").first.click()
    plain.locator("header details a", has_text="Articles").first.click()
    expect(plain.locator("table.rows-and-columns")).to_be_visible()
    plain.locator("header a", has_text="한국어").click()
    expect(plain.locator("html")).to_have_attribute("lang", "ko")


@pytest.mark.parametrize("path", [f"/kb/articles/{ARTICLE}", "/search?q=smart", "/kb/articles"])
def test_paper_has_the_text_and_not_the_controls(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("header.kb-header")).to_be_hidden()
    for form in page.locator("main form").all():
        expect(form).to_be_hidden()
    assert sum(background(page)) > 700
    page.emulate_media(media="screen")
