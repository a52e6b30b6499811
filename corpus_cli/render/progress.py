"""The progress bar on stderr, where that is a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import ProgressColumn


class Advance(Protocol):
    """How far work is: ``done`` of ``total`` files, ``articles`` written so far."""

    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def articles(self) -> int: ...


@contextlib.contextmanager
def progress(quiet: bool) -> Iterator[Callable[[Advance], None] | None]:
    """Give what is to be told how far work is; null when nobody is looking."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: tuple[ProgressColumn, ...] = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[articles]} articles, {task.fields[rate]:.0f}/s"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, articles=0, rate=0.0)

        def told(advance: Advance) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = advance.articles / elapsed if elapsed else 0.0
            bar.update(task, completed=advance.done, total=advance.total, articles=advance.articles, rate=rate)

        yield told
