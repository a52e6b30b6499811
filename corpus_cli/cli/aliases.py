"""``corpus aliases``: names for one thing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import located, reader
from corpus_cli.cli.keys import ALIAS_KEYS
from corpus_cli.cli.options import DatabaseOptions, OutputOptions, PageOptions
from corpus_cli.cli.views import view
from corpus_cli.errors import CorpusError, UsageError
from corpus_cli.render.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

_DECISIONS = {"add": True, "remove": False}


def aliases(
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME | add|remove NAME ALIAS]",
            help="Any words of either name; or a pair to add or remove.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """List names for one thing, with the article that says so first; add or remove some.

    Articles give them: "Government of National Accord (GNA)". They change no answer by themselves; corpus search
    --expand uses them. What you add or remove stays so, whatever is ingested later.

    \b
    corpus aliases
    corpus aliases gna --json
    corpus aliases add "Islamic State" Daesh
    corpus aliases remove "Islamic State" Daesh
    """
    from corpus_cli.store.term_aliases import term_aliases

    chosen = output.output()
    called = " ".join(words) if words else None
    if words and words[0] in _DECISIONS:
        called = _decide(located(database.db), words)
    connection = reader(database.db)
    answer(
        lambda limit: term_aliases(connection, called, limit, page.offset),
        chosen,
        ALIAS_KEYS,
        view("ALIASES"),
        page.page(),
    )


def _decide(db: str, words: list[str]) -> str:
    """Add or remove a pair, tell it on stderr, and return the name whose aliases are to be shown."""
    from corpus_cli.ingest import decide_alias

    action, *rest = words
    pair = [" ".join(word.split()) for word in rest]
    if len(pair) != 2 or not all(any(map(str.isalnum, name)) for name in pair):
        raise UsageError(f"type: corpus aliases {action} NAME ALIAS")
    if pair[0].casefold() == pair[1].casefold():
        raise UsageError(f'"{pair[0]}" is the same name twice')
    noted = decide_alias(Path(db), pair[0], pair[1], _DECISIONS[action])
    if noted is None:
        raise CorpusError(f'"{pair[0]}" has no alias "{pair[1]}"; to list them type: corpus aliases')
    name, alias = noted
    told = "is another name for" if _DECISIONS[action] else "is no longer another name for"
    print(line(f'"{alias}" {told} "{name}"'), file=sys.stderr)
    return name


def expanded(connection: Connection, words: str) -> str:
    """Return search words widened by the other names of the names in them, and say on stderr which."""
    from corpus_cli.store.term_aliases import expand

    wider, added = expand(connection, words)
    if not added:
        print("No other names are known for these words; corpus aliases lists what is.", file=sys.stderr)
    for name, others in added:
        print(line(f"Also searched for {name}: {_listed(others)}"), file=sys.stderr)
    return wider


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
