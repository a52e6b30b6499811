"""Every question has its index: no plan goes through a whole table of texts to show fifty rows."""

from __future__ import annotations

import sqlite3

import pytest

from corpus_cli.queries import ArticleQuery, PlaceQuery, SpeakerQuery, StatementQuery, TimelineQuery
from corpus_cli.store.articles import articles_sql
from corpus_cli.store.places import places_sql
from corpus_cli.store.search import search_sql
from corpus_cli.store.speakers import speakers_sql
from corpus_cli.store.statements import statement_sql
from corpus_cli.store.timeline import timeline_sql

Q = StatementQuery


def plan(connection: sqlite3.Connection, sql: str, values: list[object]) -> list[str]:
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


# Question, what its plan must say, whether rows must come in order without sorting.
STATEMENTS = [
    (Q(limit=50), "SCAN s USING INDEX statements_by_day", True),
    (Q(limit=50, thoughts=True), "SCAN s USING COVERING INDEX statements_by_day", True),
    (Q(limit=50, kinds=("direct",), min_confidence=0.5), "SCAN s USING INDEX statements_by_day", True),
    (Q(limit=50, since="2016-01-01"), "SEARCH s USING INDEX statements_by_day (first_day>?)", True),
    (Q(limit=50, until="2016-01-01"), "SEARCH s USING INDEX statements_by_day (first_day<?)", True),
    (Q(limit=50, since="2016-01-01", until="2016-12-31"), "statements_by_day (first_day>? AND first_day<?)", True),
    (Q(limit=50, speaker="cook"), "SEARCH s USING INDEX statements_by_speaker (speaker=?)", True),
    (Q(limit=50, speaker="cook", outlet="daily post"), "statements_by_speaker (speaker=?)", True),
    (Q(limit=50, speaker="cook", since="2016-08-01"), "statements_by_speaker (speaker=? AND first_day>?)", True),
    (Q(limit=50, place="libya"), "SEARCH s USING INDEX statements_by_place (place=?)", False),
    (Q(limit=50, words="sirte"), "SCAN statements_fts VIRTUAL TABLE INDEX 32:M", True),
    (Q(limit=50, words="sirte", outlet="daily post"), "SCAN statements_fts VIRTUAL TABLE INDEX 32:M", True),
    (Q(limit=50, about="sirte"), "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)", False),
    (Q(limit=50, about="sirte"), "statement_places_by_place (place=?)", False),
    (Q(limit=50, article="samples/port.txt"), "SEARCH s USING INDEX statements_by_article (article=?)", False),
    (Q(limit=50, outlet="daily post"), "SEARCH a USING COVERING INDEX articles_by_outlet (outlet=?)", False),
    (Q(limit=50, sort="-published"), "SCAN a USING COVERING INDEX articles_by_day", True),
    (Q(limit=50, sort="published"), "SCAN a USING COVERING INDEX articles_by_day", False),
    (Q(limit=50, sort="article"), "SCAN s", True),
    (Q(limit=50, sort="date"), "SCAN s USING INDEX statements_by_day", False),
]


# The places of one statement and the outlets of one report group: subqueries of a handful of rows.
SMALL = ("SCAN about", "SCAN o")


@pytest.mark.parametrize(("query", "says", "in_order"), STATEMENTS, ids=repr)
def test_statements(connection: sqlite3.Connection, query: StatementQuery, says: str, in_order: bool) -> None:
    steps = plan(connection, *statement_sql(query, connection))
    picked = steps[: steps.index("SCAN picked")]
    assert any(says in step for step in picked), picked
    if query.sort != "article":
        assert "SCAN s" not in picked
    assert "SCAN a" not in picked
    if in_order:
        assert not any("TEMP B-TREE" in step for step in picked), picked
    # What is picked is looked up row by row.
    assert not any(
        step.startswith("SCAN") and "VIRTUAL" not in step for step in steps[len(picked) + 1 :] if step not in SMALL
    )


ARTICLES = [
    (ArticleQuery(limit=50), "SCAN a USING COVERING INDEX articles_by_day"),
    (ArticleQuery(limit=50, since="2016-08-01"), "SEARCH a USING INDEX articles_by_day (first_day>?)"),
    (ArticleQuery(limit=50, outlet="daily post"), "SEARCH a USING COVERING INDEX articles_by_outlet (outlet=?)"),
    (ArticleQuery(limit=50, words="sirte"), "SCAN articles_fts VIRTUAL TABLE"),
]


@pytest.mark.parametrize(("query", "says"), ARTICLES, ids=repr)
def test_articles(connection: sqlite3.Connection, query: ArticleQuery, says: str) -> None:
    steps = plan(connection, *articles_sql(query, connection))
    assert any(says in step for step in steps), steps
    assert "SCAN a" not in steps


@pytest.mark.parametrize(
    "query", [ArticleQuery(words="a", limit=50), ArticleQuery(words="a", outlet="daily post", limit=50)]
)
def test_search(connection: sqlite3.Connection, query: ArticleQuery) -> None:
    answer = search_sql(query, connection)
    assert answer is not None
    steps = plan(connection, *answer)
    picked = steps[: next(number for number, step in enumerate(steps) if step.startswith("SCAN picked"))]
    assert "SCAN articles_fts VIRTUAL TABLE INDEX 32:M2" in picked
    assert not any("TEMP B-TREE" in step for step in picked), picked
    assert "SEARCH s USING INDEX statements_by_article (article=?)" in steps


def test_speakers(connection: sqlite3.Connection) -> None:
    steps = plan(connection, *speakers_sql(SpeakerQuery(limit=50), connection))
    assert steps == ["SEARCH w USING INDEX speakers_by_statements (statements>?)"]
    steps = plan(connection, *speakers_sql(SpeakerQuery(limit=50, statements=Q(words="sirte")), connection))
    assert "SCAN statements_fts VIRTUAL TABLE INDEX 0:M1" in steps


def test_places(connection: sqlite3.Connection) -> None:
    steps = plan(connection, *places_sql(PlaceQuery(limit=50), connection))
    assert any("places_by_statements" in step for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_timeline(connection: sqlite3.Connection) -> None:
    steps = plan(connection, *timeline_sql(TimelineQuery(statements=Q(speaker="cook")), connection))
    assert "SEARCH s USING INDEX statements_by_speaker (speaker=?)" in steps
