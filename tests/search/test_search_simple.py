"""Queries that are read without Whoosh's parser mean what they mean with it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.search import grammar, simple

SIMPLE = (
    "harbour",
    "smart-city 스마트시티",
    "a AND b AND c",
    "a OR b  OR  c",
    '"smart city plan"',
    '"a, b"~3 c',
    "title:head* body:x",
    "fuz~ 스마트~2",
    "year:[2005 TO 2010]",
    "date:{2021-03 TO 2022]",
    'TITLE:"a b" AND 저자:kim',
)
NOT_SIMPLE = (
    "(a b)",
    "a AND b OR c",
    "-a",
    "a^2",
    "NOT a",
    "foo:bar",
    "x?",
    "AND",
    "a AND",
    "a b OR c",
)
PARTS = (
    *("smart", "city", "스마트", "k-city", "a_b", "and", "to", "TO", "2022", "2021-03"),
    *("AND", "OR", "NOT", "ANDNOT", "title:", "TITLE:", "저자:", "foo:", "year:", "text:"),
    *("*", "~", "~1", "~0", "~12", "?", "-", "+", '"', '"a b"', "'", "(", ")", "^2", ".", ","),
    *("[a TO b]", "{2020 TO 2022}", "[", "]", " ", " ", " ", "  ", "~3", ":", "_", "é"),
)
SAID = (
    *("fieldname", "text", "words", "slop", "start", "end", "startexcl", "endexcl", "boost"),
    *("maxdist", "prefixlength"),
)


def plain(parsed: Any) -> Any:
    """A tree of either parser as tuples: its shape and what it says."""
    name = type(parsed).__name__
    if hasattr(parsed, "subqueries"):
        return name, parsed.boost, [plain(each) for each in parsed.subqueries]
    return name, {key: getattr(parsed, key) for key in SAID if hasattr(parsed, key)}


@pytest.mark.parametrize("query", SIMPLE)
def test_simple_queries_are_read_alike(query: str) -> None:
    assert plain(simple.read(query)) == plain(grammar.read(query))


@pytest.mark.parametrize("query", NOT_SIMPLE)
def test_others_are_left_to_the_grammar(query: str) -> None:
    assert simple.read(query) is None


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=9).map("".join))
def test_whatever_is_read_is_read_alike(query: str) -> None:
    typed = query.strip()
    read = simple.read(typed) if typed else None
    if read is not None:
        assert plain(read) == plain(grammar.read(typed))


def test_a_search_for_words_does_not_import_the_parser() -> None:
    program = (
        "import sys; from kb.search.language import parse; parse('smart city');"
        "parse('\"smart city\"'); before = 'whoosh' in sys.modules; parse('(smart city)');"
        "print(before, 'whoosh' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"]
