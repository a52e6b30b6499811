"""``corpus timeline``: how much was said when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.answer import Page, answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.keys import TIMELINE_KEYS
from corpus_cli.cli.options import DatabaseOptions, OutputOptions, StatementOptions
from corpus_cli.queries import TimelineQuery, Unit

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpus_cli.cli.answer import Row


def timeline(
    which: StatementOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    by: Annotated[Unit, typer.Option(help="The length of a period.")] = "day",
    speakers: Annotated[bool, typer.Option("--speakers", help="A row per speaker in each period.")] = False,
) -> None:
    """Count statements per day, week, month or year, with bars.

    \b
    corpus timeline --by month
    corpus timeline --speaker cook --by week
    corpus timeline --speakers --about sirte
    """
    from corpus_cli.store.timeline import timeline as stored

    query = TimelineQuery(unit=by, by_speaker=speakers, statements=which.query())
    chosen = output.output()
    connection = reader(database.db)

    def table(rows: list[Row], width: int) -> RenderableType:
        from corpus_cli.render import bars, tables

        return tables.table(bars.columns(rows, width, speakers), rows, width)

    keys = (*TIMELINE_KEYS, "speaker") if speakers else TIMELINE_KEYS
    answer(lambda limit: stored(connection, query), chosen, keys, table, Page(0))
