"""Formats, limits and exit codes that all commands share."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from program import Ran, Run

from corpus_cli.cli import keys
from corpus_cli.records import RECORD_KEYS

LISTS: list[tuple[str, ...]] = [
    ("quotes",),
    ("search", "sirte"),
    ("speakers",),
    ("places",),
    ("timeline",),
    ("timeline", "--speakers"),
    ("articles",),
]
KEYS = {
    "quotes": RECORD_KEYS,
    "search": keys.SEARCH_KEYS,
    "speakers": keys.SPEAKER_KEYS,
    "places": keys.PLACE_KEYS,
    "timeline": keys.TIMELINE_KEYS,
    "articles": keys.ARTICLE_KEYS,
}


@pytest.fixture(autouse=True)
def _database(corpus_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus_db.parent)


def rows(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_every_format_tells_the_same_rows_under_the_promised_keys(run: Run, words: tuple[str, ...]) -> None:
    expected = (*KEYS[words[0]], "speaker") if "--speakers" in words else KEYS[words[0]]
    found = rows(run(*words, "--json"))
    assert found
    assert {tuple(row) for row in found} == {expected}
    assert [json.loads(line) for line in run(*words, "--jsonl").out.splitlines()] == found
    table = list(csv.DictReader(io.StringIO(run(*words, "--csv").out)))
    tabbed = [line.split("\t") for line in run(*words, "--format", "tsv").out.splitlines()]
    assert tuple(table[0]) == expected == tuple(tabbed[0])
    assert len(table) == len(found) == len(tabbed) - 1


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_auto_is_a_table_on_a_terminal_and_json_when_piped(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).out == run(*words, "--json").out
    shown = run(*words, terminal=True)
    assert run(*words, "--table").out.startswith(shown.out)  # the terminal gets fifty
    assert "──" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 100


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
@pytest.mark.parametrize("width", [80, 160])
def test_tables_fit_the_terminal(run: Run, words: tuple[str, ...], width: int) -> None:
    assert max(map(len, run(*words, terminal=True, width=width).out.splitlines())) <= width


def test_a_piped_table_is_as_wide_as_it_needs(run: Run) -> None:
    text = run("quotes", "--table", width=None).out
    assert "\x1b" not in text
    assert any(
        "primary stronghold in Libya" in line and "support GNA-affiliated forces" in line for line in text.splitlines()
    )


def test_limit_and_offset(run: Run) -> None:
    everything = rows(run("quotes"))
    assert len(everything) > 50
    assert rows(run("quotes", "--limit", "0")) == everything
    assert rows(run("quotes", "-n", "3")) == everything[:3]
    assert rows(run("quotes", "-n", "3", "--offset", "2")) == everything[2:5]
    assert rows(run("quotes", "--offset", "9999")) == []


def test_a_terminal_gets_fifty_and_hears_of_the_rest(run: Run) -> None:
    total = len(rows(run("quotes")))
    ran = run("quotes", "--json", terminal=True)
    assert len(rows(ran)) == 50
    assert ran.err == f"Showing the first 50 of {total}; --limit 0 shows all.\n"
    assert run("quotes", "--json", "-n", "2", "--offset", "4", terminal=True).err.startswith(
        f"Showing rows 5 to 6 of {total};"
    )
    whole = run("quotes", "--json", "-n", "0", terminal=True)
    assert (len(rows(whole)), whole.err) == (total, "")
    assert run("quotes", "--json").err == ""


@pytest.mark.parametrize("words", [("quotes", "zyzzyva"), ("search", "zyzzyva"), ("articles", "--outlet", "zyzzyva")])
def test_no_match_is_no_error_unless_asked(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words) == Ran(0, "[]\n", "")
    assert run(*words, "-e") == Ran(4, "[]\n", "")
    assert run(*words, "--jsonl").out == ""
    assert run(*words, terminal=True) == Ran(0, "", "Nothing matches.\n")
    assert run(words[0], *(("sirte",) if words[0] == "search" else ()), "-e").code == 0


def test_a_name_nobody_has_gets_a_suggestion(run: Run) -> None:
    for words in (("quotes", "--speaker", "Peter Cok"), ("speakers", "Peter Cok")):
        ran = run(*words)
        assert (ran.code, ran.out) == (0, "[]\n")
        assert ran.err == 'No speaker is called "Peter Cok". Near: Peter Cook.\n'


def test_the_database_is_the_option_s_else_the_environment_s(
    run: Run, corpus_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = corpus_db.rename(elsewhere / "other.db")
    assert run("stats").code == 1
    assert run("stats", "--db", str(moved)).code == 0
    monkeypatch.setenv("CORPUS_DB", str(moved))
    assert run("stats").code == 0
    assert "nowhere.db" in run("stats", "--db", "nowhere.db").err


def test_the_sql_shown_is_the_sql_run(run: Run, corpus_db: Path) -> None:
    import ast
    import sqlite3

    shown = run("quotes", "--speaker", "Pompeo", "--sql").out
    values = [ast.literal_eval(line.partition(" = ")[2]) for line in shown.splitlines() if line.startswith("-- ?")]
    connection = sqlite3.connect(corpus_db)
    found = connection.execute(shown, values).fetchall()
    connection.close()
    assert [row[0] for row in found] == [row["id"] for row in rows(run("quotes", "--speaker", "Pompeo"))]


def test_a_reader_that_stops_reading_is_no_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    program = "import sys; from corpus_cli.cli.boundary import run; sys.exit(run(sys.argv[1:]))"
    for words in (["quotes", "--jsonl"], ["quotes", "--table"], ["search", "sirte", "--csv"]):
        ran = subprocess.Popen(
            [sys.executable, "-c", program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        assert ran.stderr.read() == b""
        ran.stderr.close()
        assert ran.wait() == 0


def test_hostile_text_commands_no_terminal(run: Run, tmp_path: Path) -> None:
    text = "Title \x1b]0;owned\x07\n\nAnn Reed, the mayor, said: “It is \x1b[31mred \u202eevil\u202c [bold]x[/bold].”\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run("ingest", "a.txt", "--jobs", "0", "--tagger", "fast").code == 0
    for words in (["quotes", "evil"], ["search", "evil"], ["show", "a.txt"], ["articles"]):
        for format in ("table", "json", "csv", "tsv"):
            ran = run(*words, "--format", format, terminal=True)
            assert ran.code == 0
            assert ran.out
            assert not set(ran.out) & set("\x1b\x07\u202e\u202c"), (words, format)
    assert "[bold]x[/bold]" in run("show", "a.txt", terminal=True).out


def test_show_tells_one_thing_as_an_object(run: Run) -> None:
    path = next(row["path"] for row in rows(run("articles")) if "mosul" in row["path"])
    whole = json.loads(run("show", path).out)
    assert whole["path"] == path
    for statement in whole["statements"]:
        assert tuple(statement) == RECORD_KEYS
        parts = [whole["text"][start:end] for start, end in statement["spans"]]
        assert all(parts)
    one = whole["statements"][0]["id"]
    assert json.loads(run("show", one[:8]).out)["id"] == one
    why = json.loads(run("show", one, "--why").out)["why"]
    assert set(why) == {"content", "cue", "source", "speaker", "date", "place", "found by"}
    told = run("show", one, "--why", terminal=True).out
    assert "found by" in told
    assert "confidence" in told


def test_timeline_counts_what_quotes_lists(run: Run) -> None:
    for unit in ("day", "week", "month", "year"):
        counted = rows(run("timeline", "--by", unit, "--speaker", "Cook"))
        assert sum(row["statements"] for row in counted) == len(rows(run("quotes", "--speaker", "Cook")))


def test_every_command_has_help_with_an_example(run: Run) -> None:
    from corpus_cli.cli.app import COMMANDS

    for name in COMMANDS:
        ran = run(name, "-h")
        assert ran.code == 0
        assert f"corpus {name}" in ran.out.split("Usage:")[1].split("\n", 1)[1], f"{name} shows no example"
