"""Rows with coordinates as GeoJSON (RFC 7946), for any program that draws maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from corpus_cli.render.records import encode


def write_points(rows: Iterable[Mapping[str, object]], out: TextIO) -> tuple[int, int]:
    """Write a FeatureCollection of points to ``out``, a feature a line; give how many, and how many have no point.

    Coordinates are longitude, latitude, as RFC 7946 has them (WGS 84, degrees); all else of a row is its properties.
    """
    shown = left_out = 0
    out.write('{"type":"FeatureCollection","features":[')
    for row in rows:
        latitude, longitude = row["latitude"], row["longitude"]
        if latitude is None or longitude is None:
            left_out += 1
            continue
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {key: value for key, value in row.items() if key not in ("latitude", "longitude")},
        }
        out.write((",\n " if shown else "\n ") + encode(feature))
        shown += 1
    out.write("\n]}\n" if shown else "]}\n")
    return shown, left_out
