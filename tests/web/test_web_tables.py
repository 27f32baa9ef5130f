"""Datasette's table pages with our query, facets over link tables, exports."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from bs4 import Tag

from kb.web.compat import MODERN
from tests.web.visiting import Page, Website


def count(page: Page) -> int:
    """The number of rows that the page says it has."""
    found = re.search(r"([\d,]+) row", page.words(".kb-stock")) if page.all(".kb-stock") else None
    return int(found.group(1).replace(",", "")) if found else 0


def facet(page: Page, name: str) -> dict[str, tuple[int, str, bool]]:
    """A facet's values: count, toggling link, whether it is chosen."""
    found = {}
    for value in page.all(f"#facet-{name} li:not(.facet-truncated)"):
        label = value.select("a, strong")[0].get_text()
        number = int(value.select(".facet-count")[0].get_text().replace(",", ""))
        found[label] = number, str(value.select("a")[0]["href"]), _chosen(value)
    return found


def _chosen(value: Tag) -> bool:
    return "kb-chosen" in (value.get("class") or ())


def rows(website: Website, path: str, **arguments: Any) -> list[dict[str, Any]]:
    found = website.get(f"{path}.json", **arguments, _shape="array", _size=500).json()
    assert isinstance(found, list), found
    return found


def exported(website: Website, path: str, **arguments: Any) -> list[dict[str, str]]:
    text = website.get(f"{path}.csv", **arguments, _size="max").text
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("table", "arguments"),
    [
        ("articles", {"_search": "smart"}),
        ("articles", {"_search": "smart", "_source": "MOLIT", "year": "2022"}),
        ("articles", {"_search": '"smart city" NOT challenge', "_sort": "date"}),
        ("articles", {"_narrow": "section:Smart City Special"}),
        ("literature", {"_search": "도시"}),
        ("literature", {"_search": "smart city", "type": "article-journal"}),
        ("literature", {"_author": "Biljecki, Filip"}),
        ("literature", {"_search": "city", "_author": ["Biljecki, Filip"], "_sort_desc": "year"}),
    ],
)
def test_page_json_and_csv_agree(website: Website, table: str, arguments: dict[str, Any]) -> None:
    page = website.get(f"/kb/{table}", **arguments)
    as_json = rows(website, f"/kb/{table}", **arguments)
    as_csv = exported(website, f"/kb/{table}", **arguments)
    assert count(page) == len(as_json) == len(as_csv) > 0
    assert {row["id"] for row in as_json} == {row["id"] for row in as_csv}


def test_the_query_finds_what_the_search_page_finds(website: Website) -> None:
    ids = {row["id"] for row in rows(website, "/kb/literature", _search="smart city transport")}
    hits = website.get(
        "/search.json", q="smart city transport", kind="literature", limit=100
    ).json()
    assert ids == {hit["id"] for hit in hits["hits"]}
    assert len(ids) == hits["total"]


def test_without_a_query_every_row_is_there(website: Website) -> None:
    page = website.get("/kb/articles")
    assert count(page) == 21
    assert page.fields(".search-row input") == {"_search": ""}


def test_the_search_box_keeps_the_query_and_the_form_the_rest(website: Website) -> None:
    page = website.get(
        "/kb/articles", _search='"smart city" <b>', _source="MOLIT", _narrow="year:2022"
    )
    assert page.fields(".search-row input") == {"_search": '"smart city" <b>'}
    sent = page.fields("form.filters input[type=hidden]")
    assert sent["_source"] == "MOLIT"
    assert sent["_narrow"] == "year:2022"


def test_controls_have_labels(website: Website) -> None:
    page = website.get("/kb/articles", _search="smart", year="2022")
    labelled = {str(label["for"]) for label in page.all("label[for]")}
    for control in page.all("form select, form input:not([type=hidden]):not([type=submit])"):
        inside = control.find_parent("label") is not None
        assert control.get("aria-label") or control.get("id") in labelled or inside, control


@pytest.mark.parametrize(
    ("table", "name", "arguments"),
    [
        ("articles", "source", {}),
        ("articles", "source", {"_search": "smart"}),
        ("articles", "source", {"year": "2022"}),
        ("literature", "author", {}),
        ("literature", "author", {"_search": "smart"}),
        ("literature", "keyword", {}),
    ],
)
def test_link_facets_lead_to_as_many_rows_as_they_say(
    website: Website, table: str, name: str, arguments: dict[str, str]
) -> None:
    values = facet(website.get(f"/kb/{table}", **arguments), name)
    assert values
    for label, (number, url, chosen) in values.items():
        page = website.get(url)
        assert not chosen
        assert count(page) == number
        again = facet(page, name)
        assert again[label][0] == number
        assert again[label][2]
        assert f'{name} is "{label}"' in page.words(".kb-stock")


def test_a_chosen_value_is_taken_away_again(website: Website) -> None:
    page = website.get("/kb/articles", _search="smart", _source="MOLIT")
    _, url, chosen = facet(page, "source")["MOLIT"]
    assert chosen
    assert count(website.get(url)) == count(website.get("/kb/articles", _search="smart"))


def test_other_facets_keep_the_query(website: Website) -> None:
    page = website.get("/kb/articles", _search="smart", _source="MOLIT")
    for name in ("section", "year"):
        for number, url, _ in facet(page, name).values():
            assert count(website.get(url)) == number


def test_foreign_keys_are_shown_by_name(website: Website) -> None:
    page = website.get("/kb/articles", _search="smart")
    assert "Smart City Policy Trend" in facet(page, "section")
    assert "Smart City Korea No. 27" in page.words("td.col-issue, table")


def test_paging_keeps_the_query(website: Website) -> None:
    page = website.get("/kb/literature", _search="smart", _size="10")
    whole, seen = count(page), 0
    while True:
        seen += len(page.all("table.rows-and-columns tbody tr"))
        url = page.links().get("Next page")
        if url is None:
            break
        page = website.get(url)
    assert seen == whole > 20


def test_a_facet_begins_at_the_first_page(website: Website) -> None:
    page = website.follow(website.get("/kb/literature", _search="smart", _size="10"), "Next page")
    for _, url, _ in facet(page, "author").values():
        assert "_next" not in url


def test_sorting_keeps_the_query(website: Website) -> None:
    page = website.get("/kb/articles", _search="smart", _source="MOLIT")
    (header,) = page.all("th.col-year a")
    assert count(website.get(str(header["href"]))) == count(page)


def test_a_link_facet_may_be_asked_for(website: Website) -> None:
    found = website.get("/kb/literature.json", _facet_link="author", _search="smart").json()
    results = found["facet_results"]
    results = results["results"] if MODERN else results
    assert results["author"]["results"][0]["count"] > 1
    assert website.get("/kb/literature.json", _facet_link="nonsense").status == 200
    assert website.get("/kb/journals.json", _facet_link="author").status == 200


def test_notes_and_empty_pages(website: Website) -> None:
    noted = website.get("/kb/articles", _search="smart year:abc")
    assert "year" in noted.words(".kb-note")
    empty = website.get("/kb/articles", _search="qqqzzz")
    assert empty.status == 200
    assert "Nothing matches the search" in empty.words(".zero-results")
    wrong = website.get("/kb/articles", _search="smart", _narrow="colour:red")
    assert wrong.status == 200
    assert 'no facet "colour"' in wrong.words(".kb-note")
    assert count(wrong) == 0


def test_the_function_in_sql(website: Website) -> None:
    def ids(sql: str, **parameters: str) -> list[Any]:
        path = "/kb/-/query.json" if MODERN else "/kb.json"
        with website.signed_in():
            found = website.get(path, sql=sql, _shape="arrays", **parameters).json()
        return [row[0] for row in found["rows"]]

    found = ids("select count(*) from json_each(kb_ids(:q))", q="smart")
    assert found == [website.get("/search.json", q="smart").json()["total"]]
    few = ids("select value from json_each(kb_ids(:q, :f))", q="smart", f='[["kind", "article"]]')
    assert set(few) == {row["id"] for row in rows(website, "/kb/articles", _search="smart")}
    assert ids("select kb_ids(:q, :f)", q="smart", f="nonsense") == ["[]"]
    assert ids("select kb_ids(null)") != ["[]"]


def test_lines_lead_to_the_source_text(website: Website) -> None:
    articles = website.get("/kb/articles", id="smartcity-korea-27-03")
    (link,) = articles.all("td.col-first_line a")
    assert link["href"] == f"/source/smartcity-korea-27#L{link.get_text()}"
    mentions = website.get("/kb/mentions")
    assert all(str(a["href"]).startswith("/source/") for a in mentions.all("td.col-first_line a"))
    assert mentions.all("td.col-first_line a")
    assert website.get("/kb/articles", _nocol="issue").status == 200


def test_hidden_tables_and_the_token(website: Website) -> None:
    listed = website.get("/kb").words()
    for name in ("Articles", "articles", "literature_authors"):
        if name in listed:
            break
    else:
        pytest.fail(listed)
    assert website.get("/kb/settings").status == 403
    assert website.get("/kb/settings.json").status == 403
