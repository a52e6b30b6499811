"""Scores on gold articles against their floors: ``python -m pytest -m quality``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from gate import failures, measure, pin, read_floors, subjects


@pytest.mark.quality
@pytest.mark.parametrize("name", sorted(read_floors()))
def test_scores_keep_above_their_floors(name: str) -> None:
    if name not in subjects():
        pytest.skip(f"{name}: its gold (CORPUS_GOLD names PolNeAR's folder) or its tagger's extra is not here")
    folder, tagger = subjects()[name]
    assert failures(name, measure(folder, tagger), pin(folder), read_floors()[name]) == []
