"""``corpus speakers``: who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import located, reader
from corpus_cli.cli.hints import speaker as speaker_hint
from corpus_cli.cli.keys import SPEAKER_KEYS
from corpus_cli.cli.options import DatabaseOptions, OutputOptions, PageOptions, StatementOptions
from corpus_cli.cli.views import view
from corpus_cli.queries import SpeakerQuery

if TYPE_CHECKING:
    from sqlite3 import Connection

    from rich.console import RenderableType

    from corpus_cli.cli.answer import Row


def speakers(
    which: StatementOptions,
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME | merge|split|rename|kind|undo …]",
            help="Any words of the name, or an id; or a decision on who is who.",
            show_default=False,
        ),
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Each speaker in full: names and why they are one, roles, places, articles.")
    ] = False,
) -> None:
    """List who speaks, most statements first; or decide who is who.

    \b
    corpus speakers
    corpus speakers cook --why
    corpus speakers --about sirte --since 2016-08

    Your word on who is who holds for whatever is ingested later, and undo takes the last one back. Names are given as
    for --speaker: a name, another name, or an id.

    \b
    corpus speakers merge "Ash Carter" "Ashton Carter"
    corpus speakers split "Mr. Smith"
    corpus speakers rename Carter "Ashton B. Carter"
    corpus speakers kind Pentagon organization
    corpus speakers undo
    """
    from corpus_cli.cli.decisions import decide, is_decision
    from corpus_cli.store.speakers import speakers as stored

    statements = which.query()
    chosen = output.output()
    words = name or []
    numbers: tuple[int, ...] | None = None
    if is_decision(words):
        numbers = tuple(decide(located(database.db), words, lambda: reader(database.db)))
    called = " ".join(words) if words and numbers is None else None
    connection = reader(database.db)

    def ask(limit: int | None) -> Iterable[Row]:
        query = SpeakerQuery(called, statements=statements, limit=limit, offset=page.offset, numbers=numbers)
        found = stored(connection, query)
        return _with_profiles(connection, found) if why else found

    answer(
        ask,
        chosen,
        (*SPEAKER_KEYS, "why") if why else SPEAKER_KEYS,
        _profiles if why else view("SPEAKERS"),
        page.page(),
        nothing=lambda: speaker_hint(connection, called or which.speaker),
    )


def _with_profiles(connection: Connection, rows: Iterable[Row]) -> Iterator[Row]:
    from corpus_cli.store.profile import profile

    for row in rows:
        yield {**row, "why": profile(connection, row["id"])}


def _profiles(rows: list[Row], width: int) -> RenderableType:
    from corpus_cli.render.profile import profiles

    return profiles(rows, width)
