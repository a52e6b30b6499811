"""Questions and the statements that answer them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import get_args

import pytest

from corpus_cli.queries import StatementQuery, StatementSort
from corpus_cli.store.speakers import near_names, resolve_speaker
from corpus_cli.store.statements import count, json_statements, statement_sql, statements

HOLD, YET, END, ROSE, IT, LEFT = (
    "We hold Sirte,",
    "Not all of it, … yet.",
    "fighting will end",
    "Prices rose",
    "it",
    "U.S. well-known forces left",
)
Q = StatementQuery


def quotes(connection: sqlite3.Connection, query: StatementQuery) -> list[object]:
    return [row["quote"] for row in statements(connection, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Newest first; a month that contains the newest day sorts by its first day; the undated last.
        (Q(), [ROSE, HOLD, YET, IT, LEFT]),
        (Q(thoughts=True), [ROSE, HOLD, YET, END, IT, LEFT]),
        (Q(sort="date"), [IT, HOLD, YET, ROSE, LEFT]),
        (Q(sort="published"), [HOLD, YET, ROSE, IT, LEFT]),
        (Q(sort="-published"), [ROSE, IT, HOLD, YET, LEFT]),
        (Q(sort="article"), [HOLD, YET, ROSE, IT, LEFT]),
        (Q(sort="confidence"), [HOLD, ROSE, IT, LEFT, YET]),
        (Q(sort="speaker"), [IT, HOLD, YET, LEFT, ROSE]),
        (Q(limit=2), [ROSE, HOLD]),
        (Q(limit=2, offset=1), [HOLD, YET]),
        (Q(limit=0), [ROSE, HOLD, YET, IT, LEFT]),
        # Words
        (Q(words="sirte"), [HOLD]),
        (Q(words="Sirte OR prices"), [ROSE, HOLD]),
        (Q(words='"we sirte"'), []),
        (Q(words="well-known"), [LEFT]),
        (Q(words="("), []),
        (Q(words="fight*", thoughts=True), [END]),
        (Q(words="sirte", sort="date"), [HOLD]),
        (Q(words='"hold sirte"', raw=True), [HOLD]),
        # Speakers
        (Q(speaker="Peter Cook"), [HOLD, YET, IT]),
        (Q(speaker="cook"), [HOLD, YET, IT]),
        (Q(speaker="PETER"), [HOLD, YET, IT]),
        (Q(speaker="Secretary Cook"), [HOLD, YET, IT]),
        (Q(speaker="Zoe Angstrom"), [ROSE]),
        (Q(speaker="the ministry", thoughts=True), [END]),
        (Q(speaker="official"), [LEFT]),
        (Q(speaker="Nobody"), []),
        (Q(speaker=""), []),
        (Q(speaker="' OR 1=1 --"), []),
        # About: words or places talked about
        (Q(about="sirte"), [HOLD]),
        (Q(about="libya"), [HOLD]),
        (Q(about="forces"), [LEFT]),
        (Q(about="forces", speaker="Cook"), []),
        (Q(about="prices", words="rose"), [ROSE]),
        # Places of speaking, and what contains them
        (Q(place="Tripoli"), [HOLD, YET]),
        (Q(place="libya"), [HOLD, YET]),
        (Q(place="paris, france"), [ROSE]),
        (Q(place="Sirte"), []),
        (Q(place="!"), []),
        # Dates: whatever the statement's period touches
        (Q(since="2016-08-04"), [ROSE, IT]),
        (Q(until="2016-08-02"), [IT]),
        (Q(since="2016-08-03", until="2016-08-03"), [HOLD, YET, IT]),
        (Q(since="2016-09-01"), []),
        (Q(until="2015-12-31"), []),
        # The rest
        (Q(kinds=("direct",)), [HOLD, YET]),
        (Q(kinds=("indirect", "mixed")), [ROSE, IT, LEFT]),
        (Q(kinds=("nosuch",)), []),
        (Q(outlet="harbor wire"), [HOLD, YET]),
        (Q(outlet="harbor"), [HOLD, YET]),
        (Q(outlet="nosuch"), []),
        (Q(outlet="daily post", words="prices OR sirte"), [ROSE]),
        (Q(article="samples/bank.txt"), [ROSE, IT]),
        (Q(article="nosuch"), []),
        (Q(min_confidence=0.61), [ROSE, HOLD, IT, LEFT]),
        (Q(min_confidence=0.9, kinds=("direct",), speaker="cook", place="Libya", since="2016"), []),
    ],
    ids=repr,
)
def test_what_a_question_finds(connection: sqlite3.Connection, query: StatementQuery, found: list[str]) -> None:
    assert quotes(connection, query) == found
    assert len(list(json_statements(connection, query))) == len(found)
    if not query.limit and not query.offset:
        assert count(connection, query) == len(found)


@pytest.mark.parametrize("sort", get_args(StatementSort))
@pytest.mark.parametrize("query", [Q(thoughts=True), Q(words="we OR it OR rose"), Q(outlet="harbor wire")], ids=repr)
def test_a_sort_only_sorts(connection: sqlite3.Connection, query: StatementQuery, sort: StatementSort) -> None:
    assert sorted(map(str, quotes(connection, replace(query, sort=sort)))) == sorted(
        map(str, quotes(connection, query))
    )


@pytest.mark.parametrize("sort", get_args(StatementSort))
def test_pages_make_up_the_whole(connection: sqlite3.Connection, sort: StatementSort) -> None:
    query = Q(thoughts=True, sort=sort)
    pages = [quotes(connection, replace(query, limit=2, offset=offset)) for offset in (0, 2, 4)]
    assert [quote for page in pages for quote in page] == quotes(connection, query)


def test_a_beginning_of_an_article_id_will_do(connection: sqlite3.Connection) -> None:
    row = next(statements(connection, Q(speaker="Zoë")))
    assert quotes(connection, Q(article=str(row["article_id"])[:6])) == [ROSE, IT]
    assert quotes(connection, Q(article=str(row["article_id"]).upper())) == [ROSE, IT]


def test_the_sql_shown_is_the_sql_that_runs(connection: sqlite3.Connection) -> None:
    sql, values = statement_sql(Q(speaker="cook", limit=2), connection)
    assert [row[6] for row in connection.execute(sql, values)] == [HOLD, YET]


def test_speakers_meant(connection: sqlite3.Connection) -> None:
    assert [name for _, name in resolve_speaker(connection, "cook")] == ["Peter Cook"]
    assert resolve_speaker(connection, '"') == []
    assert near_names(connection, "Peter Cok") == ["Peter Cook"]
    assert near_names(connection, "") == []
