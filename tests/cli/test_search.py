"""Whatever is searched for: an answer, never an error."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import Run

# Strings near FTS5's and SQL's syntax, among all others.
PIECES = st.sampled_from(
    [
        '"',
        "(",
        ")",
        "*",
        "^",
        "+",
        "-",
        ":",
        "OR",
        "AND",
        "NOT",
        "NEAR(",
        "sirte",
        "U.S.",
        "%",
        "'",
        ";",
        "{",
        "title:",
        "\0",
    ]
)
QUERIES = st.text() | st.lists(PIECES | st.text(max_size=3), max_size=8).map(" ".join) | st.lists(PIECES).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=QUERIES)
def test_no_words_are_an_error(run: Run, corpus_db: Path, words: str) -> None:
    os.environ["CORPUS_DB"] = str(corpus_db)
    try:
        for line in (["search", "--json", "--", words], ["quotes", "--json", "--about", words], ["search", words]):
            # A word that begins with "-" is an option's to the parser; "--" and option values take it.
            if line[1].startswith("-") and line[1] != "--json":
                continue
            ran = run(*line)
            assert (ran.code, ran.err) == (0, ""), line
            json.loads(ran.out)
    finally:
        del os.environ["CORPUS_DB"]


@pytest.mark.parametrize("words", ["sirte OR", '"unclosed', "title:sirte", "sirte*"])
def test_raw_words_are_fts5_s_and_their_errors_one_line(
    run: Run, corpus_db: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(corpus_db.parent)
    ran = run("search", "--raw", words, "--json")
    if ran.code:
        assert ran.code in (1, 2)
        assert ran.err.startswith("Error: ")
        assert ran.err.count("\n") == 1
    else:
        assert json.loads(ran.out)
