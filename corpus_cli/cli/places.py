"""``corpus places``: where it was said and what it was about."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.keys import PLACE_KEYS
from corpus_cli.cli.options import DatabaseOptions, OutputOptions, PageOptions, StatementOptions
from corpus_cli.cli.views import view
from corpus_cli.queries import PlaceQuery


def places(
    which: StatementOptions,
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Any words of the name.", show_default=False)
    ] = None,
) -> None:
    """List the places statements were made in, and the places they talk about.

    \b
    corpus places
    corpus places --speaker "Peter Cook"
    """
    from corpus_cli.store.places import places as stored

    statements = which.query()
    chosen = output.output()
    connection = reader(database.db)
    answer(
        lambda limit: stored(connection, PlaceQuery(name=name, statements=statements, limit=limit, offset=page.offset)),
        chosen,
        PLACE_KEYS,
        view("PLACES"),
        page.page(),
    )
