"""The user's words never break a search."""

from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.store.match import all_of, any_prefix_of, match_expression


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(title, text, tokenize='unicode61 remove_diacritics 2')")
    connection.executemany(
        "INSERT INTO f VALUES (?, ?)",
        [
            ("Oil port", "The U.S. holds the oil port of Sirte, a well-known place."),
            ("Robot", "Robert said the port was not oily; Zürich agreed."),
            ("Elsewhere", "Nothing of the kind. Don't go."),
        ],
    )
    return connection


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sirte", [1]),
        ("SIRTE", [1]),
        ("port sirte", [1]),
        ("port", [1, 2]),
        ("port -sirte", [2]),
        ("port NOT sirte", [2]),
        ('"oil port"', [1]),
        ('"port oil"', []),
        ('port -"oil port"', [2]),
        ("well-known", [1]),
        ("U.S.", [1]),
        ("don't", [3]),
        ("zurich", [2]),
        ("rob*", [2]),
        ('"oil po"*', [1]),
        ("sirte OR zurich", [1, 2]),
        ("port sirte OR zurich", [1, 2]),
        ("sirte OR kind", [1, 3]),
        ("sirte AND port", [1]),
        ("title:port", [1]),
        ('title:"oil port"', [1]),
        ('"oil:" "holds the"', [1]),
        ("nosuch:port", []),
        ('well-known OR "U.S." (', [1]),
        ("“oil port”", [1]),
        ("OR sirte", [1]),
        ("sirte OR", [1]),
        ("NOT", []),
        ("-sirte", []),
        ('"', []),
        ("*", []),
        ("", []),
        ("( ) { } ^ + : - --", []),
        ("sirte\0port", [1]),
        ("sirte \ud800", [1]),
    ],
)
def test_what_words_find(index: sqlite3.Connection, words: str, found: list[int]) -> None:
    expression = match_expression(words, columns=("title", "text"))
    rows = [] if expression is None else index.execute("SELECT rowid FROM f WHERE f MATCH ? ORDER BY 1", (expression,))
    assert [number for (number,) in rows] == found


def test_raw_is_handed_on() -> None:
    assert match_expression("NEAR(oil port, 3)", raw=True) == "NEAR(oil port, 3)"
    assert match_expression("  ", raw=True) is None


PIECES = ['"', "'", "*", "-", "--", "(", ")", ":", "^", "+", "\0", "\n", "\u2028", "NEAR(", "AND", "OR", "NOT", "{a b}"]
PIECES += [
    "title:",
    "text:",
    "rowid:",
    "a",
    "é",
    "\ud800",
    "߷",
    "🛢",
    "中文",
    "_",
    "%",
    ";",
    "/*",
    "\\",
    "\x7f",
    " ",
    " ",
]


def test_ten_thousand_generated_strings_never_raise(index: sqlite3.Connection) -> None:
    chance = random.Random(20161108)
    matched = 0
    for _ in range(10_000):
        words = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 14)))
        for expression in (match_expression(words, columns=("title", "text")), all_of(words), any_prefix_of(words)):
            if expression is not None:
                index.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall()
                matched += 1
    assert matched > 10_000


@given(st.text())
def test_any_text_never_raises(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(title, text)")
    for expression in (match_expression(words, columns=("title",)), all_of(words), any_prefix_of(words)):
        if expression is not None:
            connection.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall()
    connection.close()


@pytest.mark.parametrize("words", ["a " * 5_000, "a OR " * 5_000, '"' * 9_999, "-a " * 5_000 + "b", "x" * 100_000])
def test_a_huge_query_is_cut_and_runs(index: sqlite3.Connection, words: str) -> None:
    expression = match_expression(words)
    if expression is not None:
        index.execute("SELECT rowid FROM f WHERE f MATCH ?", (expression,)).fetchall()
