"""The page of a literature record."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.store import Store
from kb.web.records import meta
from tests.web.visiting import Page, Website, plain, website_of

RECORD = "hong2021busan"
JOURNAL = "Chonnam National University Regional Development Research"


@pytest.fixture(scope="module")
def page(website: Website) -> Page:
    return website.get(f"/kb/literature/{RECORD}")


def fields(page: Page) -> dict[str, str]:
    return {
        div.dt.get_text(strip=True): " ".join(div.dd.get_text().split())
        for div in page.all(".kb-fields > div")
        if div.dt and div.dd
    }


def test_the_citation_comes_first(page: Page) -> None:
    citation = page.all(".kb-citation p")[0]
    assert citation.get_text().startswith("Hong, S.-G., Kim, H.-J., & Lee, T.-H. (2021). Busan")
    assert citation.find("i") is not None
    assert page.text.index("kb-citation") < page.text.index("kb-fields")


def test_fields_have_the_labels_of_catalogues(page: Page) -> None:
    assert fields(page) == {
        "Title": "Busan smart city transportation policy discourse analysis based on smart "
        "governance",
        "Author": "Hong, Soon-gu; Kim, Hyeon-jong; Lee, Tae-heon",
        "Journal or book": JOURNAL,
        "Volume": "53",
        "Issue": "3",
        "Pages": "161–187",
        "Published": "December 2021",
        "Type": "Journal article",
    }


def test_names_lead_to_their_pages(website: Website, page: Page) -> None:
    for name in ("Hong, Soon-gu", JOURNAL):
        assert website.follow(page, name).words("h1") == name


def test_it_says_where_it_was_listed_and_as_printed(website: Website, page: Page) -> None:
    listed = page.words(".kb-listed")
    assert "Smart City Korea No. 27 · 1 April 2022 · Smart City Literature · lines 64–66" in listed
    assert "Hong Soon-gu, Kim Hyeon-jong, Lee Tae-heon" in listed
    assert page.links()["lines 64–66"] == "/source/smartcity-korea-27?lines=64-66#L64"
    assert website.follow(page, "lines 64–66").status == 200


def test_files_citations_and_records_like_it_are_a_link_away(website: Website, page: Page) -> None:
    for name in ("BibTeX", "RIS", "CSL-JSON", "Chicago", "More like this", "JSON"):
        assert website.follow(page, name).status == 200, name


def test_reference_managers_read_it(page: Page) -> None:
    tags = [(str(m["name"]), str(m["content"])) for m in page.all("meta[name^=citation_]")]
    assert [value for name, value in tags if name == "citation_author"] == [
        "Hong, Soon-gu",
        "Kim, Hyeon-jong",
        "Lee, Tae-heon",
    ]
    rest = {name: value for name, value in tags if name != "citation_author"}
    assert rest["citation_journal_title"] == JOURNAL
    assert rest["citation_publication_date"] == "2021/12"
    assert (rest["citation_volume"], rest["citation_issue"]) == ("53", "3")
    assert (rest["citation_firstpage"], rest["citation_lastpage"]) == ("161", "187")


def test_what_is_no_journal_article_says_so_to_zotero() -> None:
    tags = dict(meta.tags({"type": "thesis", "title": "T", "publisher": "A University"}))
    assert tags["z:itemType"] == "thesis"
    assert tags["citation_dissertation_institution"] == "A University"
    assert "z:itemType" not in dict(meta.tags({"type": "article-journal", "title": "T"}))


def test_every_record_of_the_corpus_has_its_page(website: Website, corpus: Path) -> None:
    with Store.open(corpus) as store:
        ids = [id for (id,) in store.db.execute("SELECT id FROM literature")]
    for id in ids:
        page = website.get(f"/kb/literature/{id}")
        assert page.status == 200, id
        assert len(page.all("h1")) == 1
        assert fields(page)["Type"]
        assert "None" not in page.words(".kb-fields"), id


def test_links_that_a_record_has(own: Path) -> None:
    item = {
        "type": "article-journal",
        "title": "With all",
        "DOI": "10.1000/182",
        "URL": "https://example.org/a",
        "ISSN": "1234-5678",
        "author": [{"family": "Hong", "given": "Soon-gu"}],
        "editor": [{"literal": "An Office"}],
        "keyword": "bridges; trams",
        "container-title": JOURNAL,
        "issued": {"date-parts": [[2022, 3], [2022, 4]]},
        "abstract": "One.\nTwo.",
        "event-title": "A meeting",
    }
    with Store.open(own, write=True) as store:
        store.import_items([item], "tester", "a file")
        (id,) = store.db.execute("SELECT id FROM literature WHERE title = 'With all'").fetchone()
    with website_of(own) as website:
        page = website.get(f"/kb/literature/{id}")
        assert page.links()["10.1000/182"] == "https://doi.org/10.1000/182"
        assert page.links()["https://example.org/a"] == "https://example.org/a"
        said = fields(page)
        assert said["Published"] == "March 2022 – April 2022"
        assert said["Editor"] == "An Office"
        assert said["Event"] == "A meeting"
        assert said["Keywords"] == "bridges; trams"
        assert website.follow(page, "trams").words("h1") == "trams"
        assert "Imported from a bibliographic file" in page.words()
        assert "No issue here lists it" in page.words()
        others = "Other works of the authors"
        assert others in page.words("aside")
        assert "Busan smart city transportation policy" in page.words("aside")
        assert "In the same journal" in page.words("aside")


def test_what_persons_did_is_told(own: Path) -> None:
    with Store.open(own, write=True) as store:
        store.edit(RECORD, {"volume": "54"}, "tester", "a misprint")
        store.merge(RECORD, "jang2022carbon", {}, "tester")
    with website_of(own) as website:
        page = website.get(f"/kb/literature/{RECORD}")
        assert "Corrected by a person: Volume" in page.words()
        assert "merged into it: Carbon-neutral architectural city design" in page.words()
        assert "jang2022carbon" in page.words()
        history = website.follow(page, "history of this record")
        assert history.status == 200
        assert RECORD in history.words()


def test_what_a_visitor_may_not_see_is_not_linked(corpus: Path) -> None:
    hidden = {name: {"allow": False} for name in ("source_texts", "changes")}
    metadata = {"databases": {"kb": {"tables": hidden}}}
    with plain([corpus], metadata) as website:
        page = website.get(f"/kb/literature/{RECORD}")
        assert "lines 64–66" in page.words()
        assert "lines 64–66" not in page.links()
        assert "history of this record" not in page.links()
