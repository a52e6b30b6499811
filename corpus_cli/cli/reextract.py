"""``corpus reextract``: statements found anew in what is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus_cli.cli.database import located, reader
from corpus_cli.cli.ingest import summarise
from corpus_cli.cli.options import DatabaseOptions, WorkOptions


def reextract(
    database: DatabaseOptions,
    work: WorkOptions,
    every: Annotated[bool, typer.Option("--all", help="Also articles that this tagger has read already.")] = False,
) -> None:
    """Find statements anew in articles that another tagger, or an older corpus, has read.

    Articles keep their ids, and a statement that stands in the same place keeps its own.

    \b
    corpus reextract
    corpus reextract --tagger accurate
    """
    from corpus_cli.ingest import reextract as run
    from corpus_cli.render.progress import progress

    reader(database.db).close()  # never creates a database
    with progress(work.quiet) as on_progress:
        report = run(Path(located(database.db)), work.tagger, work.processes(), every, on_progress)
    summarise(report, work.quiet)
    if report.unread:
        raise typer.Exit(1)
