"""Copies of a dispatch through the whole program: counted once, whatever the order, and after a removal."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest
from program import Run

from corpus_cli.ingest.upkeep import remove

SAID = "“We will stay until the very last street is safe for those who live there,” General Omar Hale said on Monday."
DISPATCH = [
    "The army entered the northern district of the city before dawn, residents told reporters by telephone.",
    SAID,
    "Two bridges over the river were closed to traffic for most of the morning.",
    "Shops in the old market opened later than on any day of the past week.",
    "A convoy with flour and medicine is expected to arrive from the coast on Thursday.",
]
OWN = [
    "The general spoke at the airport, where his plane had landed an hour late because of the wind.",
    SAID,
    "He took no questions on the talks that broke off in March over the control of the port.",
    "His deputy had told this newspaper a week ago that the district would be left alone.",
]


def record(outlet: str, day: str, paragraphs: list[str]) -> str:
    text = "\n\n".join(paragraphs)
    return json.dumps({"id": outlet, "title": f"{outlet}: city entered", "outlet": outlet, "date": day, "text": text})


ARTICLES = [
    record("Harbor Wire", "2016-08-01", DISPATCH),
    record("Daily Post", "2016-08-02", DISPATCH[:4]),
    record("Evening Star", "2016-08-03", [*DISPATCH, "The Star has asked the ministry for a comment of its own."]),
    record("Courier", "2016-08-02", OWN),
]


def ingest(run: Run, tmp_path: Path, db: Path, articles: list[str], *more: str) -> None:
    for number, article in enumerate(articles):
        file = tmp_path / f"{db.stem}{number}.jsonl"
        file.write_text(article + "\n", encoding="utf-8")
        assert run("ingest", str(file), "--db", str(db), "--jobs", "0", "--tagger", "fast", "-q", *more).code == 0


def counts(run: Run, db: Path) -> set[tuple[int, int]]:
    """Give (reports, sources) of the general's words."""
    rows = json.loads(run("quotes", "street", "--json", "--each", "--db", str(db)).out)
    return {(row["reports"], row["sources"]) for row in rows}


def copies(run: Run, db: Path) -> dict[str, str | None]:
    rows = json.loads(run("articles", "--json", "--db", str(db)).out)
    names = {row["id"]: row["outlet"] for row in rows}
    return {row["outlet"]: names.get(row["copy_of"]) for row in rows}


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_copies_of_a_dispatch_are_one_source_in_any_order(run: Run, tmp_path: Path, order: tuple[int, ...]) -> None:
    db = tmp_path / "a.db"
    ingest(run, tmp_path, db, [ARTICLES[number] for number in order])
    assert copies(run, db) == {
        "Harbor Wire": None,
        "Daily Post": "Harbor Wire",
        "Evening Star": "Harbor Wire",
        "Courier": None,
    }
    assert counts(run, db) == {(4, 2)}
    told = json.loads(run("compare", "until the very last street", "--json", "--db", str(db)).out)
    assert [row["outlet"] for row in told if "copy of Harbor Wire's article" in row["how"]] == [
        "Daily Post",
        "Evening Star",
    ]


def test_copies_are_settled_again_when_one_goes(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    ingest(run, tmp_path, db, ARTICLES)
    assert remove(db, "Harbor Wire") == 1
    assert copies(run, db) == {"Daily Post": None, "Evening Star": "Daily Post", "Courier": None}
    assert counts(run, db) == {(3, 2)}
    assert remove(db, "Evening Star") == 1
    assert copies(run, db) == {"Daily Post": None, "Courier": None}
    assert counts(run, db) == {(2, 2)}
    assert run("check", "--repair", "--db", str(db)).code == 0


def test_extracting_anew_keeps_the_copies(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    ingest(run, tmp_path, db, ARTICLES)
    before = copies(run, db)
    assert run("reextract", "--all", "--tagger", "fast", "--db", str(db), "-q").code == 0
    assert copies(run, db) == before
