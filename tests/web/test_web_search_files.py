"""What a search finds as files in every format, and as a feed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from lxml import etree

from kb.store import Store
from kb.web.search.files import BATCH, BY_SUFFIX
from tests.web.visiting import Page, Website, website_of

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def found(website: Website, **arguments: str) -> list[str]:
    answer = website.get("/search.json", limit="100", **arguments).json()
    return [hit["id"] for hit in answer["hits"]]


def csv_rows(page: Page) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.text.lstrip("\ufeff"), newline="")))


def test_every_format_is_offered_and_has_its_type_and_name(website: Website) -> None:
    page = website.get("/search", q="smart city", kind="literature", page="2")
    links = [
        str(a["href"]) for a in page.all(".kb-tools a[download]") if "/search." in str(a["href"])
    ]
    assert len(links) == len(BY_SUFFIX)
    for (suffix, form), link in zip(BY_SUFFIX.items(), links, strict=True):
        file = website.get(link)
        assert file.status == 200
        assert file.headers["content-type"].split(";")[0] == form.media_type
        assert f'filename="smart-city.{suffix}"' in file.headers["content-disposition"]
        assert file.text.strip()


def test_a_file_has_all_hits_in_their_order(website: Website) -> None:
    wanted = found(website, q="smart", sort="oldest")
    assert len(wanted) > 20
    lines = website.get("/search.jsonl", q="smart", sort="oldest").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == wanted
    rows = csv_rows(website.get("/search.csv", q="smart", sort="oldest"))
    assert [row["id"] for row in rows] == wanted


def test_a_file_of_citations_can_be_read_again(website: Website) -> None:
    wanted = found(website, q="smart", kind="literature", year="2021")
    text = website.get("/search.bib", q="smart", kind="literature", year="2021").text
    assert text.count("\n@") + text.startswith("@") == len(wanted)
    items = website.get("/search.csl.json", q="smart", kind="literature", year="2021").json()
    assert [item["id"] for item in items] == wanted


def test_a_table_says_to_excel_that_it_is_utf_8(website: Website) -> None:
    assert website.get("/search.csv", q="smart").text.startswith("\ufeffid,")


def test_a_file_of_nothing_and_of_what_is_no_query(website: Website) -> None:
    assert csv_rows(website.get("/search.csv", q="qqqzzz")) == []
    assert website.get("/search.jsonl", q="qqqzzz").text == ""
    wrong = website.get("/search.bib", q="smart", year="..")
    assert wrong.status == 400
    assert "is no range" in wrong.text
    assert website.get("/search.exe", q="smart").status == 404


def test_a_file_longer_than_a_batch(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    items = [{"id": f"work{n}", "type": "book", "title": f"Work {n}"} for n in range(BATCH + 1)]
    with Store.open(path, write=True) as store:
        store.import_items(items, "tester", "works")
    with website_of(path) as website:
        assert len(csv_rows(website.get("/search.csv"))) == BATCH + 1


def test_a_name_of_a_file_is_harmless(website: Website) -> None:
    file = website.get("/search.csv", q='"스마트 city"\r\n/../x')
    said = file.headers["content-disposition"]
    assert "\n" not in said
    assert "/.." not in said
    assert "filename*=UTF-8''%EC%8A%A4%EB%A7%88%ED%8A%B8-city-x.csv" in said


def test_a_feed_tells_the_newest_of_a_search(website: Website) -> None:
    page = website.get("/search", q="smart", kind="article", sort="oldest")
    (link,) = (
        str(link["href"]) for link in page.all('link[rel="alternate"][type="application/atom+xml"]')
    )
    answer = website.get(link)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.text.encode())
    assert feed.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM).endswith(link)
    titles = [" ".join(title.text.split()) for title in feed.findall("a:entry/a:title", ATOM)]
    newest = website.get("/search.json", q="smart", kind="article", sort="newest", limit="50")
    assert titles == [hit["title"] for hit in newest.json()["hits"]]
    for entry in feed.findall("a:entry", ATOM):
        assert entry.findtext("a:id", namespaces=ATOM).startswith("urn:uuid:")
        assert "T" in entry.findtext("a:updated", namespaces=ATOM)
        address = entry.find("a:link", ATOM).get("href")
        assert address.startswith("http://localhost/kb/articles/")
    assert website.get(address).status == 200
    ids = [each.text for each in feed.iterfind(".//a:id", ATOM)]
    assert len(set(ids)) == len(ids)
    assert [
        each.text
        for each in etree.fromstring(website.get(link).text.encode()).iterfind(".//a:id", ATOM)
    ] == ids


def test_a_feed_says_when_a_record_was_changed(own: Path) -> None:
    with website_of(own) as website:
        before = etree.fromstring(website.get("/search.atom", q="busan").text.encode())
    with Store.open(own, write=True) as store:
        store.edit("hong2021busan", {"note": "looked at \x07 again <b>"}, "tester")
    with website_of(own) as website:
        after = etree.fromstring(website.get("/search.atom", q="busan").text.encode())
    assert before.findtext("a:id", namespaces=ATOM) == after.findtext("a:id", namespaces=ATOM)
    updated = [feed.findtext("a:updated", namespaces=ATOM) for feed in (before, after)]
    assert updated[0] <= updated[1]
    assert [updated[1]] == [
        entry.findtext("a:updated", namespaces=ATOM)
        for entry in after.findall("a:entry", ATOM)
        if "hong" in etree.tostring(entry).decode()
    ][:1]


def test_an_empty_feed_and_a_wrong_one(website: Website) -> None:
    feed = etree.fromstring(website.get("/search.atom", q="qqqzzz").text.encode())
    assert feed.findall("a:entry", ATOM) == []
    assert feed.findtext("a:updated", namespaces=ATOM)
    assert website.get("/search.atom", q="smart", year="..").status == 400
