"""Places: where statements were made, and what places they talk about."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.articles import window
from corpus_cli.store.days import iso_day
from corpus_cli.store.filters import statement_conditions
from corpus_cli.store.match import all_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_cli.queries import PlaceQuery

_ABOUT = "s.number IN (SELECT statement FROM statement_places WHERE place = ?)"


def places(connection: sqlite3.Connection, query: PlaceQuery) -> Iterator[dict[str, object]]:
    """List places, those with most statements (made there or about them) first.

    Each row: place, country, latitude, longitude, spoken (statements made there), about (statements that mention it),
    articles, first, last. The counts are over the statements that ``query.statements`` selects.
    """
    found = statement_conditions(query.statements, connection)
    for number, name, country, latitude, longitude in connection.execute(*places_sql(query, connection)):
        condition = " AND ".join([*found.where, f"(s.place = ? OR {_ABOUT})"])
        ((spoken, about, articles, first, last),) = connection.execute(
            f"SELECT coalesce(sum(s.place = ?), 0), coalesce(sum({_ABOUT}), 0), count(DISTINCT s.article), "
            f"min(s.first_day), max(s.last_day) FROM {found.source()} WHERE {condition}",
            [number, number, *found.values, number, number],
        )
        yield {
            "place": name,
            "country": country,
            "latitude": latitude,
            "longitude": longitude,
            "spoken": spoken,
            "about": about,
            "articles": articles,
            "first": iso_day(first),
            "last": iso_day(last),
        }


def places_sql(query: PlaceQuery, connection: sqlite3.Connection) -> tuple[str, list[object]]:
    """Give the SQL and the values that pick places: number, name, country, latitude, longitude."""
    from corpus_cli.queries import StatementQuery

    where: list[str] = []
    named: list[object] = []
    if query.name is not None:
        expression = all_of(query.name)
        where.append("p.number IN (SELECT rowid FROM places_fts WHERE places_fts MATCH ?)" if expression else "0")
        named += [expression] if expression else []
    columns = "p.number, p.name, p.country, p.latitude, p.longitude"
    cut = list(window(query.limit, query.offset))
    if query.statements == StatementQuery():
        # The counts are kept with the place, so that the first fifty need no count of all.
        clause = " AND ".join(["p.spoken + p.about > 0", *where])
        sql = (
            f"SELECT {columns} FROM places p WHERE {clause} ORDER BY p.spoken + p.about DESC, p.number LIMIT ? OFFSET ?"
        )
        return sql, [*named, *cut]
    found = statement_conditions(query.statements, connection)
    here = " AND ".join([*found.where, "s.place IS NOT NULL"])
    joined = f"{found.source()} CROSS JOIN statement_places t ON t.statement = s.number"
    wanted = f" WHERE {' AND '.join(where)}" if where else ""
    sql = (
        f"WITH seen(place) AS (SELECT s.place FROM {found.source()} WHERE {here} UNION ALL "
        f"SELECT t.place FROM {joined}{found.clause()})\n"
        f"SELECT {columns} FROM (SELECT place, count(*) AS times FROM seen GROUP BY place) c CROSS JOIN places p "
        f"ON p.number = c.place{wanted} ORDER BY c.times DESC, p.number LIMIT ? OFFSET ?"
    )
    return sql, [*found.values, *found.values, *named, *cut]
