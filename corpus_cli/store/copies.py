"""Copies of a dispatch as rows: the marks that articles are found by, and which articles are one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from corpus_cli.store.many import rows_for

if TYPE_CHECKING:
    from corpus_cli.store.writer import Writer

# A sentence in more articles than these is a notice ("Sign up for our newsletter") or has been found often enough.
_MOST_SHARING = 200
# Articles compared with a new one: those that share the most.
_MOST_COMPARED = 20


def candidates(writer: Writer, article: int, marks: Iterable[int]) -> list[int]:
    """Give the articles that share the most marks with an article, by row number: copies of it are among them."""
    shared: Counter[int] = Counter()
    sql = "SELECT article FROM article_marks WHERE hash = ? LIMIT ?"
    for mark in marks:
        bearers = writer.connection.execute(sql, (mark, _MOST_SHARING + 1)).fetchall()
        if 1 < len(bearers) <= _MOST_SHARING:
            shared.update(number for (number,) in bearers if number != article)
    most = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST_COMPARED]
    return sorted(most)


def texts(writer: Writer, numbers: Iterable[int]) -> dict[int, tuple[str, int]]:
    """Give texts and where they begin, by row number."""
    sql = "SELECT number, text, body_start FROM articles WHERE number IN ({})"
    return {number: (text, start) for number, text, start in rows_for(writer.connection, sql, sorted(set(numbers)))}


def members(writer: Writer, numbers: Iterable[int]) -> dict[int, int]:
    """Give all articles of these articles' groups, and these: row number → the id that names the group, or 0."""
    wanted = sorted(set(numbers))
    groups = "SELECT DISTINCT copy_group FROM articles WHERE number IN ({}) AND copy_group IS NOT NULL"
    known = [group for (group,) in rows_for(writer.connection, groups, wanted)]
    every = "SELECT number, coalesce(copy_group, 0) FROM articles WHERE "
    found = dict(rows_for(writer.connection, every + "number IN ({})", wanted))
    return found | dict(rows_for(writer.connection, every + "copy_group IN ({})", known))


def set_groups(writer: Writer, groups: Iterable[Sequence[int]]) -> None:
    """Note which articles are copies of each other; an article by itself is in none. The least id names a group."""
    for group in groups:
        named: int | None = None
        if len(group) > 1:
            ids = rows_for(writer.connection, "SELECT id FROM articles WHERE number IN ({})", group)
            named = min(int(identity, 16) for (identity,) in ids)
        for number in group:
            sql = "UPDATE articles SET copy_group = ?1 WHERE number = ?2 AND copy_group IS NOT ?1"
            writer.connection.execute(sql, (named, number))


def others(connection: sqlite3.Connection, article: int) -> set[int]:
    """Give the other copies of an article's dispatch."""
    sql = (
        "SELECT number FROM articles WHERE number <> ?1 AND copy_group = (SELECT copy_group FROM articles "
        "WHERE number = ?1)"
    )
    return {number for (number,) in connection.execute(sql, (article,))}


def dispatches(connection: sqlite3.Connection, articles: Iterable[str]) -> dict[str, int]:
    """Give the dispatch that articles are copies of, by their ids; those that are nobody's copy are left out."""
    sql = "SELECT id, copy_group FROM articles WHERE copy_group IS NOT NULL AND id IN ({})"
    return dict(rows_for(connection, sql, sorted(set(articles))))


def sweep(connection: sqlite3.Connection) -> int:
    """Delete the marks of articles that are gone; give how many."""
    sql = "DELETE FROM article_marks WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a.number = article_marks.article)"
    return connection.execute(sql).rowcount
