"""``corpus ingest``: articles into the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_cli.cli.database import located
from corpus_cli.cli.options import DatabaseOptions, WorkOptions
from corpus_cli.errors import UsageError

if TYPE_CHECKING:
    from corpus_cli.ingest import IngestReport


def ingest(
    database: DatabaseOptions,
    work: WorkOptions,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for JSON Lines.", show_default=False)
    ],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Published then, where nothing else says.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Published by, where nothing else says.")] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="text=FIELD", help="Which field of a record is the text, title, date …; may be repeated."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the articles of files that are gone from the folders given.")
    ] = False,
) -> None:
    """Read articles, find who says what in them, and store both.

    Reads .txt, .md, .json, .jsonl, .csv, .html and .pdf; a folder with everything in it. What is unchanged is skipped,
    what has changed replaced. A file that cannot be read stops nothing; it is named, and the exit code is 1.

    \b
    corpus ingest samples/
    corpus ingest archive/ --outlet "Harbor Wire" --jobs 4
    cat articles.jsonl | corpus ingest - --map text=content
    """
    from corpus_cli.ingest import IngestOptions
    from corpus_cli.ingest import ingest as run

    options = IngestOptions(
        db=Path(located(database.db)),
        date=_published(date),
        outlet=outlet,
        mapping=mapping(map or []),
        tagger=work.tagger,
        jobs=work.processes(),
        prune=prune,
    )
    from corpus_cli.render.progress import progress

    with progress(work.quiet) as on_progress:
        report = run(paths, options, on_progress)
    summarise(report, work.quiet)
    if report.unread:
        raise typer.Exit(1)


def mapping(pairs: list[str]) -> dict[str, str]:
    """Return ``--map`` pairs as article field → record field; raise UsageError for one without "="."""
    fields: dict[str, str] = {}
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not (equals and field and name):
            raise UsageError(f"--map {pair}: write it as text=FIELD")
        fields[field] = name
    return fields


def _published(text: str | None) -> str | None:
    if text is None:
        return None
    from corpus_cli.cli.clock import today
    from corpus_cli.extraction.periods import parse_option

    try:
        return parse_option(text, today()).value
    except ValueError as error:
        raise UsageError(f"--date: {error}") from error


def summarise(report: IngestReport, quiet: bool) -> None:
    """Name on stderr what could not be read, and unless ``quiet`` count what was done."""
    from corpus_cli.render.clean import line

    for path, reason in report.unread:
        print(f"! {line(path)}: {line(reason)}", file=sys.stderr)
    if quiet:
        return
    counts = f"+ {report.added} added  ~ {report.changed} changed  = {report.unchanged} unchanged"
    if report.removed:
        counts += f"  - {report.removed} removed"
    if report.duplicates:
        counts += f"  ≡ {report.duplicates} duplicate{'s' * (report.duplicates != 1)}"
    if report.unread:
        counts += f"  ! {len(report.unread)} not read"
    print(counts, file=sys.stderr)
