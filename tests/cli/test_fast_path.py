"""The fast path gives what Typer's path gives, and imports nothing for it."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import Run

from corpus_cli.cli import fast
from corpus_cli.queries import ArticleQuery, StatementQuery

# Words that a fast path could stumble over, among plain ones.
VALUES = st.sampled_from(
    [
        "sirte",
        "Peter Cook",
        "cook OR obeidi",
        "Cok",
        "",
        "-x",
        "--json",
        "U.S. (",
        '"air strikes',
        "*",
        "Zürich",
        "quotes",
    ]
)
FLAGS = ("--json", "--jsonl", "--csv", "-e", "--thoughts")
OPTIONS = st.sampled_from(["--speaker", "--outlet", "--about", "--limit", "-n", *FLAGS])


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    words = [draw(st.sampled_from(["search", "quotes"]))]
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.booleans()):
            words.append(draw(VALUES))
        else:
            option = draw(OPTIONS)
            value = draw(st.sampled_from(["1", "0", "sirte"])) if option in ("--limit", "-n") else draw(VALUES)
            words += [option] if option in FLAGS else [f"{option}={value}"] if draw(st.booleans()) else [option, value]
    return words


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=command_lines())
def test_both_paths_say_the_same(run: Run, corpus_db: Path, words: list[str]) -> None:
    os.environ["CORPUS_DB"] = str(corpus_db)
    try:
        quick = run(*words)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fast, "answers", lambda words: False)
            slow = run(*words)
    finally:
        del os.environ["CORPUS_DB"]
    assert quick == slow


@pytest.mark.parametrize(
    ("words", "parsed"),
    [
        ("search sirte", ("search", {"words": "sirte"}, "json")),
        ("search sirte --jsonl", ("search", {"words": "sirte"}, "jsonl")),
        ("search --db x.db sirte --json", ("search", {"words": "sirte", "--db": "x.db"}, "json")),
        ("quotes", ("quotes", {}, "json")),
        ("quotes --speaker Cook --about sirte --json", ("quotes", {"--speaker": "Cook", "--about": "sirte"}, "json")),
        ("quotes troops --outlet Wire", ("quotes", {"words": "troops", "--outlet": "Wire"}, "json")),
        ("quotes --limit 50 --jsonl", ("quotes", {"--limit": "50"}, "jsonl")),
        ("quotes -n 50", ("quotes", {"--limit": "50"}, "json")),
        ("quotes -n 50 --limit 5", None),
        ("search sirte --limit 0", ("search", {"words": "sirte", "--limit": "0"}, "json")),
        ("search sirte --limit many", None),
        ("search sirte --limit ५", None),
        ("search sirte --limit 9999999999", None),
        ("search", None),
        ("search sirte mosul", None),
        ("search sirte --json --json", None),
        ("search sirte --csv", None),
        ("search sirte --speaker Cook", None),
        ("search -x", None),
        ("quotes --speaker --json", None),
        ("quotes --speaker", None),
        ("quotes --speaker=Cook", None),
        ("quotes --speaker Cook --speaker Carter", None),
        ("quotes --help", None),
        ("stats", None),
        ("", None),
    ],
)
def test_the_grammar_is_exact(words: str, parsed: object) -> None:
    assert fast.parse(words.split()) == parsed


def test_the_question_stands_in_for_the_real_ones() -> None:
    question = fast._Question("sirte", "Wire", "Cook", "troops", "7")
    real = StatementQuery(words="sirte", outlet="Wire", speaker="Cook", about="troops", limit=7)
    for query in (real, ArticleQuery(words="sirte", outlet="Wire", limit=7)):
        for field in dataclasses.fields(query):
            assert getattr(question, field.name) == getattr(query, field.name), field.name


HEAVY = ("typer", "rich", "sqlite_utils", "dateutil", "re", "json", "typing", "dataclasses", "pathlib", "inspect")


@pytest.mark.parametrize(
    "words", [["search", "sirte", "--json"], ["quotes", "--speaker", "Peter Cook", "--json"]], ids=" ".join
)
def test_nothing_heavy_is_imported(corpus_db: Path, words: list[str]) -> None:
    program = (
        "import sys; before = set(sys.modules)\n"
        "from corpus_cli.cli.boundary import run\n"
        f"code = run({[*words, '--db', str(corpus_db)]!r})\n"
        f"print(code, sorted(set({HEAVY!r}) & (set(sys.modules) - before)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-S", "-c", _path() + program], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith('[{"id":')
    assert ran.stderr == "0 []\n"


def _path() -> str:
    """Without site's .pth files (-S), which import what they like, the package is found by its path."""
    return f"import sys; sys.path.insert(0, {str(Path(fast.__file__).parents[2])!r})\n"
