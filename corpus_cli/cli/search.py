"""``corpus search``: articles by their words."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from corpus_cli.cli.aliases import expanded
from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.keys import SEARCH_KEYS
from corpus_cli.cli.options import DatabaseOptions, DateOptions, OutputOptions, PageOptions
from corpus_cli.cli.views import view
from corpus_cli.errors import UsageError
from corpus_cli.queries import ArticleQuery


def search(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help='Words, "phrases", prefix*, OR, NOT or -word.', show_default=False)
    ],
    dates: DateOptions,
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    outlet: Annotated[str | None, typer.Option(help="Printed by this outlet.")] = None,
    expand: Annotated[
        bool, typer.Option("--expand", help="Also by the other names that corpus aliases lists.")
    ] = False,
    raw: Annotated[bool, typer.Option("--raw", help="WORDS are an FTS5 expression.")] = False,
) -> None:
    """Find articles by their words, best first, with the passage found.

    \b
    corpus search sirte
    corpus search '"air strikes" OR airstrikes -mosul' --since 2016-08
    corpus search GNA --expand
    corpus search 'libya*' --json | jq -r '.[].path'
    """
    from corpus_cli.store.search import count_found, json_search
    from corpus_cli.store.search import search as found

    if expand and raw:
        raise UsageError("--expand is for plain words, --raw for FTS5's own; leave one out")
    since, until = dates.bounds()
    chosen = output.output()
    connection = reader(database.db)
    if expand:
        words = expanded(connection, words)
    query = ArticleQuery(words=words, outlet=outlet, since=since, until=until, offset=page.offset, raw=raw)
    answer(
        lambda limit: found(connection, dataclasses.replace(query, limit=limit)),
        chosen,
        SEARCH_KEYS,
        view("FOUND", airy=True),
        page.page(),
        lambda: count_found(connection, dataclasses.replace(query, offset=0)),
        ask_json=lambda limit: json_search(connection, dataclasses.replace(query, limit=limit)),
    )
