"""Pages of places, organisations, programmes, authors, journals … and what mentions them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from kb.store import Store
from kb.web.records import mentioned
from kb.web.records.excerpts import excerpt
from kb.web.records.kinds import KINDS, Kind
from tests.web.visiting import Page, Website, website_of

ANY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
# The corpus names none of these in so many articles that all ways of reading differ by themselves.
FEW, ALL = 0, 10**9


@pytest.fixture
def rows(corpus: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{corpus}?mode=ro", uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        yield conn


def key_of(rows: sqlite3.Connection, table: str, name: str) -> int:
    return int(rows.execute(f"SELECT id FROM {table} WHERE name = ?", [name]).fetchone()[0])


def page_of(website: Website, rows: sqlite3.Connection, table: str, name: str) -> Page:
    return website.get(f"/kb/{table}/{key_of(rows, table, name)}")


def entries(page: Page) -> list[Tag]:
    return page.all(".kb-mentions > li, main section .kb-works > li")


@ANY_KIND
def test_every_name_has_a_page_with_all_that_mentions_it(
    website: Website, rows: sqlite3.Connection, kind: Kind
) -> None:
    keys = [row[0] for row in rows.execute(f"SELECT id FROM {kind.table} ORDER BY id LIMIT 25")]
    assert keys
    for key in keys:
        page = website.get(f"/kb/{kind.table}/{key}")
        assert page.status == 200
        assert len(page.all("h1")) == 1
        assert len(entries(page)) == min(mentioned.SIZE, mentioned.count(rows, kind, key))
    (row,) = website.get(page.links()["JSON"]).json()["rows"]
    assert row[0] == keys[-1] if isinstance(row, list) else row["id"] == keys[-1]


@ANY_KIND
def test_it_leads_to_pages_that_are_there(
    website: Website, rows: sqlite3.Connection, kind: Kind
) -> None:
    (key,) = rows.execute(
        f"SELECT {kind.link.key} FROM {kind.link.table} WHERE {kind.link.key} IS NOT NULL "
        f"GROUP BY 1 ORDER BY count(*) DESC"
    ).fetchone()
    page = website.get(f"/kb/{kind.table}/{key}")
    for url in set(page.links().values()):
        assert website.get(url).status == 200, url
    listed = website.get(page.links()["as a table"])
    total = mentioned.count(rows, kind, key)
    assert listed.words(".kb-stock").startswith(f"{total} row")


@ANY_KIND
def test_few_and_many_mentions_are_found_alike(
    rows: sqlite3.Connection, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mentioned, "SIZE", 3)
    sql = f"SELECT {kind.link.key}, count(*) FROM {kind.link.table} WHERE {kind.link.key} > 0"
    for key, _ in rows.execute(f"{sql} GROUP BY 1 ORDER BY 2 DESC LIMIT 5").fetchall():
        found: dict[int, list[list[str]]] = {}
        for many in (FEW, ALL):
            monkeypatch.setattr(mentioned, "MANY", many)
            total = mentioned.count(rows, kind, key)
            found[many] = [
                mentioned.page(rows, kind, key, total, number, mentioned.NEWEST)
                for number in range(1, -(-total // 3) + 1)
            ]
            assert sum(mentioned.years(rows, kind, key, total).values()) <= total
        assert found[FEW] == found[ALL]
        every = [one for page in found[FEW] for one in page]
        assert len(every) == len(set(every)) == mentioned.count(rows, kind, key)


@ANY_KIND
def test_no_query_reads_a_table_from_end_to_end(rows: sqlite3.Connection, kind: Kind) -> None:
    """A walk in the order of the records is the exception: it stops when its page is full."""
    sorted_page = mentioned.page_sql(kind, 1, 1, mentioned.NEWEST)
    queries = [kind.link.count(), mentioned.years_sql(kind), sorted_page]
    queries += [mentioned.related_sql(kind, other) for _, other in kind.related]
    for sql in queries:
        values = {"key": 1, "size": 20, "skipped": 0}
        plan = [row["detail"] for row in rows.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        scans = [step for step in plan if step.startswith("SCAN")]
        assert all(step.split()[1] in ("sample", "counted", "(subquery-1)") for step in scans), plan
    walk = mentioned.page_sql(kind, ALL, 1, mentioned.NEWEST)
    plan = [row["detail"] for row in rows.execute(f"EXPLAIN QUERY PLAN {walk}", values)]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_a_place_says_what_it_is_and_where_it_is_named(
    website: Website, rows: sqlite3.Connection
) -> None:
    page = page_of(website, rows, "places", "Goyang")
    assert page.words("h1") == "Goyang 고양시"
    assert "A city in Gyeonggi-do, South Korea. Named in 1 article, " in page.words()
    assert "37.66° N, 126.84° E" in page.words("aside") or "37.66° N" in page.words("aside")
    assert page.all(".kb-excerpt mark")[0].get_text() == "Goyang"
    (source,) = (url for words, url in page.links(".kb-mentions").items() if "line" in words)
    line = website.get(source).all(source.partition("#")[1] + source.partition("#")[2])[0]
    assert "Goyang" in line.get_text()


def test_mentions_are_the_newest_first(website: Website, rows: sqlite3.Connection) -> None:
    page = page_of(website, rows, "places", "Daegu")
    assert [p.get_text() for p in page.all(".kb-when")] == ["14 March 2022", "22 July 2021"]


def test_a_programme_is_followed_through_the_issues(
    website: Website, rows: sqlite3.Connection
) -> None:
    page = page_of(website, rows, "programmes", "Smart City Regulatory Sandbox")
    assert page.all(".kb-through-time")
    dates = [p.get_text() for p in page.all(".kb-when")]
    assert dates == ["30 July 2021", "3 March 2022"]
    assert "Until 11 August 2021, 20:00" in page.words(".kb-said")


def test_sums_stand_with_what_doubts_them(own: Path) -> None:
    with Store.open(own, write=True) as store:
        (article, programme) = store.db.execute(
            "SELECT article, programme FROM article_programmes LIMIT 1"
        ).fetchone()
        values = {"article": article, "line": 5, "printed": "KRW 7 trillion", "currency": "KRW"}
        amount = {**values, "low": 7e12, "high": 7e12, "purpose": "for bridges", "suspect": "x"}
        store.db.utils.table("amounts").insert(amount)
    with website_of(own) as website:
        said = website.get(f"/kb/programmes/{programme}").words(".kb-said")
        assert "KRW 7 trillion for bridges † doubtful" in said


def test_the_chart_leads_to_the_year_s_records(website: Website, rows: sqlite3.Connection) -> None:
    page = page_of(website, rows, "places", "Daegu")
    bars = {str(a["aria-label"]): str(a["href"]) for a in page.all(".kb-years a")}
    assert bars == {
        "2021: 1": "/search?place=Daegu&year=2021",
        "2022: 1": "/search?place=Daegu&year=2022",
    }


@ANY_KIND
def test_the_search_finds_as_many_as_the_page_says(
    website: Website, rows: sqlite3.Connection, kind: Kind
) -> None:
    if kind.records == "issues":
        pytest.skip("a newsletter's page lists issues, which are not what the search finds")
    page = website.get(f"/kb/{kind.table}/1")
    total = mentioned.count(rows, kind, 1)
    found = website.follow(page, "Search in these").words(".kb-result-line")
    assert found.startswith(f"{total} result")
    for year, count in mentioned.years(rows, kind, 1, total).items():
        for bar in page.all(f".kb-years a[aria-label^='{year}: ']"):
            found = website.get(str(bar["href"])).words(".kb-result-line")
            assert found.startswith(f"{count} result")


def test_names_that_occur_together_are_counted(website: Website, rows: sqlite3.Connection) -> None:
    daegu = key_of(rows, "places", "Daegu")
    counted = {
        row["name"]: row["n"]
        for row in mentioned.related(rows, KINDS["places"], daegu, KINDS["places"].link)
    }
    sql = """SELECT name, count(*) FROM article_places JOIN places ON places.id = place
             WHERE article IN (SELECT article FROM article_places WHERE place = ?) AND place != ?
             GROUP BY place"""
    assert counted == dict(rows.execute(sql, [daegu, daegu]).fetchall())
    assert "Daegu" not in counted


def test_pages_of_mentions(website: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mentioned, "SIZE", 2)
    first = website.get("/kb/series/1")
    assert "Page 1 of 3" in first.words()
    second = website.follow(first, "Next")
    assert "Page 2 of 3" in second.words()
    assert website.follow(second, "Previous").links("section") == first.links("section")
    assert "Page 3 of 3" in website.get("/kb/series/1?page=99").words()
    assert "Page 1 of 3" in website.get("/kb/series/1?page=x").words()
    monkeypatch.setattr(mentioned, "MOST_PAGES", 2)
    assert "more than fit on pages" in website.get("/kb/series/1?page=2").words()


def test_other_names_come_from_the_authority_files(own: Path) -> None:
    folder = own.parent / "authorities"
    folder.mkdir()
    file = folder / "places.csv"
    file.write_text("name,kind,country,variants\nDaegu,city,KR,Textile City\n")
    with website_of(own) as website, closing(sqlite3.connect(own)) as conn:
        conn.row_factory = sqlite3.Row
        assert "Textile City" in page_of(website, conn, "places", "Daegu").words("aside")
        file.write_text("- {kind: nameless}\n")
        file.touch()
        assert "대구시" in page_of(website, conn, "places", "Daegu").words("aside")


def test_names_that_were_merged_are_told(own: Path) -> None:
    with Store.open(own, write=True) as store:
        store.merge_names("authors", "Hong, Soon-gu", ["Kim, Hyeon-jong"], "tester")
    with website_of(own) as website, closing(sqlite3.connect(own)) as conn:
        page = page_of(website, conn, "authors", "Hong, Soon-gu")
        assert "Also called Kim, Hyeon-jong" in page.words("aside")
        assert "1 reference" in page.words(".kb-lead")


def test_a_name_that_is_not_there(website: Website) -> None:
    assert website.get("/kb/places/999999").status == 404
    assert website.get("/kb/places/x").status == 404


@given(st.text(max_size=600), st.text(max_size=12))
def test_an_excerpt_is_a_part_of_the_text(text: str, printed: str) -> None:
    said = excerpt(text, printed)
    plain = said.replace("<mark>", "").replace("</mark>", "")
    words = " ".join(plain.unescape().split())
    whole = " ".join(text.split())
    assert words.removeprefix("… ").removesuffix(" …").removesuffix("…").strip() in whole or (
        "…" in text
    )


def test_an_excerpt_marks_the_words_where_they_stand_alone() -> None:
    text = "Busanjin is a station. " * 20 + "The city of\nBusan pays <b>all</b>."
    said = excerpt(text, "city of Busan")
    assert "<mark>city of Busan</mark> pays &lt;b&gt;all&lt;/b&gt;." in said
    assert said.startswith("… ")
    assert str(excerpt(text, "Busan")).count("<mark>Busan</mark> pays") == 1
    assert "<mark>" not in excerpt(text, None)
