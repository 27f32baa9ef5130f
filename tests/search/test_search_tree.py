"""The normal form of queries: what is left of a tree where order does not matter."""

from __future__ import annotations

import pytest

from kb.search.tree import And, Constant, Node, Or, Phrase, Ranked, Term, unranked

A, B, C = Term("text", "a"), Term("text", "b"), Term("text", "c")
PAIR = Phrase("text", ("a", "c"))


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (Or((Term("text", "a", 2.0), B, PAIR, Constant(And((A, B)), 100.0))), Or((A, B))),
        (Or((A, Phrase("body", ("a", "c")))), Or((A, Phrase("body", ("a", "c"))))),
        (Or((A, Phrase("text", ("b", "c")))), Or((A, Phrase("text", ("b", "c"))))),
        (Or((A, And((B, C)))), Or((A, And((B, C))))),
        (Or((A, Term("text", "a", 3.0))), A),
        (Ranked(And((A, B)), Or((A, B, PAIR))), And((A, B))),
        (And((Or((A, PAIR)), C)), And((A, C))),
    ],
)
def test_what_adds_no_document_is_left_out(tree: Node, expected: Node) -> None:
    assert unranked(tree) == expected
