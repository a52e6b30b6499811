"""``corpus speakers``: who speaks."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.hints import speaker as speaker_hint
from corpus_cli.cli.keys import SPEAKER_KEYS
from corpus_cli.cli.options import DatabaseOptions, OutputOptions, PageOptions, StatementOptions
from corpus_cli.cli.views import view
from corpus_cli.queries import SpeakerQuery


def speakers(
    which: StatementOptions,
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Any words of the name.", show_default=False)
    ] = None,
) -> None:
    """List who speaks, most statements first.

    \b
    corpus speakers
    corpus speakers cook
    corpus speakers --about sirte --since 2016-08
    """
    from corpus_cli.store.speakers import speakers as stored

    statements = which.query()
    chosen = output.output()
    connection = reader(database.db)
    answer(
        lambda limit: stored(
            connection, SpeakerQuery(name=name, statements=statements, limit=limit, offset=page.offset)
        ),
        chosen,
        SPEAKER_KEYS,
        view("SPEAKERS"),
        page.page(),
        nothing=lambda: speaker_hint(connection, name or which.speaker),
    )
