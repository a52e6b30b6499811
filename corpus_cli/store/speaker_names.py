"""What the user calls a speaker → which speakers that is."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.match import all_of, any_prefix_of

_SQL = (
    "SELECT w.number, w.name FROM speakers w WHERE w.number IN (SELECT a.speaker FROM aliases_fts f "
    "CROSS JOIN aliases a ON a.number = f.rowid WHERE aliases_fts MATCH ?){} "
    "ORDER BY w.statements DESC, w.name, w.number"
)
# Names to compare a mistyped one with: more would take longer than the query itself.
_MOST = 2_000


def resolve_speaker(connection: sqlite3.Connection, words: str) -> list[tuple[int, str]]:
    """Find the speakers that a name means: (number, name), those with most statements first.

    A speaker is meant when one of its names or aliases has every word given, without case and accents. Titles are
    dropped from the words if nobody is called so with them: "Senator McCain" finds "John McCain".
    """
    found = _matching(connection, all_of(words))
    if not found:
        from corpus_cli.people.names import fold

        found = _matching(connection, all_of(fold(words)))
    return found


def near_names(connection: sqlite3.Connection, words: str, limit: int = 5) -> list[str]:
    """Suggest speakers whose names look like these words, for whoever mistyped one."""
    from corpus_cli.people.names import near

    expression = any_prefix_of(words, 2)
    if expression is None:
        return []
    sql = _SQL.format(" AND w.statements > 0") + f" LIMIT {_MOST}"
    return list(near(words, [name for _, name in connection.execute(sql, (expression,))]))[:limit]


def _matching(connection: sqlite3.Connection, expression: str | None) -> list[tuple[int, str]]:
    if expression is None:
        return []
    return [(number, name) for number, name in connection.execute(_SQL.format(""), (expression,))]
