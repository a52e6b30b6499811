"""The gazetteer: names → candidate places. Loaded on first use, at ingest only."""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from corpus_cli.extraction.wordlists import word_list

# Postal and newspaper abbreviations of the states of the United States.
_STATE_ABBREVIATIONS = (
    "ala. AL ariz. AZ ark. AR calif. CA colo. CO conn. CT del. DE fla. FL ga. GA ill. IL ind. IN kan. KS ky. "
    "KY la. LA md. MD mass. MA mich. MI minn. MN miss. MS mo. MO mont. MT neb. NE nev. NV n.h. NH n.j. NJ "
    "n.m. NM n.y. NY n.c. NC n.d. ND okla. OK ore. OR pa. PA r.i. RI s.c. SC s.d. SD tenn. TN tex. TX vt. VT "
    "va. VA wash. WA w.va. WV wis. WI wyo. WY d.c. DC"
).split()


class Entry(NamedTuple):
    """A place of the gazetteer.

    ``region`` is a state's code for a city of the United States, ``*`` for a country or larger region, ``*CODE`` for a
    state. ``id`` is the GeoNames id, 0 when the place is not from there.
    """

    id: int
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int

    @property
    def is_area(self) -> bool:
        """Tell whether this is a country, a state or a larger region rather than a town."""
        return self.region.startswith("*")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Fold case, accents, apostrophes and white space for the look-up: "SIRTE" and "Sirte", "Bogotá" and "Bogota"."""
    name = " ".join(name.split()).lower().replace("’", "'")
    if name.isascii():
        return name
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


@cache
def _lines() -> tuple[list[str], dict[str, list[int]]]:
    """Read the file; return its lines and, for every folded name, the numbers of the lines that bear it."""
    packed = files("corpus_cli.extraction").joinpath("data", "places.tsv.gz").read_bytes()
    lines = [*word_list("places_extra"), *gzip.decompress(packed).decode().split("\n")]
    names: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        cells = line.split("\t")
        lowered = cells[1].lower()
        names.setdefault(lowered if lowered.isascii() else fold(lowered), []).append(number)
        if len(cells) > 7 and cells[7]:
            for other in cells[7].split("|"):
                names.setdefault(other, []).append(number)
    return lines, names


@cache
def _entry(number: int) -> Entry:
    cells = _lines()[0][number].split("\t")
    return Entry(
        int(cells[0]), cells[1], cells[2], cells[3] if len(cells) > 3 else "",
        float(cells[4]), float(cells[5]), int(cells[6]),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Entry, ...]:
    """Find the places that bear a name, the project's own entries first, then the more populous."""
    found: dict[int, Entry] = {}
    for number in _lines()[1].get(fold(name), ()):
        entry = _entry(number)
        found.setdefault(entry.id or -number, entry)
    return tuple(sorted(found.values(), key=lambda entry: (entry.id != 0, -entry.population)))


@cache
def first_words() -> dict[str, int]:
    """Map the first word of every name to the most words that a name beginning with it has."""
    longest: dict[str, int] = {}
    for name in _lines()[1]:
        first = name.partition(" ")[0]
        words = name.count(" ") + name.count("-") + 1
        if words > longest.get(first, 0):
            longest[first] = words
    return longest


@cache
def areas() -> dict[str, Entry]:
    """Map folded names of countries, and names and abbreviations of states, to their entries."""
    lines, names = _lines()
    found: dict[str, Entry] = {}
    states: dict[str, Entry] = {}
    wide = {number for number, line in enumerate(lines) if "\t*" in line}
    for name, numbers in names.items():
        for number in numbers:
            entry = _entry(number) if number in wide else None
            if entry and entry.country:
                found.setdefault(name, entry)
                if entry.country == "US" and len(entry.region) == 3:
                    states.setdefault(entry.region[1:], entry)
    for abbreviation, code in zip(_STATE_ABBREVIATIONS[::2], _STATE_ABBREVIATIONS[1::2], strict=True):
        if code in states:
            found.setdefault(abbreviation, states[code])
    return found


@cache
def country_names() -> dict[str, str]:
    """Map ISO 3166-1 codes to the names of countries."""
    found: dict[str, str] = {"US": "United States", "GB": "Britain"}
    lines = _lines()[0]
    for number, line in enumerate(lines):
        if "\t*\t" in line and not line.startswith("0\t"):
            country = _entry(number)
            # A line of ours that bears the name ("Russia", "Czech Republic" for Czechia) says how it is written.
            named = areas().get(fold(country.name), country)
            found.setdefault(country.country, named.name if named.country == country.country else country.name)
    return found


@cache
def state_names() -> dict[str, str]:
    """Map codes of the states of the United States to their names."""
    return {entry.region[1:]: entry.name for entry in areas().values() if entry.country == "US" and entry.region[1:]}
