"""``corpus ingest``: articles into the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus_cli.cli.database import located
from corpus_cli.cli.options import DatabaseOptions
from corpus_cli.errors import CorpusError, UsageError

if TYPE_CHECKING:
    from corpus_cli.ingest import IngestReport


def ingest(
    database: DatabaseOptions,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for JSON Lines.", show_default=False)
    ],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Published then, where nothing else says.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Published by, where nothing else says.")] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="text=FIELD", help="Which field of a record is the text, title, date …; may be repeated."),
    ] = None,
    tagger: Annotated[
        Literal["auto", "fast", "accurate"], typer.Option(help="auto is accurate where it is installed.")
    ] = "auto",
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0 works in this one. Default: one per core."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the articles of files that are gone from the folders given.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything could not be read.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Read articles, find who says what in them, and store both.

    Reads .txt, .md, .json, .jsonl, .csv, .html and .pdf; a folder with everything in it. What is unchanged is skipped,
    what has changed replaced. A file that cannot be read stops nothing.

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
        tagger=tagger,
        jobs=_cores() if jobs is None else jobs,
        strict=strict,
        prune=prune,
    )
    from corpus_cli.render.progress import progress

    with progress(quiet) as on_progress:
        report = run(paths, options, on_progress)
    _summarise(report, quiet)
    stored = report.added + report.changed + report.unchanged + report.duplicates
    if report.unread and (strict or not stored):
        raise CorpusError("some could not be read" if stored else "nothing could be read")


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


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _summarise(report: IngestReport, quiet: bool) -> None:
    from corpus_cli.render.clean import line

    for path, reason in report.unread:
        print(f"! {line(path)}: {line(reason)}", file=sys.stderr)
    if quiet:
        return
    counts = f"+ {report.added} added  ~ {report.changed} changed  = {report.unchanged} unchanged"
    if report.removed:
        counts += f"  - {report.removed} removed"
    if report.duplicates:
        counts += f"  ≡ {report.duplicates} duplicates"
    if report.unread:
        counts += f"  ! {len(report.unread)} not read"
    print(counts, file=sys.stderr)
