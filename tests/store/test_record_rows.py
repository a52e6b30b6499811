"""The record: one definition for the view, the queries and the JSON made by SQLite."""

from __future__ import annotations

import json
import sqlite3

from store_corpus import CORPUS, statements

from corpus_cli.queries import StatementQuery
from corpus_cli.records import RECORD_KEYS
from corpus_cli.store.record import JSON_KEYS, RECORD
from corpus_cli.store.statements import json_statements
from corpus_cli.store.statements import statements as stored

EVERYTHING = StatementQuery(thoughts=True, sort="article")


def view(connection: sqlite3.Connection) -> list[dict[str, object]]:
    cursor = connection.execute("SELECT * FROM quotes")
    keys = [column[0] for column in cursor.description]
    rows = [dict(zip(keys, row, strict=True)) for row in cursor]
    for row in rows:
        row.update({key: json.loads(str(row[key])) for key in JSON_KEYS if row[key] is not None})
    return rows


def test_the_keys_are_the_promised_ones_in_their_order(connection: sqlite3.Connection) -> None:
    assert tuple(RECORD) == RECORD_KEYS
    assert tuple(view(connection)[0]) == RECORD_KEYS
    assert tuple(next(stored(connection, EVERYTHING))) == RECORD_KEYS


def test_view_rows_and_json_are_the_same(connection: sqlite3.Connection) -> None:
    rows = list(stored(connection, EVERYTHING))
    assert len(rows) == 6
    assert [json.loads(text) for text in json_statements(connection, EVERYTHING)] == rows
    assert sorted(view(connection), key=str) == sorted(rows, key=str)


def test_what_goes_in_comes_out(connection: sqlite3.Connection) -> None:
    rows = iter(stored(connection, EVERYTHING))
    for article, said in CORPUS:
        for statement in statements(article, said):
            row = next(rows)
            assert row["id"] == statement.id
            assert row["quote"] == statement.quote
            assert row["spans"] == [list(span) for span in statement.spans]
            assert (row["cue"], row["source"]) == (statement.cue, statement.source)
            assert row["cue_span"] == (list(statement.cue_span) if statement.cue_span else None)
            assert row["source_span"] == (list(statement.source_span) if statement.source_span else None)
            assert (row["kind"], row["act"], row["confidence"]) == (statement.kind, statement.act, statement.confidence)
            assert row["place"] == (statement.place.name if statement.place else None)
            assert row["place_text"] == (statement.place.text if statement.place else None)
            assert row["place_basis"] == statement.place_basis
            assert row["places"] == [place.name for place in statement.places]
            assert row["date"] == (statement.period.value if statement.period else article.published)
            basis = "stated" if statement.period else "published" if article.published else None
            assert (row["date_text"], row["date_basis"]) == (statement.period and statement.period.text, basis)
            assert (row["title"], row["outlet"], row["url"]) == (article.title, article.outlet, article.url)
            assert (row["path"], row["published"]) == (article.path, article.published)
            assert row["speaker_kind"] == statement.speaker.kind
            assert row["role"] == statement.speaker.role
            for start, end in row["spans"]:  # type: ignore[attr-defined]
                assert article.text[start:end]
    assert next(rows, None) is None


def test_a_quote_is_kept_only_where_it_is_not_what_stands_in_the_article(connection: sqlite3.Connection) -> None:
    ((kept,),) = connection.execute("SELECT count(*) FROM statements WHERE quote IS NOT NULL")
    assert kept == 0
