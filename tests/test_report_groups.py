"""Report groups through the whole program: on the samples, whatever the order, and after a removal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import REPOSITORY, Run

from corpus_cli.ingest.upkeep import remove

STATEMENT = "precision air"


def groups(run: Run, db: Path) -> dict[str, tuple[str, int, tuple[str, ...], str | None]]:
    rows = json.loads(run("quotes", "--thoughts", "--json", "--db", str(db)).out)
    assert all(row["reports"] >= 1 for row in rows)
    return {row["id"]: (row["group_id"], row["reports"], tuple(row["outlets"]), row["first_reported"]) for row in rows}


def test_the_statement_of_cook_is_one_group_over_its_outlets(run: Run, corpus_db: Path) -> None:
    rows = json.loads(
        run(
            "quotes", STATEMENT[:9], "--speaker", "Cook", "--kind", "direct,mixed", "--json", "--db", str(corpus_db)
        ).out
    )
    verbatim = [row for row in rows if "ISIL targets in Sirte" in row["quote"]]
    assert len(verbatim) == 4
    assert len({row["group_id"] for row in verbatim}) == 1
    assert {"Harbor Wire", "The Meridian Post", "Northgate Courier"} <= set(verbatim[0]["outlets"])
    assert verbatim[0]["first_reported"] == "2016-08-01"
    assert verbatim[0]["outlets"][0] == "Harbor Wire"


def test_the_order_of_ingestion_does_not_matter(
    run: Run, corpus_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    other = tmp_path / "other.db"
    for file in sorted((REPOSITORY / "samples").iterdir(), reverse=True):
        ran = run("ingest", f"samples/{file.name}", "--db", str(other), "--jobs", "0", "--tagger", "fast", "-q")
        assert ran.code == 0, ran.err
    assert groups(run, other) == groups(run, corpus_db)


def test_a_group_shrinks_when_an_article_goes(run: Run, corpus_db: Path) -> None:
    before = groups(run, corpus_db)
    assert remove(corpus_db, "Harbor Wire") == 2
    after = groups(run, corpus_db)
    assert set(after) < set(before)
    assert all("Harbor Wire" not in outlets for _, _, outlets, _ in after.values())
    counts: dict[str, int] = {}
    for group_id, *_ in after.values():
        counts[group_id] = counts.get(group_id, 0) + 1
    assert all(counts[group_id] == reports for group_id, reports, *_ in after.values())
