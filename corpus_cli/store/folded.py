"""Statements with the reports of one utterance folded into the first of them."""

from __future__ import annotations

import dataclasses
import sqlite3

from corpus_cli.store.articles import records
from corpus_cli.store.filters import statement_conditions
from corpus_cli.store.match import refused
from corpus_cli.store.record import JOINS, record_columns
from corpus_cli.store.statements import statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_cli.queries import StatementQuery

# Rows asked for at first; each further helping is twice as large.
_FIRST_HELPING = 100


def folded(connection: sqlite3.Connection, query: StatementQuery) -> Iterator[dict[str, object]]:
    """Answer with records as ``statements`` does, but each report group once, where the first of its rows stands.

    What is shown of a group is the report that was printed first among those the query selects. The query's limit and
    offset count rows of this answer.
    """
    rows = _once(connection, dataclasses.replace(query, limit=None, offset=0))
    for number, row in enumerate(rows):
        if query.limit and number >= query.offset + query.limit:
            return
        if number >= query.offset:
            group = str(row["group_id"])
            yield _first_report(connection, query, group) or row if int(str(row["reports"])) > 1 else row


def count_folded(connection: sqlite3.Connection, query: StatementQuery) -> int:
    """Count the rows of ``folded``, its limit and offset left aside."""
    found = statement_conditions(query, connection)
    counted = "count(DISTINCT s.report_group) + coalesce(sum(s.report_group IS NULL), 0)"
    try:
        ((rows,),) = connection.execute(f"SELECT {counted} FROM {found.source()}{found.clause()}", found.values)
    except sqlite3.OperationalError as error:
        raise refused(error, query.raw) from error
    return int(rows)


def _once(connection: sqlite3.Connection, query: StatementQuery) -> Iterator[dict[str, object]]:
    seen: set[object] = set()
    helping, offset = _FIRST_HELPING + (query.limit or 0), 0
    while True:
        rows = 0
        for row in statements(connection, dataclasses.replace(query, limit=helping, offset=offset)):
            rows += 1
            if row["reports"] == 1 or row["group_id"] not in seen:
                seen.add(row["group_id"])
                yield row
        if rows < helping:
            return
        offset += helping
        helping *= 2


def _first_report(connection: sqlite3.Connection, query: StatementQuery, group: str) -> dict[str, object] | None:
    sql = "SELECT number FROM statements WHERE report_group = ?"
    members = ", ".join(str(number) for (number,) in connection.execute(sql, (int(group, 16),)))
    found = statement_conditions(query, connection)
    found.articles, found.by_article = True, False
    found.add(f"s.number IN ({members})")
    if found.ranked:
        found.add(f"statements_fts.rowid IN ({members})")  # or every row that matches would be looked at
    order = "a.first_day IS NULL, a.first_day, a.path, s.number"
    picked = f"WITH picked AS (SELECT s.number FROM {found.source()}{found.clause()} ORDER BY {order} LIMIT 1)\n"
    joined = f"FROM picked CROSS JOIN statements s ON s.number = picked.number\n{JOINS}"
    return next(records(connection, f"{picked}SELECT\n  {record_columns()}\n{joined}", found.values), None)
