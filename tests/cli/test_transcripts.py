"""Transcripts that read as the manual: commands and what they answer, on a fresh copy of the samples' database.

``$ corpus …`` is a command, ``1$ corpus …`` one that leaves with 1; below it its stdout, and its stderr behind ``2> ``.
``python -m pytest tests/cli/test_transcripts.py --update-goldens`` writes down what comes out now.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from program import SAMPLES, Run

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))

# "$ corpus quotes --speaker cook" | "4$ corpus quotes --speaker nobody -e"
COMMAND = re.compile(r"^\d*\$ corpus (.*)$")


def replayed(run: Run, text: str) -> str:
    """Return the transcript ``text`` with each command's output as it is now; comments and blank lines stay."""
    lines: list[str] = []
    for line in text.splitlines():
        if command := COMMAND.match(line):
            ran = run(*shlex.split(command[1]))
            if lines:
                lines.append("")
            lines.append(f"{ran.code or ''}$ corpus {command[1]}")
            lines += ran.out.splitlines()
            lines += [f"2> {told}" for told in ran.err.splitlines()]
        elif line.startswith("# "):
            lines += ["", line] if lines else [line]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(
    run: Run, corpus_db: Path, monkeypatch: pytest.MonkeyPatch, update_goldens: bool, path: Path
) -> None:
    (corpus_db.parent / "samples").symlink_to(SAMPLES)
    monkeypatch.chdir(corpus_db.parent)
    text = path.read_text(encoding="utf-8")
    now = replayed(run, text)
    if update_goldens:
        path.write_text(now, encoding="utf-8")
    else:
        assert now == text, "if this is right, type: python -m pytest tests/cli/test_transcripts.py --update-goldens"


def test_there_are_transcripts_of_every_command() -> None:
    from corpus_cli.cli.app import COMMANDS

    text = "\n".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    shown = {match[1] for match in re.finditer(r"^\d*\$ corpus (\w+)", text, re.MULTILINE)}
    # These have tests of their own: two need gold, three are shown on cases.
    assert set(COMMANDS) - {"evaluate", "export", "changes", "compare", "verify"} <= shown
