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

_KEYS = ("place", "country", "latitude", "longitude", "spoken", "about", "articles")


def places(connection: sqlite3.Connection, query: PlaceQuery) -> Iterator[dict[str, object]]:
    """List places, those with most statements (made there or about them) first.

    Each row: place, country, latitude, longitude, spoken (statements made there), about (statements that mention it),
    articles, first, last.
    """
    for *cells, first, last in connection.execute(*places_sql(query, connection)):
        row: dict[str, object] = dict(zip(_KEYS, cells, strict=True))
        row["first"], row["last"] = iso_day(first), iso_day(last)
        yield row


def places_sql(query: PlaceQuery, connection: sqlite3.Connection) -> tuple[str, list[object]]:
    """Give the SQL and the values that list places."""
    found = statement_conditions(query.statements, connection)
    selected = f"FROM {found.source()}"
    where = found.where
    wanted, named = "", []
    if query.name is not None:
        expression = all_of(query.name)
        wanted = (
            " WHERE p.number IN (SELECT rowid FROM places_fts WHERE places_fts MATCH ?)" if expression else " WHERE 0"
        )
        named = [expression] if expression else []
    spoken = " AND ".join([*where, "s.place IS NOT NULL"])
    about = found.clause()
    sql = (
        "WITH seen(place, spoken, about, article, first_day, last_day) AS (\n"
        f"  SELECT s.place, 1, 0, s.article, s.first_day, s.last_day {selected} WHERE {spoken}\n"
        f"  UNION ALL\n  SELECT t.place, 0, 1, s.article, s.first_day, s.last_day {selected} "
        f"CROSS JOIN statement_places t ON t.statement = s.number{about})\n"
        "SELECT p.name, p.country, p.latitude, p.longitude, sum(spoken), sum(about), count(DISTINCT article), "
        "min(seen.first_day), max(seen.last_day)\n"
        f"FROM seen JOIN places p ON p.number = seen.place{wanted}\nGROUP BY p.number "
        "ORDER BY sum(spoken) + sum(about) DESC, p.name LIMIT ? OFFSET ?"
    )
    return sql, [*found.values, *found.values, *named, *window(query.limit, query.offset)]
