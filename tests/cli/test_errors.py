"""Each bad input with its one line, and nothing lost: the good article beside it is stored."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from program import Ran, Run

GOOD = "Harbour opens\n\nThe harbour will open on Monday, said Ann Reed, its director. “It is ready,” she said.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with one good article; the tests stand beside it."""
    monkeypatch.chdir(tmp_path)
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text(GOOD, encoding="utf-8")
    return news


def stored(run: Run) -> list[str]:
    """Return the paths of the articles in ./corpus.db."""
    return sorted(row["path"] for row in json.loads(run("articles", "--json").out))


def one_line(ran: Ran, start: str) -> str:
    """Return the line on stderr that begins with ``start``; there must be one, and no traceback."""
    (line,) = [line for line in ran.err.splitlines() if line.startswith(start)]
    assert "Traceback" not in ran.err
    assert ran.out == ""
    return line


LONG_LINE = 50_000_000

BAD_FILES: list[tuple[str, bytes | Callable[[], bytes], str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n ", "empty"),
    ("binary.txt", bytes(range(256)) * 40, "binary"),
    ("broken.jsonl", b'{"text": "Cut off', "JSON"),
    ("array.json", b"[1, 2", "JSON"),
    ("table.csv", b"id,headline\n1,Nothing to read\n", "text"),
    ("line.txt", lambda: b"word " * (LONG_LINE // 5), "split it"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES, ids=[name for name, *_ in BAD_FILES])
def test_a_bad_file_costs_one_line_and_itself(
    run: Run, folder: Path, name: str, content: bytes | Callable[[], bytes], reason: str
) -> None:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content())
    ran = run("ingest", "news", "--jobs", "0")
    assert reason in one_line(ran, f"! news/{name}")
    assert ran.code == 1
    assert "1 added" in ran.err
    assert stored(run) == ["news/good.txt"]


def test_quiet_still_names_what_could_not_be_read(run: Run, folder: Path) -> None:
    (folder / "empty.txt").touch()
    assert run("ingest", "news", "--jobs", "0", "--quiet").err.startswith("! news/empty.txt: ")
    assert run("ingest", "news/good.txt", "--jobs", "0", "--quiet").err == ""


def test_one_malformed_line_costs_that_line(run: Run, folder: Path) -> None:
    records = [json.dumps({"id": number, "text": f"{GOOD} No. {number}."}) for number in range(3)]
    (folder / "three.jsonl").write_text("\n".join([records[0], '{"text": oops', *records[1:]]))
    ran = run("ingest", "news", "--jobs", "0")
    assert "line 2" in one_line(ran, "! news/three.jsonl") or "#2" in one_line(ran, "! news/three.jsonl")
    assert len(stored(run)) == 4


def test_another_encoding_is_read_and_said(run: Run, folder: Path) -> None:
    (folder / "old.txt").write_bytes("Café “reopens” – at last, said Zoë.".encode("cp1252"))
    assert run("ingest", "news", "--jobs", "0").code == 0
    ran = run("show", "news/old.txt", "--json")
    shown = json.loads(ran.out)
    assert shown["text"].startswith("Café “reopens” –")
    assert shown["encoding"] == "cp1252"


def test_a_missing_path_is_named(run: Run, folder: Path) -> None:
    ran = run("ingest", "nowhere", "news", "--jobs", "0")
    assert "no such file or folder" in one_line(ran, "! nowhere")
    assert stored(run) == ["news/good.txt"]


def test_an_unreadable_folder_is_named(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> object:
        # Root may open any folder, so the refusal is made here.
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", closed)
    ran = run("ingest", "news", "--jobs", "0")
    assert "Permission denied" in one_line(ran, "! news/closed")
    assert stored(run) == ["news/good.txt"]


@pytest.mark.parametrize(
    "words",
    [
        ("quotes",),
        ("quotes", "--speaker", "Cook", "--json"),
        ("search", "sirte"),
        ("search", "sirte", "--json"),
        ("show", "abc"),
        ("speakers",),
        ("places",),
        ("timeline",),
        ("articles",),
        ("stats",),
    ],
    ids=" ".join,
)
def test_a_missing_or_foreign_database_names_the_next_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*words)
    assert ran.code == 1
    assert "corpus ingest" in one_line(ran, "Error: ")
    assert not list(tmp_path.iterdir()), "a reader never makes a database"

    sqlite3.connect("corpus.db").execute("CREATE TABLE theirs (x)").connection.close()
    ran = run(*words)
    assert ran.code == 1
    assert "--db" in one_line(ran, "Error: ")

    Path("corpus.db").write_text("no database at all, only text " * 99)
    ran = run(*words)
    assert ran.code == 1
    assert "not a corpus database" in one_line(ran, "Error: ")


def test_ingest_leaves_a_foreign_database_alone(run: Run, folder: Path) -> None:
    sqlite3.connect("corpus.db").execute("CREATE TABLE theirs (x)").connection.close()
    before = Path("corpus.db").read_bytes()
    ran = run("ingest", "news", "--jobs", "0")
    assert ran.code == 1
    assert "not a corpus database" in one_line(ran, "Error: ")
    assert Path("corpus.db").read_bytes() == before


def test_an_interrupt_keeps_what_was_stored(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("ingest", "news", "--jobs", "0").code == 0
    (folder / "next.txt").write_text(GOOD.replace("Monday", "Tuesday"), encoding="utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("corpus_cli.ingest.tasks._extract", interrupted)
        ran = run("ingest", "news", "--jobs", "0")
    assert ran.code == 130
    assert one_line(ran, "Interrupted")
    assert stored(run) == ["news/good.txt"]
    assert "1 added" in run("ingest", "news", "--jobs", "0").err
    assert stored(run) == ["news/good.txt", "news/next.txt"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("quots",), "Did you mean 'quotes'?"),
        (("quotes", "--speker", "Cook"), "--speaker"),
        (("quotes", "--json", "--csv"), "one output format at a time, not json and csv"),
        (("quotes", "--format", "tsv", "--table"), "one output format at a time"),
        (("quotes", "--kind", "loud"), "--kind is direct, mixed, indirect"),
        (("quotes", "--since", "whenever"), "--since"),
        (("quotes", "--on", "2016", "--since", "2015"), "--on says it all"),
        (("quotes", "--since", "2017", "--until", "2016"), "lies behind"),
        (("quotes", "--sort", "rank"), "needs WORDS"),
        (("quotes", "--limit", "-1"), "-1"),
        (("search",), "WORDS"),
        (("ingest", ".", "--map", "text"), "text=FIELD"),
        (("ingest", ".", "--date", "whenever"), "--date"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_slip_in_the_command_line_is_one_line_and_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*words)
    assert told in one_line(ran, "Error: ")
    assert ran.err.count("\n") == 1
    assert ran.code == 2
    assert not list(tmp_path.iterdir())


def test_an_error_shows_its_traceback_only_when_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Traceback" not in run("stats").err
    for ran in (run("stats", "--debug"), run("--debug", "stats")):
        assert "Traceback" in ran.err
        assert ran.err.splitlines()[-1].startswith("Error: ")
        assert ran.code == 1
    monkeypatch.setenv("CORPUS_DEBUG", "1")
    assert "Traceback" in run("stats").err


def test_a_fault_of_ours_is_one_line_too(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", "news", "--jobs", "0")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("corpus_cli.store.stats.stats", broken)
    ran = run("stats")
    assert ran.code == 1
    assert one_line(ran, "Error: ZeroDivisionError").endswith("report what it prints)")


def test_a_file_name_cannot_command_the_terminal(run: Run, folder: Path) -> None:
    (folder / "a\x1b[31m\n.txt").touch()
    ran = run("ingest", "news", "--jobs", "0")
    assert "\x1b" not in ran.err
    assert len(ran.err.splitlines()) == 2
