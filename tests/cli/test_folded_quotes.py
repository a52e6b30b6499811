"""``corpus quotes`` as a table shows an utterance once; as data it gives each report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from program import Run

from corpus_cli.queries import StatementQuery
from corpus_cli.store.database import open_reader
from corpus_cli.store.folded import count_folded, folded

SELECTIONS: list[tuple[str, ...]] = [
    (),
    ("air",),
    ("--speaker", "Cook"),
    ("--speaker", "Cook", "--kind", "direct"),
    ("--outlet", "Northgate Courier"),
    ("--about", "libya", "--since", "2019"),
    ("libya", "--sort", "speaker"),
    ("zyzzyva",),
]


@pytest.fixture(autouse=True)
def _database(corpus_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus_db.parent)


def shown_ids(text: str) -> list[str]:
    return re.findall(r"\b[0-9a-f]{10}\b", text)


@pytest.mark.parametrize("words", SELECTIONS, ids=" ".join)
def test_a_table_shows_each_utterance_once_and_each_shows_all(run: Run, words: tuple[str, ...]) -> None:
    rows: list[dict[str, Any]] = json.loads(run("quotes", *words, "--json").out)
    groups = {row["id"]: row["group_id"] for row in rows}
    once = shown_ids(run("quotes", *words, "--table", width=200).out)
    assert [groups[id] for id in once] == list(dict.fromkeys(groups[row["id"]] for row in rows))
    assert shown_ids(run("quotes", *words, "--table", "--each", width=200).out) == [row["id"] for row in rows]


def test_what_is_shown_is_the_report_printed_first(run: Run) -> None:
    rows: list[dict[str, Any]] = json.loads(run("quotes", "--speaker", "Cook", "--json").out)
    once = shown_ids(run("quotes", "--speaker", "Cook", "--table", width=200).out)
    for row in rows:
        reports = [each for each in rows if each["group_id"] == row["group_id"] and each["published"]]
        if len(reports) > 1:
            first = min(each["published"] for each in reports)
            assert next(each for each in reports if each["id"] in once)["published"] == first
    table = run("quotes", "--speaker", "Cook", "--table", width=200).out
    assert "in 3 outlets, first 2016-08-01" in table


def test_limit_and_offset_count_rows_shown(run: Run) -> None:
    every = shown_ids(run("quotes", "--table", width=200).out)
    ran = run("quotes", "--limit", "3", "--offset", "2", terminal=True, width=200)
    assert shown_ids(ran.out) == every[2:5]
    assert ran.err == f"Showing rows 3 to 5 of {len(every)}; --limit 0 shows all.\n"
    each = len(json.loads(run("quotes", "--json").out))
    ran = run("quotes", "--limit", "3", "--each", terminal=True)
    assert ran.err == f"Showing the first 3 of {each}; --limit 0 shows all.\n"
    assert each > len(every)


def test_helpings_join_without_a_seam(corpus_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = open_reader(corpus_db)
    try:
        query = StatementQuery(speaker="Cook")
        whole = [row["id"] for row in folded(connection, query)]
        monkeypatch.setattr("corpus_cli.store.folded._FIRST_HELPING", 1)
        assert [row["id"] for row in folded(connection, query)] == whole
        assert count_folded(connection, query) == len(whole)
    finally:
        connection.close()
