"""Statements: who said what, where and when."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.articles import records, window
from corpus_cli.store.filters import Conditions, statement_conditions
from corpus_cli.store.match import match_expression, refused
from corpus_cli.store.record import JOINS, record_columns, record_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_cli.queries import StatementQuery

# Every order ends in the row's number (ingest order, then text order), so that it is the same every time.
_ORDERS = {
    "date": "s.first_day NULLS LAST, s.number",
    "-date": "s.first_day DESC, s.number",
    "published": "a.first_day NULLS LAST, a.number, s.number",
    "-published": "a.first_day DESC, a.number, s.number",
    "speaker": "who.name COLLATE NOCASE, s.first_day, s.number",
    "confidence": "s.confidence DESC, s.number",
    "article": "s.number",
    "rank": "rank",
}


def statements(connection: sqlite3.Connection, query: StatementQuery) -> Iterator[dict[str, object]]:
    """Answer with records (keys of records.RECORD_KEYS, in order; spans and places as lists).

    Unless the query says otherwise: best match first when it has words, else newest first.
    """
    try:
        yield from records(connection, *statement_sql(query, connection))
    except sqlite3.OperationalError as error:
        raise refused(error, query.raw) from error


def json_statements(connection: sqlite3.Connection, query: StatementQuery) -> Iterator[str]:
    """Answer with the same records as JSON text, one object each, made by SQLite."""
    picked, values = _picked(query, connection)
    try:
        for (text,) in connection.execute(f"{picked}SELECT {record_json()}\n{_joined(query)}", values):
            yield text
    except sqlite3.OperationalError as error:
        raise refused(error, query.raw) from error


def statement_sql(query: StatementQuery, connection: sqlite3.Connection) -> tuple[str, list[object]]:
    """Give the SQL and the values that answer a question.

    The rows are picked, ordered and cut first; only those left are looked up in full.
    """
    picked, values = _picked(query, connection)
    return f"{picked}SELECT\n  {record_columns()}\n{_joined(query)}", values


def count(connection: sqlite3.Connection, query: StatementQuery) -> int:
    """Count the statements that a question selects, its limit left aside."""
    found = statement_conditions(query, connection)
    try:
        ((counted,),) = connection.execute(f"SELECT count(*) FROM {found.source()}{found.clause()}", found.values)
    except sqlite3.OperationalError as error:
        raise refused(error, query.raw) from error
    return int(counted)


def _picked(query: StatementQuery, connection: sqlite3.Connection) -> tuple[str, list[object]]:
    found = statement_conditions(query, connection)
    sort = _sort(query, found)
    if sort in ("published", "-published"):
        found.articles = True
        found.by_article = not found.narrow
    source = found.source()
    if sort == "speaker":
        source += " LEFT JOIN speakers who ON who.number = s.speaker"
    # FTS5 orders by rank itself only if rank is all there is to order by; equal ranks are put in order afterwards.
    ranked = ", statements_fts.rank AS rank" if sort == "rank" else ""
    sql = f"SELECT s.number{ranked} FROM {source}{found.clause()} ORDER BY {_ORDERS[sort]} LIMIT ? OFFSET ?"
    return f"WITH picked AS ({sql})\n", [*found.values, *window(query.limit, query.offset)]


def _joined(query: StatementQuery) -> str:
    # CROSS JOIN keeps the order in which the rows were picked.
    joined = f"FROM picked CROSS JOIN statements s ON s.number = picked.number\n{JOINS}"
    ranked = query.sort in (None, "rank") and query.words is not None
    return f"{joined}\nORDER BY picked.rank, s.first_day DESC, s.number" if ranked and _matches(query) else joined


def _matches(query: StatementQuery) -> bool:
    return query.words is not None and match_expression(query.words, query.raw) is not None


def _sort(query: StatementQuery, found: Conditions) -> str:
    sort = query.sort or ("rank" if found.ranked else "-date")
    return "-date" if sort not in _ORDERS or (sort == "rank" and not found.ranked) else sort
