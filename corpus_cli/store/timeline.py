"""Statements per day, week, month or year."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.days import iso_week
from corpus_cli.store.filters import statement_conditions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_cli.queries import TimelineQuery

# A day number → the period that holds it. 1970-01-01 was a Thursday, so Mondays are the days with (day + 3) % 7 = 0.
_MONDAY = "({0} - ((({0} + 3) % 7) + 7) % 7)"
_PERIODS = {
    "day": "strftime('%Y-%m-%d', {0} * 86400, 'unixepoch')",
    "week": _MONDAY,
    "month": "strftime('%Y-%m', {0} * 86400, 'unixepoch')",
    "year": "strftime('%Y', {0} * 86400, 'unixepoch')",
}


def timeline(connection: sqlite3.Connection, query: TimelineQuery) -> Iterator[dict[str, object]]:
    """Count statements per period, oldest first; those whose date is unknown or coarser than the unit come last.

    Each row: period ("2016-08-01", "2016-W31", "2016-08", "2016" or null), statements, direct, mixed, indirect; with
    ``by_speaker`` also speaker, one row each, most statements first.
    """
    for period, speaker, statements, direct, mixed, indirect in connection.execute(*timeline_sql(query, connection)):
        row: dict[str, object] = {
            "period": iso_week(period) if query.unit == "week" and period is not None else period,
            "statements": statements,
            "direct": direct,
            "mixed": mixed,
            "indirect": indirect,
        }
        if query.by_speaker:
            row["speaker"] = speaker
        yield row


def timeline_sql(query: TimelineQuery, connection: sqlite3.Connection) -> tuple[str, list[object]]:
    """Give the SQL and the values that count statements per period."""
    found = statement_conditions(query.statements, connection)
    first, last = (_PERIODS[query.unit].format(f"d.{column}") for column in ("first_day", "last_day"))
    speaker = "s.speaker" if query.by_speaker else "NULL"
    # By days first, which are few, and by their periods then: a date is written per day, not per statement.
    sql = (
        f"WITH days AS (SELECT s.first_day, s.last_day, {speaker} AS speaker, count(*) AS statements, "
        "sum(s.kind = 0) AS direct, sum(s.kind = 1) AS mixed, sum(s.kind = 2) AS indirect\n"
        f"  FROM {found.source()}{found.clause()} GROUP BY 1, 2, 3),\n"
        f"counted AS (SELECT CASE WHEN {first} = {last} THEN {first} END AS period, d.speaker, "
        "sum(d.statements) AS statements, sum(d.direct) AS direct, sum(d.mixed) AS mixed, sum(d.indirect) AS indirect\n"
        "  FROM days d GROUP BY 1, 2)\n"
        "SELECT c.period, w.name, c.statements, c.direct, c.mixed, c.indirect FROM counted c "
        "LEFT JOIN speakers w ON w.number = c.speaker "
        "ORDER BY c.period IS NULL, c.period, c.statements DESC, w.name, w.number"
    )
    return sql, found.values
