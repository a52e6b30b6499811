"""Articles, search, speakers, places, timeline, stats."""

from __future__ import annotations

import json
import sqlite3

import pytest

from corpus_cli.errors import CorpusError, UsageError
from corpus_cli.queries import ArticleQuery, PlaceQuery, SpeakerQuery, StatementQuery, TimelineQuery
from corpus_cli.store import articles as stored
from corpus_cli.store.places import places
from corpus_cli.store.search import count_found, json_search, search
from corpus_cli.store.speakers import speakers
from corpus_cli.store.statements import count, json_statements, statements
from corpus_cli.store.stats import stats
from corpus_cli.store.timeline import timeline

PORT, BANK, UNDATED = "samples/port.txt", "samples/bank.txt", "samples/undated.txt"
A = ArticleQuery


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (A(), [BANK, PORT, UNDATED]),
        (A(sort="published"), [PORT, BANK, UNDATED]),
        (A(sort="title"), [UNDATED, BANK, PORT]),
        (A(sort="path"), [BANK, PORT, UNDATED]),
        (A(sort="outlet"), [UNDATED, BANK, PORT]),
        (A(limit=1, offset=1), [PORT]),
        (A(outlet="harbor"), [PORT]),
        (A(outlet="nosuch"), []),
        (A(since="2016-08-03", until="2016-08-09"), [PORT]),
        (A(words="cook"), [BANK, PORT]),
        (A(words="!"), []),
    ],
    ids=repr,
)
def test_articles(connection: sqlite3.Connection, query: ArticleQuery, found: list[str]) -> None:
    assert [row["path"] for row in stored.articles(connection, query)] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (A(words="sirte"), [PORT]),
        (A(words="port"), [PORT]),
        (A(words="cook"), [PORT, BANK]),
        (A(words="cook", sort="published"), [PORT, BANK]),
        (A(words="cook", sort="-published"), [BANK, PORT]),
        (A(words="cook", sort="title", limit=1), [BANK]),
        (A(words="cook", outlet="daily post"), [BANK]),
        (A(words="cook", since="2016-08-09"), [BANK]),
        (A(words="cook", limit=1), [BANK]),
        (A(words="title:bank OR title:port"), [BANK, PORT]),
        (A(words="NEAR(hold sirte, 2)", raw=True), [PORT]),
        (A(words="("), []),
        (A(), []),
    ],
    ids=repr,
)
def test_search(connection: sqlite3.Connection, query: ArticleQuery, found: list[str]) -> None:
    rows = list(search(connection, query))
    assert sorted(str(row["path"]) for row in rows) == sorted(found)
    if query.sort:
        assert [row["path"] for row in rows] == found
    assert [json.loads(text) for text in json_search(connection, query)] == rows
    if not query.limit:
        assert count_found(connection, query) == len(found)


@pytest.mark.parametrize("words", ['"', "AND", "nosuch:x", "(", "NEAR("])
def test_a_raw_query_that_is_wrong_is_the_users_fault(connection: sqlite3.Connection, words: str) -> None:
    for ask in (search, json_search):
        with pytest.raises(UsageError, match=r"^--raw: .*; without --raw any words will do$"):
            list(ask(connection, A(words=words, raw=True)))
    query = StatementQuery(words=words, raw=True)
    for ask_statements in (statements, json_statements):
        with pytest.raises(UsageError, match=r"^--raw: "):
            list(ask_statements(connection, query))
    with pytest.raises(UsageError, match=r"^--raw: "):
        count(connection, query)


def test_highlights_are_the_words_found(connection: sqlite3.Connection) -> None:
    (row,) = search(connection, A(words='"oil port" OR "not all of"'))
    snippet = str(row["snippet"])
    marked = [snippet[start:end] for start, end in row["highlights"]]  # type: ignore[attr-defined]
    assert "Not all of" in marked
    assert all(word in ("Oil port", "Not all of") for word in marked)
    assert "\n" not in snippet


def test_one_article_with_its_text(connection: sqlite3.Connection) -> None:
    row = stored.article(connection, PORT)
    assert row is not None
    assert (row["title"], row["statements"], row["body_start"], row["tagger"]) == ("Oil port falls", 2, 0, "hand 1")
    assert str(row["text"]).startswith("Oil port falls")
    assert stored.article(connection, "nosuch") is None
    assert [one["kind"] for one in stored.statements_of(connection, str(row["id"]))] == ["direct", "direct", "indirect"]


def test_what_an_id_means(connection: sqlite3.Connection) -> None:
    article = next(stored.articles(connection, A(limit=1)))
    what, row = stored.find(connection, str(article["id"])[:5])
    assert (what, row["id"]) == ("article", article["id"])
    statement = stored.statements_of(connection, str(article["id"]))[0]
    what, row = stored.find(connection, str(statement["id"]))
    assert (what, row["quote"]) == ("statement", statement["quote"])
    assert (row["basis"], row["speaker_basis"]) == ("hand", "named")
    assert stored.find(connection, PORT)[0] == "article"
    for words in ("", "nosuch", "zzzz", "0" * 11, "'"):
        with pytest.raises(CorpusError, match=r"nothing here|more of the id"):
            stored.find(connection, words)


def test_speakers(connection: sqlite3.Connection) -> None:
    rows = list(speakers(connection, SpeakerQuery()))
    assert [row["speaker"] for row in rows] == ["Peter Cook", "Zoë Ångström", "senior official"]
    cook = rows[0]
    assert cook == {
        "id": cook["id"],
        "speaker": "Peter Cook",
        "speaker_kind": "person",
        "role": "Pentagon press secretary",
        "statements": 3,
        "direct": 2,
        "mixed": 0,
        "indirect": 1,
        "articles": 2,
        "outlets": ["Daily Post", "Harbor Wire"],
        "first": "2016-08-01",
        "last": "2016-08-31",
        "aliases": ["Cook"],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (SpeakerQuery(limit=1), [("Peter Cook", 3)]),
        (SpeakerQuery(name="cook"), [("Peter Cook", 3)]),
        (SpeakerQuery(name="nobody"), []),
        (SpeakerQuery(kind="unnamed"), [("senior official", 1)]),
        (SpeakerQuery(statements=StatementQuery(words="sirte")), [("Peter Cook", 1)]),
        (SpeakerQuery(statements=StatementQuery(outlet="daily post")), [("Peter Cook", 1), ("Zoë Ångström", 1)]),
        (
            SpeakerQuery(statements=StatementQuery(thoughts=True), kind="organization"),
            [("Libyan Ministry of Defence", 1)],
        ),
    ],
    ids=repr,
)
def test_which_speakers(connection: sqlite3.Connection, query: SpeakerQuery, found: list[tuple[str, int]]) -> None:
    rows = list(speakers(connection, query))
    assert sorted((row["speaker"], row["statements"]) for row in rows) == sorted(found)  # type: ignore[type-var]


def test_places(connection: sqlite3.Connection) -> None:
    rows = [(row["place"], row["spoken"], row["about"], row["articles"]) for row in places(connection, PlaceQuery())]
    assert rows == [("Tripoli, Libya", 2, 0, 1), ("Sirte, Libya", 0, 1, 1), ("Paris, France", 1, 0, 1)]
    assert [row["place"] for row in places(connection, PlaceQuery(name="libya"))] == ["Tripoli, Libya", "Sirte, Libya"]
    query = PlaceQuery(statements=StatementQuery(speaker="angstrom"))
    (row,) = places(connection, query)
    assert (row["place"], row["country"], row["first"], row["last"]) == (
        "Paris, France",
        "FR",
        "2016-08-08",
        "2016-08-08",
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (TimelineQuery(), [("2016-08-03", 2), ("2016-08-08", 1), (None, 2)]),
        (TimelineQuery("week"), [("2016-W31", 2), ("2016-W32", 1), (None, 2)]),
        (TimelineQuery("month"), [("2016-08", 4), (None, 1)]),
        (TimelineQuery("year"), [("2016", 4), (None, 1)]),
        (TimelineQuery("year", statements=StatementQuery(speaker="cook")), [("2016", 3)]),
        (TimelineQuery(statements=StatementQuery(speaker="nobody")), []),
    ],
    ids=repr,
)
def test_timeline(connection: sqlite3.Connection, query: TimelineQuery, found: list[tuple[str, int]]) -> None:
    assert [(row["period"], row["statements"]) for row in timeline(connection, query)] == found


def test_timeline_by_speaker(connection: sqlite3.Connection) -> None:
    rows = timeline(connection, TimelineQuery("month", by_speaker=True))
    assert [(row["period"], row["speaker"], row["statements"]) for row in rows] == [
        ("2016-08", "Peter Cook", 3),
        ("2016-08", "Zoë Ångström", 1),
        (None, "senior official", 1),
    ]


def test_stats(connection: sqlite3.Connection) -> None:
    counted = stats(connection)
    assert (counted["articles"], counted["statements"], counted["thoughts"]) == (3, 5, 1)
    assert (counted["direct"], counted["mixed"], counted["indirect"]) == (2, 0, 3)
    assert (counted["speakers"], counted["undated"]) == (3, 1)
    assert (counted["first"], counted["last"]) == ("2016-08-03", "2016-08-10")
    assert counted["outlets"] == {"Daily Post": 1, "Harbor Wire": 1, None: 1}
