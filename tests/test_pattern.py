"""Patterns that people write: what they match, and that none can take long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.segment.pattern import PatternError, compile_pattern, literal


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (r"Town News {number} \({date}\)", "Town News 3 (2022.03.01.)", ("3", "2022.03.01.")),
        ("town news {number}호", "Town News 12호", ("12", None)),
        ("{date}", "2021-10", (None, "2021-10")),
        (".*{number}호.*", "Paper 12호", ("12", None)),
        ("{date} Newsletter", "March 2025 Newsletter", (None, "March 2025")),
        ("{date}", "2021-10 and more", None),
        ("{number}", "12-13-14", None),
        ("채널 (추가|친구)", "채널 친구", (None, None)),
    ],
)
def test_places_in_patterns_stand_for_dates_and_numbers(
    pattern: str, line: str, found: tuple[str | None, str | None] | None
) -> None:
    match = compile_pattern(pattern).fullmatch(line)
    groups = match.groupdict() if match else None
    assert found == (groups if groups is None else (groups.get("number"), groups.get("date")))


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "(a+)+$",
            "(a|aa)+",
            "(?:a*)*",
            "(a*)(a*)(a*)(a*)b",
            ".*.*.*.*x",
            r"(\w+\s?)*",
            "(?:ab|cd)*x",
        ),
        *("a?" * 40 + "a" * 40, "(a|b|ab)(a|b|ab)" * 12, "a{0,80}b{0,80}c{0,80}", "((a?){8}){8}"),
        *("(?=a)b", "(?<!a)b", r"(a)\1", "(", "[", "a{99999999999}", "", "a*", "x" * 2000),
        *("{date}{date}", "(?P<date>x) {date}", "(" * 3000),
    ],
)
def test_what_could_take_long_or_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (".*.*x", "a"),
        (r"(.*)-(.*)!", "-"),
        ("(a|a|a|a)(a|a|a|a)(a|a|a|a)(a|a|a|a)(a|a|a|a)(a|a|a|a)(a|a|a|a)x", "a"),
        ("a{0,90}a{0,90}x", "a"),
        ("(?:a?){10}x", "a"),
        (".*{date} .*!", "2021 "),
        (".*{date}.*{number}!", "May 2021 4 "),
        (".*.*.*x", "a"),
    ],
)
@pytest.mark.parametrize("length", [100, 300, 1_000, 100_000])
def test_the_worst_of_what_is_taken_is_quick(pattern: str, text: str, length: int) -> None:
    compiled = compile_pattern(pattern)
    line = (text * length)[:length]
    start = time.process_time()
    assert compiled.fullmatch(line) is None
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("pattern", ["a+x", "(a|aa)x", "a{0,200}x"])
def test_a_search_in_a_long_line_is_quick_too(pattern: str) -> None:
    compiled = compile_pattern(pattern, anywhere=True)
    start = time.process_time()
    assert compiled.search("a" * 1_000_000) is None
    assert time.process_time() - start < 0.5


def test_a_search_takes_one_repetition_less() -> None:
    assert compile_pattern(".*a.*b.*")
    with pytest.raises(PatternError, match="fewer of"):
        compile_pattern(".*a.*b.*", anywhere=True)


@given(st.text(min_size=1, max_size=200))
def test_a_literal_matches_its_text_and_nothing_longer(text: str) -> None:
    pattern = compile_pattern(literal(text))
    assert pattern.fullmatch(text)
    assert not pattern.fullmatch(text + "x")
