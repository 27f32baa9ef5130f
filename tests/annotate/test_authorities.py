"""Authority files: one table a list, which people edit; what ships is sound."""

from __future__ import annotations

import math
import time
from collections import Counter
from pathlib import Path

import pytest

from kb.annotate.articles import annotate_lines, names_of
from kb.annotate.names import Names
from kb.authorities import LISTS, Authority, AuthorityError, Reviewed, digest, load
from kb.cli import run


def test_a_file_of_ones_own_adds_replaces_and_removes(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text(
        "name,kind,ko,abbreviations,remove\n"
        "Quayside Office,office,부두청,QSO,\n"
        "Money Today,,,,yes\n",
        encoding="utf-8",
    )
    names = names_of(tmp_path)
    text = ["QSO wrote to Money Today; 부두청은 답했다."]
    (found,) = annotate_lines(text, [(1, 1)], [None], None, names)
    assert {o.name for o in found.organisations if not o.proposed} == {"Quayside Office"}
    assert len(load("organisations", tmp_path)) == len(load("organisations"))
    assert digest(tmp_path) != digest()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"name,colour\nA,red\n", "line 1: 'colour' is no column of names"),
        (b"kind\nagency\n", "line 1: there is no column 'name'"),
        (b"name,kind\n,agency\n", "line 2: has no name"),
        (b"name,latitude\nA,north\n", "line 2: latitude has to be a number, and is 'north'"),
        (b"name,kind\nA,b,c\n", "line 2: has more cells"),
        (b'name\n"A\n', "is no CSV"),
        ("name\n가\n".encode("euc-kr"), "save it as CSV in UTF-8"),
        (b"name;kind\nA;b\n", "with commas between them"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, text: bytes, says: str) -> None:
    (tmp_path / "programmes.csv").write_bytes(text)
    with pytest.raises(AuthorityError, match=says):
        load("programmes", tmp_path)


def test_columns_may_stand_in_any_order_and_have_their_earlier_names(tmp_path: Path) -> None:
    text = "type,korean,variants,english\noffice,부두청,Quay; The Quay,Quayside Office\n,교량부,,\n"
    (tmp_path / "organisations.csv").write_text(text, encoding="utf-8-sig")
    first, second = load("organisations", tmp_path)[:2]
    assert first == Authority("Quayside Office", "office", "부두청", (), ("Quay", "The Quay"))
    assert (second.name, second.kind) == ("교량부", "organisation")


def test_a_folder_of_an_earlier_version_is_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "organisations.yaml").write_text(
        "- name: Quayside Office\n  kind: office\n  ko: 부두청\n  abbreviations: [QSO]\n"
        "  variants: ['Office, Quayside']\n- name: Money Today\n  remove: true\n",
        encoding="utf-8",
    )
    with pytest.raises(AuthorityError, match="kb authority convert"):
        load("organisations", tmp_path)
    assert run(["authority", "convert", str(tmp_path)]) == 0
    assert "organisations.csv: written" in capsys.readouterr().out
    first = load("organisations", tmp_path)[0]
    assert first == Authority(
        "Quayside Office", "office", "부두청", ("QSO",), ("Office, Quayside",)
    )
    assert "Money Today" not in {one.name for one in load("organisations", tmp_path)}
    assert run(["authority", "convert", str(tmp_path)]) == 0
    (tmp_path / "places.yaml").write_text("name: x", encoding="utf-8")
    assert run(["authority", "convert", str(tmp_path)]) == 1


def test_names_that_were_accepted_are_known() -> None:
    known = load("organisations")[0]
    more = Authority(known.name, known.kind, variants=("The Quay",))
    new = Authority("Quayside Office", "office")
    found = load("organisations", None, Reviewed((("organisations", more), ("places", new))))
    assert found[0] == known._replace(variants=(*known.variants, "The Quay"))
    assert len(found) == len(load("organisations"))
    assert load("places", None, Reviewed((("places", new),)))[-1] == new
    assert len(load("places", None, Reviewed((("places", new),)))) == len(load("places")) + 1


@pytest.mark.parametrize("which", LISTS)
def test_the_shipped_lists_are_sound(which: str) -> None:
    entries = load(which)
    assert all(one.kind and one.name == one.name.strip() for one in entries)
    keys = Counter((one.name, one.region, one.country, one.latitude) for one in entries)
    assert [key for key, count in keys.items() if count > 1] == []
    wrong = [one.name for one in entries if not set(one.ambiguous) <= {n for n, _ in one.names}]
    assert wrong == []


def km(one: Authority, other: Authority) -> float:
    """As the crow flies; near enough within Korea."""
    assert one.latitude
    assert one.longitude
    assert other.latitude
    assert other.longitude
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


def test_korean_places_lie_among_those_of_their_province() -> None:
    """Within 50 km of the next one, and districts within 30 km of the middle of their city."""
    places = [one for one in load("places") if one.country == "KR"]
    heads = {one.name: one for one in places if one.kind == "city"}
    heads.update((one.name, one) for one in places if one.region is None)
    far = []
    for one in (place for place in places if place.region):
        others = [s for s in places if s.region == one.region and s is not one]
        if min(km(one, other) for other in others) > _NEXT.get(one.name, 50):
            far.append((one.name, one.region, "the next one"))
        head = heads[str(one.region)]
        if head.kind == "city" and km(one, head) > _MIDDLE.get(one.name, 30):
            far.append((one.name, one.region, "its city"))
    assert far == []


# An island, and what cities got from their neighbours
_NEXT = {"Ulleung": 160}
_MIDDLE = {"Ganghwa": 45, "Gunwi": 45}


def test_names_load_quickly() -> None:
    """150 ms on a machine of our own; four times that where others work on it as well."""
    for which in LISTS:
        load(which)
    started = time.process_time()
    names = Names()
    for which in LISTS:
        names.add(which, load(which))
    assert time.process_time() - started < 0.6
