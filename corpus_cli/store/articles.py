"""Articles: the list of them, one with its text, and what an id means."""

from __future__ import annotations

import sqlite3

from corpus_cli.errors import CorpusError
from corpus_cli.store.days import day_number
from corpus_cli.store.match import match_expression, storable
from corpus_cli.store.record import JOINS, JSON_KEYS, RECORD, record_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus_cli.queries import ArticleQuery

SPEECHES = "(SELECT count(*) FROM statements s WHERE s.article = a.number AND s.act = 0)"
_COLUMNS = (
    f"a.id, a.title, a.outlet, a.author, a.url, a.path, a.published, a.published_basis, {SPEECHES} AS statements, "
    "a.words, a.tagger, nullif((SELECT o.id FROM articles o WHERE o.copy_group = a.copy_group "
    "ORDER BY o.first_day IS NULL, o.first_day, o.id LIMIT 1), a.id) AS copy_of"
)
# Every order ends in the row's number, so that it is the same every time.
_ORDERS = {
    "published": "a.first_day NULLS LAST, a.number",
    "-published": "a.first_day DESC, a.number",
    "title": "a.title COLLATE NOCASE, a.number",
    "outlet": "a.outlet, a.first_day, a.number",
    "path": "a.path, a.number",
}


def articles(connection: sqlite3.Connection, query: ArticleQuery) -> Iterator[dict[str, object]]:
    """List articles; newest first unless the query says otherwise. ``statements`` counts speech only."""
    sql, values = articles_sql(query, connection)
    yield from _rows(connection, sql, values)


def articles_sql(query: ArticleQuery, connection: sqlite3.Connection) -> tuple[str, list[object]]:
    """Give the SQL and the values that list articles."""
    where, values = article_conditions(query, connection)
    if query.words is not None:
        expression = match_expression(query.words, query.raw, ("title", "text"))
        where.append("a.number IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)" if expression else "0")
        values += [expression] if expression else []
    clause = f" WHERE {' AND '.join(where)}" if where else ""
    order = _ORDERS.get(query.sort or "-published", _ORDERS["-published"])
    sql = (
        f"WITH picked AS (SELECT a.number FROM articles a{clause} ORDER BY {order} LIMIT ? OFFSET ?)\n"
        f"SELECT {_COLUMNS}\nFROM picked CROSS JOIN articles a ON a.number = picked.number"
    )
    return sql, [*values, *window(query.limit, query.offset)]


def article_conditions(query: ArticleQuery, connection: sqlite3.Connection) -> tuple[list[str], list[object]]:
    """Turn an ArticleQuery's filters, less its words, into conditions on ``articles a`` and their values."""
    where: list[str] = []
    values: list[object] = []
    if query.outlet is not None:
        names = outlet_names(connection, query.outlet)
        where.append(f"a.outlet IN ({', '.join('?' * len(names))})" if names else "0")
        values += names
    if query.since is not None:
        where.append("a.last_day >= ?")
        where.append("a.first_day >= ? - 366")  # a publication date is a year at its coarsest
        values += [day_number(query.since)] * 2
    if query.until is not None:
        where.append("a.first_day <= ?")
        values.append(day_number(query.until))
    return where, values


def window(limit: int | None, offset: int) -> tuple[int, int]:
    """Give the values of LIMIT and OFFSET; no limit is -1."""
    return (limit if limit and limit > 0 else -1), max(0, offset)


def article(connection: sqlite3.Connection, id_or_path: str) -> dict[str, object] | None:
    """Give one article with its ``text`` and ``body_start`` by id, unique beginning of an id, or path."""
    numbers = article_numbers(connection, id_or_path)
    if not numbers:
        return None
    if len(numbers) > 1:
        raise CorpusError(f"{id_or_path} means {len(numbers)} articles; type more of the id, or the whole path")
    sql = f"SELECT {_COLUMNS}, a.encoding, a.body_start, a.text FROM articles a WHERE a.number = ?"
    return next(_rows(connection, sql, numbers))


def article_numbers(connection: sqlite3.Connection, id_or_path: str) -> list[int]:
    """Find the row numbers of the articles that an id, the beginning of one, or a path names."""
    words = storable(id_or_path)
    sql = "SELECT number FROM articles WHERE path = ? OR id = ? ORDER BY number"
    found = [number for (number,) in connection.execute(sql, (words, words))]
    if not found and _is_beginning(words):
        sql = "SELECT number FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 1000"
        found = [number for (number,) in connection.execute(sql, (words.lower(), words.lower() + "g"))]
    return found


def numbers_of_outlet(connection: sqlite3.Connection, words: str) -> list[int]:
    """Find the row numbers of an outlet's articles; the outlet's whole name, without case."""
    sql = "SELECT number FROM articles WHERE outlet = ? ORDER BY number"
    return [number for (number,) in connection.execute(sql, (storable(words),))]


def article_count(connection: sqlite3.Connection) -> int:
    """Count the articles."""
    ((counted,),) = connection.execute("SELECT count(*) FROM articles")
    return int(counted)


def statements_of(connection: sqlite3.Connection, article_id: str) -> list[dict[str, object]]:
    """Give an article's statements, thoughts included, in text order: the record, lists as lists."""
    sql = f"SELECT {record_columns()} FROM articles x JOIN statements s ON s.article = x.number {JOINS} "
    sql += "WHERE x.id = ? ORDER BY s.number"
    return list(records(connection, sql, [article_id]))


def find(connection: sqlite3.Connection, words: str) -> tuple[str, dict[str, object]]:
    """Find what an id or a path means: ("article", row with text) or ("statement", record).

    A statement comes with ``basis`` and ``speaker_basis`` as well: what found it, and what resolved its speaker.
    The beginning of an id will do while only one has it. Raises CorpusError when nothing or too much is meant.
    """
    numbers = article_numbers(connection, words)
    beginning = storable(words).lower()
    statements: list[dict[str, object]] = []
    ends = [0, 0]
    if _is_beginning(beginning) and len(numbers) != 1:
        sql = (
            f"SELECT {record_columns()} FROM statements s {JOINS} WHERE s.id BETWEEN ? AND ? "
            "ORDER BY s.id, s.number LIMIT 20"
        )
        ends = [int(beginning.ljust(10, digit), 16) for digit in "0f"]
        statements = list(records(connection, sql, ends))
    if len(numbers) == 1 and not statements:
        row = article(connection, words)
        assert row is not None
        return "article", row
    # One text in two outlets holds one statement id twice: the first of them stands for both.
    ids = {row["id"] for row in statements}
    if not numbers and len(ids) == 1:
        return "statement", {**statements[0], **_why(connection, ends)}
    if not numbers and not ids:
        raise CorpusError(f"nothing here has the id or path {words}; to list articles type: corpus articles")
    raise CorpusError(f"{words} means more than one article or statement; type more of the id")


def _why(connection: sqlite3.Connection, ends: list[int]) -> dict[str, object]:
    sql = (
        "SELECT b.basis, sb.basis FROM statements s LEFT JOIN bases b ON b.number = s.basis "
        "LEFT JOIN bases sb ON sb.number = s.speaker_basis WHERE s.id BETWEEN ? AND ? ORDER BY s.id, s.number LIMIT 1"
    )
    ((basis, speaker_basis),) = connection.execute(sql, ends)
    return {"basis": basis, "speaker_basis": speaker_basis}


def outlet_names(connection: sqlite3.Connection, words: str) -> list[str]:
    """Find the outlets that a name means: the one called so, without case, else all whose names hold the words."""
    words = storable(words).strip()
    exact = connection.execute("SELECT outlet FROM articles WHERE outlet = ? LIMIT 1", (words,)).fetchall()
    if exact:
        return [words]
    folded = words.casefold()
    return [name for name in outlets(connection) if folded and folded in name.casefold()]


def outlets(connection: sqlite3.Connection) -> list[str]:
    """List the outlets, without case, by hopping along the index from one to the next."""
    sql = (
        "WITH RECURSIVE o(name) AS (SELECT min(outlet) FROM articles UNION ALL "
        "SELECT (SELECT min(outlet) FROM articles WHERE outlet > o.name) FROM o WHERE o.name IS NOT NULL) "
        "SELECT name FROM o WHERE name IS NOT NULL"
    )
    return [name for (name,) in connection.execute(sql)]


def records(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> Iterator[dict[str, object]]:
    """Run SQL whose columns are the record's; lists come back as lists."""
    from json import loads

    keys = tuple(RECORD)
    listed = tuple(keys.index(key) for key in JSON_KEYS)
    for row in connection.execute(sql, values):
        cells = list(row)
        for column in listed:
            if cells[column] is not None:
                cells[column] = loads(cells[column])
        yield dict(zip(keys, cells, strict=True))


def _rows(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> Iterator[dict[str, object]]:
    cursor = connection.execute(sql, values)
    keys = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(keys, row, strict=True))


def _is_beginning(words: str) -> bool:
    return 0 < len(words) <= 10 and all(letter in "0123456789abcdefABCDEF" for letter in words)
