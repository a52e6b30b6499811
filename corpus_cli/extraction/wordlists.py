"""The word lists in ``data/``: read on first use and kept."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Read ``data/NAME.txt``: one entry a line, ``#`` starts a comment line."""
    text = files("corpus_cli.extraction").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """Read ``data/NAME.txt`` as a set."""
    return frozenset(word_list(name))


@cache
def word_table(name: str) -> dict[str, str]:
    """Read ``data/NAME.txt`` whose entries are ``key<TAB>value``."""
    return dict(entry.split("\t", 1) for entry in word_list(name) if "\t" in entry)
