"""SQL: closed to visitors, open to who has signed in, and what it may cost there."""

from __future__ import annotations

import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from kb.store import Store
from kb.web.compat import MODERN
from tests.places import ROOT
from tests.web.visiting import Page, Website, plain, visited, website_of

QUERY = "/kb/-/query" if MODERN else "/kb"
STOLEN = "select value from settings where name = 'token'"


def token(path: Path) -> str:
    with Store.open(path) as store:
        return store.token


@pytest.fixture(scope="module", params=["kb serve", "kb serve --public", "datasette"])
def opened(corpus: Path, request: pytest.FixtureRequest) -> Iterator[Website]:
    """A site, however it was started."""
    if request.param == "datasette":
        whole = plain([corpus])
    else:
        whole = website_of(corpus, public=request.param.endswith("public"))
    with whole as website:
        yield website


@pytest.mark.parametrize(
    "path", ["/kb", "/kb.json", "/kb.csv", "/kb/-/query", "/kb/-/query.json", "/kb/-/query.csv"]
)
def test_visitors_run_no_sql(opened: Website, corpus: Path, path: str) -> None:
    answer = opened.get(path, sql=STOLEN)
    assert token(corpus) not in answer.text
    assert answer.status in (302, 400, 403, 404)


@pytest.mark.parametrize(
    "arguments",
    [
        {"_where": "1=1"},
        {"_where": "id in (select record from changes)"},
        {"_facet": "year", "_where": "1"},
    ],
)
def test_visitors_say_no_conditions_in_sql(opened: Website, arguments: dict[str, str]) -> None:
    for form in ("", ".json", ".csv"):
        assert opened.get(f"/kb/articles{form}", **arguments).status in (400, 403)


def test_who_has_signed_in_runs_sql(opened: Website) -> None:
    with opened.signed_in():
        found = opened.get(f"{QUERY}.json", sql="select count(*) as n from articles").json()
        assert found["rows"][0] in ([21], {"n": 21})
        assert opened.get("/kb/articles", _where="1=1").status == 200
    assert opened.get("/kb/articles", _where="1=1").status in (400, 403)


def test_the_form_for_sql_is_shown_to_who_may_use_it(opened: Website) -> None:
    assert not opened.get("/kb").all("textarea#sql-editor, a[href*='-/query']")
    with opened.signed_in():
        assert opened.get("/kb").all("textarea#sql-editor")


def test_what_the_owner_says_of_sql_goes_before(corpus: Path) -> None:
    shut = Datasette([str(corpus)], settings={"default_allow_sql": False})
    with visited(shut) as website, website.signed_in():
        assert website.get(f"{QUERY}.json", sql="select 1").status == 403
    said = {"allow_sql": {"id": "bob"}}
    config = {"config" if MODERN else "metadata": {"databases": {"kb": said}}}
    with visited(Datasette([str(corpus)], **config)) as website:
        assert website.get(f"{QUERY}.json", sql="select 1").status == 403
        with website.signed_in("ann"):
            assert website.get(f"{QUERY}.json", sql="select 1").status == 403
        with website.signed_in("bob"):
            assert website.get(f"{QUERY}.json", sql="select 1").status == 200


def test_all_databases_in_one_are_no_way_around(corpus: Path) -> None:
    datasette = Datasette([str(corpus)], memory=True, crossdb=True)
    path = "/_memory/-/query.json" if MODERN else "/_memory.json"
    with visited(datasette) as website:
        answer = website.get(path, sql="select value from kb.settings where name = 'token'")
        assert answer.status == 403


@pytest.mark.skipif(not MODERN, reason="Datasette 0.65 writes nothing")
@pytest.mark.parametrize(
    "path", ["/kb/articles/-/insert", "/kb/articles/-/drop", "/kb/-/create", "/kb/-/execute-write"]
)
def test_not_even_root_writes_past_the_change_log(own: Path, path: str) -> None:
    with website_of(own) as website:
        website.datasette.root_enabled = True
        with website.signed_in("root"):
            body = {"row": {"id": "x"}, "table": "x", "confirm": True, "sql": "delete from details"}
            client = website.datasette.client
            asked = client.post(path, json=body, headers=website.headers)
            answer = website.loop.run_until_complete(asked)
    assert answer.status_code == 403


def big(count: int) -> str:
    return f"select {', '.join(['zeroblob(19000000)'] * count)}"


ROWS = "with recursive n(i) as (select 1 union all select i + 1 from n limit {}) "
COSTLY = {
    "a blob": "select length(randomblob(900000000))",
    "zeros": "select length(zeroblob(2000000000))",
    "their digits": "select hex(zeroblob(19000000))",
    "a format": "select length(printf('%.*c', 900000000, 'x'))",
    "many formats": "select length(printf('%.*c%.*c', 900000000, 'x', 900000000, 'y'))",
    "a wide field": "select length(printf('%900000000d', 1))",
    "a text as width": "select length(printf('%.*c', '900000000', 'x'))",
    "many columns": big(60),
    "many rows": ROWS.format(1000) + "select randomblob(1000000) from n",
    "sorted": ROWS.format(2000) + "select randomblob(1000000) as b from n order by b limit 1",
    "put together": ROWS.format(1000) + "select length(group_concat(randomblob(1000000))) from n",
    "as JSON": ROWS.format(2000) + "select json_group_array(hex(randomblob(500000))) from n",
    "replaced": "select length(replace(hex(zeroblob(9000000)), '0', hex(zeroblob(9000000))))",
    "without end": "with recursive n(i) as (select 1 union all select i + 1 from n) "
    "select count(*) from n",
    "queued": "with recursive n(b) as (select randomblob(1000000) union all "
    "select randomblob(1000000) from n) select count(*) from n",
    "all by all": "select count(*) from articles a, articles b, articles c, articles d, articles e",
    "distinct": ROWS.format(100_000) + "select count(distinct randomblob(100000)) from n",
    "found late": "select instr(hex(zeroblob(9000000)), hex(zeroblob(4000000)) || '1')",
    "trimmed": "select length(trim(hex(zeroblob(9000000)), hex(zeroblob(9000000)) || '1'))",
    "a pattern": "select hex(zeroblob(9000000)) like hex(zeroblob(9000000))",
}
SERVE = """
import sys
from pathlib import Path
from kb.web.serve import serve
def say(address): print(address, flush=True)
serve(Path(sys.argv[1]), 0, ready=say, sign_in=say)
"""
ALLOWED = 300_000_000
"""Bytes that a server may take beyond what it has when it starts."""


class Server:
    """`kb serve --root` in a process of its own, and a person who has signed in."""

    def __init__(self, path: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip().rstrip("/")
        sign_in = self.process.stdout.readline().strip()
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._browser = urllib.request.build_opener(jar)
        assert self.get(sign_in)[0] == 200
        self.before = self.memory("VmRSS")

    def get(self, address: str) -> tuple[int, str]:
        try:
            with self._browser.open(address, timeout=60) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8", "replace")

    def sql(self, sql: str) -> tuple[int, str]:
        return self.get(f"{self.address}{QUERY}.json?{urlencode({'sql': sql})}")

    def memory(self, which: str) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(rf"{which}:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def server(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a store with long issues, held to 2 GB of address space."""
    path = tmp_path_factory.mktemp("sql") / "kb.db"
    path.write_bytes(corpus.read_bytes())
    with Store.open(path, write=True) as store:
        store.db.execute(
            "UPDATE source_texts SET text = ?",
            ["도시 정책" * 200_000 + "\n" + "도시 정책\n" * 10_000],
        )
    started = Server(path)
    limit = 2_000_000_000
    resource.prlimit(started.process.pid, resource.RLIMIT_AS, (limit, limit))
    yield started
    started.close()


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
@pytest.mark.parametrize("what", COSTLY)
def test_no_query_takes_the_server_down(server: Server, what: str) -> None:
    status, text = server.sql(COSTLY[what])
    assert len(text) < 64_000_000
    assert status in (200, 400), text[:200]
    assert server.process.poll() is None
    assert server.memory("VmHWM") - server.before < ALLOWED, (status, text[:200])
    assert server.sql("select count(*) from articles")[0] == 200


def test_long_texts_can_be_read_all_the_same(server: Server) -> None:
    status, text = server.get(f"{server.address}/source/smartcity-korea-27")
    assert status == 200
    assert text.count("도시 정책") == 210_000
    status, text = server.get(f"{server.address}/kb/source_texts.json?_shape=array")
    assert status == 200
    assert "도시 정책" in text or "\\ub3c4\\uc2dc" in text


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("instr('도시 정책', '정책')", 4),
        ("instr(x'00ff01', x'ff')", 2),
        ("instr('abc', 'x')", 0),
        ("instr(null, 'x')", None),
        ("instr(12345, 34)", 3),
        ("replace('abcabc', 'b', 'xy')", "axycaxyc"),
        ("replace('abc', '', 'x')", "abc"),
        ("replace('abc', null, 'x')", None),
        ("trim('xxaxx', 'x')", "a"),
        ("ltrim('xyax', 'xy')", "ax"),
        ("rtrim('xayx', 'xy')", "xa"),
        ("trim('  a ')", "a"),
        ("trim('a', '')", "a"),
        ("trim(null, 'x')", None),
        ("printf('%05d %s %.2f', 42, 'x', 1.5)", "00042 x 1.50"),
        ("printf('%.*c', 3, 'x')", "xxx"),
        ("printf(null)", None),
        ("format('%d%%', 7)", "7%"),
    ],
)
def test_functions_say_what_sqlite_says(website: Website, sql: str, found: object) -> None:
    assert sqlite3.connect(":memory:").execute(f"select {sql}").fetchone() == (found,)
    with website.signed_in():
        answer: Page = website.get(f"{QUERY}.json", sql=f"select {sql} as v", _shape="array")
    assert answer.json() == [{"v": found}]


def test_an_address_asks_for_a_bounded_number_of_things(website: Website) -> None:
    assert website.get("/kb/articles", _facet=["year"] * 13).status == 400
    assert website.get("/kb/articles", _facet_link=["source"] * 13).status == 400
    assert website.get("/kb/articles", id__not=["x"] * 201).status == 400
    assert website.get("/kb/articles", _facet=["year", "section"], _size="max").status == 200
