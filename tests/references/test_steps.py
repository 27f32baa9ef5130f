"""The steps from a reference string to a record, each by itself."""

from __future__ import annotations

import pytest

from kb.model import Name
from kb.references.cleaning import clean
from kb.references.hanja import han_name
from kb.references.people import people
from kb.references.strings import apart, joined
from kb.references.tokens import tokenize
from kb.references.when import issued


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hong, S.-G.", ["Hong", ",", "S", ".", "-", "G", "."]),
        ("제53권(3)", ["제", "53", "권", "(", "3", ")"]),
        ("doi:10.1000/xyz.", ["doi", ":", "10.1000/xyz", "."]),
        ("https://a.org/b, p.", ["https://a.org/b", ",", "p", "."]),
        ("张三译", ["张三", "译"]),
        ("北京大学博士学位论文", ["北京大学", "博士学位论文"]),
        ("O'Dell Müller", ["O'Dell", "Müller"]),
        ("", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    tokens = tokenize(text)
    assert [token.text for token in tokens] == words
    assert all(text[token.start : token.end] == token.text for token in tokens)


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("title", "“Smart cities,”", "Smart cities"),
        ("title", "『도시의 이해』,", "도시의 이해"),
        ("title", "城市与制度［J］．", "城市与制度"),
        ("title", "The “new” city", "The “new” city"),
        ("container", "In: Proc. of the ACM,", "Proc. of the ACM"),
        ("container", "载《法学研究》", "法学研究"),
        ("volume", "Vol. 53,", "53"),
        ("volume", "제53권", "53"),
        ("volume", "Bd. IV", "IV"),
        ("issue", "(3-4)", "3-4"),
        ("issue", "제3호,", "3"),
        ("issue", "H. 2:", "2"),
        ("page", "S. 12 – 34.", "12-34"),
        ("page", "pp.161~187", "161-187"),
        ("page", "第12—15页", "12-15"),
        ("page", "(p. A3)", "A3"),
        ("page", "no number", ""),
        ("publisher", "法律出版社2005", "法律出版社2005"),
        ("publisher", "商务印书馆版", "商务印书馆"),
        ("place", "(London:", "London"),
    ],
)
def test_values_are_written_one_way(label: str, text: str, value: str) -> None:
    assert clean(label, text) == value


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("(1998, März).", "1998-03"),
        ("31.12.2021", "2021-12-31"),
        ("2021.12.", "2021-12"),
        ("2005年3月1日", "2005-03-01"),
        ("2021년 12월", "2021-12"),
        ("12 mai 1968", "1968-05-12"),
        ("[1998b]", "1998"),
        ("31 February 2020", "2020-02"),
        ("in press", None),
    ],
)
def test_dates_of_references(text: str, iso: str | None) -> None:
    assert issued(text) == iso


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hong, S., & Kim, H.", [("Hong", "S."), ("Kim", "H.")]),
        ("R. A. Hess and Y. Jung,", [("Hess", "R. A."), ("Jung", "Y.")]),
        ("Karvonen M, Tuomilehto J, et al.", [("Karvonen", "M"), ("Tuomilehto", "J")]),
        ("Müller, Hans; Schmidt, Karl (Hrsg.)", [("Müller", "Hans"), ("Schmidt", "Karl")]),
        ("홍순구, 남궁민수 외 3인", [("홍", "순구"), ("남궁", "민수")]),
        ("이정현·남진", [("이", "정현"), ("남", "진")]),
        ("张三，欧阳修，等", [("张", "三"), ("欧阳", "修")]),
        ("佐藤 太郎, 鈴木花子", [("佐藤", "太郎"), ("鈴木", "花子")]),
        ("SMITH J M, JONES A, et al.", [("SMITH", "J M"), ("JONES", "A")]),
    ],
)
def test_lists_of_people(text: str, names: list[tuple[str, str]]) -> None:
    assert [(name.family, name.given) for name in people(text)] == names


@pytest.mark.parametrize("text", ["통계청", "국토교통부", "World Bank", "国家统计局"])
def test_bodies_stay_whole(text: str) -> None:
    assert people(text) == (Name(literal=text),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", Name("张", "三")),
        ("诸葛亮", Name("诸葛", "亮")),
        ("高倉洋章", Name("高倉", "洋章")),
        ("约翰·史密斯", Name(literal="约翰·史密斯")),
        ("最高人民法院", Name(literal="最高人民法院")),
    ],
)
def test_names_in_han(text: str, name: Name) -> None:
    assert han_name(text) == name


def test_several_strings_in_a_paragraph_are_told_by_their_numbers() -> None:
    text = "1. Hong, S. (2021). A. B, 1. 2. Lee, J. (2020). C. D, 12. 3. Kim, H. (2019). E."
    assert apart(text) == [
        "1. Hong, S. (2021). A. B, 1.",
        "2. Lee, J. (2020). C. D, 12.",
        "3. Kim, H. (2019). E.",
    ]
    assert apart("Hong, S. (2021). Version 2. 3. Aufl.") == ["Hong, S. (2021). Version 2. 3. Aufl."]


def test_a_string_over_several_lines_is_one() -> None:
    assert joined(["On infor-", "mation in", "cities. https://doi.org/", "10.1/x"]) == (
        "On information in cities. https://doi.org/10.1/x"
    )
