"""One suite for every engine: the same sets, totals, facets and orders as the plain reference."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.search import limits, schema, tree
from kb.search.analysis import analysed
from kb.search.backend import Backend, Page
from kb.search.entries import Entry
from kb.search.filters import KINDS, filters_of
from kb.search.language import parse
from kb.search.thesaurus import Group, Thesaurus
from tests.search.search_naive import Chosen, entries, facet_counts, matching
from tests.search.search_store import ENGINES, Doc, article, literature, new_backend

ENGLISH = """
smart smarter city cities plan planning policy busan seoul security secure securely data datum open
opening test tests challenge k 5g the of müller
""".split()
KOREAN = """
스마트시티 스마트 시티를 시티 도시 도시법 법 법으로 국토교통부는 서울 서울에서 정책 챌린지 漢字
""".split()
WORDS = ENGLISH + KOREAN + ["K-City", "BRT를", "2022년"]
SECTIONS = ("Policy", "Trend", "정책", "Special, extra")
FOLDER = TemporaryDirectory(prefix="kb-test-")
FACETS = schema.FACET_NAMES
PLACES = (
    {"name": "Daegu", "ko": "대구광역시", "surface": "Daegu"},
    {"name": "Haeundae-gu", "ko": "해운대구", "surface": "해운대구"},
    {"name": "Seoul", "ko": "서울특별시", "surface": "서울"},
    {"name": "Smart Town", "surface": "Smart Town", "confidence": 0.3},
)
COUNTRIES = (
    {"name": "India", "ko": "인도", "country": "IN", "surface": "Indian"},
    {"name": "Indonesia", "ko": "인도네시아", "country": "ID", "surface": "Indonesia"},
)
BODIES = (
    {"name": "Ministry of Education", "ko": "교육부", "surface": "the ministry"},
    {"name": "Seoul Institute", "surface": "Seoul Institute"},
)
PROGRAMMES = ({"name": "Smart City Challenge", "ko": "스마트시티 챌린지", "surface": "challenge"},)
FLAGS = ({"code": "xnumx", "evidence": "XNUMX"}, {"code": "stray-word", "evidence": "the"})
REJECTED = {"decisions": {"xnumx xnumx": {"status": "rejected"}}}


@dataclass(frozen=True)
class Collection:
    """The documents that an index should hold, and how it came to hold them."""

    seed: int
    parts: int
    documents: tuple[Doc, ...]
    batches: tuple[tuple[tuple[Doc, ...], tuple[str, ...]], ...]


@lru_cache
def collection(seed: int, parts: int) -> Collection:
    """Generated documents, written in several parts with replacements and removals on the way."""
    dice = random.Random(seed)  # noqa: S311
    kept: dict[str, Doc] = {}
    batches = []
    for _ in range(parts):
        put = [document(dice, f"d{dice.randrange(60):02}") for _ in range(60 // parts)]
        latest = {made["id"]: made for made in put}
        gone = dice.sample(sorted(kept), k=len(kept) // 6)
        kept = {id: made for id, made in kept.items() if id not in gone} | latest
        batches.append((tuple(latest.values()), tuple(gone)))
    return Collection(seed, parts, tuple(kept.values()), tuple(batches))


def document(dice: random.Random, id: str) -> Doc:
    def text(most: int) -> str:
        return " ".join(dice.choice(WORDS) for _ in range(dice.randint(0, most)))

    date = dice.choice((None, "2021", "2021-12", "2022-03", "2022-03-29", "2023-01-01"))
    if dice.random() < 0.5:
        sources = dice.sample(("MOLIT", "Seoul", "국토교통부"), k=dice.randint(0, 2))
        section = dice.choice((*SECTIONS, None))
        more = said(dice) if dice.random() < 0.7 else {}
        return article(id, text(4), text(25), date=date, section=section, sources=sources, **more)
    kinds = ("book", "article-journal", None)
    author = [{"family": dice.choice(WORDS), "given": dice.choice(WORDS)}]
    named = [f"{person['family']}, {person['given']}" for person in author]
    keyword = "; ".join(dice.sample(WORDS, k=dice.randint(0, 2)))
    kind = dice.choice(kinds)
    made = literature(id, text(4), type=kind, issued=date, author=author, keyword=keyword)
    return {**made, "authors": named, "year": dice.choice((None, None, 1999))}


def said(dice: random.Random) -> Doc:
    """What an article says, as the store has it."""

    def some(values: Sequence[Doc]) -> list[Doc]:
        return dice.sample(values, k=dice.randint(0, len(values)))

    return {
        "places": some(PLACES),
        "countries": some(COUNTRIES),
        "organisations": some(BODIES),
        "programmes": some(PROGRAMMES),
        "flags": some(FLAGS),
        **(REJECTED if dice.random() < 0.3 else {}),
    }


@lru_cache
def index(engine: str, seed: int, parts: int) -> Backend:
    backend = new_backend(engine, Path(FOLDER.name, f"{engine}-{seed}-{parts}"))
    for number, (documents, gone) in enumerate(collection(seed, parts).batches):
        backend.apply(documents, gone, number)
    return backend


LAYOUTS = [(1, 1), (2, 1), (1, 5), (3, 8)]
FIXED = [
    "smart city",
    "smart AND city AND NOT busan",
    "NOT smart",
    "smart OR NOT busan",
    "NOT (smart OR city)",
    "*:* NOT smart",
    '"smart city"',
    '"city city"',
    '"smart city plan"~3',
    '"스마트 시티"',
    "스마트시티",
    "스마트 시티를",
    "법",
    "도시법 OR 漢字",
    "K-City",
    "sec*",
    "s*t*",
    "*ing",
    "?ity",
    "title:cit* NOT title:city",
    "securely~2",
    "secury~2/3",
    "citie~",
    "samrt~ OR paln~1",
    "서울에~",
    "title:[c TO p]",
    "title:{city TO plan}",
    "author:smart AND year:[2021 TO 2022]",
    "date:2022-03",
    "date:[2021-12 TO 2022]",
    "NOT date:2021",
    "section:policy ANDMAYBE smart",
    "smart REQUIRE city",
    "type:book -smart",
    "section:* AND NOT source:*",
    "smart^3 AND city^0.5",
    "place:Daegu year:2022",
    "place:대구 AND year:2022",
    "장소:대구에서",
    "place:인도",
    "country:인도",
    "country:IN",
    "org:교육부 OR 기관:institute",
    'program:"smart city"',
    "사업:챌린지",
    "flag:xnumx NOT flag:stray*",
    "표시:*",
]


@lru_cache
def reference(seed: int, parts: int) -> list[Entry]:
    return entries(collection(seed, parts).documents)


def assert_agrees(engine: str, layout: tuple[int, int], node: tree.Node, chosen: Chosen) -> None:
    backend = index(engine, *layout)
    filters = filters_of(None, pairs(chosen))
    expected = matching(reference(*layout), node, chosen)
    page = Page(limit=1000, facets=FACETS, facet_limit=100)
    found = backend.search(node, filters, page)
    ids = [made.id for made in expected]
    assert backend.ids(node, filters) == ids
    assert sorted(id for id, _ in found.hits) == ids
    assert found.total == len(ids)
    for facet in FACETS:
        counts = facet_counts(reference(*layout), node, chosen, facet)
        assert list(found.facets[facet]) == counts, facet


def pairs(chosen: Chosen) -> list[tuple[str, str]]:
    return [(name, value) for name, values in chosen.items() for value in values]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("query", FIXED)
def test_fixed_queries(engine: str, layout: tuple[int, int], query: str) -> None:
    reading = parse(query)
    assert_agrees(engine, layout, reading.tree, {})
    assert_agrees(engine, layout, reading.tree, {"kind": ["article"]})
    assert_agrees(engine, layout, reading.tree, {"section": ["Policy", "정책"], "year": ["2022"]})
    assert_agrees(engine, layout, reading.tree, {"place": ["Daegu", "Seoul"], "year": ["2021.."]})
    if reading.loose:
        assert_agrees(engine, layout, reading.loose, {})


# Queries as a user types them

word = st.sampled_from(WORDS)
short = st.sampled_from(["smart", "secur", "cit", "스마", "도", "te", "bu"])
leaf = st.one_of(
    word,
    word,
    st.lists(word, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.builds('"{} {}"~{}'.format, word, word, st.integers(1, 4)),
    st.builds("{}*".format, short),
    st.builds("{}*{}".format, short, st.sampled_from(["y", "s", "e", "티"])),
    st.builds("?{}?".format, st.sampled_from(["it", "la", "es"])),
    st.builds("{}~{}".format, st.sampled_from(["sekure", "citys", "스마투", "plann"]), st.just("")),
    st.builds("{}~2/{}".format, st.sampled_from(["sekure", "cites"]), st.integers(1, 3)),
    st.builds("title:{}".format, word),
    st.builds("author:{}".format, word),
    st.builds("year:[{} TO {}]".format, st.just(2021), st.integers(2020, 2023)),
    st.builds("date:{}".format, st.sampled_from(["2021", "2022-03", "2022-03-29", ">2022-03"])),
    st.sampled_from(["type:book", "kind:article", "section:*", "*:*"]),
    st.sampled_from(["place:대구", "country:인도", "org:seoul", "programme:챌린지", "flag:xnumx"]),
)
typed = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("({}) AND ({})".format, inner, inner),
        st.builds("({}) OR ({})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
        st.builds("({}) ANDNOT ({})".format, inner, inner),
        st.builds("+{} -({})".format, leaf, inner),
    ),
    max_leaves=6,
)
VALUES = {
    "kind": KINDS,
    "section": SECTIONS,
    "year": ("1999", "2021", "2022", "2021..2022", "..2021", "2022..", "2030..2040"),
    "place": ("Daegu", "Seoul", "nowhere"),
    "flag": ("xnumx", "stray-word"),
}
filtered = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(values), min_size=1, max_size=3)
        for name, values in VALUES.items()
    },
).map(lambda chosen: dict(list(chosen.items())[:3]))


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=120, deadline=None)
@given(layout=st.sampled_from(LAYOUTS), query=typed, chosen=filtered)
def test_typed_queries(
    engine: str, layout: tuple[int, int], query: str, chosen: dict[str, list[str]]
) -> None:
    assert_agrees(engine, layout, parse(query).tree, chosen)


# Names of one to three words that mean the same
name = st.lists(word, min_size=1, max_size=3).map(" ".join)
thesaurus = st.lists(
    st.lists(name, min_size=2, max_size=4, unique=True).map(tuple).map(Group), max_size=6
).map(Thesaurus.of)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=120, deadline=None)
@given(layout=st.sampled_from(LAYOUTS), query=typed, names=thesaurus, chosen=filtered)
def test_typed_queries_with_synonyms(
    engine: str,
    layout: tuple[int, int],
    query: str,
    names: Thesaurus,
    chosen: dict[str, list[str]],
) -> None:
    """The same sets; and a query that leaves nothing out finds no less with synonyms."""
    reading = parse(query, names)
    assert_agrees(engine, layout, reading.tree, chosen)
    filters = filters_of(None, pairs(chosen))
    if "NOT" not in query and "-(" not in query:
        plain = index(engine, *layout).ids(parse(query).tree, filters)
        assert set(plain) <= set(index(engine, *layout).ids(reading.tree, filters))
    if reading.loose:
        assert_agrees(engine, layout, reading.loose, chosen)


# Trees that no parser needs to give

TERMS = sorted({term for text in WORDS for term in analysed(text).words})
PAIRS = sorted({term for text in WORDS for term in analysed(text).syllables})
PLAIN = sorted({term for text in WORDS for term in analysed(text).plain})
field = st.sampled_from(["text", "title", "author"])


def near(word: str) -> tree.Node:
    """What a query may ask for at most."""
    most = limits.distance(limits.FARTHEST, word)
    return tree.Fuzzy("text_plain", word, most) if most else tree.Term("text_plain", word)


node = st.one_of(
    st.builds(tree.Term, field, st.sampled_from(TERMS)),
    st.builds(tree.Term, field.map(schema.syllables_of), st.sampled_from(PAIRS)),
    st.builds(
        tree.Phrase,
        st.just("text"),
        st.lists(st.sampled_from(TERMS), min_size=2, max_size=3).map(tuple),
        st.integers(1, 3),
    ),
    st.builds(tree.Pattern, field.map(schema.plain_of), short),
    st.sampled_from(PLAIN).map(near),
    st.builds(
        tree.Number,
        st.sampled_from(schema.number_fields()),
        st.sampled_from([None, 2021, 2022, 20211201, 20220329]),
        st.sampled_from([None, 2022, 2023, 20220331, 20230101]),
    ).filter(lambda number: number.low is not None or number.high is not None),
    st.just(tree.EVERY),
    st.just(tree.NOTHING),
)
grown = st.recursive(
    node,
    lambda inner: st.one_of(
        st.builds(tree.Not, inner),
        st.builds(tree.And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(tree.Or, st.lists(inner, max_size=3).map(tuple)),
        st.builds(tree.Constant, inner, st.just(2.0)),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=120, deadline=None)
@given(layout=st.sampled_from(LAYOUTS), made=st.builds(tree.Ranked, grown, grown))
def test_generated_trees(engine: str, layout: tuple[int, int], made: tree.Node) -> None:
    assert_agrees(engine, layout, tree.tidy(made), {})


# Orders and pages


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("query", ["smart city", "*:*", "스마트", "section:*"])
def test_pages_join_into_the_whole_list(engine: str, sort: str, query: str) -> None:
    backend, node = index(engine, 3, 8), parse(query).tree
    whole = backend.search(node, {}, Page(sort=sort, limit=100)).hits
    pages = [
        hit
        for offset in range(0, len(whole) + 7, 7)
        for hit in backend.search(node, {}, Page(sort=sort, limit=7, offset=offset)).hits
    ]
    assert pages == list(whole)


@pytest.mark.parametrize("engine", ENGINES)
def test_of_equal_hits_the_newest_come_first(engine: str) -> None:
    backend = index(engine, 3, 8)
    found, newest = (
        backend.search(tree.EVERY, {}, Page(sort=sort, limit=15)).hits
        for sort in ("relevance", "newest")
    )
    assert [id for id, _ in found] == [id for id, _ in newest]


@pytest.mark.parametrize("engine", ENGINES)
def test_dateless_documents_come_last_both_ways(engine: str) -> None:
    documents = {made["id"]: made for made in collection(3, 8).documents}

    def dates(sort: str) -> list[str | None]:
        hits = index(engine, 3, 8).search(tree.EVERY, {}, Page(sort=sort, limit=100)).hits
        made = [documents[id] for id, _ in hits]
        return [one.get("date") or one.get("csl", {}).get("issued") for one in made]

    newest, oldest = dates("newest"), dates("oldest")
    dated = sum(date is not None for date in newest)
    assert None not in newest[:dated]
    assert None not in oldest[:dated]
    assert [date[:4] for date in newest[:dated] if date] == sorted(
        (date[:4] for date in newest[:dated] if date), reverse=True
    )
    assert [date[:4] for date in oldest[:dated] if date] == sorted(
        date[:4] for date in oldest[:dated] if date
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_absurd_pages_are_empty(engine: str) -> None:
    found = index(engine, 1, 1).search(tree.EVERY, {}, Page(offset=10**12, limit=10**12))
    assert found.hits == []
    assert index(engine, 1, 1).search(tree.EVERY, {}, Page(limit=0)).total == found.total > 0


@pytest.mark.parametrize("engine", ENGINES)
def test_facets_show_the_most_frequent(engine: str) -> None:
    page = Page(facets=("section",), facet_limit=2)
    counted = index(engine, 1, 1).search(tree.EVERY, {}, page).facets["section"]
    assert len(counted) == 2
    assert counted[0][1] >= counted[1][1]
