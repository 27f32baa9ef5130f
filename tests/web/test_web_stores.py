"""Whatever the database is called, however many there are, and while they change."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from datasette.app import Datasette

from kb.errors import StoreError
from kb.model import Record
from kb.store import Store
from kb.web import described, searcher
from kb.web.serve import site
from tests.places import ROOT
from tests.web.visiting import Website, plain, visited, website_of

METADATA = yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))


def has_the_site(website: Website, name: str) -> None:
    """That a database has what `kb serve` gives a store."""
    table = website.get(f"/{name}/articles", _search="smart")
    assert table.words("h1") == "Articles"
    assert "18 rows" in table.words(".kb-stock")
    assert table.all("#facet-source li")
    assert table.all("#facet-section li")
    assert website.get(f"/{name}/settings").status == 403
    assert "The headline as printed" in table.text
    assert website.get("/search.json", q="smart", store=name).json()["total"] > 18


def test_plain_datasette_shows_the_same(corpus: Path, website: Website) -> None:
    with plain([corpus], METADATA) as other:
        has_the_site(other, "kb")
        for path in ("/", "/search?q=smart", "/source/smartcity-korea-27"):
            assert other.get(path).words("body") == website.get(path).words("body")


def test_without_metadata_the_tables_are_described_all_the_same(corpus: Path) -> None:
    with plain([corpus]) as website:
        has_the_site(website, "kb")
        assert website.get("/").words("h1") == METADATA["title"]


def test_what_the_metadata_says_of_a_store_counts(corpus: Path) -> None:
    own = {"title": "Ours", "databases": {"kb": {"tables": {"articles": {"title": "Pieces"}}}}}
    with plain([corpus], own) as website:
        assert website.get("/kb/articles").words("h1") == "Pieces"
        assert website.get("/").words("h1") == "Ours"


@pytest.mark.parametrize("name", ["library", "news-letters 2"])
def test_another_name(own: Path, name: str) -> None:
    path = own.rename(own.with_name(f"{name}.db"))
    for opened in (website_of(path), plain([path], METADATA)):
        with opened as website:
            database = str(website.datasette.urls.database(name)).lstrip("/")
            table = website.get(f"/{database}/articles", _search="smart")
            assert "18 rows" in table.words(".kb-stock")
            assert table.all("#facet-source li")
            hit = website.get("/search", q="smart").all(".kb-hits h2 a")[0]
            assert website.get(str(hit["href"])).status == 200


def test_two_stores_at_once(corpus: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.db"
    with Store.open(second, write=True) as store:
        store.add(Record(type="book", title="A smart book of its own"), "tester")
    with plain([corpus, second], METADATA) as website:
        has_the_site(website, "kb")
        found = website.get("/search.json", q="smart", store="second").json()
        assert [hit["title"] for hit in found["hits"]] == ["A smart book of its own"]
        page = website.get("/search", q="smart", store="second")
        assert page.fields(".kb-search input")["store"] == "second"
        assert website.follow(page, "A smart book of its own").status == 200
        assert website.get("/search", q="smart").all(".kb-hits li")[0]
        home = website.get("/")
        assert "second" in home.words()
        assert "There is no issue yet" in home.words()
        assert (
            website.get("/second/literature", _search="smart")
            .words(".kb-stock")
            .startswith("1 row")
        )
        article = website.get("/kb/articles/smartcity-korea-27-03")
        source = website.follow(article, "Smart City Korea No. 27, lines 23–26")
        assert len(source.all(".kb-source .kb-here")) == 4


def test_beside_a_database_of_something_else(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("create table articles (id integer primary key, title text)")
        connection.execute("insert into articles values (1, 'x')")
    connection.close()
    with plain([other, corpus], METADATA) as website:
        has_the_site(website, "kb")
        assert website.get("/other/articles", _search="x", _facet_link="source").status == 200
        assert "other" in website.get("/").words()


def test_only_other_databases(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("create table things (id integer primary key)")
    connection.close()
    with plain([other]) as website:
        assert "other" in website.get("/").words()
        assert website.get("/other/things").status == 200
        assert website.get("/search").status == 404


def test_a_change_is_found_at_once(own: Path) -> None:
    with website_of(own) as website:
        assert website.get("/search.json", q="zeppelin").json()["total"] == 0
        assert "108" in website.get("/").words(".kb-numbers")
        with Store.open(own, write=True) as store:
            identifier, change = store.add(Record(type="book", title="Zeppelin cities"), "tester")
        found = website.get("/search.json", q="zeppelin").json()
        assert [hit["id"] for hit in found["hits"]] == [identifier]
        table = website.get("/kb/literature", _search="zeppelin")
        assert "1 row where" in table.words(".kb-stock")
        assert "109" in website.get("/").words(".kb-numbers")
        assert change is not None
        with Store.open(own, write=True) as store:
            store.undo(change, "tester")
        assert website.get("/search.json", q="zeppelin").json()["total"] == 0
        assert "0 rows where" in website.get("/kb/literature", _search="zeppelin").words(
            ".kb-stock"
        )


def test_a_missing_index_is_built(own: Path) -> None:
    with website_of(own) as website:
        assert website.get("/kb/articles", _search="smart").all("table tbody tr")
    assert own.with_name("kb.db.index").is_dir()


def test_a_broken_index_is_built_anew(own: Path) -> None:
    with website_of(own) as website:
        before = website.get("/search.json", q="smart").json()["total"]
    for file in own.with_name("kb.db.index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"broken")
    with website_of(own) as website:
        assert website.get("/search.json", q="smart").json()["total"] == before


def test_an_index_that_is_not_ready_is_said_to_be(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with website_of(own) as website:
        with monkeypatch.context() as hurry:
            hurry.setattr(searcher, "PATIENCE", 0.0)
            page = website.get("/search", q="smart")
            assert page.status == 503
            assert "try again" in page.words("[role=alert]")
            assert "try again" in website.get("/search.json", q="smart").json()["error"]
            table = website.get("/kb/articles", _search="smart")
            assert table.status == 200
            assert "try again" in table.words(".kb-note")
            assert website.get("/kb/articles").all("table tbody tr")
            assert website.get("/").status == 200
        assert website.get("/search", q="smart").status == 200


@pytest.mark.parametrize("url", ["nonsense", "opensearch+https://example.org/x", "whoosh:{file}"])
def test_an_index_that_cannot_be_opened_is_said_to_be(
    own: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_INDEX", url.format(file=own))
    with plain([own], METADATA) as website:
        page = website.get("/search", q="smart")
        assert page.status == 503
        assert page.words("[role=alert]")
        assert website.get("/kb/articles", _search="smart").words(".kb-note")
        assert website.get("/").status == 200


def test_the_index_is_where_it_is_said_to_be(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with website_of(own, index_url=f"whoosh:{tmp_path / 'elsewhere'}") as website:
        assert website.get("/search", q="smart").status == 200
    assert (tmp_path / "elsewhere" / "whoosh.json").exists()
    monkeypatch.setenv("KB_INDEX", f"whoosh:{tmp_path / 'by-environment'}")
    with plain([own]) as website:
        assert website.get("/search", q="smart").status == 200
    assert (tmp_path / "by-environment" / "whoosh.json").exists()
    assert not own.with_name("kb.db.index").exists()


def test_visitors_of_a_public_site_have_no_sql(own: Path) -> None:
    with website_of(own, public=True) as website:
        for path in ("/kb", "/kb.json", "/kb/-/query", "/kb/-/query.json"):
            page = website.get(path, sql="select value from settings where name = 'token'")
            assert token(own) not in page.text
        assert website.get("/kb.db").status in (403, 404)
        assert website.get("/kb/articles", _where="1").status in (400, 403)
        assert website.get("/kb/articles", _search="smart").status == 200
        has_the_site(website, "kb")


def token(path: Path) -> str:
    with Store.open(path) as store:
        return store.token


def test_a_read_only_folder_with_an_index(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fixed"
    shutil.copytree(corpus.parent, folder)
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this account may write everywhere (run the tests as another than root)")
        with website_of(folder / "kb.db") as website:
            has_the_site(website, "kb")
            assert website.get("/").status == 200
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)


def test_an_immutable_database(corpus: Path, website: Website) -> None:
    with visited(Datasette([], immutables=[str(corpus)], metadata=deepcopy(METADATA))) as other:
        has_the_site(other, "kb")
        assert other.get("/search?q=smart").words() == website.get("/search?q=smart").words()


def test_a_store_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        site(tmp_path / "none.db")


def test_metadata_has_only_what_both_versions_read() -> None:
    (entry,) = METADATA["databases"].values()
    tables = entry["tables"]
    known = {"title", "description", "label_column", "sort", "sort_desc", "size", "facets"}
    for name, table in tables.items():
        assert set(table) <= known | {"columns", "hidden", "allow"}, name
    assert "allow_sql" not in json.dumps(METADATA)
    assert "queries" not in entry
    assert described.shipped() == METADATA


def test_metadata_names_tables_and_columns_that_exist(corpus: Path) -> None:
    with Store.open(corpus) as store:
        for name, table in METADATA["databases"]["kb"]["tables"].items():
            columns = {column.name for column in store.db.utils[name].columns}
            assert columns, name
            plain_facets = {facet for facet in table.get("facets", ()) if isinstance(facet, str)}
            named = {table.get(key) for key in ("label_column", "sort", "sort_desc")} - {None}
            assert (set(table.get("columns", ())) | named | plain_facets) <= columns, name
