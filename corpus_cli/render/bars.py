"""The timeline: a bar of statements per period."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from corpus_cli.render.tables import Column, Row, field, speaker, words

# The eighths of a character cell, so that a bar's length is right to an eighth of a column.
_EIGHTHS = " ▏▎▍▌▋▊▉"

# Columns taken by everything else in the widest form of the table, numbers and gaps included.
_REST = 46
_LONGEST = 80


def bar(count: int, largest: int, room: int) -> str:
    """Return a bar for ``count`` where ``largest`` fills ``room`` columns; at least a sliver for 1 or more."""
    if count <= 0 or largest <= 0:
        return ""
    eighths = max(1, round(count * room * 8 / largest))
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def columns(rows: Sequence[Row], width: int, by_speaker: bool) -> tuple[Column, ...]:
    """Return the timeline's columns for ``rows`` on a terminal of ``width`` columns; the bars share one scale."""
    largest = max((row["statements"] for row in rows), default=0)
    room = min(_LONGEST, max(10, width - _REST - (26 if by_speaker else 0)))

    def statements(row: Row) -> Text:
        shown = Text()
        length = bar(row["statements"], largest, room)
        # The direct part of the bar is brighter; the split is rounded to whole columns.
        solid = round(len(length) * row["direct"] / row["statements"]) if row["statements"] else 0
        shown.append(length[:solid], style="cyan")
        shown.append(length[solid:], style="blue")
        return shown

    return (
        Column("Period", lambda row: words(row["period"] or "undated"), whole=True),
        *([Column("Speaker", speaker, widest=24)] if by_speaker else []),
        Column("Stmts", field("statements"), whole=True, right=True),
        Column("Direct", field("direct"), whole=True, right=True),
        Column("Mixed", field("mixed"), whole=True, right=True, at=100),
        Column("Indirect", field("indirect"), whole=True, right=True, at=100),
        Column("", statements, whole=True),
    )
