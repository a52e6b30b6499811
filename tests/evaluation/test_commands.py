"""``corpus export`` and ``corpus evaluate`` from end to end: what is stored, written, read back and measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import Run


@pytest.fixture
def exported(run: Run, corpus_db: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    ran = run("export", "--db", str(corpus_db), "--thoughts", str(folder))
    assert (ran.code, ran.out) == (0, "")
    return folder


def test_every_article_is_written_as_a_pair(exported: Path) -> None:
    names = {path.stem for path in exported.glob("*.txt")}
    assert names == {path.stem for path in exported.glob("*.ann")}
    assert len(names) == 10


def test_what_was_exported_is_found_again(run: Run, exported: Path) -> None:
    found = json.loads(run("evaluate", str(exported), "--tagger", "fast", "--json").out)
    assert found["articles"] == 10
    # Front matter and fields of records are read differently from a bare text, so a few statements may differ.
    assert found["scores"]["statement"]["f1"] > 0.9


def test_gains_and_losses_against_the_last_run(run: Run, exported: Path, tmp_path: Path) -> None:
    last = tmp_path / "LAST.json"
    last.write_text(run("evaluate", str(exported), "--tagger", "rules", "--json").out, encoding="utf-8")
    ran = run("evaluate", str(exported), "--tagger", "fast", "--against", str(last), "--json")
    changes = json.loads(ran.out)["changes"]
    assert changes
    assert [change["net"] for change in changes] == sorted(change["net"] for change in changes)
    table = run("evaluate", str(exported), "--tagger", "fast", "--against", str(last), "--table")
    assert "statement: F1" in table.out


def test_a_folder_without_gold_is_one_line(run: Run, tmp_path: Path) -> None:
    ran = run("evaluate", str(tmp_path), "--tagger", "rules")
    assert ran.code == 1
    assert "NAME.ann" in ran.err
    assert "Traceback" not in ran.err
