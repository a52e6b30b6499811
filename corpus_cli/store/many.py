"""Questions about many values, asked in portions that every build of SQLite takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

# Fewer values a statement than SQLite's limit on any build (999 before 3.32).
_AT_ONCE = 900


def rows_for(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """Run ``sql``, whose ``{}`` stands for the placeholders of ``values``, portion by portion; give all rows."""
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(values), _AT_ONCE):
        part = values[start : start + _AT_ONCE]
        rows += connection.execute(sql.format(", ".join("?" * len(part))), part)
    return rows
