"""Dates are read as they are printed, at the precision that they state, and none is invented."""

import pytest

from kb.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("surface", "iso"),
    [
        ("2022.03.29.", "2022-03-29"),
        ("2022. 3. 29", "2022-03-29"),
        ("2024.2.15", "2024-02-15"),
        ("2022-03-29", "2022-03-29"),
        ("'22. 4. 29.", "2022-04-29"),
        ("’22. 4. 29. (Fri)", "2022-04-29"),
        ("2022년 3월 29일", "2022-03-29"),
        ("2022년 3월 29일(화)", "2022-03-29"),
        ("29 March 2022", "2022-03-29"),
        ("29th of March, 2022", "2022-03-29"),
        ("March 29, 2022", "2022-03-29"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("2021.12.", "2021-12"),
        ("2021년 12월", "2021-12"),
        ("December, 2021", "2021-12"),
        ("Dec 2021", "2021-12"),
        ("2021", "2021"),
        ("2021년", "2021"),
        ("2022th", None),
        ("2022-02-30", None),
        ("2022.13.01", None),
        ("29", None),
        ("March", None),
        ("", None),
    ],
)
def test_parse_date(surface: str, iso: str | None) -> None:
    assert parse_date(surface) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("No. 27 (2022.04.01.)", "2022-04-01"),
        ("in 2021, then on 3 May 2022", "2022-05-03"),
        ("Issued On December, 2021", "2021-12"),
        ("no date at all", None),
    ],
)
def test_find_date(text: str, iso: str | None) -> None:
    assert find_date(text) == iso
