"""``corpus stats``: the database in figures."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from corpus_cli.cli.answer import display
from corpus_cli.cli.database import reader
from corpus_cli.cli.options import DatabaseOptions, OutputOptions
from corpus_cli.cli.views import view

if TYPE_CHECKING:
    from corpus_cli.cli.answer import Row


def stats(output: OutputOptions, database: DatabaseOptions) -> None:
    """Say how many articles, statements and speakers there are, from which outlets, read by which tagger.

    \b
    corpus stats
    corpus stats --json | jq .statements
    """
    from corpus_cli.render.records import encode, write
    from corpus_cli.store.stats import stats as stored

    chosen = output.output()
    facts = _named(stored(reader(database.db)))
    if chosen.chosen() in ("json", "jsonl"):
        print(encode(facts))
        return
    rows: list[Row] = [{"what": what, "value": value} for what, value in _flat(facts)]
    if chosen.chosen() != "table":
        write(chosen.chosen(), rows, sys.stdout, ("what", "value"))
        return
    display(lambda width: view("FACTS")(rows, width), chosen.color)


def _named(facts: dict[str, object]) -> dict[str, object]:
    """Name what counts the articles without an outlet."""
    return {
        what: {key or "(none)": count for key, count in value.items()} if isinstance(value, dict) else value
        for what, value in facts.items()
    }


def _flat(facts: dict[str, object], above: str = "") -> list[tuple[str, object]]:
    """Return nested counts as one level: "outlets: Harbor Wire"."""
    rows: list[tuple[str, object]] = []
    for what, value in facts.items():
        name = f"{above}{what}".replace("_", " ") if not above else f"{above}{what}"
        if isinstance(value, dict):
            rows += _flat(value, f"{name}: ")
        else:
            rows.append((name, value))
    return rows
