"""`--public`: what visitors of the open web see, and what they do not, on any page."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urldefrag, urljoin, urlsplit

import pytest

from kb.rights import Rights
from kb.store import Store
from kb.web.safety.access import HIDDEN
from tests.web.visiting import Page, Website, plain, website_of

WHO = "xwhox-librarian"
WHY = "xwhyx"
FILE = "/home/xpathx/newsletters/27.txt"
LINE = "xlinex of the text that is in no record"
DRAFT = "xdraftx"
SAVED = "xsavedx"
ISSUE = "smartcity-korea-27"
SECRETS = (WHO, WHY, "xpathx", "xlinex", DRAFT, SAVED)
MOST = 160
"""Pages that are visited."""


def fill(path: Path) -> None:
    """A store that says what is not for everybody."""
    with Store.open(path, write=True) as store:
        store.edit("smartcity-korea-27-03", {"subtitle": "Edited"}, WHO, WHY)
        found = {"query": "smart", "total": 1, "ids": ["smartcity-korea-27-03"], "revision": 1}
        rest: dict[str, Any] = {
            "at": "2026-01-01",
            "filters": [],
            "sort": None,
            "exact": False,
            "also": [],
            "notes": [],
            "like": None,
            "collection": {},
            "made_with": {},
        }
        store.save_search(SAVED, {**found, **rest}, WHO)
        sql = "UPDATE source_texts SET path = ?, text = text || ? WHERE issue = ?"
        store.db.execute(sql, [FILE, LINE, ISSUE])
        sql = """INSERT INTO proposals (article, list, name, line, printed, confidence)
                 VALUES ('smartcity-korea-27-03', 'places', ?, 1, ?, 1.0)"""
        store.db.execute(sql, [DRAFT, DRAFT])
        token = store.token
        store.db.execute("UPDATE settings SET value = 'xtokenx' WHERE value = ?", [token])
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


@pytest.fixture(scope="module")
def filled(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xpathx-of-the-store") / "kb.db"
    path.write_bytes(corpus.read_bytes())
    fill(path)
    return path


@pytest.fixture(scope="module", params=["kb serve --public", "datasette"])
def public(filled: Path, request: pytest.FixtureRequest) -> Iterator[Website]:
    if request.param == "datasette":
        with plain([filled], {"plugins": {"kb": {"public": True}}}) as website:
            yield website
    else:
        with website_of(filled, public=True) as website:
            yield website


def tell_tales(page: Page) -> list[str]:
    return [secret for secret in (*SECRETS, "xtokenx") if secret in page.text]


def links(page: Page, address: str) -> Iterator[str]:
    """The addresses of this site that a page leads to."""
    for each in page.all("a[href], link[href], script[src]"):
        whole = urldefrag(urljoin(address, str(each.get("href") or each.get("src"))))[0]
        if whole.startswith("http://localhost/"):
            yield whole


def shape(address: str) -> tuple[str, ...]:
    """What pages have in common that differ by a number or a word: one each is enough of many."""
    parts = urlsplit(address)
    names = sorted({name for name, _ in parse_qsl(parts.query)})
    return (parts.path, *names)


def test_no_page_that_one_comes_to_tells(public: Website) -> None:
    waiting = deque(["http://localhost/", "http://localhost/search?q=smart"])
    seen: set[tuple[str, ...]] = set()
    visited = 0
    while waiting and visited < MOST:
        address = waiting.popleft()
        if shape(address) in seen:
            continue
        seen.add(shape(address))
        visited += 1
        page = public.get(address)
        assert page.status < 500, address
        assert not tell_tales(page), address
        waiting.extend(links(page, address))
    assert visited > 100


@pytest.mark.parametrize("table", HIDDEN)
def test_hidden_tables_are_closed_in_every_form(public: Website, table: str) -> None:
    for form in ("", ".json", ".csv", ".json?_shape=array", ".json?_extra=foreign_key_tables"):
        for name in (table, table.upper()):
            answer = public.get(f"/kb/{name}{form}")
            assert answer.status in (403, 404), form
            assert not tell_tales(answer)
    with public.signed_in():
        expected = 403 if table == "settings" else 200
        assert public.get(f"/kb/{table}").status == expected


@pytest.mark.parametrize(
    "path",
    [
        f"/kb/source_texts/{ISSUE}",
        f"/kb/source_texts/{ISSUE}.json",
        f"/kb/source_texts/{ISSUE}.blob?_blob_column=text",
        "/kb/changes/1.json",
        f"/source/{ISSUE}",
        "/saved",
        f"/saved/{SAVED}",
        "/kb.db",
        "/-/databases",
        "/-/databases.json",
        "/-/threads.json",
        "/-/config.json",
        "/-/metadata.json",
        "/-/jump?q=x",
        "/-/jump.json?q=x",
        "/kb/-/schema.json",
        "/kb/-/queries.json",
        "/kb/-/query.json?sql=select+*+from+changes",
        f"/search.json?q={quote(LINE)}",
        f"/search.json?q={DRAFT}",
        f"/kb/issues/{ISSUE}.json?_extras=foreign_key_tables",
        f"/kb/issues/{ISSUE}.json?_extra=foreign_key_tables,source_texts",
        "/kb/articles.json?_labels=on&_extra=all",
        "/kb/articles.csv?_stream=1&_labels=on",
        "/kb/search_results.json?_labels=on",
    ],
)
def test_no_other_way_leads_there(public: Website, path: str) -> None:
    page = public.get(path)
    asked = {value for _, value in parse_qsl(urlsplit(path).query)} | set(path.split("/"))
    told = [secret for secret in tell_tales(page) if not any(secret in each for each in asked)]
    assert not told
    assert page.status < 500


def test_nobody_asks_hidden_tables_by_guessing(public: Website) -> None:
    for table, column, value in (("source_texts", "path", FILE), ("proposals", "name", DRAFT)):
        through = {"table": table, "column": column, "value": value}
        target = "issues" if table == "source_texts" else "articles"
        answer = public.get(f"/kb/{target}.json", _through=json.dumps(through))
        assert answer.status == 403
        with public.signed_in():
            assert public.get(f"/kb/{target}.json", _through=json.dumps(through)).status == 200


def test_what_is_for_everybody_is_there(public: Website) -> None:
    for path in ("/", "/search?q=smart", "/kb/articles", "/kb/literature", "/kb/issues", "/help"):
        assert public.get(path).status == 200
    hit = public.get("/search", q="smart").all(".kb-hits h2 a")[0]
    assert public.get(str(hit["href"])).status == 200


def test_texts_are_shown_where_the_newsletter_is_open(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    path.write_bytes(filled.read_bytes())
    with website_of(path, public=True) as website:
        assert website.get(f"/source/{ISSUE}").status == 403
        assert website.get("/source/nowhere").status == 404
        with Store.open(path, write=True) as store:
            number = store.permit("smartcity-korea", Rights(open=True), "tester")
        page = website.get(f"/source/{ISSUE}")
        assert page.status == 200
        assert "xlinex" in page.text
        assert "27.txt" not in page.text
        assert website.get(f"/kb/source_texts/{ISSUE}").status == 403
        with Store.open(path, write=True) as store:
            store.db.execute("UPDATE issues SET series = NULL WHERE id <> ?", [ISSUE])
        others = [each for each in issues(path) if each != ISSUE]
        assert others
        assert all(website.get(f"/source/{each}").status == 403 for each in others)
        with Store.open(path, write=True) as store:
            assert number is not None
            store.undo(number, "tester")
        assert website.get(f"/source/{ISSUE}").status == 403


def test_at_home_everything_is_shown(filled: Path) -> None:
    with website_of(filled) as website:
        assert "xlinex" in website.get(f"/source/{ISSUE}").text
        assert WHO in website.get("/kb/changes").text
        assert SAVED in website.get("/kb/searches").text
        assert "xpathx" in website.get("/-/databases.json").text


def issues(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [key for (key,) in store.db.execute("SELECT id FROM issues").fetchall()]


ROADS = "smartcity-korea-27-03"


def test_lines_are_shown_of_newsletters_that_are_open(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    path.write_bytes(filled.read_bytes())
    for rights, shown in ((None, False), (Rights(open=True, statement="CC BY 4.0"), True)):
        if rights:
            with Store.open(path, write=True) as store:
                store.permit("smartcity-korea", rights, WHO)
        with website_of(path, public=True) as website:
            for page in (f"/kb/articles/{ROADS}", f"/kb/issues/{ISSUE}", "/kb/programmes/1"):
                leads = website.get(page).all(f"main a[href^='/source/{ISSUE}']")
                assert bool(leads) is shown, page


def test_what_is_closed_is_not_offered(public: Website) -> None:
    assert "Saved searches" not in public.get("/").words("body")
    assert "Saved searches" not in public.get("/search", q="smart").words("body")
    with public.signed_in():
        assert "Saved searches" in public.get("/").words("body")
