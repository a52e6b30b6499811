"""Speakers: who they are and how much they said."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.articles import window
from corpus_cli.store.days import iso_day
from corpus_cli.store.filters import statement_conditions
from corpus_cli.store.format import EVIDENCE
from corpus_cli.store.match import storable
from corpus_cli.store.speaker_names import near_names, resolve_speaker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_cli.queries import SpeakerQuery

__all__ = ["near_names", "resolve_speaker", "speakers"]

_COUNTS = (
    "count(*), sum(s.kind = 0), sum(s.kind = 1), sum(s.kind = 2), count(DISTINCT s.article), "
    "min(s.first_day), max(s.last_day)"
)


def speakers(connection: sqlite3.Connection, query: SpeakerQuery) -> Iterator[dict[str, object]]:
    """List speakers, those with most statements first.

    Each row: id, speaker, speaker_kind, role (the most frequent), statements, direct, mixed, indirect, articles,
    outlets, first, last, aliases. The counts are over the statements that ``query.statements`` selects.
    """
    found = statement_conditions(query.statements, connection)
    for number, name, kind in connection.execute(*speakers_sql(query, connection)):
        where = " AND ".join([*found.where, "s.speaker = ?"])
        values = [*found.values, number]
        source = found.source()
        ((statements, direct, mixed, indirect, articles, first, last),) = connection.execute(
            f"SELECT {_COUNTS} FROM {source} WHERE {where}", values
        )
        sql = "SELECT alias FROM aliases WHERE speaker = ? AND alias <> ? ORDER BY length(alias) DESC, alias"
        aliases = [alias for (alias,) in connection.execute(sql, (number, name))]
        yield {
            "id": number,
            "speaker": name,
            "speaker_kind": kind or None,
            "role": _most_frequent(connection, number, EVIDENCE.index("role")),
            "statements": statements,
            "direct": direct,
            "mixed": mixed,
            "indirect": indirect,
            "articles": articles,
            "outlets": _values(connection, number, EVIDENCE.index("outlet")),
            "first": iso_day(first),
            "last": iso_day(last),
            "aliases": aliases,
        }


def speakers_sql(query: SpeakerQuery, connection: sqlite3.Connection) -> tuple[str, list[object]]:
    """Give the SQL and the values that pick speakers: number, name, kind."""
    from corpus_cli.queries import StatementQuery

    where: list[str] = []
    values: list[object] = []
    if query.kind is not None:
        where.append("w.kind = ?")
        values.append(storable(query.kind))
    if query.name is not None:
        where.append("w.number IN (SELECT value FROM json_each(?))")
        values.append(str([number for number, _ in resolve_speaker(connection, query.name)]))
    if query.numbers is not None:
        where.append("w.number IN (SELECT value FROM json_each(?))")
        values.append(str(list(query.numbers)))
    cut = list(window(query.limit, query.offset))
    if query.statements == StatementQuery():
        # The count is kept with the speaker, so that the first fifty need no count of all.
        clause = " AND ".join(["w.statements > 0", *where])
        order = "w.statements DESC, w.number"
        return f"SELECT w.number, w.name, w.kind FROM speakers w WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?", [
            *values,
            *cut,
        ]
    found = statement_conditions(query.statements, connection)
    inner = " AND ".join([*found.where, "s.speaker IS NOT NULL"])
    outer = f" WHERE {' AND '.join(where)}" if where else ""
    sql = (
        f"SELECT w.number, w.name, w.kind FROM (SELECT s.speaker, count(*) AS statements FROM {found.source()} "
        f"WHERE {inner} GROUP BY s.speaker) c CROSS JOIN speakers w ON w.number = c.speaker{outer} "
        "ORDER BY c.statements DESC, w.number LIMIT ? OFFSET ?"
    )
    return sql, [*found.values, *values, *cut]


def _most_frequent(connection: sqlite3.Connection, speaker: int, what: int) -> str | None:
    sql = (
        "SELECT e.value FROM names n JOIN evidence e ON e.name = n.number WHERE n.speaker = ? AND e.what = ? "
        "GROUP BY e.value ORDER BY sum(e.count) DESC, e.value LIMIT 1"
    )
    return next((str(value) for (value,) in connection.execute(sql, (speaker, what))), None)


def _values(connection: sqlite3.Connection, speaker: int, what: int) -> list[str]:
    sql = (
        "SELECT DISTINCT e.value FROM names n JOIN evidence e ON e.name = n.number "
        "WHERE n.speaker = ? AND e.what = ? ORDER BY e.value"
    )
    return [value for (value,) in connection.execute(sql, (speaker, what))]
