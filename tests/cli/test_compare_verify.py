"""``compare`` and ``verify`` on the samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import Run

WORDS = "precision air strikes against ISIL targets"


def test_compare_shows_respelled_clipped_and_longer_reports(run: Run, corpus_db: Path) -> None:
    ran = run("compare", WORDS, "--json", "--db", str(corpus_db))
    assert ran.code == 0, ran.err
    rows = json.loads(ran.out)
    assert rows[0]["how"] == "printed first"
    assert rows[0]["outlet"] == "Harbor Wire"
    assert any(row["how"] == "the same words, respelled" for row in rows)
    clipped = next(row for row in rows if row["outlet"] == "Northgate Courier")
    assert "direct there" in clipped["how"]
    for row in rows[1:]:
        for part in row["parts"]:
            start, end = part["after"]
            assert 0 <= start <= end <= len(row["quote"])


def test_compare_takes_an_id(run: Run, corpus_db: Path) -> None:
    rows = json.loads(run("compare", WORDS, "--json", "--db", str(corpus_db)).out)
    again = json.loads(run("compare", rows[1]["id"], "--json", "--db", str(corpus_db)).out)
    assert [row["id"] for row in again] == [row["id"] for row in rows]


def test_compare_of_words_nobody_said_is_one_line(run: Run, corpus_db: Path) -> None:
    ran = run("compare", "ask not what your country can do", "--db", str(corpus_db))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith('Error: no statement holds "ask not')
    assert ran.err.count("\n") == 1


def test_compare_as_a_table_marks_what_changed(run: Run, corpus_db: Path) -> None:
    out = run("compare", WORDS, "--table", "--db", str(corpus_db)).out
    assert "[-airstrikes-] {+air strikes+}" in " ".join(out.split())


# quotation, speaker, status, code
VERDICTS = [
    ("There is no military solution to the Libya conflict", None, "exact", 0),
    ("there is no military solution to the Libya conflict", "Pompeo", "exact", 0),
    ("precision airstrikes against ISIL targets in Sirte", "Cook", "exact", 0),
    ("There is a military solution to the Libya conflict", None, "altered", 5),
    ("The United States will send an additional 650 troops to Iraq", "Carter", "altered", 5),
    ("There is no military solution to the Libya conflict", "Cook", "misattributed", 6),
    ("Ask not what your country can do for you", None, "absent", 4),
    ("It lies about 450 km east of Tripoli", None, "exact", 0),
]


@pytest.mark.parametrize(("quotation", "speaker", "status", "code"), VERDICTS)
def test_verify(run: Run, corpus_db: Path, quotation: str, speaker: str | None, status: str, code: int) -> None:
    named = ("--speaker", speaker) if speaker else ()
    ran = run("verify", quotation, *named, "--json", "--db", str(corpus_db))
    (row,) = json.loads(ran.out)
    assert (row["status"], ran.code) == (status, code)
    if status == "altered":
        assert row["turned"]


def test_verify_reads_quotations_from_stdin_and_gives_the_worst_code(run: Run, corpus_db: Path) -> None:
    lines = "There is no military solution to the Libya conflict\n\nAsk not what your country can do for you\n"
    ran = run("verify", "-", "--jsonl", "--db", str(corpus_db), stdin=lines.encode())
    assert [json.loads(line)["status"] for line in ran.out.splitlines()] == ["exact", "absent"]
    assert ran.code == 4
    assert run("verify", "--db", str(corpus_db)).code == 2
