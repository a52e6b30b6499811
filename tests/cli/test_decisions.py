"""``corpus speakers merge|split|rename|kind|undo``: the user's word, kept over ingests and taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from program import SAMPLES, Run


@pytest.fixture(autouse=True)
def _database(corpus_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus_db.parent)


def named(run: Run, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("speakers", name).out)
    return rows


# words, what stderr tells, names of the speakers answered
DECISIONS: list[tuple[tuple[str, ...], str, list[str]]] = [
    (("merge", "Pentagon", "U.S. military"), "2 names are one speaker: Pentagon", ["Pentagon"]),
    (("merge", "pentagon", "Ayrault", "Haftar’s force"), "3 names are one speaker: ", ["Pentagon"]),
    (("rename", "cook", "Peter C. Cook"), "Peter Cook is shown as Peter C. Cook", ["Peter C. Cook"]),
    (("kind", "Pentagon", "group"), "Pentagon: group", ["Pentagon"]),
]


@pytest.mark.parametrize(("words", "told", "shown"), DECISIONS, ids=[" ".join(words) for words, *_ in DECISIONS])
def test_a_decision_is_told_answered_and_undone(run: Run, words: Sequence[str], told: str, shown: list[str]) -> None:
    before = run("speakers", "--json").out
    ran = run("speakers", *words)
    assert ran.code == 0, ran.err
    assert ran.err.startswith(told)
    assert ran.err.count("\n") == 1
    assert [row["speaker"] for row in json.loads(ran.out)] == shown or words[0] == "merge"
    assert run("speakers", "--json").out != before
    undone = run("speakers", "undo")
    assert undone.err.startswith(f"undone: {words[0]} ")
    # Row numbers may change when a speaker is made anew; who said how much may not.
    without_ids = [{**row, "id": 0} for row in json.loads(run("speakers", "--json").out)]
    key = lambda row: (row["speaker"], row["statements"])  # noqa: E731
    assert sorted(without_ids, key=key) == sorted(({**row, "id": 0} for row in json.loads(before)), key=key)


def test_a_merge_finds_all_its_statements_and_outlives_an_ingest(run: Run, corpus_db: Path) -> None:
    (corpus_db.parent / "samples").symlink_to(SAMPLES)
    each = [len(json.loads(run("quotes", "--speaker", name).out)) for name in ("Pentagon", "U.S. military")]
    run("speakers", "merge", "Pentagon", "U.S. military")
    (merged,) = named(run, "U.S. military")
    assert (merged["speaker"], merged["statements"]) == ("Pentagon", sum(each))
    run("remove", "Northgate Courier")
    assert run("ingest", "samples", "--jobs", "0", "--tagger", "fast").code == 0
    (again,) = named(run, "U.S. military")
    assert (again["speaker"], again["statements"]) == ("Pentagon", sum(each))
    ran = run("speakers", "split", "U.S. military")
    assert ran.err == "no longer one with another: U.S. military\n"
    assert [row["speaker"] for row in named(run, "U.S. military")] == ["U.S. military"]
    assert run("check").code == 0


def test_an_id_means_its_speaker(run: Run) -> None:
    (cook,) = named(run, "Cook")
    assert named(run, str(cook["id"])) == [cook]
    assert run("quotes", "--speaker", str(cook["id"])).out == run("quotes", "--speaker", "Peter Cook").out
    assert run("speakers", "rename", str(cook["id"]), "P. Cook").err == "Peter Cook is shown as P. Cook\n"


REFUSED: list[tuple[tuple[str, ...], str, int]] = [
    (("merge", "Cook"), "type: corpus speakers merge NAME NAME", 2),
    (("merge", "Cook", ""), "type: corpus speakers merge NAME NAME", 2),
    (("split",), "type: corpus speakers split NAME", 2),
    (("split", "Ayrault"), "has one name only", 2),
    (("rename", "Cook"), "type: corpus speakers rename NAME NEW", 2),
    (("kind", "Cook", "robot"), "KIND is person, organization, group, unnamed, document, not robot", 2),
    (("kind", "Peter Cok", "person"), "Near: Peter Cook", 2),
    (("merge", "Cook", "U.S."), '"U.S." means ', 2),
    (("undo",), "there is no decision to undo", 1),
    (("undo", "all"), "type: corpus speakers undo", 2),
]


@pytest.mark.parametrize(("words", "told", "code"), REFUSED, ids=[" ".join(words) for words, *_ in REFUSED])
def test_what_cannot_be_decided_is_one_line(run: Run, words: Sequence[str], told: str, code: int) -> None:
    before = run("speakers", "--json").out
    ran = run("speakers", *words)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("Error: ")
    assert told in ran.err
    assert ran.err.count("\n") == 1
    assert run("speakers", "--json").out == before


def test_deciding_never_makes_a_database(run: Run, tmp_path: Path) -> None:
    ran = run("speakers", "undo", "--db", str(tmp_path / "none.db"))
    assert ran.code == 1
    assert "corpus ingest" in ran.err
    assert not (tmp_path / "none.db").exists()


def test_why_gives_evidence_roles_and_articles(run: Run) -> None:
    run("speakers", "merge", "Cook", "Pentagon")
    (row,) = json.loads(run("speakers", "cook", "--why", "--json").out)
    why = row["why"]
    assert set(why) == {"evidence", "names", "roles", "places", "about", "activity", "articles"}
    dated = [each for each in json.loads(run("quotes", "--speaker", "cook").out) if each["date"]]
    assert sum(month["statements"] for month in why["activity"]) == len(dated)
    assert any("merged by you" in reason for reason in why["evidence"])
    assert sum(name["statements"] for name in why["names"]) == row["statements"]
    assert sum(article["statements"] for article in why["articles"]) == row["statements"]
    assert why["roles"][0]["role"] == "Pentagon press secretary"
    shown = run("speakers", "cook", "--why", terminal=True, width=80).out
    assert "merged by you" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_name_of_several_speakers_lists_them_on_a_terminal(run: Run) -> None:
    ran = run("quotes", "--speaker", "U.S.", terminal=True)
    assert ran.err.startswith('"U.S." means ')
    assert "U.S. Africa Command (id " in ran.err
    assert ran.err.count("\n") == 1
    assert run("quotes", "--speaker", "U.S.").err == ""
    assert run("quotes", "--speaker", "Cook", terminal=True).err == ""


ACTIVITY: list[tuple[list[tuple[str, int]], str]] = [
    ([], ""),
    ([("2016-08", 3)], "█  2016-08, at most 3 a month"),
    ([("2015-12", 1), ("2016-02", 8)], "▁·█  2015-12 to 2016-02, at most 8 a month"),
    ([("2010-01", 2), ("2014-12", 1), ("2014-01", 1)], "█···█  2010 to 2014, at most 2 a year"),
]


@pytest.mark.parametrize(("months", "shown"), ACTIVITY)
def test_activity_is_a_line_of_bars(months: list[tuple[str, int]], shown: str) -> None:
    from corpus_cli.render.profile import _activity

    lines = _activity([{"month": month, "statements": count} for month, count in months])
    assert [line.plain for line in lines] == ([shown] if shown else [])
