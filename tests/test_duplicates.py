"""Which records are taken for one work, and which are not: names, titles, keys, scores."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model import Name
from kb.references.csl import from_csl
from kb.references.duplicates import LIKELY, UNCORROBORATED, compare, score
from kb.references.matchkeys import match_keys
from kb.references.names import read_name
from kb.references.persons import person, same_people, same_person
from kb.references.sounds import initials, sound, surname_keys
from kb.references.titles import compare_titles, titles_of
from kb.references.traits import isbns, traits
from scripts import evaluate_duplicates
from tests.places import SHARED

ITEM: dict[str, Any] = {
    "type": "article-journal",
    "title": "Pedestrian safety at signalised crossings in Daegu",
    "author": [{"family": "Kim", "given": "Min-soo"}, {"family": "Lee", "given": "Ji-young"}],
    "container-title": "Journal of Transport Studies",
    "volume": "12",
    "issue": "3",
    "page": "101-118",
    "issued": {"date-parts": [[2019, 6]]},
}
KOREAN = {
    **ITEM,
    "title": "대구시 신호교차로의 보행자 안전",
    "author": [{"family": "김", "given": "민수"}, {"family": "이", "given": "지영"}],
    "container-title": "교통연구",
}


def alike(one: dict[str, Any], other: dict[str, Any]) -> float:
    return score(traits(from_csl(one)), traits(from_csl(other)))


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(match_keys(traits(from_csl(one))) & match_keys(traits(from_csl(other))))


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("김", "Kim Gim"),
        ("이", "Lee Yi Rhee I"),
        ("박", "Park Pak Bak"),
        ("최", "Choi Choe"),
        ("정", "Jung Jeong Chung Chŏng"),
        ("유", "Yoo Yu Ryu"),
    ],
)
def test_a_surname_is_known_under_its_usual_spellings(hangul: str, spellings: str) -> None:
    for spelling in spellings.split():
        assert surname_keys(hangul) & surname_keys(spelling), spelling


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("순구", "Soon-gu Sungu Sun-ku"),
        ("현종", "Hyeon-jong Hyunjong Hyŏnjong"),
        ("영희", "Young-hee Yeonghui Yŏnghŭi"),
        ("병준", "Byung-jun Byeongjun Pyŏngjun"),
        ("재우", "Jae-woo Jaeu Chaeu"),
        ("청원", "Chung-won Cheongwon Ch'ŏngwŏn"),
    ],
)
def test_a_given_name_sounds_the_same_in_every_romanisation(hangul: str, spellings: str) -> None:
    for spelling in spellings.split():
        assert sound(spelling) == sound(hangul), spelling


def test_initials_are_those_of_the_syllables() -> None:
    assert initials("순구") == initials("S.-G.") == initials("Soon-gu")


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("홍순구", "Hong, Soon-gu", 0.9),
        ("홍순구", "Hong, S.-G.", 0.7),
        ("이지영", "Rhee, Jiyoung", 0.9),
        ("정부만", "Jung, B.-M.", 0.7),
        ("Jeong, Bu-man", "Chung, B.-M.", 0.7),
        ("Müller, Jürgen", "Muller, J.", 0.7),
        ("Hwan-Young, Jang", "Jang, Hwan-Young", 0.7),
        ("Biljecki, Filip", "Biljecki, Fillip", 0.8),
    ],
)
def test_names_of_one_person(one: str, other: str, least: float) -> None:
    assert (same_person(_person(one), _person(other)) or 0) >= least


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("홍순구", "홍순수"),
        ("홍순구", "Hong, Min-ji"),
        ("홍순구", "Kim, Soon-gu"),
        ("홍순구", "Hong, M.-J."),
        ("Jang, Jin-young", "Jang, Jiyong"),
        ("Smith, John", "Smith, Mary"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert same_person(_person(one), _person(other)) == 0


def _person(text: str) -> Any:
    family, comma, given_name = text.partition(", ")
    return person(Name(family, given_name) if comma else read_name(text) or Name(literal=text))


def test_a_ministry_is_known_by_its_initials_and_not_across_scripts() -> None:
    ministry = person(Name(literal="Ministry of Land, Infrastructure and Transport"))
    assert same_person(ministry, person(Name(literal="MOLIT"))) == 0.9
    assert same_person(ministry, person(Name(literal="국토교통부"))) is None
    assert same_person(ministry, _person("Kim, Min-soo")) is None


def test_a_list_may_be_cut_short_and_in_another_order() -> None:
    people = [_person(name) for name in ("Kim, Min-soo", "Lee, Ji-young", "Park, A.")]
    assert same_people(people, people[:1]) == (1.0, 1)
    assert same_people(people, people[::-1]) == (1.0, 3)
    assert same_people(people, []) is None


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("Smart City", "smart city!", "same"),
        ("스마트시티 생활서비스의 특성", "스마트 시티 생활 서비스의 특성", "same, long"),
        ("Walking in cities in our age of wire", "Walking in cities in our ae of wire", "alike"),
        ("Walking in cities at the age of wire", "Walking in citis at the age of wire", "alike"),
        ("Walking in cities: Evidence from Korea", "Walking in cities", "shorter"),
        ("Walking in cities: The case of Seoul", "Walking in cities: The case of Peru", "reworded"),
        ("부산시 보행환경 개선 연구", "대구시 보행환경 개선 연구", "reworded"),
        ("Smart city services", "Smart city services 2", "numbered otherwise"),
        ("The city, Part I", "The city, Part II", "numbered otherwise"),
        ("White paper on cities 2020", "White paper on cities 2021", "numbered otherwise"),
        ("Editorial", "Editorial", "same but generic"),
        ("권두언", "권두언", "same but generic"),
        ("스마트시티 정책", "Smart city policy", "in another language"),
        ("Editorial", "스마트시티 정책", "different"),
        ("Smart city policy", "A history of bridges", "different"),
        ("스마트시티 정책 = Smart city policy", "Smart city policy", "same"),
    ],
)  # fmt: skip
def test_how_titles_agree(one: str, other: str, says: str) -> None:
    assert compare_titles(titles_of(one), titles_of(other)) == says
    assert compare_titles(titles_of(other), titles_of(one)) == says


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": "Pedestrian safety at signalized crossings in Daegu"},
        {"title": "PEDESTRIAN SAFETY AT SIGNALISED CROSSINGS IN DAEGU."},
        {"author": [{"family": "Kim", "given": "M.-S."}]},
        {"author": KOREAN["author"]},
        {"author": [{"family": "Gim", "given": "Minsu"}, {"family": "Yi", "given": "Chiyŏng"}]},
        {"container-title": "J. Transp. Stud."},
        {"page": "pp. 101–18", "volume": "제12권"},
        {"page": None, "volume": None, "issue": None},
        {"issued": {"date-parts": [[2020]]}},
        {"type": "document"},
        KOREAN,
    ],
    ids=str,
)
def test_one_work_given_twice_is_found(change: dict[str, Any]) -> None:
    other = {k: v for k, v in {**ITEM, **change}.items() if v}
    assert meet(ITEM, other)
    assert alike(ITEM, other) >= LIKELY


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Bicycle parking at railway stations", "page": "119-130"},
        {"title": "Pedestrian safety at signalised crossings in Busan", "page": "119-130"},
        {"title": "Pedestrian safety at signalised crossings in Daegu (2)", "page": "119-130"},
        {"title": "Pedestrian safety at signalised crossings in Daegu, Part II"},
        {"title": "Editorial", "page": "1-2"},
        {"DOI": "10.1000/other"},
        {"issued": {"date-parts": [[2012]]}, "volume": "5", "page": "1-9"},
    ],
    ids=str,
)
def test_two_works_are_kept_apart(change: dict[str, Any]) -> None:
    assert alike({**ITEM, "DOI": "10.1000/this"}, {**ITEM, **change}) < LIKELY
    assert alike(ITEM, {**ITEM, "DOI": "10.1000/this", **change}) < LIKELY or "DOI" in change


def test_editions_are_two_works() -> None:
    book = {**ITEM, "type": "book", "edition": "2"}
    assert alike(book, {**book, "edition": "3", "issued": {"date-parts": [[2022]]}}) < LIKELY


@pytest.mark.parametrize("names", [("title",), ("container-title",), ("title", "container-title")])
def test_a_title_or_a_journal_alone_is_not_enough(names: tuple[str, ...]) -> None:
    one = {name: ITEM[name] for name in ("type", *names)}
    assert alike(one, one) <= UNCORROBORATED


def test_the_score_comes_with_its_evidence() -> None:
    found = compare(traits(from_csl(ITEM)), traits(from_csl(KOREAN)))
    says = {evidence.field: evidence.says for evidence in found.evidence}
    assert says["names"] == "same, several"
    assert says["pages"] == says["year"] == says["volume"] == "same"
    assert says["title"] == "in another language"
    shown = {evidence.field: (evidence.one, evidence.other) for evidence in found.evidence}
    assert shown["names"] == ("Kim, Min-soo; Lee, Ji-young", "김, 민수; 이, 지영")
    weights = [abs(evidence.weight) for evidence in found.evidence]
    assert weights == sorted(weights, reverse=True)


def test_the_same_doi_is_found_however_it_is_written() -> None:
    one = {**ITEM, "DOI": "10.1000/ABC.1"}
    other = {"type": "article-journal", "title": "?", "URL": "https://doi.org/10.1000/abc.1"}
    assert meet(one, other)
    assert "DOI" in {evidence.field for evidence in _compared(one, other) if evidence.weight > 5}


def _compared(one: dict[str, Any], other: dict[str, Any]) -> Any:
    return compare(traits(from_csl(one)), traits(from_csl(other))).evidence


def test_isbns_of_ten_and_thirteen_digits_are_one() -> None:
    assert isbns("0-385-52740-3") == isbns("978-0385527408") == ["038552740"]


ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "article-journal"])},
    optional={
        "title": st.text(max_size=40),
        "author": st.lists(
            st.fixed_dictionaries({}, optional={"family": st.text(), "given": st.text()}),
            max_size=3,
        ),
        "page": st.text(max_size=9),
        "volume": st.text(max_size=5),
        "DOI": st.text(max_size=12),
    },
)


@given(ITEMS, ITEMS)
def test_any_two_records_can_be_compared(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert 0 <= alike(one, other) <= 1


def test_a_record_of_any_size_is_compared_at_once() -> None:
    many = [{"family": f"Kim{n}", "given": "Min-soo"} for n in range(3000)]
    huge = {"title": "<i" * 50_000 + "9" * 5000, "author": many, "volume": "9" * 5000}
    began = time.process_time()
    assert meet(huge, huge)
    assert alike(huge, {**huge, "author": many[::-1]}) <= 1
    assert time.process_time() - began < 5


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "facts").is_dir(), reason="the shared facts are not there")
def test_precision_and_recall_on_works_given_many_times_over() -> None:
    measured = evaluate_duplicates.measured("held", SHARED)[LIKELY]
    assert measured.precision >= 0.98
    assert measured.recall >= 0.9
