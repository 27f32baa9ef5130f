"""One browser, one server and one look at every page for all tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    ViewportSize,
    expect,
    sync_playwright,
)
from playwright.sync_api import Page as Tab

from tests.browser.looks import Look, Theme, Visit
from tests.browser.pages import BY_NAME, Page
from tests.browser.serving import COOKIE
from tests.places import ROOT
from tests.web.conftest import corpus

__all__ = ["corpus"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = (
    "THE WEBSITE IS NOT TESTED IN A BROWSER: there is no Chromium. Install it (Debian, Ubuntu: "
    "apt install chromium) or name one: KB_CHROMIUM=/path/to/chromium"
)
PATIENCE = 30.0
# What is expected of a page comes in milliseconds, but on a busy machine in seconds.
expect.set_options(timeout=PATIENCE * 1000)
SIZE = ViewportSize(width=1200, height=900)


def found_browser() -> str | None:
    """The Chromium that KB_CHROMIUM names, else one of PATH."""
    named = os.environ.get("KB_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for this package: while Playwright runs, no other event loop may on this thread."""
    path = found_browser()
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except Error as error:
            pytest.fail(f"{path} does not start (KB_CHROMIUM names another browser): {error}")
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def address(corpus: Path) -> Iterator[str]:
    """Where `kb serve` serves the corpus."""
    command = [sys.executable, "-m", "tests.browser.serving", "0", str(corpus)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    environment.pop("KB_INDEX", None)
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    try:
        yield _told(started)
    finally:
        started.kill()
        started.communicate()


def _told(started: subprocess.Popen[str]) -> str:
    """The address that a server tells; what it says after that is thrown away."""
    giving_up = threading.Timer(PATIENCE, started.kill)
    giving_up.start()
    said = ""
    assert started.stdout is not None
    for line in started.stdout:
        said += line
        if match := re.search(r"http://127\.0\.0\.1:\d+", line):
            giving_up.cancel()
            threading.Thread(target=started.stdout.read, daemon=True).start()
            return match.group()
    pytest.fail(f"kb serve does not start:\n{said}")


@pytest.fixture(scope="package")
def visitor(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A visitor who uses everything: English, JavaScript, the system's light theme."""
    context = browser.new_context(base_url=address, locale="en-GB")
    yield context
    context.close()


@pytest.fixture(scope="package")
def reader(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """The same, signed in."""
    context = browser.new_context(base_url=address, locale="en-GB")
    context.add_cookies([{"name": COOKIE, "value": "nora", "url": address}])
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Tab]:
    """A page of a visitor's own, at desktop size; errors in its scripts fail the test."""
    context = browser.new_context(base_url=address, locale="en-GB", viewport=SIZE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture(scope="package")
def seen(
    visitor: BrowserContext, reader: BrowserContext, corpus: Path
) -> Iterator[Callable[[str, int, Theme], Look]]:
    """What there is to see of a page at a width: looked at once, whichever test asks first.

    The visit goes on until another begins: a test that asks for another theme next need not load
    the page again.
    """
    visits: list[Visit] = []

    def visit(page: Page, width: int, theme: Theme) -> Visit:
        if not visits or (visits[0].page, visits[0].width) != (page, width):
            while visits:
                visits.pop().close()
            context = reader if page.signed_in else visitor
            visits.append(Visit(context, page, page.address(corpus), width, theme))
        return visits[0]

    @cache
    def once(name: str, width: int, theme: Theme) -> Look:
        return visit(BY_NAME[name], width, theme).look(theme)

    yield once
    while visits:
        visits.pop().close()
