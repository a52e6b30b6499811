"""``corpus changes``: a speaker's wordings through time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import Run

from corpus_cli.records import RECORD_KEYS

# day, what Ann Reed said that day
SAID = [
    ("2015-03-02", "We will send another 560 soldiers to the northern harbour before the summer is over."),
    ("2015-06-20", "The ferry is late again, and I am sorry about that."),
    ("2015-09-14", "We will send another 650 soldiers to the northern harbour before the winter begins."),
    ("2016-02-01", "We will never send another soldier to the northern harbour before the winter begins."),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """Give a folder with a database of four articles; the tests stand in it."""
    monkeypatch.chdir(tmp_path)
    news = tmp_path / "news"
    news.mkdir()
    for number, (day, said) in enumerate(SAID):
        text = f"Harbour news {number}\n\n“{said}” said Ann Reed, the mayor, in a speech.\n"
        (news / f"{number}.json").write_text(json.dumps({"text": text, "published": day, "outlet": f"Post {number}"}))
    assert run("ingest", "news", "--jobs", "0", "--tagger", "fast", "-q").code == 0
    return tmp_path


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    ran = run("changes", *words, "--json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def test_each_wording_is_held_against_the_last_one_like_it(run: Run, folder: Path) -> None:
    found = rows(run, "--speaker", "Reed")
    assert [row["date"] for row in found] == [day for day, _ in SAID]
    assert tuple(found[0]) == (*RECORD_KEYS, "earlier_id", "earlier_quote", "how", "turned", "parts")
    first, ferry, second, third = found
    assert (first["how"], first["earlier_id"], first["parts"]) == ("new", None, [])
    assert ferry["how"] == "new"
    assert second["earlier_id"] == first["id"]
    assert "560 → 650" in second["turned"]
    assert third["earlier_id"] == second["id"]
    assert "never" in third["turned"]
    for row in (second, third):
        for part in row["parts"]:
            assert 0 <= part["before"][0] <= part["before"][1] <= len(row["earlier_quote"])
            assert 0 <= part["after"][0] <= part["after"][1] <= len(row["quote"])


# An earlier statement, a later one, whether the two are worded alike.
ALIKE = [
    ("we will never leave the harbour", "we would never leave the old harbour", True),
    ("that Syrian refugees settle in the United States", "the Muslim community in the United States", False),
    ("he is late", "he is late", False),
    (
        "the ferry is late",
        "the town paid for a ferry which is, as I said before, late and much too small for us",
        False,
    ),
]


@pytest.mark.parametrize(("earlier", "later", "alike"), ALIKE)
def test_small_words_make_no_two_statements_alike(earlier: str, later: str, alike: bool) -> None:
    from corpus_cli.cli.changes import compared

    said = [{"id": str(number), "speaker": "Ann Reed", "quote": quote} for number, quote in enumerate((earlier, later))]
    _, second = compared(said)
    assert (second["earlier_id"] == "0") is alike
    _, other = compared([said[0], {**said[1], "speaker": "Joe Reed"}])
    assert other["earlier_id"] is None


def test_about_and_dates_choose_and_limit_cuts(run: Run, folder: Path) -> None:
    every = rows(run, "--speaker", "Reed")
    about = rows(run, "--speaker", "Reed", "--about", "soldiers")
    assert [row["id"] for row in about] == [every[0]["id"], every[2]["id"]]
    assert [row["id"] for row in rows(run, "--speaker", "Reed", "--since", "2015-09")] == [
        row["id"] for row in every[2:]
    ]
    assert rows(run, "--speaker", "Reed", "--limit", "1", "--offset", "2") == [every[2]]
    ran = run("changes", "--speaker", "Reed", "--limit", "3", terminal=True)
    assert ran.err == "Showing the first 3 of 4; --limit 0 shows all.\n"


def test_the_table_marks_what_changed(run: Run, folder: Path) -> None:
    shown = " ".join(run("changes", "--speaker", "Reed", terminal=True, width=80).out.split())
    assert "[-560-] {+650+}" in shown
    assert "the sense may be turned: 560 → 650" in shown


def test_reports_of_one_utterance_stand_once(run: Run, corpus_db: Path) -> None:
    found = rows(run, "--speaker", "Cook", "--db", str(corpus_db))
    groups = [row["group_id"] for row in found]
    assert len(groups) == len(set(groups))
    assert max(row["reports"] for row in found) > 3


def test_a_speaker_must_be_named_and_known(run: Run, corpus_db: Path) -> None:
    ran = run("changes", "--about", "libya", "--db", str(corpus_db))
    assert (ran.code, ran.out) == (2, "")
    assert "--speaker NAME" in ran.err
    ran = run("changes", "--speaker", "Peter Cok", "--db", str(corpus_db))
    assert (ran.code, ran.out) == (0, "[]\n")
    assert "Near: Peter Cook" in ran.err
    assert run("changes", "--speaker", "Peter Cok", "-e", "--db", str(corpus_db)).code == 4
