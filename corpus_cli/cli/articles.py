"""``corpus articles``: what is in the database."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from corpus_cli.cli.answer import answer
from corpus_cli.cli.database import reader
from corpus_cli.cli.keys import ARTICLE_KEYS
from corpus_cli.cli.options import DatabaseOptions, DateOptions, OutputOptions, PageOptions
from corpus_cli.cli.views import view
from corpus_cli.queries import ArticleQuery, ArticleSort


def articles(
    dates: DateOptions,
    page: PageOptions,
    output: OutputOptions,
    database: DatabaseOptions,
    outlet: Annotated[str | None, typer.Option(help="Printed by this outlet.")] = None,
    sort: Annotated[
        ArticleSort | None, typer.Option(metavar="KEY", help="published, -published, title, outlet or path.")
    ] = None,
) -> None:
    """List the articles, newest first.

    \b
    corpus articles --outlet "Harbor Wire"
    corpus articles --sort -published --csv
    """
    from corpus_cli.errors import UsageError
    from corpus_cli.store.articles import articles as stored

    if sort == "rank":
        raise UsageError("--sort rank is for `corpus search`")
    since, until = dates.bounds()
    chosen = output.output()
    connection = reader(database.db)
    query = ArticleQuery(outlet=outlet, since=since, until=until, sort=sort, offset=page.offset)
    answer(
        lambda limit: stored(connection, dataclasses.replace(query, limit=limit)),
        chosen,
        ARTICLE_KEYS,
        view("ARTICLES"),
        page.page(),
    )
