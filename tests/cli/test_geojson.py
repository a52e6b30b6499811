"""``corpus places --geojson``: the places as points."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import Run


@pytest.fixture(autouse=True)
def _database(corpus_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus_db.parent)


@pytest.mark.parametrize("words", [(), ("--speaker", "Cook"), ("libya",), ("--limit", "2"), ("--about", "zyzzyva")])
def test_points_are_the_places_that_have_coordinates(run: Run, words: tuple[str, ...]) -> None:
    places = json.loads(run("places", *words, "--json").out)
    located = [row for row in places if row["latitude"] is not None and row["longitude"] is not None]
    ran = run("places", *words, "--geojson")
    assert ran.code == 0
    drawn = json.loads(ran.out)
    assert drawn["type"] == "FeatureCollection"
    assert [feature["properties"]["place"] for feature in drawn["features"]] == [row["place"] for row in located]
    for feature, row in zip(drawn["features"], located, strict=True):
        assert feature["geometry"] == {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
        assert feature["properties"]["spoken"] == row["spoken"]
    left_out = len(places) - len(located)
    assert ran.err.startswith(f"Left out: {left_out} ") if left_out else ran.err == ""
    assert run("places", *words, "--format", "geojson").out == ran.out
    assert run("places", *words, "-f", "geojson", "-e").code == (0 if located else 4)


def test_a_map_is_one_format_and_of_places_only(run: Run) -> None:
    assert run("places", "--geojson", "--csv").code == 2
    assert run("quotes", "--geojson").code == 2
    assert run("quotes", "--format", "geojson").code == 2
