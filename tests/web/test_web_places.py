"""The map of places."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kb.store import Store
from kb.web import dotmap, places_page
from kb.web.dotmap import Place
from tests.web.visiting import Website, website_of


def place(name: str, latitude: float, longitude: float, count: int = 1) -> Place:
    return Place(name, latitude, longitude, count, f"/{name}")


PLACES = st.lists(
    st.builds(
        place,
        st.text(max_size=9),
        st.floats(-80, 80),
        st.floats(-180, 180),
        st.integers(1, 10**6),
    ),
    min_size=1,
    max_size=30,
)


@given(PLACES)
def test_every_place_is_a_dot_on_the_map(places: list[Place]) -> None:
    drawn = dotmap.draw(places, dotmap.around(places), 720)
    assert len(drawn.dots) == len(places)
    for dot in drawn.dots:
        assert 0 <= dot.x <= drawn.width
        assert 0 <= dot.y <= drawn.height + 1
        assert dotmap.SMALLEST <= dot.r <= dotmap.LARGEST
    assert [dot.place.count for dot in drawn.dots] == sorted(
        (p.count for p in places), reverse=True
    )


@given(PLACES)
def test_a_map_is_no_higher_than_a_screen(places: list[Place]) -> None:
    south = min(p.latitude for p in places)
    north = max(p.latitude for p in places)
    drawn = dotmap.draw(places, dotmap.around(places), 720)
    if north - south < 60:
        assert drawn.height <= 720 * dotmap.TALLEST + 1


def test_north_is_up_and_east_is_right() -> None:
    seoul, busan = place("Seoul", 37.57, 126.98, 4), place("Busan", 35.10, 129.03)
    drawn = dotmap.draw([busan, seoul], dotmap.around([busan, seoul]), 720)
    one, other = drawn.dots
    assert (one.place, other.place) == (seoul, busan)
    assert one.x < other.x
    assert one.y < other.y
    assert one.r == 2 * other.r
    assert {line.label for line in drawn.lines} >= {"36° N", "37° N", "128° E"}


def test_names_do_not_lie_on_one_another() -> None:
    near = [place(f"Near {n}", 37 + n / 1000, 127.0, 10 - n) for n in range(5)]
    drawn = dotmap.draw(near, dotmap.around(near), 720)
    assert [dot.named for dot in drawn.dots] == [True, False, False, False, False]


def test_the_map_and_the_list_lead_to_the_places(website: Website, corpus: Path) -> None:
    page = website.get("/places")
    with closing(sqlite3.connect(corpus)) as conn:
        (places,) = conn.execute("SELECT count(*) FROM places").fetchone()
        (known,) = conn.execute("SELECT count(*) FROM places WHERE latitude").fetchone()
    listed = page.all(".kb-on-map li")
    assert len(listed) == places
    assert listed[0].get_text(" ").split()[:2] == ["Busan", "부산광역시"]
    korea, world = page.all("svg.kb-map")
    assert len(world.select("circle")) == known
    assert len(korea.select("circle")) < known
    assert "South Korea" in page.words("h2")
    urls = {str(a["href"]) for a in page.all(".kb-on-map a")}
    assert urls == {f"/kb/places/{n + 1}" for n in range(places)}
    assert website.follow(page, "Daegu").words("h1").startswith("Daegu")
    assert not page.all("img, iframe, script:not([src])")


def test_counts_are_those_of_the_store_as_it_is(own: Path) -> None:
    with website_of(own) as website:
        assert len(website.get("/places").all(".kb-on-map li")) > 10
        with Store.open(own, write=True) as store:
            ids = [id for (id,) in store.db.execute("SELECT id FROM articles")]
            store.remove(ids, "tester")
        assert "No article names a place yet" in website.get("/places").words()


def test_the_places_that_most_articles_name(corpus: Path) -> None:
    with closing(sqlite3.connect(corpus)) as conn:
        conn.row_factory = sqlite3.Row
        top = places_page.top_places(conn, 2)
    assert [(row["name"], row["n"]) for row in top] == [("Busan", 3), ("Daegu", 2)]
