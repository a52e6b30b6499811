"""``corpus places``: where it was said and what it was about."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.answer import Output, answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.keys import PLACE_KEYS
from corpus_cli.cli.options import DatabaseOptions, MapOutputOptions, PageOptions, StatementOptions
from corpus_cli.cli.views import view
from corpus_cli.errors import NothingFound
from corpus_cli.queries import PlaceQuery

if TYPE_CHECKING:
    from corpus_cli.cli.answer import Row


def places(
    which: StatementOptions,
    page: PageOptions,
    output: MapOutputOptions,
    database: DatabaseOptions,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Any words of the name.", show_default=False)
    ] = None,
) -> None:
    """List the places statements were made in, and the places they talk about.

    \b
    corpus places
    corpus places --speaker "Peter Cook"
    corpus places --about sirte --geojson > map.geojson
    """
    from corpus_cli.store.places import places as stored

    statements = which.query()
    chosen = output.output()
    connection = reader(database.db)

    def ask(limit: int | None) -> Iterable[Row]:
        return stored(connection, PlaceQuery(name=name, statements=statements, limit=limit, offset=page.offset))

    if chosen.format == "geojson":
        _map(ask(page.page().most()), chosen)
        return
    answer(ask, chosen, PLACE_KEYS, view("PLACES"), page.page())


def _map(rows: Iterable[Row], output: Output) -> None:
    from corpus_cli.render.geojson import write_points

    shown, left_out = write_points(rows, sys.stdout)
    if left_out:
        what = "place has" if left_out == 1 else "places have"
        print(f"Left out: {left_out} {what} no coordinates.", file=sys.stderr)
    if not shown and output.exit_status:
        raise NothingFound
