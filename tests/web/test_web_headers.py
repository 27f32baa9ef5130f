"""What every answer tells the browser: which scripts may run, and to whom it may be shown."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils import StartupError

from kb.web.compat import MODERN
from kb.web.safety import inline
from kb.web.safety.headers import headed
from kb.web.safety.page import Page, answering
from kb.web.safety.settings import map_tiles
from tests.web.visiting import Website, visited

PAGES = (
    "/",
    "/search?q=smart",
    "/search?q=%22",
    "/help",
    "/saved",
    "/source/smartcity-korea-27",
    "/kb",
    "/kb/articles",
    "/kb/articles/smartcity-korea-27-03",
    "/kb/settings",
    "/nowhere",
    "/kb/articles/smartcity-korea-27-03",
    "/-/versions",
)
STRICT = {
    "/kb/settings",
    "/nowhere",
    "/kb/articles/smartcity-korea-27-03",
    "/",
    "/search?q=smart",
    "/search?q=%22",
    "/help",
    "/saved",
    "/source/smartcity-korea-27",
}


def directives(policy: str) -> dict[str, str]:
    """The directives of a policy with their values."""
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: values for name, _, values in parts}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_what_may_run(website: Website, path: str) -> None:
    page = website.get(path)
    policy = directives(page.headers["content-security-policy"])
    nonce = re.search(r"'nonce-([\w-]{22})'", policy["script-src"])
    assert nonce
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert ("'unsafe-inline'" in policy["style-src"]) == (path not in STRICT)
    # Nothing in the page speaks of another host
    assert "http" not in page.headers["content-security-policy"]
    for script in page.all("script"):
        assert script["nonce"] == nonce[1]


def test_no_two_pages_have_one_nonce(website: Website) -> None:
    policies = {website.get("/kb/articles").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


@pytest.mark.parametrize("path", ["/kb/articles.json", "/kb/articles.csv", "/search.json?q=smart"])
def test_what_is_no_page_runs_nothing(website: Website, path: str) -> None:
    answer = website.get(path)
    assert answer.status == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_handlers_of_templates_are_known_by_their_hash(website: Website) -> None:
    policy = website.get("/kb/articles").headers["content-security-policy"]
    known = inline.hashed("openColumnChooser()")
    # printf 'openColumnChooser()' | openssl dgst -sha256 -binary | base64
    assert known == "'sha256-+l3zeDxxnrQy0aouZ6fIDwi+bFJ9b3COj5bWIKEUFYU='"
    assert (known in policy) == MODERN


def test_a_script_of_a_plugin_runs(corpus: Path) -> None:
    class Plugin:
        __name__ = "kb-test"

        @hookimpl  # type: ignore[untyped-decorator]
        def extra_body_script(self) -> str:
            return "window.of_a_plugin = 1"

    pm.register(Plugin(), name="kb-test")
    try:
        with visited(Datasette([str(corpus)])) as website:
            page = website.get("/kb/articles")
    finally:
        pm.unregister(name="kb-test")
    (script,) = (s for s in page.all("script") if "of_a_plugin" in s.get_text())
    assert f"'nonce-{script['nonce']}'" in page.headers["content-security-policy"]


def test_cookies_are_kept_from_scripts_and_other_sites() -> None:
    def cookie(value: bytes, *, secure: bool) -> bytes:
        return dict(headed([(b"Set-Cookie", value)], Page(), secure=secure))[b"set-cookie"]

    assert cookie(b"ds_actor=x; Path=/", secure=True) == (
        b"ds_actor=x; Path=/; HttpOnly; SameSite=lax; Secure"
    )
    assert cookie(b"ds_actor=x; SameSite=strict; httponly", secure=False) == (
        b"ds_actor=x; SameSite=strict; httponly"
    )
    assert cookie(b"of_a_plugin=x", secure=True) == b"of_a_plugin=x"


def test_the_cookie_of_signing_in(corpus: Path) -> None:
    with visited(Datasette([str(corpus)])) as website:
        token = website.datasette._root_token
        answer = website.get(f"/-/auth-token?{urlencode({'token': token})}")
    assert answer.headers["set-cookie"].startswith("ds_actor=")
    assert {"httponly", "samesite=lax"} <= set(answer.headers["set-cookie"].lower().split("; "))


def test_a_policy_of_the_answer_itself_holds_as_well() -> None:
    given = [(b"content-type", b"text/html"), (b"Content-Security-Policy", b"sandbox")]
    policies = [v for n, v in headed(given, Page(), secure=False) if n.endswith(b"-policy")]
    assert b"sandbox" in policies
    assert sum(b"script-src" in policy for policy in policies) == 1


@pytest.mark.parametrize(
    ("said", "host"),
    [
        (True, "https://tile.openstreetmap.org"),
        ("https://tiles.example.org:8443/{z}/{x}/{y}.png", "https://tiles.example.org:8443"),
        (None, None),
        (False, None),
    ],
)
def test_a_map_shows_tiles_where_it_is_switched_on(
    corpus: Path, said: object, host: str | None
) -> None:
    datasette = Datasette([str(corpus)], metadata={"plugins": {"kb": {"map": said}}})
    with answering() as page:
        address = map_tiles(datasette)
    assert (address is None) == (host is None)
    assert (host or "https") in page.policy(()) or host is None
    assert ("https" in page.policy(())) == (host is not None)


@pytest.mark.parametrize("said", ["http://tiles.example.org/", "x", "https://a b/", "https://a;b/"])
def test_tiles_that_are_none_keep_the_site_from_starting(corpus: Path, said: str) -> None:
    datasette = Datasette([str(corpus)], metadata={"plugins": {"kb": {"map": said}}})
    with pytest.raises(StartupError, match="no address of tiles"):
        Website(datasette)
