"""References as literature sections and reference lists print them, in CSL vocabulary."""

from __future__ import annotations

from typing import Any

import pytest

from kb.model import Block, Name, Record, Span
from kb.references.block import read_references
from kb.references.citekey import citekey, free, usable
from kb.references.csl import from_csl, to_csl
from kb.references.names import read_name, read_names
from kb.references.source import Source, read_source
from kb.references.string import read_reference


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hong Soon-gu", Name("Hong", "Soon-gu")),
        ("Soon-gu Hong", Name("Hong", "Soon-gu")),
        ("Kim Hyeon-jong", Name("Kim", "Hyeon-jong")),
        ("Lee, Jung-hyun", Name("Lee", "Jung-hyun")),
        ("Park Keon Chul", Name("Park", "Keon Chul")),
        ("홍순구", Name("홍", "순구")),
        ("남궁민수", Name("남궁", "민수")),
        ("홍 순구", Name("홍", "순구")),
        ("홍 순 구", Name("홍", "순구")),
        ("홍순구(부산대)", Name("홍", "순구")),
        ("Hong Soon-gu (Pusan Univ.)*", Name("Hong", "Soon-gu")),
        ("도시 연구", None),
        ("Ruth Joan Nelson", Name("Nelson", "Ruth Joan")),
        ("Gil-Garcia, R.J.", Name("Gil-Garcia", "R.J.")),
        ("van der Berg, J.", Name("van der Berg", "J.")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("통계청", Name(literal="통계청")),
        ("국토교통부", Name(literal="국토교통부")),
        ("한국연구원", Name(literal="한국연구원")),
        ("Presidential Committee on New Southern Policy",) * 2,
        ("HEARTS TOGETHER", None),
        ("smart city services", None),
        ("", None),
    ],
)
def test_names_come_the_right_way_round(text: str, name: Name | str | None) -> None:
    if isinstance(name, str):
        name = Name(literal=name)
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Hong Soon-gu, Kim Hyeon-jong, Lee Tae-heon", ["Hong", "Kim", "Lee"]),
        ("Jang Ji-in and Hwang Se-won", ["Jang", "Hwang"]),
        ("홍순구, 김현종, 이태헌", ["홍", "김", "이"]),
        ("이정현·남진", ["이", "남"]),
        ("Popova, Yelena; Popovs, Sergejs", ["Popova", "Popovs"]),
        ("Smith, J., Jones, A. B. & Lee, K.", ["Smith", "Jones", "Lee"]),
        ("HEARTS TOGETHER, BEAT FOREVER", None),
        ("Busan smart city transportation policy discourse analysis", None),
    ],
)
def test_lists_of_names(text: str, families: list[str] | None) -> None:
    names = read_names(text)
    assert (names and [name.family for name in names]) == families


@pytest.mark.parametrize(
    ("text", "container", "volume", "issue", "issued", "page"),
    [
        (
            "Regional Development Research Vol. 53 No. 3 (2021.12.) pp.161-187",
            *("Regional Development Research", "53", "3", "2021-12", "161-187"),
        ),
        (
            "Architecture (Journal of the Institute) 66, No. 1 (2022.01.) pp.22-25",
            *("Architecture (Journal of the Institute)", "66", "1", "2022-01", "22-25"),
        ),
        ("국토계획 제56권 제5호 (2021.10.) pp.30~43", "국토계획", "56", "5", "2021-10", "30-43"),
        ("국토연구, 제110권, 2021, 3-20", "국토연구", "110", None, "2021", "3-20"),
        ("국토연구 제8호 (2021) 30–43쪽", "국토연구", None, "8", "2021", "30-43"),
        ("Smart Cities, 6(2), 1109–1131", "Smart Cities", "6", "2", None, "1109-1131"),
    ],
)
def test_journal_lines(
    text: str, container: str, volume: str, issue: str, issued: str, page: str
) -> None:
    assert read_source(text) == Source("", container, volume, issue, page, issued)


@pytest.mark.parametrize(
    "text",
    [
        "Carbon-neutral architectural city design through smart city strategy",
        "Seoul 2030 masterplan, volume of the future",
        "Hong Soon-gu, Kim Hyeon-jong",
        "December, 2021",
        "",
    ],
)
def test_other_lines_are_no_journal_lines(text: str) -> None:
    assert read_source(text) is None


def block(*lines: str) -> list[Block]:
    return [Block("line", line, Span(n, n)) for n, line in enumerate(lines, 64)]


def read(*lines: str) -> list[tuple[tuple[int, int], dict[str, Any] | None, str | None]]:
    found = read_references(block(*lines))
    return [(tuple(r.lines), to_csl(r.record) if r.record else None, r.problem) for r in found]  # type: ignore[misc]


def test_a_section_as_printed_title_authors_and_journal_each_on_a_line() -> None:
    found = read(
        "Services catalogue",
        "Hearts together",
        "Issued On December, 2021",
        "Compilation Presidential Committee on New Southern Policy",
        "Policy discourse in a smart city",
        "Hong Soon-gu, Kim Hyeon-jong",
        "Regional Development Research Vol. 53 No. 3 (2021.12.) pp.161-187",
        "도시 데이터의",
        "활용에 관한 연구",
        "이정현, 남진",
        "국토계획 제56권 제5호 (2021.10.) pp.30-43",
    )
    assert [lines for lines, _, _ in found] == [(64, 67), (68, 70), (71, 74)]
    assert found[0][1] == {
        "type": "report",
        "title": "Services catalogue",
        "note": "Hearts together",
        "compiler": [{"literal": "Presidential Committee on New Southern Policy"}],
        "issued": {"date-parts": [[2021, 12]]},
    }
    assert found[1][1] == {
        "type": "article-journal",
        "title": "Policy discourse in a smart city",
        "author": [
            {"family": "Hong", "given": "Soon-gu"},
            {"family": "Kim", "given": "Hyeon-jong"},
        ],
        "container-title": "Regional Development Research",
        "volume": "53",
        "issue": "3",
        "page": "161-187",
        "issued": {"date-parts": [[2021, 12]]},
    }
    assert found[2][1] is not None
    assert found[2][1]["author"] == [
        {"family": "이", "given": "정현"},
        {"family": "남", "given": "진"},
    ]


def test_what_cannot_be_parsed_is_kept_as_printed_with_the_reason() -> None:
    (found,) = read_references(block("Something", "that is no reference"))
    assert found.raw == "Something\nthat is no reference"
    assert found.record is None
    assert found.problem
    assert "authors" in found.problem


def test_references_on_one_line_each_stand_for_themselves() -> None:
    found = read(
        "1. Hong, S. (2021). On smart cities. Urban Studies, 53(3), 161-187.",
        "2. Lee, J. (2020). On other cities. Urban Studies, 52(1), 1-9.",
    )
    assert [lines for lines, _, _ in found] == [(64, 64), (65, 65)]
    assert [record and record["title"] for _, record, _ in found] == [
        "On smart cities",
        "On other cities",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hong, S., & Kim, H. (2021). Smart governance in Busan. Regional Research, 53(3), "
            "161–187. https://doi.org/10.1000/xyz.123",
            {
                "type": "article-journal",
                "title": "Smart governance in Busan",
                "container-title": "Regional Research",
                "volume": "53",
                "issue": "3",
                "page": "161-187",
                "DOI": "10.1000/xyz.123",
                "author": [{"family": "Hong", "given": "S."}, {"family": "Kim", "given": "H."}],
                "issued": {"date-parts": [[2021]]},
            },
        ),
        (
            "이정현, 남진 (2021). 스마트시티 생활서비스의 지역적 특성. 국토계획, 56(5), 30-43.",
            {
                "type": "article-journal",
                "title": "스마트시티 생활서비스의 지역적 특성",
                "container-title": "국토계획",
                "volume": "56",
                "issue": "5",
                "page": "30-43",
                "author": [{"family": "이", "given": "정현"}, {"family": "남", "given": "진"}],
                "issued": {"date-parts": [[2021]]},
            },
        ),
    ],
)
def test_reference_strings(text: str, expected: dict[str, Any]) -> None:
    record = read_reference(text)
    assert record is not None
    assert to_csl(record) == expected


def test_a_string_without_a_date_is_no_reference() -> None:
    assert read_reference("Something that somebody wrote") is None


ITEM = {
    "id": "x1",
    "type": "chapter",
    "title": "A title",
    "author": [{"family": "Berg", "given": "J.", "non-dropping-particle": "van den"}],
    "translator": [{"literal": "A body"}],
    "issued": {"date-parts": [[2021, 12, 31]]},
    "ISBN": "978-0-00-000000-0",
    "number-of-pages": 12,
    "custom": {"a": [1]},
}


def test_csl_json_loses_nothing() -> None:
    assert to_csl(from_csl(ITEM), "x1") == ITEM


@pytest.mark.parametrize(
    ("issued", "iso"),
    [
        ({"date-parts": [[2021]]}, "2021"),
        ({"date-parts": [["2021", "12"]]}, "2021-12"),
        ({"date-parts": [[2021, 1], [2021, 3]]}, "2021-01/2021-03"),
        ({"raw": "2021-12"}, "2021-12"),
        ("2021-12-31", "2021-12-31"),
        (2021, "2021"),
        ({"date-parts": [[2021]], "season": 2}, None),
    ],
)
def test_csl_dates(issued: Any, iso: str | None) -> None:
    record = from_csl({"type": "book", "issued": issued})
    assert record.issued == iso
    assert iso is not None or record.other["issued"] == issued


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (Record(title="The Busan case", author=(Name("Hong"),), issued="2021-12"), "hong2021busan"),
        (Record(title="스마트도시 연구", author=(Name("홍"),), issued="2021"), "홍2021스마트도시"),
        (Record(title="A title", author=(Name(literal="World Bank"),)), "worldtitle"),
        (Record(), "untitled"),
    ],
)
def test_citation_keys(record: Record, key: str) -> None:
    assert citekey(record) == key
    assert usable(key)


def test_a_taken_citation_key_gets_a_letter() -> None:
    assert free("hong2021busan", {"hong2021busan", "hong2021busanb"}) == "hong2021busanc"


def test_an_address_on_its_own_line_belongs_to_the_reference_above() -> None:
    found = read(
        "Policy discourse in a smart city",
        "Hong Soon-gu, Kim Hyeon-jong",
        "Regional Development Research Vol. 53 No. 3 (2021.12.) pp.161-187",
        "https://doi.org/10.1000/xyz.123",
        "Another title",
        "Jang Ji-in",
        "Architecture 66, No. 1 (2022.01.) pp.22-25",
    )
    assert [lines for lines, _, _ in found] == [(64, 67), (68, 70)]
    assert [record and record.get("DOI") for _, record, _ in found] == ["10.1000/xyz.123", None]
