"""Which statements may hold a quotation, and the reports of one utterance in time order."""

from __future__ import annotations

import sqlite3
from itertools import combinations

from corpus_cli.store.articles import records
from corpus_cli.store.match import storable
from corpus_cli.store.record import JOINS, record_columns

# Statements that share the rarest words of a quotation; more are never needed to find the best.
_MOST_CANDIDATES = 200
_RAREST = 5
_EVERYWHERE = frozenset(
    "a an and are as at be but by for from had has have he her his i in is it its not of on or our said she that the "
    "their they this to was we were what when which who will with would you your".split()
)


def group_of(connection: sqlite3.Connection, group_id: str) -> list[dict[str, object]]:
    """Give the reports of a group, by its id or that of a statement that stands alone, the first printed first."""
    sql = (
        f"SELECT {record_columns()} FROM statements s\n{JOINS}\nWHERE s.report_group = ?1 OR s.id = ?1 "
        "ORDER BY a.first_day IS NULL, a.first_day, a.path, s.number"
    )
    rows = list(records(connection, sql, (int(group_id, 16),)))
    return [row for row in rows if row["group_id"] == group_id]


def holding(connection: sqlite3.Connection, quotation: str) -> list[tuple[int, str, str | None]]:
    """Find statements that may hold a quotation, the first printed first: they have two of its five rarest words.

    Gives row number, quote and speaker; ``record_of`` gives the record of the one that matters.
    """
    words = rarest_words(connection, quotation)
    if not words:
        return []
    pairs = [f'"{one}" AND "{two}"' for one, two in combinations(words, 2)] or [f'"{words[0]}"']
    numbers: set[int] = set()
    for pair in pairs:
        found = connection.execute(
            "SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? LIMIT ?", (pair, _MOST_CANDIDATES)
        )
        numbers |= {number for (number,) in found}
        if len(numbers) >= _MOST_CANDIDATES:
            break
    sql = (
        "SELECT s.number, q.quote, who.name FROM json_each(?) picked "
        "CROSS JOIN statements s ON s.number = picked.value "
        "JOIN statement_quotes q ON q.number = s.number JOIN articles a ON a.number = s.article "
        "LEFT JOIN speakers who ON who.number = s.speaker "
        "ORDER BY a.first_day IS NULL, a.first_day, a.path, s.number"
    )
    return connection.execute(sql, ("[" + ",".join(map(str, sorted(numbers))) + "]",)).fetchall()


def record_of(connection: sqlite3.Connection, number: int) -> dict[str, object]:
    """Give the record of a statement by its row number."""
    sql = f"SELECT {record_columns()} FROM statements s\n{JOINS}\nWHERE s.number = ?"
    return next(records(connection, sql, (number,)))


def rarest_words(connection: sqlite3.Connection, quotation: str) -> list[str]:
    """Give the words of a quotation that the fewest statements have, the rarest first; unknown ones are left out."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.statement_words USING fts5vocab(main, statements_fts, row)"
    )
    known: dict[str, int] = {}
    words = _words(storable(quotation))
    # To count a word that is everywhere, the index reads all its places.
    telling = [word for word in words if word not in _EVERYWHERE]
    for word in telling if len(telling) >= _RAREST else words:
        # fts5vocab holds words as the index does: in lower case, without accents.
        for (count,) in connection.execute("SELECT doc FROM temp.statement_words WHERE term = ?", (_plain(word),)):
            known[word] = count
    return sorted(known, key=lambda word: (known[word], word))[:_RAREST]


def _words(text: str) -> list[str]:
    parts = "".join(character if character.isalnum() else " " for character in text)
    return list(dict.fromkeys(parts.lower().split()))


def _plain(word: str) -> str:
    if word.isascii():
        return word
    import unicodedata

    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def printed_in(connection: sqlite3.Connection, quotation: str) -> list[dict[str, object]]:
    """Find the articles whose text holds a quotation's words in a row, the first printed first."""
    phrase = " ".join(_words_in_order(storable(quotation)))
    if not phrase:
        return []
    sql = (
        "SELECT a.id AS article_id, a.title, a.outlet, a.published, a.path FROM articles_fts JOIN articles a "
        "ON a.number = articles_fts.rowid WHERE articles_fts MATCH ? ORDER BY a.first_day IS NULL, a.first_day LIMIT 20"
    )
    cursor = connection.execute(sql, (f'text : "{phrase}"',))
    keys = [column[0] for column in cursor.description]
    return [dict(zip(keys, row, strict=True)) for row in cursor]


def _words_in_order(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text).split()
