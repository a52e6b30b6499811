"""The version stands in three places; they agree."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version as installed

from program import REPOSITORY, Run


def declared() -> str:
    return str(tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"])


def test_the_changelog_begins_with_the_version() -> None:
    # "## 0.1.0" or "## 0.1.0 (2026-11-20)"
    headings = re.findall(r"^## (\S+)", (REPOSITORY / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == declared()


def test_the_package_says_the_version(run: Run) -> None:
    assert installed("corpus-cli") == declared()
    for flag in ("--version", "-V"):
        assert run(flag).out == f"corpus {declared()}\n"


def test_the_version_is_read_only_when_asked_for() -> None:
    program = "import sys, corpus_cli.__main__, corpus_cli.cli.app; print('importlib.metadata' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
