"""What the user calls a speaker → which speakers that is."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.match import all_of, any_prefix_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SQL = (
    "SELECT w.number, w.name FROM speakers w WHERE w.number IN (SELECT a.speaker FROM aliases_fts f "
    "CROSS JOIN aliases a ON a.number = f.rowid WHERE aliases_fts MATCH ?){} "
    "ORDER BY w.statements DESC, w.name, w.number"
)
# Names to compare a mistyped one with: more would take longer than the query itself.
_MOST = 2_000


def resolve_speaker(connection: sqlite3.Connection, words: str) -> list[tuple[int, str]]:
    """Find the speakers that a name means: (number, name), those with most statements first.

    A speaker is meant when one of its names or aliases has every word given, without case and accents; a number that
    is in nobody's name is an id. Titles are dropped from the words if nobody is called so with them: "Senator McCain"
    finds "John McCain".
    """
    found = _matching(connection, all_of(words))
    if not found and words.isdecimal() and len(words) < 19:
        found = [
            tuple(row) for row in connection.execute("SELECT number, name FROM speakers WHERE number = ?", (words,))
        ]
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


def names_of(connection: sqlite3.Connection, speaker: int) -> list[str]:
    """Give the names that are a speaker's, as articles resolve them, the most frequent first."""
    sql = "SELECT name FROM names WHERE speaker = ? AND statements > 0 ORDER BY statements DESC, number"
    return list(dict.fromkeys(name for (name,) in connection.execute(sql, (speaker,))))


def bearers(connection: sqlite3.Connection, names: Iterable[str]) -> list[int]:
    """Give the speakers that names, as articles resolve them, belong to; those with most statements first."""
    sql = (
        "SELECT DISTINCT w.number FROM names n JOIN speakers w ON w.number = n.speaker WHERE n.name IN ({}) "
        "AND n.statements > 0 ORDER BY w.statements DESC, w.number"
    )
    wanted = sorted(set(names))
    return [number for (number,) in connection.execute(sql.format(", ".join("?" * len(wanted))), wanted)]


def shown_names(connection: sqlite3.Connection, speakers: Iterable[int]) -> list[str]:
    """Give the names that speakers are shown under, in the order asked for."""
    sql = "SELECT name FROM speakers WHERE number = ?"
    return [name for number in speakers for (name,) in connection.execute(sql, (number,))]
