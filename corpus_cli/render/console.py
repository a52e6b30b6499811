"""The one place that makes a Rich console: width, colour, and no reading of article text as markup."""

from __future__ import annotations

import os
from typing import TextIO

from rich.console import Console, RenderableType
from rich.measure import Measurement

# A width that is none: what is written off a terminal is not wrapped.
UNBOUNDED = 1_000_000


def console(out: TextIO, color: str = "auto", width: int | None = None) -> Console:
    """Return a console on ``out``.

    ``color`` is auto, always or never; auto means colour on a terminal unless NO_COLOR is set or TERM is dumb.
    ``width`` is in columns; null takes COLUMNS, then the terminal's width, and off a terminal leaves lines unbounded.
    """
    plain = color == "never" or (
        color == "auto" and (not out.isatty() or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb")
    )
    if width is None and not os.environ.get("COLUMNS", "").isdigit() and not out.isatty():
        width = UNBOUNDED
    environ = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    return Console(
        file=out,
        width=width,
        color_system=None if plain else ("auto" if out.isatty() else "standard"),
        force_terminal=not plain,
        no_color=False,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ=environ,
    )


def unbounded(target: Console) -> bool:
    """Tell whether ``target`` has no width of its own: off a terminal, with no COLUMNS."""
    return target.width >= UNBOUNDED


def show(renderable: RenderableType, target: Console) -> None:
    """Print ``renderable`` on ``target``, at its natural width where ``target`` has none, without trailing blanks."""
    width = Measurement.get(target, target.options, renderable).maximum if unbounded(target) else target.width
    with target.capture() as capture:
        target.print(renderable, width=width, crop=False, soft_wrap=False, no_wrap=None)
    for line in capture.get().splitlines(keepends=True):
        stripped = line.rstrip()
        target.file.write(stripped + "\n" if line.endswith("\n") else stripped)
