"""How text becomes terms, and dates become days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.analysis import GAP, analysed, fold, joined
from kb.search.dates import days, interval
from kb.search.particles import without_particle

WORDS = [
    ("Smart cities", ["smart", "citi"]),
    ("K-City", ["k", "citi"]),
    ("smart_city/test", ["smart", "citi", "test"]),
    ("Korea's 5G", ["korea", "5g"]),
    ("Müller, CAFÉ", ["muller", "cafe"]),
    ("ＭＯＬＩＴ", ["molit"]),
    ("스마트시티를", ["스마트시티"]),
    ("서울에서는 법으로", ["서울", "법"]),
    ("국가 회의", ["국가", "회의"]),
    ("2022년에", ["2022", "년"]),
    ("BRT를 탄다", ["brt", "탄다"]),
    ("10만 명", ["10", "만", "명"]),
    ("漢字 교육", ["漢字", "교육"]),
    ("…!?", []),
    ("", []),
]
SYLLABLES = [
    ("스마트시티", ["스마", "마트", "트시", "시티", "티"]),
    ("스마트 시티", ["스마", "마트", "트시", "시티", "티"]),
    ("스마트, 시티", ["스마", "마트", "트", "시티", "티"]),
    ("법", ["법"]),
    ("AI 도시", ["도시", "시"]),
    ("smart", []),
]
PLAIN = [
    ("Smart cities", ["smart", "cities"]),
    ("스마트시티를", ["스마트시티를"]),
    ("Müller's", ["muller"]),
]
DAYS = [
    ("2022", (20220101, 20221231)),
    ("2022-02", (20220201, 20220228)),
    ("2022-3-9", (20220309, 20220309)),
    ("2022.3.", (20220301, 20220331)),
    ("2022. 3. 29.", (20220329, 20220329)),
    ("20220329", (20220329, 20220329)),
    ("2022년", (20220101, 20221231)),
    ("2022년 3월", (20220301, 20220331)),
    ("2022년 3월 29일", (20220329, 20220329)),
    ("March 2022", (20220301, 20220331)),
    ("29 Mar. 2022", (20220329, 20220329)),
    ("October 3, 2022", (20221003, 20221003)),
    ("2022-03-29T18:00:00+09:00", (20220329, 20220329)),
    ("2022-13", None),
    ("2022-02-30", None),
    ("Smarch 2022", None),
    ("soon", None),
    ("0000", None),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text: str, words: list[str]) -> None:
    assert analysed(text).words == words


@pytest.mark.parametrize(("text", "syllables"), SYLLABLES)
def test_syllables(text: str, syllables: list[str]) -> None:
    assert analysed(text).syllables == syllables


@pytest.mark.parametrize(("text", "plain"), PLAIN)
def test_plain_words(text: str, plain: list[str]) -> None:
    assert analysed(text).plain == plain


def test_a_gap_lies_between_two_values() -> None:
    assert joined([analysed("Kim Lee"), analysed("Park")]).words == ["kim", "lee", GAP, "park"]


@pytest.mark.parametrize(
    ("word", "left"), [("서울에서는", "서울"), ("도시를", "도시"), ("국가", "국가"), ("은", "은")]
)
def test_particles(word: str, left: str) -> None:
    assert without_particle(word) == left


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_days(text: str, expected: tuple[int, int] | None) -> None:
    assert days(text) == expected


def test_an_interval_runs_to_the_end_of_its_last_date() -> None:
    assert interval("2021-11/2022-02") == (20211101, 20220228)
    assert interval(None) is None


@given(st.text())
def test_terms_have_no_blanks_and_fold_to_themselves(text: str) -> None:
    forms = analysed(text)
    for term in (*forms.words, *forms.syllables, *forms.plain):
        assert term
        assert not any(character.isspace() for character in term)
        assert len(fold(term)) >= 1


@given(st.text(st.sampled_from("abS's_ -9.")))
def test_the_short_cut_for_ascii_cuts_the_same(text: str) -> None:
    short, long = analysed(text), analysed(f"{text} é")
    assert [*short.words, "e"] == long.words
    assert [*short.plain, "e"] == long.plain
