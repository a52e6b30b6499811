"""The README does what it says: every ```console block is run, and what it shows is what comes out.

Blocks are run in order, as on a terminal of 80 columns without colour, in a folder with samples/ and their database in
it; a block that ingests them makes it anew. A ``$ corpus …`` line runs in process; one with a pipe or redirection runs
in a shell, and is left out where a program of it is missing.
``python -m pytest tests/test_readme.py --update-goldens`` writes into the README what comes out now.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from program import REPOSITORY, SAMPLES, Run

from corpus_cli.extraction.tagger import load

README = REPOSITORY / "README.md"

BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)

# What makes a line the shell's business: | > < && ; $(…)
SHELL = re.compile(r"[|<>;&]|\$\(")


# What --tagger auto means while the README is run: the one that every installation has.
TAGGER = "fast"


def answered(run: Run, command: str) -> str | None:
    """Return what ``command`` prints on a terminal, null where a program it needs is missing."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|<>;&")
    words = list(lexer)
    if words[0] == "corpus" and not any(SHELL.match(word) for word in words):
        ran = run(*shlex.split(command, comments=True)[1:], terminal=True, width=80)
        return ran.out + ran.err
    starts = [0, *[number + 1 for number, word in enumerate(words) if word in ("|", "&&", ";")]]
    if not all(words[start] == "corpus" or shutil.which(words[start]) for start in starts):
        return None
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment, check=False)
    return ran.stdout + ran.stderr


def replayed(run: Run, block: str) -> str:
    """Return ``block`` with what its commands print now; what cannot be run stays."""
    lines: list[str] = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if not part.startswith("$ "):
            lines.append(part)
            continue
        command, _, before = part.partition("\n")
        now = answered(run, command.removeprefix("$ "))
        blank = "\n" if before.endswith("\n\n") else ""
        lines.append(part if now is None else f"{command}\n{now}{blank}")
    return "".join(lines)


def test_the_readme_shows_what_comes_out(
    run: Run, corpus_db: Path, monkeypatch: pytest.MonkeyPatch, update_goldens: bool
) -> None:
    (corpus_db.parent / "samples").symlink_to(SAMPLES)
    monkeypatch.chdir(corpus_db.parent)
    monkeypatch.setattr("corpus_cli.cli.options.WorkOptions.processes", lambda options: 0)
    monkeypatch.setattr("corpus_cli.extraction.tagger.load", lambda name: load(TAGGER if name == "auto" else name))
    text = README.read_text(encoding="utf-8")

    def now_in(block: re.Match[str]) -> str:
        if "$ corpus ingest samples" in block[0]:
            corpus_db.unlink()  # shown as the first time
        return replayed(run, block[0])

    now = BLOCK.sub(now_in, text)
    if update_goldens:
        README.write_text(now, encoding="utf-8")
    else:
        assert now == text, "if this is right, type: python -m pytest tests/test_readme.py --update-goldens"


@pytest.mark.skipif(README.stat().st_size < 1_000, reason="the README is not written yet")
def test_the_readme_names_every_command() -> None:
    from corpus_cli.cli.app import COMMANDS

    text = README.read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"corpus {name}" not in text]
    assert not missing, f"the README does not show: {', '.join(missing)}"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("$ corpus articles --tsv --limit 0 --outlet nobody\nold\n", None),
        ("$ corpus remove x-y\nold\n\n$ corpus stats --db none.db\nold\n", None),
        ("$ no-such-program | cat\nkept\n", "$ no-such-program | cat\nkept\n"),
        ("$ printf 'a\\n' | tr a b\nold\n", "$ printf 'a\\n' | tr a b\nb\n"),
        ("just text\n", "just text\n"),
    ],
)
def test_blocks_are_replayed(
    run: Run, corpus_db: Path, monkeypatch: pytest.MonkeyPatch, block: str, expected: str | None
) -> None:
    monkeypatch.chdir(corpus_db.parent)
    now = replayed(run, block)
    if expected is not None:
        assert now == expected
    else:
        assert "old" not in now
        assert [line for line in now.splitlines() if line.startswith("$")] == [
            line for line in block.splitlines() if line.startswith("$")
        ]
        assert now.count("\n\n") == block.count("\n\n")
