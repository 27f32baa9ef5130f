"""Answers: hits with passages and reasons, facets, filters, orders, the printed form."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import QueryError
from kb.search import schema
from kb.search.backend import Backend, Page
from kb.search.engine import Request, matching_ids, search
from kb.search.filters import ends, filters_of, span
from kb.search.language import parse
from kb.search.snippets import WIDTH, explained
from kb.search.thesaurus import shipped
from kb.search.tree import EVERY
from tests.search.search_store import (
    ENGINES,
    Doc,
    MemoryRecords,
    article,
    literature,
    needs_tantivy,
    new_backend,
)

LONG = "Nothing to see here, move along please. " * 30
DOCUMENTS = [
    article(
        "a1",
        "K-City opens",
        f"{LONG}Security of <b>vehicles</b> & smart cities is tested. {LONG}",
        section="Policy",
        date="2022-03-29",
        sources=["MOLIT", "Seoul"],
    ),
    article(
        "a2",
        "스마트시티 법 개정",
        f"{'가나 다라 마바. ' * 60}스마트 시티를 위한 도시법. " * 2,
        date="2022-03",
    ),
    literature("l1", "Smart cities", author=[{"family": "Hong", "given": "Soon-gu"}]),
    literature("l2", "Security", issued={"date-parts": [[2020]]}, container_title="Policy Review"),
]
STORE = MemoryRecords(DOCUMENTS)


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("engine") / "index")
    made.apply(DOCUMENTS, (), STORE.revision)
    return made


def found(backend: Backend, query: str, **more: object) -> list[str]:
    request = Request(query, **more)  # type: ignore[arg-type]
    return [hit.id for hit in search(backend, STORE, request).hits]


def test_the_form_that_is_printed(backend: Backend) -> None:
    answer = search(backend, STORE, Request("security year:soon")).to_json()
    json.dumps(answer)
    assert list(answer) == [
        *("query", "total", "took_ms", "revision", "hits"),
        *("facets", "also", "suggestion", "notes"),
    ]
    assert (answer["total"], answer["revision"]) == (2, STORE.revision)
    assert (answer["also"], answer["suggestion"]) == ([], None)
    assert answer["notes"] == ['"year:soon" was left out: that is no number']
    hit = next(hit for hit in answer["hits"] if hit["id"] == "a1")
    assert list(hit) == ["id", "kind", "title", "date", "score", "snippet", "why"]
    assert (hit["kind"], hit["title"], hit["date"]) == ("article", "K-City opens", "2022-03-29")
    assert hit["why"] == [
        {"field": "body", "term": "security", "how": "typed", "forms": ["Security"], "weight": 1.0}
    ]
    assert answer["facets"]["year"] == [["2020", 1], ["2022", 1]]
    assert answer["facets"]["source"] == [["MOLIT", 1], ["Seoul", 1]]


def test_filters(backend: Backend) -> None:
    assert found(backend, "security", kind="literature") == ["l2"]
    assert found(backend, "", facets=(("year", "2022"),)) == ["a1", "a2"]
    either = (("year", "2022"), ("year", "2020"))
    assert found(backend, "", facets=either) == ["a1", "a2", "l2"]
    assert found(backend, "", facets=(*either, ("section", "Policy"))) == ["a1"]
    assert matching_ids(backend, "*:*", filters_of("article", ())) == ["a1", "a2"]


def test_orders_and_pages(backend: Backend) -> None:
    assert found(backend, "*:*", sort="newest") == ["a1", "a2", "l2", "l1"]
    assert found(backend, "*:*", sort="oldest") == ["l2", "a2", "a1", "l1"]
    assert found(backend, "", limit=2, offset=1) == ["a2", "l2"]
    assert found(backend, "", limit=0) == []


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"kind": "book"}, "article or literature"),
        ({"facets": (("colour", "red"),)}, "section, year"),
        ({"counted": ("colour",)}, 'no facet "colour"'),
        ({"facets": (("year", "2023..2021"),)}, "year=2021..2023"),
        ({"facets": (("year", ".."),)}, "no range"),
        ({"facets": (("year", "two..three"),)}, "no range"),
        ({"sort": "best"}, "relevance, newest"),
        ({"limit": -1}, "from 0"),
    ],
)
def test_what_does_not_exist_is_explained(
    backend: Backend, more: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        search(backend, STORE, Request("x", **more))  # type: ignore[arg-type]


def test_what_only_comes_close_is_said_to(backend: Backend) -> None:
    answer = search(backend, STORE, Request("도시법스마트"))
    assert [hit.id for hit in answer.hits] == ["a2"]
    assert "comes close" in answer.notes[0]


@pytest.mark.parametrize("query", ["ntsc1940", "NTSC1940년", "1940ntsc"])
def test_letters_and_numbers_that_nothing_has_in_one_word_are_looked_for_apart(
    backend: Backend, tmp_path: Path, query: str
) -> None:
    made = type(backend)(tmp_path / "stuck", create=True)  # type: ignore[call-arg]
    documents = [
        article("both", "", "NTSC was set up in 1940."),
        article("letters", "", "NTSC is a system."),
        article("neither", "", "Nothing to do with it."),
    ]
    made.apply(documents, (), 1)
    answer = search(made, MemoryRecords(documents), Request(query))
    assert [hit.id for hit in answer.hits] == ["both", "letters"]
    assert "comes close" in answer.notes[0]
    assert {(r.how, r.forms) for r in answer.hits[0].why} == {
        ("fuzzy", ("NTSC",)),
        ("fuzzy", ("1940",)),
    }


def test_a_word_of_letters_and_numbers_is_found_whole_where_it_is_one(
    backend: Backend, tmp_path: Path
) -> None:
    made = type(backend)(tmp_path / "one", create=True)  # type: ignore[call-arg]
    documents = [article("apart", "", "covid in 19 cities"), article("one", "", "covid19")]
    made.apply(documents, (), 1)
    assert [hit.id for hit in search(made, MemoryRecords(documents), Request("covid19")).hits] == [
        "one"
    ]


def test_a_hit_that_the_store_no_longer_has_is_left_out(backend: Backend) -> None:
    fewer = MemoryRecords(document for document in DOCUMENTS if document["id"] != "a1")
    answer = search(backend, fewer, Request("security"))
    assert (answer.total, [hit.id for hit in answer.hits]) == (2, ["l2"])


def test_words_that_stand_side_by_side_rank_higher(backend: Backend, tmp_path: Path) -> None:
    near = article("z-near", "", "The smart city is a plan of many parts of a whole.")
    far = article("a-far", "", "The city is a plan of many parts of a whole smart.")
    made = type(backend)(tmp_path / "near", create=True)  # type: ignore[call-arg]
    made.apply([near, far], (), 2)

    def found(query: str) -> list[str]:
        hits = search(made, MemoryRecords([near, far]), Request(query)).hits
        return [hit.id for hit in hits]

    assert found("smart city") == ["z-near", "a-far"]
    for joined in ("smart OR city", "smart AND city", "(smart OR city) plan"):
        assert found(joined) == ["a-far", "z-near"]


def snippet(document: Doc, query: str) -> str:
    return explained(document, parse(query).wanted)[0] or ""


def test_the_best_passage_is_shown_and_escaped() -> None:
    passage = snippet(DOCUMENTS[0], "security cities nothing")
    assert (
        "<mark>Security</mark> of &lt;b&gt;vehicles&lt;/b&gt; &amp; smart <mark>cities" in passage
    )
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(re.sub("<.*?>", "", unescape(passage))) < WIDTH * 1.5


def test_korean_is_cut_between_words_and_marked_inside_them() -> None:
    passage = snippet(DOCUMENTS[1], "스마트시티")
    assert "<mark>스마트 시티</mark>를 위한" in passage
    words = {"가나", "다라", "마바.", "스마트", "시티를", "위한", "도시법.", "…"}
    assert set(re.sub("<.*?>", "", passage).split()) <= words


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("city", ["City"]),
        ("k-city", ["K-City"]),
        ('"k opens"~2', ["K-City opens"]),
        ("open*", ["opens"]),
        ("opans~", ["opens"]),
        ("author:city", []),
        ("NOT city", []),
        ("Ｃｉｔｙ", ["City"]),
    ],
)
def test_marks(query: str, marked: list[str]) -> None:
    document = article("a", "K-City opens")
    assert re.findall("<mark>(.*?)</mark>", snippet(document, query)) == marked


def test_marks_lie_right_where_folding_changes_lengths() -> None:
    document = article("a", "", "ﬁne Straße İstanbul ㎡ 스마트")
    assert "<mark>Straße</mark>" in snippet(document, "strasse")
    assert "<mark>스마트</mark>" in snippet(document, "스마트")


def test_why_names_the_fields_of_the_kind() -> None:
    def why(document: Doc, query: str) -> tuple[tuple[str, str], ...]:
        reasons = explained(document, parse(query).wanted)[1]
        return tuple((reason.field, reason.term) for reason in reasons)

    assert why(DOCUMENTS[0], "opens") == (("headline", "opens"),)
    assert why(DOCUMENTS[2], "hong cities") == (("title", "cities"), ("author", "hong"))
    assert why(DOCUMENTS[3], "journal:policy id:l2") == (("journal", "policy"), ("id", "l2"))
    assert why(literature("l", abstract="A plan"), "plan") == (("abstract", "plan"),)


def test_without_snippets(backend: Backend) -> None:
    hit = search(backend, STORE, Request("security", snippets=False)).hits[0]
    assert hit.snippet is None
    assert hit.why == ()


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(st.sampled_from("ab <>&\"'İßﬁ가나다漢 .-\n"), max_size=400),
    query=st.sampled_from(["a", "ab", "가나", "가 나", "ss", "漢", "a*", "b~", '"a b"~3', "fi"]),
)
def test_a_snippet_is_a_stretch_of_the_text(text: str, query: str) -> None:
    passage = snippet(article("x", "", text), query)
    plain = unescape(re.sub("</?mark>", "", passage))
    assert plain.removeprefix("… ").removesuffix(" …").strip() in " ".join(text.split())
    assert passage.count("<mark>") == passage.count("</mark>")


SAID = [
    article(
        "s1",
        "Sandbox approved",
        f"{LONG}The city of Daegu and Haeundae-gu take part. {LONG}",
        date="2022-03",
        places=[
            {"name": "Daegu", "ko": "대구광역시", "surface": "Daegu", "confidence": 1.0},
            {"name": "Ulsan", "ko": "울산광역시", "surface": "Ulsan", "confidence": 0.4},
        ],
        countries=[{"name": "India", "ko": "인도", "surface": "Indian", "country": "IN"}],
        organisations=[{"name": "Ministry of Education", "ko": "교육부", "surface": "MOE"}],
        flags=[{"code": "xnumx", "evidence": "XNUMX"}, {"code": "stray-word", "evidence": "a"}],
        decisions={"xnumx xnumx": {"status": "rejected"}},
    ),
    article(
        "s2",
        "Beaches",
        "At the sea.",
        date="2022-04",
        places=[
            {"name": "Haeundae-gu", "ko": "해운대구", "surface": "해운대구"},
        ],
    ),
    article(
        "s3",
        "Islands",
        "",
        date="2021",
        countries=[
            {"name": "Indonesia", "ko": "인도네시아", "surface": "Indonesia", "country": "ID"},
        ],
    ),
    literature("s4", "A handbook", publisher_place="Daegu", issued="2010"),
    {**article("s5", "Undated"), "year": 2022},
]


@pytest.fixture(scope="module", params=ENGINES)
def telling(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("said") / "index")
    made.apply(SAID, (), 1)
    return made


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("place:Daegu", "s1 s4"),
        ("place:대구", "s1 s4"),
        ("place:대구시", "s1 s4"),
        ("place:대구에서", "s1 s4"),
        ("장소:해운대", "s2"),
        ("place:울산", ""),
        ("country:인도", "s1"),
        ("country:ID", "s3"),
        ("org:MOE", "s1"),
        ("기관:교육부", "s1"),
        ("flag:stray-word", "s1"),
        ("flag:xnumx", ""),
        ("Daegu", "s1"),
        ("대구광역시", "s1"),
    ],
)
def test_names_are_found_in_both_languages(telling: Backend, query: str, ids: str) -> None:
    assert matching_ids(telling, query, thesaurus=shipped()) == ids.split()


@pytest.mark.parametrize("query", ["place:Daegu year:2022", "place:대구 year:2022"])
def test_what_has_the_place_and_the_year_comes_first(telling: Backend, query: str) -> None:
    answer = search(telling, MemoryRecords(SAID), Request(query))
    assert answer.hits[0].id == "s1"
    assert "city of <mark>Daegu</mark> and" in str(answer.hits[0].snippet)
    assert "place" in {reason.field for reason in answer.hits[0].why}


def counts(backend: Backend, **more: Any) -> dict[str, dict[str, int]]:
    answer = search(backend, MemoryRecords(SAID), Request("", **more))
    return {name: dict(pairs) for name, pairs in answer.facets.items()}


def test_a_facet_is_counted_without_its_own_filter(telling: Backend) -> None:
    chosen = counts(telling, facets=(("year", "2022"), ("kind", "article")))
    assert chosen["year"] == {"2022": 3, "2021": 1}
    assert chosen["kind"] == {"article": 3}
    assert chosen["place"] == {"Daegu": 1, "Haeundae-gu": 1}
    nothing = counts(telling, facets=(("year", "1850"), ("place", "Daegu")))
    assert nothing["year"] == {"2022": 1}
    assert nothing["place"] == {}


@pytest.mark.parametrize(
    ("years", "ids"),
    [
        ("2021..2022", "s1 s2 s3 s5"),
        ("2022..", "s1 s2 s5"),
        ("..2021", "s3 s4"),
        ("2010..2010", "s4"),
        ("1900..1950", ""),
    ],
)
def test_a_range_of_years(telling: Backend, years: str, ids: str) -> None:
    request = Request("", facets=(("year", years),))
    answer = search(telling, MemoryRecords(SAID), request)
    assert sorted(hit.id for hit in answer.hits) == ids.split()
    assert dict(answer.facets["year"]) == {"2022": 3, "2021": 1, "2010": 1}


def test_a_range_as_the_value_of_a_facet() -> None:
    for first, last in ((2021, 2023), (None, 2023), (2021, None)):
        assert ends(span(first, last)) == (first, last)
    assert ends("2021") is None
    assert ends("..") is None


def test_the_year_is_the_one_that_is_counted(telling: Backend) -> None:
    """An article without a date has the year of its issue, in the facet and in the field."""
    assert "s5" in matching_ids(telling, "year:2022")
    answer = search(telling, MemoryRecords(SAID), Request("year:2022 AND undated"))
    assert [(reason.field, reason.forms) for reason in answer.hits[0].why][-1] == (
        "year",
        ("2022",),
    )


def test_only_what_is_asked_for_is_counted(telling: Backend) -> None:
    assert set(counts(telling)) == set(schema.USUAL)
    assert counts(telling, counted=("flag", "country")) == {
        "flag": {"stray-word": 1},
        "country": {"India": 1, "Indonesia": 1},
    }
    assert counts(telling, counted=()) == {}


@needs_tantivy
def test_more_values_than_tantivy_counts_at_once(tmp_path: Path) -> None:
    """Its limit is 65,000 for all facets of one question; many values tie at the end."""
    made = new_backend("tantivy", tmp_path / "index")
    people = [f"Person {number:05}" for number in range(33_000)]
    for part in range(2):
        documents = [
            {**literature(f"{part}-{start}"), "authors": people[start : start + 1000]}
            for start in range(0, 33_000, 1000)
        ]
        made.apply([*documents, {**literature(f"{part}"), "authors": people[7:8]}], (), part)
    page = Page(facets=("author", "kind"), facet_limit=3)
    counted = made.search(EVERY, {}, page).facets
    assert list(counted["author"]) == [
        ("Person 00007", 4),
        ("Person 00000", 2),
        ("Person 00001", 2),
    ]
    assert list(counted["kind"]) == [("literature", 68)]
    wide = Page(facets=schema.FACET_NAMES, facet_limit=10_000)
    assert len(made.search(EVERY, {}, wide).facets["author"]) == 10_000
    made.close()
