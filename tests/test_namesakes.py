"""People of one name, from articles to speakers: kept apart by what they do, in any order of ingestion."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from program import Run

TEXTS = {
    "a.txt": 'Coach John Smith said the striker was fit. "He trains hard," Smith said.\n',
    "b.txt": 'Sen. John Smith said the bill was dead. "We lack votes," Smith told reporters.\n',
    "c.txt": "Col. John Smith said the base was full.\n",
}


@pytest.mark.parametrize("order", list(permutations(TEXTS)))
def test_a_coach_is_no_senator_but_a_colonel_may_be(run: Run, tmp_path: Path, order: tuple[str, ...]) -> None:
    db = str(tmp_path / "n.db")
    for name in order:
        (tmp_path / name).write_text(TEXTS[name], encoding="utf-8")
        assert run("ingest", "--db", db, "--tagger", "fast", "-q", str(tmp_path / name)).code == 0
    speakers = json.loads(run("speakers", "--db", db, "--json").out)
    assert sorted((each["speaker"], each["statements"]) for each in speakers) == [("John Smith", 2), ("John Smith", 3)]
    (tmp_path / "a.txt").unlink()
    run("ingest", "--db", db, "--tagger", "fast", "-q", "--prune", str(tmp_path))
    speakers = json.loads(run("speakers", "--db", db, "--json").out)
    assert [each["statements"] for each in speakers] == [3]
