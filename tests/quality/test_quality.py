"""Scores on gold articles against their floors: ``python -m pytest -m quality``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from gate import failures, gold_folders, measure, pin, read_floors


@pytest.mark.quality
@pytest.mark.parametrize("name", sorted(read_floors()))
def test_scores_keep_above_their_floors(name: str) -> None:
    folder = gold_folders().get(name)
    if folder is None:
        pytest.skip(f"the gold of {name} is not here (CORPUS_GOLD names PolNeAR's folder)")
    assert failures(name, measure(folder), pin(folder), read_floors()[name]) == []
