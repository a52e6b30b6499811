"""``corpus quotes``: statements."""

from __future__ import annotations

import dataclasses
import sys
from typing import Annotated, get_args

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.hints import several
from corpus_cli.cli.hints import speaker as speaker_hint
from corpus_cli.cli.options import DatabaseOptions, OutputOptions, PageOptions, StatementOptions
from corpus_cli.cli.views import view
from corpus_cli.errors import UsageError
from corpus_cli.queries import StatementQuery, StatementSort
from corpus_cli.render.clean import line


def quotes(
    which: StatementOptions,
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    words: Annotated[
        str | None, typer.Argument(metavar="WORDS", help="Words to find in what was said.", show_default=False)
    ] = None,
    sort: Annotated[
        StatementSort | None, typer.Option(metavar="KEY", help=f"{', '.join(get_args(StatementSort))}.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="WORDS are an FTS5 expression.")] = False,
    each: Annotated[
        bool, typer.Option("--each", help="In a table, each report of an utterance by itself; else the first only.")
    ] = False,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL instead of running it.")] = False,
) -> None:
    """List who said what, where and when.

    A table shows an utterance that several articles report once, as it was printed first; JSON, CSV and TSV always
    have each report, with its group_id.

    \b
    corpus quotes --speaker "Peter Cook"
    corpus quotes "ground troops" --since 2016-07 --kind direct
    corpus quotes --place Baghdad --csv > baghdad.csv
    """
    if sort == "rank" and not words:
        raise UsageError("--sort rank needs WORDS to rank by")
    query = dataclasses.replace(which.query(words, raw), sort=sort, offset=page.offset)
    from corpus_cli.store.folded import count_folded, folded
    from corpus_cli.store.record import RECORD
    from corpus_cli.store.statements import count, json_statements, statement_sql, statements

    chosen = output.output()
    connection = reader(database.db)
    if sql:
        print_sql(*statement_sql(_limited(query, page.page().most()), connection))
        return
    if sys.stdout.isatty() and (candidates := several(connection, which.speaker)):
        print(line(f"{candidates}; --speaker takes an id as well."), file=sys.stderr)
    asked, counted = statements, count
    if chosen.chosen() == "table" and not each:
        asked, counted = folded, count_folded
    answer(
        lambda limit: asked(connection, _limited(query, limit)),
        chosen,
        tuple(RECORD),
        view("STATEMENTS", airy=True),
        page.page(),
        lambda: counted(connection, dataclasses.replace(query, offset=0)),
        lambda: speaker_hint(connection, which.speaker),
        lambda limit: json_statements(connection, _limited(query, limit)),
    )


def _limited(query: StatementQuery, limit: int | None) -> StatementQuery:
    return dataclasses.replace(query, limit=limit)


def print_sql(sql: str, values: list[object]) -> None:
    """Print ``sql`` and, as comments, the values bound to its question marks in order."""
    print(sql)
    for number, value in enumerate(values, 1):
        print(f"-- ?{number} = {value!r}")
