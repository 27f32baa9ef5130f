"""Synonyms: names that mean the same, in both directions, below what was typed, and to be told."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kb.search.backend import Backend
from kb.search.engine import Request, matching_ids, search
from kb.search.language import parse
from kb.search.synonyms import COMPILED, compile_names, entries, shipped_names, stamp
from kb.search.thesaurus import AuthorityError, Group, Thesaurus, shipped, thesaurus_of
from tests.search.search_store import ENGINES, MemoryRecords, article, literature, new_backend

DOCUMENTS = [
    article("english", "A budget", "The Ministry of Land, Infrastructure and Transport pays."),
    article("abbreviated", "MOLIT pays", "MOLIT has a budget.", sources=["MOLIT"]),
    article("korean", "예산", "국토교통부는 예산을 발표했다."),
    article("short", "국토부가 발표"),
    article("other", "Another ministry pays for transport and land infrastructure"),
    article("me", "Tell me about the environment"),
    article("환경", "환경부 발표"),
    literature("hong", "Streets", author=[{"family": "홍", "given": "순구"}]),
    literature("roman", "Roads", author=[{"family": "Hong", "given": "Soon-gu"}]),
]
STORE = MemoryRecords(DOCUMENTS)
MINISTRY = {"english", "abbreviated", "korean", "short"}


@dataclass
class Place:
    """Where a store lies, and which names were merged in it."""

    path: Path = Path("nowhere/kb.db")
    names: Sequence[tuple[str, Sequence[str]]] = field(default_factory=list)

    def merged_names(self) -> Sequence[tuple[str, Sequence[str]]]:
        return self.names


@pytest.fixture(scope="module", params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Backend:
    made = new_backend(request.param, tmp_path_factory.mktemp("synonyms") / "index")
    made.apply(DOCUMENTS, (), STORE.revision)
    return made


def found(backend: Backend, query: str, thesaurus: Thesaurus | None = None) -> list[str]:
    answer = search(backend, STORE, Request(query), thesaurus or shipped())
    return [hit.id for hit in answer.hits]


@pytest.mark.parametrize(
    "query",
    [
        "MOLIT",
        "molit",
        "국토교통부",
        "국토교통부의",
        "국토부",
        '"Ministry of Land, Infrastructure and Transport"',
        '"the Ministry of Land, Infrastructure, and Transport"',
    ],
)
def test_each_name_finds_what_has_any_of_them(backend: Backend, query: str) -> None:
    assert set(found(backend, query)) == MINISTRY


def test_a_name_among_bare_words(backend: Backend) -> None:
    ids = found(backend, "ministry of land infrastructure and transport budget")
    assert ids[0] == "english"
    assert set(ids) == {*MINISTRY, "other"}


@pytest.mark.parametrize(("query", "first"), [("MOLIT", "abbreviated"), ("국토교통부", "korean")])
def test_what_was_typed_comes_first(backend: Backend, query: str, first: str) -> None:
    assert found(backend, query)[0] == first


def test_a_name_counts_as_all_of_its_words(backend: Backend) -> None:
    """All of the query's words come first, whichever of a name's forms stands for them."""
    assert set(found(backend, "MOLIT budget")[:2]) == {"abbreviated", "english"}


def test_what_was_searched_besides_is_said(backend: Backend) -> None:
    answer = search(backend, STORE, Request("MOLIT"), shipped())
    assert answer.also == ("Ministry of Land, Infrastructure and Transport", "국토교통부", "국토부")
    (hit,) = (hit for hit in answer.hits if hit.id == "korean")
    (reason,) = hit.why
    assert (reason.field, reason.term, reason.how) == ("body", "MOLIT", "synonym")
    assert (reason.forms, reason.weight) == (("국토교통부는",), 0.5)
    assert "<mark>국토교통부는</mark>" in (hit.snippet or "")


def test_synonyms_can_be_switched_off(backend: Backend) -> None:
    answer = search(backend, STORE, Request("MOLIT", exact=True), shipped())
    assert [hit.id for hit in answer.hits] == ["abbreviated"]
    assert answer.also == ()


def test_no_more_is_left_out_than_was_typed(backend: Backend) -> None:
    assert set(found(backend, "NOT MOLIT")) == {d["id"] for d in DOCUMENTS} - {"abbreviated"}
    assert set(found(backend, "국토교통부 -MOLIT")) == MINISTRY - {"abbreviated"}
    assert set(found(backend, "국토교통부 ANDNOT MOLIT")) == MINISTRY - {"abbreviated"}


def test_a_field_stays_a_field(backend: Backend) -> None:
    assert found(backend, "source:국토교통부") == ["abbreviated"]


def test_short_abbreviations_are_meant_in_capitals(backend: Backend) -> None:
    assert found(backend, "ME") == ["me", "환경"]
    assert found(backend, "me") == ["me"]
    assert "me" not in found(backend, "환경부")


def test_parts_of_a_name_are_no_names() -> None:
    assert "서울" not in also("University of Seoul")
    assert also("smart city challenge") == ["스마트시티 챌린지"]


def also(query: str) -> list[str]:
    return [each.typed for each in parse(query, shipped()).wanted if each.how == "synonym"]


def test_too_many_synonyms_are_cut_with_a_note() -> None:
    names = [Group((f"name{n}", *(f"other{n}x{m}" for m in range(20)))) for n in range(3)]
    reading = parse("name0 name1 name2", Thesaurus.of(names))
    assert len([each for each in reading.wanted if each.how == "synonym"]) == 32
    assert reading.notes == ("only the first 32 synonyms were searched",)


# Where the names come from


def test_the_shipped_names_are_those_of_the_files() -> None:
    """`python -m scripts.synonyms` writes the compiled form anew when this fails."""
    compiled = json.loads(COMPILED.read_text(encoding="utf-8"))
    made = compile_names()
    assert compiled["of"] == stamp()
    assert [tuple(names) for names in compiled["groups"]] == made.groups
    assert compiled["keys"] == made.keys
    assert set(compiled["starts"]) == made.starts
    assert len(made.groups) > 500
    assert all(len(set(names)) == len(names) > 1 for names in made.groups)


def test_names_that_were_not_compiled_are_read_from_the_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kb.search.synonyms.stamp", lambda: 0)
    assert "MOLIT" in shipped_names().groups[shipped_names().keys["molit"][0]]


def test_names_load_in_a_moment() -> None:
    """5 ms on a machine of our own; four times that where others work on it as well."""
    times = []
    for _ in range(10):
        started = time.process_time()
        shipped_names()
        times.append(time.process_time() - started)
    assert min(times) < 0.02


def test_an_entry_of_ones_own_stands_for_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "authorities"
    folder.mkdir()
    own = folder / "organisations.csv"
    name = "Ministry of Land, Infrastructure and Transport"
    own.write_text(f'name,ko\n"{name}",부두부\n', encoding="utf-8")
    thesaurus = thesaurus_of(Place(tmp_path / "kb.db"))
    assert thesaurus.synonyms("text", name) == ("부두부",)
    assert thesaurus.synonyms("text", "MOLIT") == ()


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("도쿄", ("Tokyo",)),
        ("Germany", ("독일",)),
        ("중구", ()),  # a district of six cities
        ("이천", ()),  # two thousand
        ("지난", ()),  # Jinan, and "last"
    ],
)
def test_places_are_searched_by_names_that_only_they_have(
    typed: str, others: tuple[str, ...]
) -> None:
    assert shipped().synonyms("text", typed) == others


def test_a_librarians_own_file(backend: Backend, tmp_path: Path) -> None:
    folder = tmp_path / "authorities"
    folder.mkdir()
    own = folder / "ours.csv"
    own.write_text("name,short,note\nTell me about; Ask me,TMA,ours\n", encoding="utf-8")
    place = Place(tmp_path / "kb.db")
    assert found(backend, "TMA", thesaurus_of(place)) == ["me"]
    own.write_text("name,short\nenvironment,TMB\n", encoding="utf-8")
    assert found(backend, "TMA", thesaurus_of(place)) == []
    assert found(backend, "TMB", thesaurus_of(place)) == ["me"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name\nalone\n", "line 2: alone stands alone"),
        (b"one,two\na,b,c\n", "line 2: has more cells"),
        (b'one,two\n"a,b\n', "is no CSV"),
        ("하나,둘\n가,나\n".encode("euc-kr"), "is not in UTF-8"),
    ],
)
def test_a_bad_file_is_told_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "ours.csv"
    path.write_bytes(content)
    with pytest.raises(AuthorityError, match=message):
        list(entries(path))


def test_merged_names_of_authors_are_names_of_authors(backend: Backend) -> None:
    merged = thesaurus_of(Place(names=[("authors", ("Hong, Soon-gu", "홍순구"))]))
    for query in ("author:홍순구", 'author:"Soon-gu Hong"', 'author:"Hong, Soon-gu"', "홍순구"):
        assert set(found(backend, query, merged)) == {"hong", "roman"}, query
    assert matching_ids(backend, "title:홍순구", thesaurus=merged) == []
    assert parse("title:홍순구", merged).wanted == parse("title:홍순구").wanted
