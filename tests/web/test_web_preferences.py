"""The language of the pages and their theme: the browser's, until the visitor chooses."""

from __future__ import annotations

import pytest

from kb.web.preferences import negotiated, preferences_of
from tests.web.visiting import Website


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-GB,ko;q=0.5", "en"),
        ("fr,ko;q=0.2,en;q=0.7", "en"),
        ("fr", "en"),
        ("", "en"),
        ("ko;q=0", "en"),
        ("ko;q=high", "en"),
        (";;,,=q", "en"),
    ],
)
def test_the_language_that_the_browser_likes_best(accepted: str, language: str) -> None:
    assert negotiated(accepted) == language


def test_a_chosen_language_comes_before_the_browsers() -> None:
    headers = [(b"accept-language", b"ko"), (b"cookie", b"kb_language=en; kb_theme=dark")]
    found = preferences_of({"path": "/search", "query_string": b"q=a", "headers": headers})
    assert (found.language, found.theme, found.address) == ("en", "dark", "/search?q=a")


def test_cookies_of_no_meaning_are_as_none() -> None:
    headers = [(b"cookie", b'kb_language="xx"; kb_theme=pink; b\xff=;;')]
    found = preferences_of({"path": "/", "headers": headers})
    assert (found.language, found.theme) == ("en", None)


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/search?q=smart", "/search?q=smart"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example/", "/"),
        ("/a\r\nset-cookie: b=c", "/"),
        ("", "/"),
    ],
)
def test_choosing_leads_back_to_the_page_and_nowhere_else(
    website: Website, back: str, to: str
) -> None:
    page = website.get("/-/kb/preferences", language="ko", theme="dark", back=back)
    assert page.status == 303
    assert page.headers["location"] == to
    cookies = page.headers.get_list("set-cookie")
    assert {cookie.partition(";")[0] for cookie in cookies} == {"kb_language=ko", "kb_theme=dark"}
    assert all("HttpOnly" in cookie and "SameSite=lax" in cookie for cookie in cookies)


def test_what_cannot_be_chosen_is_not_kept(website: Website) -> None:
    page = website.get("/-/kb/preferences", language="tlh", theme="<script>", back="/")
    assert "set-cookie" not in page.headers


def test_pages_say_their_language(website: Website) -> None:
    page = website.get("/")
    assert page.headers["content-language"] == "en"
    assert "accept-language" in page.headers["vary"]
    assert page.all("html[lang=en]")


def test_a_page_leads_to_itself_in_the_other_language(website: Website) -> None:
    links = website.get("/search", q="smart city").links(".kb-nav")
    assert links["한국어"] == "/-/kb/preferences?language=ko&back=%2Fsearch%3Fq%3Dsmart%2Bcity"
