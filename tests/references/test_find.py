"""Reference strings in issues: lists, strings over several lines, several in one paragraph."""

from __future__ import annotations

from kb.model import Block, Issue, Span
from kb.readers import read_bytes
from kb.references.block import read_references
from kb.segment import segment

ONE = "Hong, S. (2021). On smart cities and their people. Urban Studies, 53(3), 161-187."
TWO = "Lee, J. (2020). On other cities and their rivers. Urban Studies, 52(1), 1-9."


def read(*lines: str, kind: str = "line") -> list[tuple[tuple[int, int], str | None]]:
    blocks = [Block(kind, line, Span(n, n)) for n, line in enumerate(lines, 1)]
    return [
        ((r.lines.first, r.lines.last), r.record.title if r.record else None)
        for r in read_references(blocks)
    ]


def test_numbered_references_wrapped_over_lines() -> None:
    assert read(
        "[1] Hong, S. (2021). On smart cities and",
        "their people. Urban Studies, 53(3), 161-187.",
        "[2] Lee, J. (2020). On other cities and their rivers. Urban",
        "Studies, 52(1), 1-9.",
    ) == [
        ((1, 2), "On smart cities and their people"),
        ((3, 4), "On other cities and their rivers"),
    ]


def test_unnumbered_references_wrapped_over_lines() -> None:
    assert read(
        "Hong, S. (2021). On smart cities and their people. Urban",
        "Studies, 53(3), 161-187.",
        "Lee, J. (2020). On other cities and their rivers. Urban",
        "Studies, 52(1), 1-9.",
    ) == [
        ((1, 2), "On smart cities and their people"),
        ((3, 4), "On other cities and their rivers"),
    ]


def test_list_items_are_references_each() -> None:
    assert [lines for lines, _ in read(ONE, TWO, kind="item")] == [(1, 1), (2, 2)]


def test_several_references_in_one_paragraph() -> None:
    assert read(f"[1] {ONE} [2] {TWO}") == [
        ((1, 1), "On smart cities and their people"),
        ((1, 1), "On other cities and their rivers"),
    ]


def issue(text: str) -> Issue:
    return segment(read_bytes(text.encode()))


BODY = "The city opened a square on Monday, and many people came to see it in the rain."
ARTICLE = f"The Letter\n\nA square opens\n2022-03-29\n{BODY}"


def test_a_plain_title_announces_a_list_of_references() -> None:
    found = issue(f"{ARTICLE}\n\nReferences\n1. {ONE}\n2. {TWO}\n")
    assert [r.record.issued for r in found.references if r.record] == ["2021", "2020"]
    assert found.unaccounted == ()


def test_citations_below_an_article_are_references_and_no_part_of_it() -> None:
    found = issue(f"{ARTICLE}\n\n1) {ONE}\n")
    assert [r.record.page for r in found.references if r.record] == ["161-187"]
    reference = found.references[0].lines
    assert all(a.lines.last < reference.first for a in found.articles)
    assert ONE not in "".join(article.body for article in found.articles)


def test_a_citation_within_an_article_stays_in_it() -> None:
    found = issue(f"{ARTICLE}\n{ONE}\n{BODY}\n")
    assert found.references == ()
