"""Questions about many values, asked in portions that every build of SQLite takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

# Fewer values a statement than SQLite's limit on any build (999 before 3.32).
_AT_ONCE = 900


def rows_for(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """Run ``sql``, whose ``{}`` stands for the placeholders of ``values``, portion by portion; give all rows."""
    return list(each_row_for(connection, sql, values))


def each_row_for(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    """Give the rows that ``rows_for`` gives one by one, for what is too much to hold; write nothing meanwhile."""
    for start in range(0, len(values), _AT_ONCE):
        part = values[start : start + _AT_ONCE]
        yield from connection.execute(sql.format(", ".join("?" * len(part))), part)
