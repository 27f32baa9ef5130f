"""One record out: files in every format, citations in every style."""

from __future__ import annotations

import json

import pytest

from kb.exports import EXPORTERS
from kb.exports.citation import STYLES
from kb.references.importing import read_bibliography
from kb.web.record_exports import FORMATS, Format, headers
from tests.web.visiting import Website

ARTICLE = "smartcity-korea-27-03"
ISSUE = "smartcity-korea-27"
RECORD = "hong2021busan"


def test_every_export_format_has_a_suffix() -> None:
    assert {format.name for format in FORMATS} == set(EXPORTERS)


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.suffix)
@pytest.mark.parametrize("id", [ARTICLE, RECORD, ISSUE])
def test_a_record_is_a_file_of_each(website: Website, format: Format, id: str) -> None:
    suffix, media_type = format.suffix, format.media_type
    page = website.get(f"/export/{id}.{suffix}")
    assert page.status == 200
    assert page.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert f'filename="{id}.{suffix}"' in page.headers["content-disposition"]
    assert page.text.strip()


def test_an_issue_s_file_has_all_that_it_has_in_its_order(website: Website) -> None:
    (issue,) = website.get("/kb/issues.json", id=ISSUE, _shape="array").json()
    articles = website.get("/kb/articles.json", issue=ISSUE, _shape="array", _sort="position")
    ids = [item["id"] for item in website.get(f"/export/{issue['id']}.json").json()]
    assert [id for id in ids if id.startswith(ISSUE)] == [a["id"] for a in articles.json()]
    assert len(ids) > len(articles.json())


def test_a_file_can_be_read_again(website: Website) -> None:
    for suffix in ("bib", "ris", "xml"):
        text = website.get(f"/export/{RECORD}.{suffix}").text
        taken = read_bibliography(text.encode(), suffix)
        assert not taken.problems
        assert len(taken.entries) == 1
    (item,) = website.get(f"/export/{RECORD}.json").json()
    assert item["id"] == RECORD
    assert json.loads(website.get(f"/export/{RECORD}.jsonl").text)["id"] == RECORD


def test_a_file_name_breaks_no_header() -> None:
    said = headers('x"\r\n한', "bib")["content-disposition"]
    assert said.isascii()
    assert "\r" not in said
    assert "\n" not in said
    assert 'filename="x____.bib"' in said


def test_a_citation_in_each_style(website: Website) -> None:
    page = website.get(f"/cite/{RECORD}")
    assert page.status == 200
    assert len(page.all(".kb-citation")) == len(STYLES)
    text = website.get(f"/cite/{RECORD}.txt", style="chicago").text.strip()
    assert text in page.words()
    assert text != website.get(f"/cite/{RECORD}.txt").text.strip()


@pytest.mark.parametrize(
    "path", ["/export/none-such.bib", f"/export/{RECORD}.exe", "/cite/none-such", f"/cite/{ISSUE}"]
)
def test_what_is_not_there(website: Website, path: str) -> None:
    assert website.get(path).status == 404
