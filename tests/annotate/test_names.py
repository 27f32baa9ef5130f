"""Names are found where they stand for what they name, not in words that only look like them."""

from __future__ import annotations

import time

import pytest

from kb.annotate.articles import annotate_lines
from kb.annotate.names import Names
from kb.annotate.text import Text
from kb.authorities import load
from kb.confidence import CONFIDENT
from kb.model import Annotations

KICT = "Korea Institute of Civil Engineering and Building Technology"


def said(text: str, issued: str | None = None) -> Annotations:
    lines = text.split("\n")
    return annotate_lines(lines, [(1, len(lines))], [None], issued)[0]


def places(text: str) -> list[str]:
    return list(dict.fromkeys(place.name for place in said(text).places))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pilot began in Daegu.", ["Daegu"]),
        ("Andong-si opens a centre.", ["Andong"]),
        ("Talks with Gaziantep City, Turkey, went on.", ["Gaziantep"]),
        ("It was held in Columbus, Ohio.", ["Columbus", "Ohio"]),
        ("Buses in Gangnam-gu, Seoul, run late.", ["Gangnam-gu", "Seoul"]),
        ("A visit to Gyeonggi Province was planned.", ["Gyeonggi-do"]),
        ("부산에서 회의가 열렸다.", ["Busan"]),
        ("안동시의 관광 정책", ["Andong"]),
        ("경기 화성에 공장이 있다.", ["Hwaseong"]),
        ("세종시와 부산에 들어갈 기술", ["Sejong", "Busan"]),
        ("서울·경기·인천의 인구", ["Seoul", "Gyeonggi-do", "Incheon"]),
        ("경기 수원시의 버스", ["Gyeonggi-do", "Suwon"]),
        ("스위스 제네바에서 열린 위원회", ["Geneva"]),
        ("미국 텍사스주 댈러스에서 만났다.", ["Texas", "Dallas"]),
        ("도쿄와 상하이의 지하철", ["Tokyo", "Shanghai"]),
        ("천안 한 중학교의 학생", ["Cheonan"]),
    ],
)
def test_a_place_is_found_by_its_names_in_both_languages(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He met Paris Hilton there.",  # a capitalised neighbour
        "We took the Santiago Bernabeu tour.",
        "A nice reading of the mobile market.",  # words
        "The PISA study was discussed.",  # an abbreviation
        "See www.london.example or mail to info@seoul.kr.",
        "It is a Seoul National University paper.",  # part of an organisation
        "부산외대 학생",  # part of another word
        "화성 탐사선이 도착했다.",  # Mars
        "이천 명이 모였다.",  # two thousand
        "평창 동계올림픽이 열렸다.",  # part of an event
        "제2차 세계 대전이 끝났다.",  # a war
        "본관은 경주 이씨이다.",  # a family
        "휘트니 휴스턴이 부른 노래",  # a person
        "리버풀에서 뛰는 공격수가 득점했다.",  # a club
        "지난 여름 우시는 얼굴",  # last, weeping
        "다양한 경기에 쓰인다.",  # a match
    ],
)
def test_a_doubtful_place_is_left_out(text: str) -> None:
    assert places(text) == []


def test_of_places_of_one_name_the_one_whose_region_is_named_is_meant() -> None:
    near, far = said("In Columbus, Georgia."), said("In Columbus.")
    assert [place.region for place in near.places][:1] == ["Georgia"]
    assert [place.region for place in far.places] == ["Ohio"]


def test_a_place_has_its_line_its_words_and_its_coordinates() -> None:
    (place,) = said("Headline\n\nBuses run in Daejeon now.").places
    assert (place.surface, place.line, place.country) == ("Daejeon", 3, "KR")
    assert place.latitude == pytest.approx(36.35, abs=0.05)
    assert place.longitude == pytest.approx(127.38, abs=0.05)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOLIT said so.", "Ministry of Land, Infrastructure and Transport"),
        ("국토교통부는 밝혔다.", "Ministry of Land, Infrastructure and Transport"),
        ("Korea Institute of Civil\nEngineering and Building Technology", KICT),
        ("The city of Daegu pays.", "Daegu City"),
        ("대구시는 사업을 시작했다.", "Daegu City"),
        ("The Greater Columbus Convention Center is big.", "Greater Columbus Convention Center"),
        ("한국스마트도시연구원이 발표했다.", "한국스마트도시연구원"),
    ],
)  # fmt: skip
def test_an_organisation_is_found_by_name_abbreviation_or_head_noun(
    text: str, expected: str
) -> None:
    found = [o.name for o in said(text).organisations if o.confidence >= CONFIDENT]
    assert found == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under the regulatory sandboxes of the state", "regulatory sandbox"),
        ("규제샌드박스를 통해", "regulatory sandbox"),
        ("The Harbour Light Award (HLA) goes to Ghent.", "Harbour Light Award"),
        ("2. Clean harbour water project competition", "Clean harbour water project"),
        ("‘스마트빌리지 보급 사업’을 한다.", "스마트빌리지 보급 사업"),
    ],
)  # fmt: skip
def test_a_programme_is_found_by_name_or_proposed(text: str, expected: str) -> None:
    found = [p.name for p in said(text).programmes if p.confidence >= CONFIDENT]
    assert found == [expected]


def test_what_is_only_proposed_says_so() -> None:
    (known,) = said("MOLIT said so.").organisations
    assert (known.proposed, known.confidence) == (False, 1.0)
    weak = said("The Harbour Board met.").organisations
    assert [(o.name, o.proposed) for o in weak] == [("Harbour Board", True)]
    assert weak[0].confidence < CONFIDENT


def test_the_scan_does_not_depend_on_the_number_of_names() -> None:
    """What is looked at is words of the text; names that begin otherwise are never touched."""
    text = Text.of(enumerate(["A word after another, and Daegu among them."] * 200, 1))
    few, many = Names(), Names()
    few.add("places", [p for p in load("places") if p.name == "Daegu"])
    many.add("places", load("places"))

    def seconds(names: Names) -> float:
        best = 1.0
        for _ in range(5):
            started = time.process_time()
            found = list(names.scan(text))
            best = min(best, time.process_time() - started)
            assert len(found) >= 200
        return best

    assert seconds(many) < 5 * seconds(few) + 0.01
