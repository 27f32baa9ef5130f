"""Whole reference strings, in the styles and languages that the parser promises to read."""

from __future__ import annotations

from typing import Any

import pytest

from kb.references.csl import to_csl
from kb.references.parse import parse
from kb.references.string import read_reference

STRINGS: list[tuple[str, dict[str, Any]]] = [
    (
        "[39] R. A. Field and Y. Moor, “Predictive control of terrain flight,” IEEE Transactions "
        "on Flight, vol. 19, no. 5, pp. 955–962, Sep 1989.",
        {
            "type": "article-journal",
            "title": "Predictive control of terrain flight",
            "container-title": "IEEE Transactions on Flight",
            "volume": "19",
            "issue": "5",
            "page": "955-962",
            "issued": {"date-parts": [[1989, 9]]},
        },
    ),
    (
        "Karva M, Tuomi J. Smoking and the heart. Int J Epidemiol 1994; 23:1315-1321.",
        {"container-title": "Int J Epidemiol", "volume": "23", "page": "1315-1321"},
    ),
    (
        "Braun, Karl (1998): Zur Theorie der Arbeit. In: Schmitt, Anna (Hrsg.): Arbeit und "
        "Gesellschaft. Opladen: Westdeutscher Verlag, S. 12-34.",
        {
            "type": "chapter",
            "title": "Zur Theorie der Arbeit",
            "container-title": "Arbeit und Gesellschaft",
            "editor": [{"family": "Schmitt", "given": "Anna"}],
            "publisher": "Westdeutscher Verlag",
            "publisher-place": "Opladen",
            "page": "12-34",
        },
    ),
    (
        "이정현, 「도시재생의 특성 분석」, 『국토계획』 제53권 제3호, 2018, 30~43쪽.",
        {
            "type": "article-journal",
            "title": "도시재생의 특성 분석",
            "container-title": "국토계획",
            "volume": "53",
            "issue": "3",
            "page": "30-43",
            "author": [{"family": "이", "given": "정현"}],
        },
    ),
    (
        "김민수 (2019). 청소년의 독서에 관한 연구. 서울대학교 대학원 박사학위논문.",
        {"type": "thesis", "title": "청소년의 독서에 관한 연구", "publisher": "서울대학교 대학원"},
    ),
    (
        "通计. 城市治理的路径[J]. 管理世界, 2015, 31(2): 20-29.",
        {
            "type": "article-journal",
            "title": "城市治理的路径",
            "container-title": "管理世界",
            "volume": "31",
            "issue": "2",
            "page": "20-29",
        },
    ),
    (
        "张三：《法律与社会》，北京：法律出版社，2005年，第12页。",
        {
            "type": "book",
            "title": "法律与社会",
            "publisher": "法律出版社",
            "publisher-place": "北京",
            "author": [{"family": "张", "given": "三"}],
        },
    ),
    (
        "佐藤健一. 都市における教育の評価. 教育学研究. 2001, vol. 12, no. 3, p. 1-9.",
        {"title": "都市における教育の評価", "container-title": "教育学研究", "volume": "12"},
    ),
]


@pytest.mark.parametrize(("text", "fields"), STRINGS, ids=[text[:24] for text, _ in STRINGS])
def test_a_string_gives_its_record(text: str, fields: dict[str, Any]) -> None:
    record = read_reference(text)
    assert record is not None
    item = to_csl(record)
    assert {name: item.get(name) for name in fields} == fields


@pytest.mark.parametrize("text", [text for text, _ in STRINGS])
def test_every_field_has_its_place_and_its_confidence(text: str) -> None:
    parsed = parse(text)
    for field in (*parsed.fields, *parsed.rest):
        assert 0 <= field.start < field.end <= len(text)
        assert 0 <= field.confidence <= 1
    title = next(field for field in parsed.fields if field.name == "title")
    assert str(title.value) in text[title.start : title.end]


@pytest.mark.parametrize("text", [text for text, _ in STRINGS])
def test_nothing_of_a_string_is_lost(text: str) -> None:
    parsed = parse(text)
    held = {n for f in (*parsed.fields, *parsed.rest) for n in range(f.start, f.end)}
    lost = "".join(c for n, c in enumerate(text) if n not in held and c.isalnum())
    assert lost == ""


@pytest.mark.parametrize(
    ("text", "doi", "url"),
    [
        (
            "Hong, S. (2021). On cities. Urban Studies, 5. doi: 10.1000/a(1)b.",
            "10.1000/a(1)b",
            None,
        ),
        ("Hong, S. (2021). On cities. https://doi.org/10.1000/ab", "10.1000/ab", None),
        ("Hong, S. (2021). On cities. Retrieved from https://a.org/x.", None, "https://a.org/x"),
    ],
)
def test_identifiers_are_found_by_rule(text: str, doi: str | None, url: str | None) -> None:
    record = parse(text).record
    assert (doi, url) == (record.DOI, record.URL)


@pytest.mark.parametrize("text", ["", " ", "...", "no reference", "Something that somebody wrote"])
def test_other_text_is_no_reference(text: str) -> None:
    assert read_reference(text) is None
