"""Whatever is typed into an option is a value, never SQL, never FTS5."""

from __future__ import annotations

import contextlib
import random
import sqlite3

import pytest

from corpus_cli.errors import CorpusError
from corpus_cli.queries import ArticleQuery, PlaceQuery, SpeakerQuery, StatementQuery, TimelineQuery
from corpus_cli.store.articles import article, articles, find
from corpus_cli.store.places import places
from corpus_cli.store.search import json_search
from corpus_cli.store.speakers import near_names, speakers
from corpus_cli.store.statements import count, json_statements, statements
from corpus_cli.store.timeline import timeline

PIECES = [
    "'",
    '"',
    ";",
    "--",
    "/*",
    "*",
    "(",
    ")",
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    " ",
    "\0",
    "\ud800",
    "%",
    "_",
    "?",
    ":a",
]
PIECES += [
    "cook",
    "Zoë",
    "title:",
    "' OR 1=1 --",
    "'; DROP TABLE articles; --",
    "1e999",
    "-1",
    "\n",
    "\u202e",
    "\x1b[31m",
]
FIELDS = ("words", "speaker", "about", "place", "outlet", "article", "since", "until")


def typed(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 7)))


@pytest.mark.parametrize("field", FIELDS)
def test_statements(connection: sqlite3.Connection, field: str) -> None:
    chance = random.Random(field)
    for _ in range(100):
        query = StatementQuery(**{field: typed(chance)}, limit=3)  # type: ignore[arg-type]
        assert list(map(str, json_statements(connection, query))) is not None
        assert len(list(statements(connection, query))) <= count(connection, query)
        list(timeline(connection, TimelineQuery(by_speaker=True, statements=query)))
        list(speakers(connection, SpeakerQuery(statements=query)))
        list(places(connection, PlaceQuery(statements=query)))


def test_lists(connection: sqlite3.Connection) -> None:
    chance = random.Random(1)
    for _ in range(200):
        words = typed(chance)
        list(json_search(connection, ArticleQuery(words=words, outlet=typed(chance))))
        list(articles(connection, ArticleQuery(words=words, since=typed(chance))))
        list(speakers(connection, SpeakerQuery(name=words, kind=typed(chance))))
        list(places(connection, PlaceQuery(name=words)))
        near_names(connection, words)
        with contextlib.suppress(CorpusError):
            article(connection, words)
        with contextlib.suppress(CorpusError):
            find(connection, words)
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)


def test_an_unknown_sort_is_no_sql(connection: sqlite3.Connection) -> None:
    sort = "1; DROP TABLE articles"
    assert len(list(statements(connection, StatementQuery(sort=sort)))) == 5  # type: ignore[arg-type]
    assert len(list(articles(connection, ArticleQuery(sort=sort)))) == 3  # type: ignore[arg-type]
    assert list(json_search(connection, ArticleQuery(words="cook", sort=sort)))  # type: ignore[arg-type]
