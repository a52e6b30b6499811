"""Rows to stdout, in the format asked for or fitting; notes about them to stderr.

Imports nothing that costs start-up: the fast path comes through here as well.
"""

from __future__ import annotations

import sys

from corpus_cli.errors import NothingFound

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from rich.console import RenderableType

    Row = Mapping[str, Any]

# A screenful or two; who wants more says --limit, and a pipe gets everything.
TERMINAL_LIMIT = 50


class Output:
    """The answer's ``format`` (auto, table, json, jsonl, csv, tsv), its ``color``, and ``exit_status`` for ``-e``."""

    __slots__ = ("color", "exit_status", "format")

    def __init__(self, format: str = "auto", color: str = "auto", exit_status: bool = False) -> None:
        self.format = format
        self.color = color
        self.exit_status = exit_status

    def chosen(self) -> str:
        """Return the format, auto resolved: a table on a terminal, JSON elsewhere."""
        if self.format == "auto":
            return "table" if sys.stdout.isatty() else "json"
        return self.format


class Page:
    """Which rows: at most ``limit`` (null for the default, 0 for all) from ``offset`` on."""

    __slots__ = ("limit", "offset")

    def __init__(self, limit: int | None = None, offset: int = 0) -> None:
        self.limit = limit
        self.offset = offset

    def most(self) -> int | None:
        """Return the number of rows to show at most, null for all."""
        if self.limit is None:
            return TERMINAL_LIMIT if sys.stdout.isatty() else None
        return self.limit or None


def answer(
    ask: Callable[[int | None], Iterable[Row]],
    output: Output,
    keys: Sequence[str],
    table: Callable[[list[Row], int], RenderableType],
    page: Page | None = None,
    count: Callable[[], int] | None = None,
    nothing: Callable[[], str | None] | None = None,
    ask_json: Callable[[int | None], Iterable[str]] | None = None,
) -> None:
    """Write the rows that ``ask(limit)`` gives; for JSON those of ``ask_json(limit)``, which are JSON objects already.

    ``keys`` are the columns of CSV and TSV, ``table`` makes the table of rows for a width. On a terminal, an answer cut
    short by ``page`` says so on stderr, with the total that ``count`` gives. ``nothing`` says what to add on stderr
    when there is no row. Raise NothingFound then if ``output`` wants an exit status.
    """
    page = page or Page()
    terminal = sys.stdout.isatty()
    most = page.most()
    more: list[bool] = []
    chosen = output.chosen()
    if ask_json and chosen in ("json", "jsonl"):
        from corpus_cli.render.records import write_objects

        shown = write_objects(chosen, _most(ask_json, most, more), sys.stdout)
    elif chosen != "table":
        from corpus_cli.render.records import write

        shown = write(chosen, _most(ask, most, more), sys.stdout, keys)
    else:
        shown = _tabulate(_most(ask, most, more), table, output.color)
    if more:
        total = f" of {count()}" if count else ""
        first = f"rows {page.offset + 1} to {page.offset + shown}" if page.offset else f"the first {shown}"
        _note(f"Showing {first}{total}; --limit 0 shows all.")
    if not shown:
        hint = nothing() if nothing else None
        if hint or terminal:
            _note(hint or "Nothing matches.")
        if output.exit_status:
            raise NothingFound


def _most(ask: Callable[[int | None], Iterable[Any]], most: int | None, more: list[bool]) -> Iterable[Any]:
    """Ask for ``most`` rows; on a terminal for one more, to tell in ``more`` whether there are any."""
    if most is None or not sys.stdout.isatty():
        return ask(most)
    return _first(ask(most + 1), most, more)


def _first(rows: Iterable[Any], most: int, more: list[bool]) -> Iterator[Any]:
    for number, row in enumerate(rows):
        if number == most:
            more.append(True)
            return
        yield row


def _tabulate(rows: Iterable[Row], table: Callable[[list[Row], int], RenderableType], color: str) -> int:
    kept = list(rows)
    if kept:
        display(lambda width: table(kept, width), color)
    return len(kept)


def display(make: Callable[[int], RenderableType], color: str) -> None:
    """Show on stdout what ``make`` makes for its width."""
    from corpus_cli.render.console import console, show

    target = console(sys.stdout, color)
    show(make(target.width), target)


def _note(text: str) -> None:
    from corpus_cli.render.clean import line

    print(line(text), file=sys.stderr)
