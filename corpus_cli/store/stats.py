"""What a database holds, in numbers."""

from __future__ import annotations

import sqlite3

from corpus_cli.store.days import iso_day
from corpus_cli.store.format import KINDS


def stats(connection: sqlite3.Connection) -> dict[str, object]:
    """Count what there is: articles, words, statements by kind, speakers, places; outlets, taggers, dates, bytes."""

    def one(sql: str) -> int:
        ((value,),) = connection.execute(sql)
        return int(value or 0)

    kinds = dict(connection.execute("SELECT kind, count(*) FROM statements WHERE act = 0 GROUP BY kind"))
    first, last = next(iter(connection.execute("SELECT min(first_day), max(last_day) FROM articles")))
    pages = one("PRAGMA page_count") * one("PRAGMA page_size")
    return {
        "articles": one("SELECT count(*) FROM articles"),
        "files": one("SELECT count(*) FROM files"),
        "copies": one("SELECT count(*) FROM copies"),
        "words": one("SELECT sum(words) FROM articles"),
        "statements": sum(kinds.values()),
        **{kind: kinds.get(code, 0) for code, kind in enumerate(KINDS)},
        "thoughts": one("SELECT count(*) FROM statements WHERE act = 1"),
        "speakers": one("SELECT count(*) FROM speakers WHERE statements > 0"),
        "places": one("SELECT count(*) FROM places"),
        "undated": one("SELECT count(*) FROM articles WHERE first_day IS NULL"),
        "first": iso_day(first),
        "last": iso_day(last),
        "outlets": dict(
            connection.execute("SELECT outlet, count(*) FROM articles GROUP BY outlet ORDER BY count(*) DESC, outlet")
        ),
        "taggers": dict(
            connection.execute("SELECT tagger, count(*) FROM articles GROUP BY tagger ORDER BY count(*) DESC, tagger")
        ),
        "bytes": pages,
    }
