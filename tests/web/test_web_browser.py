"""In a real browser: the policy stops nothing that belongs to the site, and all that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.app import Datasette

from kb.web.compat import MODERN, enable_root
from kb.web.safety import inline
from kb.web.serve import site
from tests.web.chromium import needs_chromium, seen, served
from tests.web.test_web_hostile import ARTICLE, fill

pytestmark = [needs_chromium, pytest.mark.slow]
QUERY = "/kb/-/query" if MODERN else "/kb"
PAGES = (
    "/",
    "/search?q=smart",
    "/source/smartcity-korea-27",
    "/kb",
    "/kb/articles?_facet=year",
    "/kb/articles/smartcity-korea-27-03",
    f"{QUERY}?sql=select+1",
    "/nowhere",
)
MORE = ("/kb/-/queries", "/-/allowed", "/-/rules", "/-/check", "/-/create-token") if MODERN else ()


@pytest.fixture(scope="module")
def address(corpus: Path) -> Iterator[str]:
    """A site whose visitor has signed in, so that all of Datasette's scripts are there."""
    datasette = site(corpus)
    enable_root(datasette)
    with served(datasette, {"id": "root"}) as found:
        yield found


@pytest.mark.parametrize("path", [*PAGES, *MORE, "/-/allow-debug"])
def test_nothing_is_refused_on_pages_of_the_site(address: str, tmp_path: Path, path: str) -> None:
    page = seen(f"{address}{path}", tmp_path)
    assert page.html.title
    assert page.console == []


def test_the_editor_of_sql_works(address: str, tmp_path: Path) -> None:
    page = seen(f"{address}{QUERY}?sql=select+1", tmp_path)
    assert page.html.select(".cm-editor, .CodeMirror")


def test_a_script_that_no_template_has_does_not_run(corpus: Path, tmp_path: Path) -> None:
    """What would happen if a page forgot to escape: here the home page does."""
    templates = tmp_path / "templates"
    templates.mkdir()
    text = """{% extends "base.html" %}{% block content %}<p id="a">kept</p>
    {{ ("<scr" ~ "ipt>document.getElementById('a').remove()</scr" ~ "ipt>")|safe }}
    <script>document.body.dataset.own = "ran"</script>{% endblock %}"""
    (templates / "index.html").write_text(text, encoding="utf-8")
    datasette = Datasette([str(corpus)], template_dir=str(templates))
    with served(datasette) as where:
        page = seen(where, tmp_path / "profile")
    assert page.html.select("p#a")
    assert page.html.body is not None
    assert page.html.body["data-own"] == "ran"
    assert any("Content Security Policy" in said for said in page.console)


def test_records_with_script_in_every_field_run_nothing(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    path.write_bytes(corpus.read_bytes())
    record = fill(path)
    # Without the policy, so that only escaping stands between
    with served(_unguarded(path)) as where:
        for number, page in enumerate(
            (
                "/",
                "/search?q=zeppelin",
                "/source/smartcity-korea-27",
                "/kb/articles?_search=zeppelin",
                f"/kb/articles/{ARTICLE}",
                f"/kb/literature/{record}",
                "/kb/issues/smartcity-korea-27",
                "/kb/authors",
            )
        ):
            shown = seen(f"{where}{page}", tmp_path / str(number))
            assert not shown.html.select("body[data-ran], img")
            assert not [said for said in shown.console if "hostile" in said]


def _unguarded(path: Path) -> Datasette:
    """The site with a policy that lets everything run."""
    datasette = site(path)
    app = datasette.app

    def everything() -> object:
        inner = app()

        async def answer(scope: dict[str, object], receive: object, send: object) -> None:
            async def sending(message: dict[str, object]) -> None:
                kept = message.get("headers") or ()
                assert isinstance(kept, (list, tuple))
                headers = [each for each in kept if each[0] != b"content-security-policy"]
                await send({**message, "headers": headers} if kept else message)  # type: ignore[operator]

            await inner(scope, receive, sending)

        return answer

    datasette.app = everything
    return datasette


def test_the_console_would_say_so(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "SCRIPT", re.compile(r"(?!)"))
    with served(site(corpus)) as where:
        page = seen(f"{where}/kb/articles", tmp_path)
    assert any("inline script" in said for said in page.console)
