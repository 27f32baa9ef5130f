"""Amounts, deadlines and flags: what is printed, what it says, and what cannot be."""

from __future__ import annotations

import re
import time

import pytest

from kb.annotate.flags.codes import codes
from tests.annotate.test_names import said
from tests.places import ROOT

NAME = "Notice\n2022.03.29. / MOLIT\n"
MACHINE = "Notice\nDecember 2022.03.29, XNUMX / MOLIT\n"


@pytest.mark.parametrize(
    ("text", "currency", "low", "high"),
    [
        ("KRW 10 billion per city", "KRW", 1e10, 1e10),
        ("from 2 million won to up to 10 billion won", "KRW", 2e6, 1e10),
        ("KRW 2-3 billion for projects", "KRW", 2e9, 3e9),
        ("up to $1.5 million to $2 million", "USD", 1.5e6, 2e6),
        ("a £1bn plan", "GBP", 1e9, 1e9),
        ("3,000 euros", "EUR", 3000, 3000),
        ("총 10억원을 지원", "KRW", 1e9, 1e9),
        ("2~3억 원", "KRW", 2e8, 3e8),
        ("2억~10억원", "KRW", 2e8, 1e9),
        ("1조 2천억 원 규모", "KRW", 1.2e12, 1.2e12),
        ("3천500만원", "KRW", 3.5e7, 3.5e7),
        ("5,000만 달러", "USD", 5e7, 5e7),
    ],
)
def test_an_amount_has_currency_low_and_high(
    text: str, currency: str, low: float, high: float
) -> None:
    (amount,) = said(text).amounts
    assert (amount.currency, amount.low, amount.high) == (currency, low, high)


@pytest.mark.parametrize(
    "text", ["2 won the prize, 3 lost", "200만 명이 왔다", "3 million people", "40%"]
)
def test_what_is_no_money_is_no_amount(text: str) -> None:
    assert said(text).amounts == ()


def test_an_amount_says_what_it_is_for() -> None:
    (amount,) = said("KRW 56 billion for traffic information, which is much.").amounts
    assert amount.purpose == "traffic information, which is much"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("(Reception) '22. 4. 29. (Fri) until 18:00 (KST, Korea)", "2022-04-29T18:00:00+09:00"),
        ("Applications are due on 3 May 2022.", "2022-05-03"),
        ("Submit proposals by April 29, 2022 at 6 pm KST.", "2022-04-29T18:00:00+09:00"),
        ("Deadline: 2022-05-31", "2022-05-31"),
        ("(Closing date) 29 April 2022, 18:00 KST", "2022-04-29T18:00:00+09:00"),
        ("신청은 4월 1일부터 5월 20일까지 받는다.", "2022-05-20"),
        ("접수기간은 2022년 4월 29일(금) 18시까지이다.", "2022-04-29T18:00:00"),
    ],
)  # fmt: skip
def test_a_deadline_is_read_at_the_precision_printed(text: str, when: str) -> None:
    (found,) = said(text, "2022-03-29").deadlines
    assert (found.kind, found.when) == ("deadline", when)


def test_an_event_of_several_days_has_an_end() -> None:
    (found,) = said("The forum takes place on 12-14 October 2022.", "2022-03-29").deadlines
    assert (found.kind, found.when, found.until) == ("event", "2022-10-12", "2022-10-14")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Applications are due by May 2022.", [("deadline", "2022-05")]),
        ("2022년 5월까지 접수한다.", [("deadline", "2022-05")]),
        ("The congress will be held in October 2022.", [("event", "2022-10")]),
        ("The project runs until May 2022.", []),
        ("The law of May 2023 was changed.", []),
        ("Applications were due by February 2022.", []),
    ],
)
def test_a_month_stays_a_month(text: str, expected: list[tuple[str, str]]) -> None:
    found = said(text, "2022-03-29").deadlines
    assert [(one.kind, one.when) for one in found] == expected


def test_dates_of_what_has_happened_are_neither() -> None:
    assert said("It was announced on March 29, 2022 and begun.", "2022-04-01").deadlines == ()
    assert said("The law of 1 January 2023 was changed.", "2022-04-01").deadlines == ()


FLAGGED = [
    ("December 2022.03.29, XNUMX / MOLIT", "xnumx-date", "December 2022.03.29, XNUMX"),
    ("the XNUMX City Network", "xnumx", "XNUMX City Network"),
    ("in 29 from 2022th", "ordinal-year", "29 from 2022th"),
    ("the 3th round", "wrong-ordinal", "3th"),
    ("on April 2022-4, 4 at the centre", "scrambled-date", "April 2022-4, 4"),
    ("on February 2.24 (Thursday)", "scrambled-date", "February 2.24"),
    ("(Closes) 2023 (Wed) at noon", "scrambled-date", "2023 (Wed)"),
    ("on May 5, 2022 (Mon)", "weekday-mismatch", "May 5, 2022 (Mon)"),
    ("2022. 5. 5.(월)", "weekday-mismatch", "2022. 5. 5.(월)"),
    ("* (20) as before ('21) as now", "year-lost-apostrophe", "(20)"),
    ("23 applications from 80 countries", "swapped-counts", "23 applications from 80 countries"),
    ("KRW 3 billion for 200 years", "swapped-counts", "KRW 3 billion for 200 years"),
    ("crime has decreased by 112%", "impossible-percentage", "crime has decreased by 112%"),
    ("for Seoul, 21/119 were sent", "emergency-numbers", "21/119"),
    ("in Korea 1,330 local governments take part", "implausible-count", "1,330 local governments"),
    ("cut from 13 minutes to 80 in all", "direction-contradicted", "cut from 13 minutes to 80"),
    ("KRW 2 million to 10 billion", "money-range-implausible", "KRW 2 million to 10 billion"),
    ("2025 billion won is planned", "year-as-amount", "2025 billion won"),
    ("so ''Cities' got smarter", "quote-mismatch", "''Cities'"),
    ("of transport. , linkage with", "broken-punctuation", "of transport. , linkage"),
    ("for livestock and livestock", "x-and-x", "livestock and livestock"),
    ("love calls poured in", "idiom-literal", "love calls poured in"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "evidence"), FLAGGED)
def test_a_flag_has_its_code_and_its_evidence(text: str, code: str, evidence: str) -> None:
    found = [(flag.code, flag.evidence) for flag in said(f"Notice\n{text}", "2022-03-29").flags]
    assert (code, evidence) in found


MACHINE_ONLY = [
    ("It starts on March 3 with a call.", "month-number-as-day", "on March 3"),
    ("Roads and Transport Yes, a paper", "stray-word", "Yes,"),
    ("industries ·Published to help", "middle-dot", "·Published"),
    ("given to '24 local governments", "scrambled-numbers", "'24 local governments"),
    ("a contract of 12.9 억 in all", "untranslated", "12.9 억"),
    ("At their request our company has a plan.", "speaker-shift", "our company"),
    ("In its fifth year, the 5 IDC Awards", "number-mangled", "the 5 IDC Awards"),
]


@pytest.mark.parametrize(("text", "code", "evidence"), MACHINE_ONLY)
def test_some_rules_act_only_where_a_machine_translated(
    text: str, code: str, evidence: str
) -> None:
    machine = said(MACHINE + text, "2022-03-29").flags
    assert (code, evidence) in [(flag.code, flag.evidence) for flag in machine]
    assert [flag.code for flag in said(NAME + text, "2022-03-29").flags] == []


def test_a_reading_is_proposed_with_its_argument() -> None:
    text = "20 21 applications from 39 countries by '191\n80 came first\n111 came next"
    flag = next(f for f in said(text).flags if f.code == "scrambled-numbers")
    assert flag.argument is not None
    assert "80 + 111 = 191" in flag.argument


def test_an_article_that_ends_with_an_announcement_misses_its_content() -> None:
    text = "Headline\nThe paper is out.\nLet's take a look at the cities in it."
    assert [flag.code for flag in said(text).flags] == ["announced-content-missing"]
    assert said(text + "\nThere are five of them.").flags == ()


def test_a_headline_is_held_against_the_body() -> None:
    text = "Secured 60 billion won\n2022.03.14. / Chuncheon\nThe sum of 6 billion won is spent."
    found = said(text)
    assert [flag.code for flag in found.flags] == ["contradictory-amounts"]
    assert [amount.suspect for amount in found.amounts] == ["contradictory-amounts", None]


def test_a_suspect_amount_says_for_which_flag() -> None:
    (amount,) = said("2 million won to up to 10 billion won").amounts
    assert amount.suspect == "money-range-implausible"


def test_every_code_is_documented_and_every_documented_code_is_used() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "kb" / "annotate" / "flags").glob("*.py")
    )
    used = set(re.findall(r'Finding\(\s*"([a-z-]+)"', source))
    assert used == set(codes())


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "1 ",
        "1만 ",
        "만",
        "KRW ",
        "''a ",
        ". , ",
        "decreased by ",
        "until '22. 4. 29. ",
        "연구원",
        "우시시 ",
        "경기 ",
        "중국 선전 ",
        "서울 중구 ",
        "Columbus ",
    ],
)
def test_a_hostile_text_takes_no_time_to_speak_of(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    said(text, "2022-03-29")
    assert time.process_time() - started < 3


def test_numbers_without_end_are_no_amounts() -> None:
    assert said("KRW " + "9" * 400 + " billion").amounts == ()
