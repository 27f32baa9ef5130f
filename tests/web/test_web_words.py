"""What the pages call things."""

from __future__ import annotations

from typing import Any

import pytest

from kb.web import words
from kb.web.addresses import http


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2022-03-29", "29 March 2022"),
        ("2021-12", "December 2021"),
        ("2021", "2021"),
        ("2021-12/2022-01", "December 2021 – January 2022"),
        ("2021-13", "2021-13"),
        ("spring 2021", "spring 2021"),
        ("2021-", "2021-"),
        (None, ""),
    ],
)
def test_dates(iso: str | None, said: str) -> None:
    assert words.date(iso) == said


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([{"family": "Hong", "given": "Soon-gu"}], "Hong"),
        ([{"family": "Hong"}, {"literal": "OECD"}], "Hong and OECD"),
        ([{"family": "Hong"}, {"family": "Kim"}, {"family": "Lee"}], "Hong et al."),
        ([{}, "홍순구", None], "홍순구"),
        (None, ""),
    ],
)
def test_names(people: Any, said: str) -> None:
    assert words.names(people) == said


@pytest.mark.parametrize(
    ("span", "said"), [([53, 55], "lines 53–55"), ([4, 4], "line 4"), (None, ""), ([1], "")]
)
def test_lines(span: Any, said: str) -> None:
    assert words.lines(span) == said


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("type", "article-journal", "Journal article"),
        ("kind", "literature", "Literature"),
        ("language", "ko", "Korean"),
        ("section", "smart-city", "smart-city"),
    ],
)
def test_values(name: str, raw: str, said: str) -> None:
    assert words.value(name, raw) == said


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, shown: bool) -> None:
    assert http(url) == (url if shown else None)
