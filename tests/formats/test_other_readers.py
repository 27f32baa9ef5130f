"""Exports are read by the programs that they are for: rispy, bibtexparser, pymarc, lxml."""

from __future__ import annotations

import io
import json
from typing import Any

import pymarc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import HealthCheck, given, settings
from lxml import etree

from kb.exports import EXPORTERS, exporter
from tests.formats.items import items

ARTICLE: dict[str, Any] = {
    "kind": "article",
    "id": "smartcity-korea-27-03",
    "series": "Smart City Korea",
    "number": "27",
    "publisher": "KAIA",
    "issue_label": "Smart City Korea No. 27",
    "issue_date": "2022-04-01",
    "section": "Smart City Policy Trend",
    "headline": "Daegu picks a city",
    "subtitle": None,
    "date": "2022-03-29",
    "sources": ["MOLIT"],
    "body": "Words.",
    "url": None,
    "language": "en",
    "lines": [4, 20],
}
RECORD: dict[str, Any] = {
    "kind": "literature",
    "id": "hong2018",
    "mentions": [],
    "csl": {
        "id": "hong2018",
        "type": "article-journal",
        "title": "Busan & its smart city",
        "author": [{"family": "Hong", "given": "Soon-gu"}, {"family": "김", "given": "현종"}],
        "container-title": "Korean Journal",
        "volume": "53",
        "issue": "3",
        "page": "5-20",
        "issued": {"date-parts": [[2018, 6]]},
        "DOI": "10.1000/182",
        "ISSN": "1234-567X",
        "keyword": "port; city",
    },
}


def exported(name: str, *documents: dict[str, Any]) -> str:
    return "".join(exporter(name)(documents))


def test_rispy_reads_our_ris() -> None:
    article, record = rispy.loads(exported("ris", ARTICLE, RECORD), newline="\r\n")
    assert (article["type_of_reference"], article["title"]) == ("NEWS", "Daegu picks a city")
    assert (article["alternate_title3"], article["number"]) == ("Smart City Korea", "27")
    assert (article["publisher"], article["year"]) == ("KAIA", "2022")
    assert record["authors"] == ["Hong, Soon-gu", "김, 현종"]
    assert (record["start_page"], record["end_page"]) == ("5", "20")
    assert record["keywords"] == ["port", "city"]


def test_bibtexparser_reads_our_bibtex() -> None:
    library = parse_string(exported("bibtex", ARTICLE, RECORD))
    assert not library.failed_blocks
    article, record = (
        {field.key: field.value for field in entry.fields} for entry in library.entries
    )
    assert (article["journal"], article["number"]) == ("Smart City Korea", "27")
    assert (article["publisher"], article["year"]) == ("KAIA", "2022")
    assert record["author"] == "Hong, Soon-gu and 김, 현종"
    assert record["title"] == r"Busan \& its smart city"
    assert record["pages"] == "5--20"


def test_pymarc_reads_our_marcxml() -> None:
    data = io.BytesIO(exported("marcxml", ARTICLE, RECORD).encode())
    article, record = pymarc.parse_xml_to_array(data)
    assert article.title == "Daegu picks a city"
    assert article["773"]["t"] == "Smart City Korea"
    assert record["100"]["a"] == "Hong, Soon-gu"
    assert [field["a"] for field in record.get_fields("700")] == ["김, 현종"]
    assert record["773"]["g"] == "Vol. 53, no. 3, p. 5-20"
    assert record["024"]["a"] == "10.1000/182"


def test_dublin_core_says_what_it_can() -> None:
    root = etree.fromstring(exported("dc", ARTICLE, RECORD).encode())
    said = [
        [(etree.QName(element).localname, element.text) for element in record] for record in root
    ]
    assert ("source", "Smart City Korea, 27") in said[0]
    assert ("source", "MOLIT (2022-03-29)") in said[0]
    assert ("publisher", "KAIA") in said[0]
    assert [value for name, value in said[1] if name == "creator"] == ["Hong, Soon-gu", "김현종"]
    assert ("date", "2018-06") in said[1]
    assert ("identifier", "doi:10.1000/182") in said[1]


def test_json_ld_nests_issue_volume_and_journal() -> None:
    article, record = json.loads(exported("jsonld", ARTICLE, RECORD))["@graph"]
    assert article["@type"] == "NewsArticle"
    assert article["isBasedOn"]["publisher"]["name"] == "MOLIT"
    assert article["isBasedOn"]["datePublished"] == "2022-03-29"
    issue = record["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "3")
    assert issue["isPartOf"]["volumeNumber"] == "53"
    assert issue["isPartOf"]["isPartOf"] == {
        "@type": "Periodical",
        "name": "Korean Journal",
        "issn": "1234-567X",
    }


@pytest.mark.parametrize("name", EXPORTERS)
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(item=items())
def test_every_record_goes_out_in_every_format(name: str, item: dict[str, Any]) -> None:
    record = {"kind": "literature", "id": item["id"], "csl": item, "mentions": []}
    text = exported(name, record, ARTICLE)
    if name in ("marcxml", "dc"):
        assert len(etree.fromstring(text.encode())) == 2
    elif name in ("csl-json", "jsonld"):
        assert json.loads(text)
    elif name == "ris":
        assert len(rispy.loads(text, newline="\r\n")) == 2
    elif name == "bibtex":
        assert len(parse_string(text).entries) == 2
