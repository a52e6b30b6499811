"""The flags that commands share: output, page, database, and which statements."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import typer

from corpus_cli.cli.answer import Output, Page
from corpus_cli.cli.clock import today
from corpus_cli.errors import UsageError
from corpus_cli.queries import StatementQuery

_OUTPUT, _WHICH = "Output", "Which statements"

# records.Kind; importing records would cost every start 8 ms.
_KINDS = ("direct", "mixed", "indirect")

Format = Literal["auto", "table", "json", "jsonl", "csv", "tsv"]


def _flag(name: str, help: str) -> Any:
    return typer.Option(name, help=help, rich_help_panel=_OUTPUT)


@dataclass(frozen=True)
class OutputOptions:
    """How the answer is written."""

    format: Annotated[
        Format,
        typer.Option("--format", "-f", help="auto is a table on a terminal, JSON when piped.", rich_help_panel=_OUTPUT),
    ] = "auto"
    table: Annotated[bool, _flag("--table", "A table, also when piped.")] = False
    json: Annotated[bool, _flag("--json", "A JSON array.")] = False
    jsonl: Annotated[bool, _flag("--jsonl", "JSON Lines: one object a line.")] = False
    csv: Annotated[bool, _flag("--csv", "CSV with a header; lists as JSON.")] = False
    tsv: Annotated[bool, _flag("--tsv", "Tab-separated lines with a header.")] = False
    color: Annotated[
        Literal["auto", "always", "never"], typer.Option(help="Colour in tables.", rich_help_panel=_OUTPUT)
    ] = "auto"
    exit_status: Annotated[
        bool,
        typer.Option("--exit-status", "-e", help="Exit with 4 when nothing matches.", rich_help_panel=_OUTPUT),
    ] = False

    def output(self) -> Output:
        """Return the output asked for; raise UsageError when two formats are."""
        asked = [name for name in ("table", "json", "jsonl", "csv", "tsv", "geojson") if getattr(self, name, False)]
        if self.format != "auto" and self.format not in asked:
            asked.append(self.format)
        if len(asked) > 1:
            raise UsageError(f"one output format at a time, not {' and '.join(asked)}")
        return Output(asked[0] if asked else "auto", self.color, self.exit_status)


@dataclass(frozen=True)
class MapOutputOptions(OutputOptions):
    """How an answer that can be put on a map is written."""

    format: Annotated[
        Literal["auto", "table", "json", "jsonl", "csv", "tsv", "geojson"],
        typer.Option("--format", "-f", help="auto is a table on a terminal, JSON when piped.", rich_help_panel=_OUTPUT),
    ] = "auto"  # type: ignore[assignment]
    geojson: Annotated[bool, _flag("--geojson", "GeoJSON: a point for each place that has coordinates.")] = False


@dataclass(frozen=True)
class PageOptions:
    """Which part of the answer."""

    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=0,
            metavar="N",
            help="Rows at most, 0 for all. Default: 50 on a terminal, all when piped.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None
    offset: Annotated[
        int, typer.Option(min=0, metavar="N", help="Rows to leave out at the start.", rich_help_panel=_OUTPUT)
    ] = 0

    def page(self) -> Page:
        """Return the page asked for."""
        return Page(self.limit, self.offset)


@dataclass(frozen=True)
class DatabaseOptions:
    """Which database."""

    db: Annotated[
        str | None,
        typer.Option("--db", metavar="FILE", help="The database. Default: $CORPUS_DB, else ./corpus.db."),
    ] = None


@dataclass(frozen=True)
class WorkOptions:
    """How extraction is done."""

    tagger: Annotated[
        Literal["auto", "fast", "accurate"], typer.Option(help="auto is accurate where it is installed.")
    ] = "auto"
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0 works in this one. Default: one per core."),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False

    def processes(self) -> int:
        """Return how many processes to work in."""
        if self.jobs is not None:
            return self.jobs
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _which(*names: str, help: str, metavar: str = "TEXT") -> Any:
    return typer.Option(*names, help=help, metavar=metavar, rich_help_panel=_WHICH)


@dataclass(frozen=True)
class DateOptions:
    """From when to when; every word for a date that news uses will do."""

    since: Annotated[
        str | None, _which("--since", metavar="DATE", help='From: 2016-08-01, 2016-08, 2016, "last week".')
    ] = None
    until: Annotated[
        str | None, _which("--until", metavar="DATE", help="Up to the end of that day, month or year.")
    ] = None
    on: Annotated[str | None, _which("--on", metavar="DATE", help='Within: a day, "August 2016", 2016.')] = None

    def bounds(self) -> tuple[str | None, str | None]:
        """Return the first and last ISO day asked for, both inclusive; raise UsageError for words that are no date."""
        if self.on and (self.since or self.until):
            raise UsageError("--on says it all; leave out --since and --until")
        first = _day("--on" if self.on else "--since", self.on or self.since, 0)
        last = _day("--on" if self.on else "--until", self.on or self.until, 1)
        if first and last and first > last:
            raise UsageError(f"--since {first} lies behind --until {last}")
        return first, last


def _day(option: str, text: str | None, end: int) -> str | None:
    if text is None:
        return None
    from corpus_cli.extraction.periods import parse_option

    try:
        period = parse_option(text, today())
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
    return (period.first, period.last)[end]


def _kinds(asked: list[str]) -> tuple[str, ...]:
    kinds = [kind for each in asked for kind in each.split(",")]
    for kind in kinds:
        if kind not in _KINDS:
            raise UsageError(f"--kind is {', '.join(_KINDS)}, not {kind}")
    return tuple(kinds)


@dataclass(frozen=True)
class StatementOptions(DateOptions):
    """Which statements."""

    speaker: Annotated[
        str | None, _which("--speaker", "-s", help="Who: any of the name's words, in any case, accents or title aside.")
    ] = None
    about: Annotated[str | None, _which("--about", metavar="WORDS", help="Words of the statement itself.")] = None
    place: Annotated[str | None, _which("--place", help="Said there, or in a place within it.")] = None
    kind: Annotated[
        list[str] | None,
        _which("--kind", metavar="direct|mixed|indirect", help="Wholly, partly or not in quotation marks; may repeat."),
    ] = None
    outlet: Annotated[str | None, _which("--outlet", help="Printed by this outlet.")] = None
    article: Annotated[str | None, _which("--article", metavar="ID", help="In this article: its id or path.")] = None
    thoughts: Annotated[
        bool, typer.Option("--thoughts", help="Also what people think, hope or plan.", rich_help_panel=_WHICH)
    ] = False
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="0-1", help="Leave out doubtful ones.", rich_help_panel=_WHICH)
    ] = 0.0

    def query(self, words: str | None = None, raw: bool = False) -> StatementQuery:
        """Return the question these flags ask."""
        since, until = self.bounds()
        return StatementQuery(
            words=words,
            speaker=self.speaker,
            about=self.about,
            place=self.place,
            since=since,
            until=until,
            kinds=_kinds(self.kind or []),
            outlet=self.outlet,
            article=self.article,
            thoughts=self.thoughts,
            min_confidence=self.min_confidence,
            raw=raw,
        )
