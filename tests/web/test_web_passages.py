"""An article's text with its marks: nothing is lost, nothing doubled, and each at its words."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.web.records.passages import Doubt, Mark, passage
from kb.web.records.placing import occurrences, places
from kb.web.records.said import Said, moment
from kb.web.records.setting import setting
from kb.web.source_page import chosen

TEXTS = st.text(alphabet=st.sampled_from("ab <>&\"'†한글\u00a0é."), max_size=40)
PLACES = st.integers(-2, 42)
MARKS = st.builds(
    lambda start, end, kind: Mark(start, end, kind, f"/x?{kind}", '"<b>'),
    PLACES,
    PLACES,
    st.sampled_from("pq"),
)
DOUBTS = st.builds(
    lambda start, end, n: Doubt(start, end, n, '<"'), PLACES, PLACES, st.integers(1, 9)
)


def words(html: str) -> str:
    """What stands between the tags, without daggers."""
    soup = BeautifulSoup(f"<p>{html}</p>", "html.parser")
    for dagger in soup.select("sup.kb-dagger"):
        dagger.decompose()
    return soup.get_text()


@settings(deadline=None)
@given(TEXTS, st.lists(MARKS, max_size=6), st.lists(DOUBTS, max_size=4))
def test_between_the_tags_stands_the_text(
    text: str, marks: list[Mark], doubts: list[Doubt]
) -> None:
    html = str(passage(text, marks, doubts))
    assert words(html) == text
    soup = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in soup.find_all()} <= {"a", "span", "sup"}
    assert not soup.select("a a"), "a link in a link"
    inside = [d for d in doubts if 0 <= d.start <= d.end <= len(text)]
    assert len(soup.select("sup")) == len(inside), "each doubt has its dagger"


@settings(deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(1, 9), TEXTS), max_size=5),
    st.data(),
)
def test_a_body_comes_back_whatever_is_said_of_it(
    paragraphs: list[str], lines: list[tuple[int, str]], data: st.DataObject
) -> None:
    said = [
        Said("place", data.draw(st.integers(0, 10)), data.draw(TEXTS), "/x", "x") for _ in range(4)
    ]
    note = {"number": 1, "line": data.draw(st.integers(0, 10)), "evidence": data.draw(TEXTS)}
    body = "\n".join(paragraphs)
    text = setting("Headline", None, body, sorted(lines), said, [{**note, "label": "x"}])
    shown = [words(str(each.html)) for each in text.body]
    assert shown == [line for line in body.split("\n") if line.strip()]
    everywhere = [text.headline, text.dateline, *text.body]
    assert sum(len(each.notes) for each in everywhere) == 1, "no note is lost"
    assert sum(len(each.printed) for each in everywhere) == len(lines), "no line is"


def test_the_longest_of_overlapping_marks_stays() -> None:
    marks = [Mark(0, 5, "place", "/daegu"), Mark(0, 10, "organisation", "/city")]
    assert passage("Daegu City", marks).count("<a ") == 1
    assert "/city" in passage("Daegu City", marks)


def test_a_dagger_stands_behind_a_link_and_not_in_it() -> None:
    html = passage(
        "KRW 56 billion here", [Mark(0, 14, "amount", "#amount-1")], [Doubt(4, 6, 1, "Doubtful")]
    )
    soup = BeautifulSoup(html, "html.parser")
    (doubtful,) = soup.select(".kb-doubtful")
    assert doubtful.get_text() == "KRW 56 billion"
    after = doubtful.find_next_sibling()
    assert after is not None
    assert after.name == "sup"


def test_doubts_about_the_same_words_have_a_dagger_each() -> None:
    html = passage("1,330 local governments", (), [Doubt(0, 5, 1, "a"), Doubt(0, 23, 2, "b")])
    soup = BeautifulSoup(html, "html.parser")
    assert len(soup.select(".kb-doubtful")) == 1
    assert [a["href"] for a in soup.select("sup a")] == ["#doubt-1", "#doubt-2"]


def test_words_are_found_as_whole_words_over_any_blanks() -> None:
    assert occurrences("Korea", "Koreans in Korea") == [(11, 16)]
    assert occurrences("KRW 10 billion", "KRW\u00a010  billion.") == [(0, 15)]
    assert occurrences("대구", "대구는 대구시") == [(0, 2), (4, 6)]
    assert occurrences(" ", "a b") == []


def test_paragraphs_are_placed_on_their_lines() -> None:
    lines = [
        (4, "1. A headline of some length"),
        (5, "2022.03.14. / MOLIT"),
        (7, "  First   paragraph of it"),
        (8, "that goes on here."),
        (9, "Second one, edited by a person"),
        (10, "Third one"),
    ]
    texts = [
        "A headline of some length",
        "First paragraph of it that goes on here.",
        "Another text altogether",
        "Third one",
    ]
    found = places(texts, lines)
    assert [(p.first, p.last, p.sure) for p in found] == [
        (4, 4, True),
        (7, 8, True),
        (9, 9, False),
        (10, 10, True),
    ]


def test_names_are_marked_on_the_line_on_which_they_are_printed() -> None:
    lines = [(1, "Seoul and Seoul"), (2, "Seoul first."), (3, "Then Seoul, and Seoul again.")]
    said = [Said("place", n, "Seoul", "/seoul", "Place: Seoul") for n in (1, 1, 3, 3)]
    text = setting(
        "Seoul and Seoul", None, "Seoul first.\nThen Seoul, and Seoul again.", lines, said
    )
    assert not text.headline.marks
    assert [len(each.marks) for each in text.body] == [0, 2]
    assert sorted(mark.start for mark in text.body[1].marks) == [5, 16]


def test_a_doubt_whose_words_are_not_shown_stands_at_the_date() -> None:
    lines = [(1, "Headline"), (2, "December 2022.03.08, XNUMX / MOLIT"), (3, "Text.")]
    note = {"number": 1, "line": 2, "evidence": "December 2022.03.08, XNUMX", "label": "x"}
    text = setting("Headline", None, "Text.", lines, (), [note])
    assert [each.notes for each in (text.headline, text.dateline, *text.body)] == [[], [note], []]


def test_moments_are_written_for_people() -> None:
    assert moment("2022-04-29T18:00:00+09:00") == "29 April 2022, 18:00 (UTC+09:00)"
    assert moment("2022-04-29T18:00:00") == "29 April 2022, 18:00"
    assert moment("2022-04") == "April 2022"


def test_lines_that_an_address_chooses() -> None:
    assert chosen("53-55", 100) == range(53, 56)
    assert chosen("55-53", 100) == range(53, 56)
    assert chosen("7", 100) == range(7, 8)
    assert chosen("90-999", 100) == range(90, 101)
    for nonsense in (None, "", "x", "0", "200-300", "5-", "-5", "1-2-3", "9" * 40, "५"):
        assert chosen(nonsense, 100) is None, nonsense
