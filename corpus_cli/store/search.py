"""Full-text search over articles: ranked, with snippets."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.articles import SPEECHES, article_conditions, window
from corpus_cli.store.format import HIT_END, HIT_START
from corpus_cli.store.match import match_expression, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_cli.queries import ArticleQuery

# Words in a snippet; 64 is FTS5's most. 24 fill two lines of 80 columns.
_SNIPPET_WORDS = 24
_SNIPPET = f"snippet(articles_fts, 1, '{HIT_START}', '{HIT_END}', '…', {_SNIPPET_WORDS})"
_SPEECHES_OF_PICKED = SPEECHES.replace("a.number", "picked.number")
_KEYS = ("id", "title", "outlet", "author", "published", "published_basis", "url", "path")
_ORDERS = {
    "published": "a.first_day NULLS LAST, a.number",
    "-published": "a.first_day DESC, a.number",
    "title": "a.title COLLATE NOCASE, a.number",
    "outlet": "a.outlet, a.first_day, a.number",
    "path": "a.path, a.number",
}


def search(connection: sqlite3.Connection, query: ArticleQuery) -> Iterator[dict[str, object]]:
    """Search titles and texts; best match first, then newest.

    Each row: id, title, outlet, author, published, published_basis, url, path, snippet (plain text, white space
    folded), highlights ([[start, end], …] in the snippet), statements (how many the article holds; speech only).
    """
    answer = search_sql(query, connection)
    if answer is None:
        return
    sql, values = answer
    try:
        for *cells, snippet, counted in connection.execute(sql, values):
            row: dict[str, object] = dict(zip(_KEYS, cells, strict=True))
            row["snippet"], row["highlights"] = _unmarked(snippet)
            row["statements"] = counted
            yield row
    except sqlite3.OperationalError as error:
        raise refused(error, query.raw) from error


def json_search(connection: sqlite3.Connection, query: ArticleQuery) -> Iterator[str]:
    """Search, and answer with the same rows as JSON text made by SQLite."""
    pairs = ", ".join(f"'{key}', ?" for key in _KEYS)
    sql = f"SELECT json_object({pairs}, 'snippet', ?, 'highlights', json(?), 'statements', ?)"
    for row in search(connection, query):
        *cells, snippet, highlights, counted = row.values()
        ((text,),) = connection.execute(sql, [*cells, snippet, str(highlights), counted])
        yield text


def search_sql(query: ArticleQuery, connection: sqlite3.Connection) -> tuple[str, list[object]] | None:
    """Give the SQL and the values of a search; null when there is nothing to search for.

    Articles are picked first, and snippets cut only from those picked.
    """
    expression = match_expression(query.words or "", query.raw, ("title", "text"))
    if expression is None:
        return None
    where, values = article_conditions(query, connection)
    clause = " AND ".join(["articles_fts MATCH ?", *where])
    columns = ", ".join(f"a.{key}" for key in _KEYS)
    cut = window(query.limit, query.offset)
    order = _ORDERS.get(query.sort or "rank")
    if order is None:
        # FTS5 orders by rank itself, and gives no more rows than are asked for: only theirs are snippets cut from.
        sql = (
            f"WITH picked AS (SELECT {columns}, {_SNIPPET} AS snippet, a.number, a.first_day, "
            "articles_fts.rank AS score\n"
            "FROM articles_fts CROSS JOIN articles a ON a.number = articles_fts.rowid\n"
            f"WHERE {clause} ORDER BY articles_fts.rank LIMIT ? OFFSET ?)\n"
            f"SELECT {columns.replace('a.', 'picked.')}, picked.snippet, {_SPEECHES_OF_PICKED} AS statements\n"
            "FROM picked ORDER BY score, first_day DESC, number"
        )
        return sql, [expression, *values, *cut]
    sql = (
        "WITH picked AS (SELECT a.number FROM articles_fts CROSS JOIN articles a ON a.number = articles_fts.rowid\n"
        f"WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?)\n"
        f"SELECT {columns}, {_SNIPPET} AS snippet, {SPEECHES} AS statements\n"
        "FROM picked CROSS JOIN articles_fts ON articles_fts.rowid = picked.number\n"
        "CROSS JOIN articles a ON a.number = picked.number\n"
        f"WHERE articles_fts MATCH ? ORDER BY {order}"
    )
    return sql, [expression, *values, *cut, expression]


def count_found(connection: sqlite3.Connection, query: ArticleQuery) -> int:
    """Count the articles that a search finds, its limit left aside."""
    expression = match_expression(query.words or "", query.raw, ("title", "text"))
    if expression is None:
        return 0
    where, values = article_conditions(query, connection)
    source = "articles_fts CROSS JOIN articles a ON a.number = articles_fts.rowid" if where else "articles_fts"
    clause = " AND ".join(["articles_fts MATCH ?", *where])
    try:
        ((counted,),) = connection.execute(f"SELECT count(*) FROM {source} WHERE {clause}", [expression, *values])
    except sqlite3.OperationalError as error:
        raise refused(error, query.raw) from error
    return int(counted)


def _unmarked(marked: str) -> tuple[str, list[list[int]]]:
    """Fold white space and turn marks into offsets: "the «Sirte»\\nfront" → "the Sirte front", [[4, 9]]."""
    text = " ".join(marked.split())
    plain: list[str] = []
    highlights: list[list[int]] = []
    length = 0
    for number, piece in enumerate(text.split(HIT_START)):
        hit, mark, rest = piece.partition(HIT_END)
        if number and mark:
            highlights.append([length, length + len(hit)])
        plain += [hit, rest]
        length += len(hit) + len(rest)
    return "".join(plain), highlights
