"""Whatever goes in and out in whatever order, indexes and counts stay in step with the rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_corpus import CORPUS, join_by_last_word, statements

from corpus_cli.records import Article
from corpus_cli.store.check import check
from corpus_cli.store.database import open_writer

# An article by its number in CORPUS, in one of three versions; or the oldest one taken out.
DEEDS = st.lists(st.one_of(st.tuples(st.integers(0, 2), st.integers(0, 2)), st.just("delete")), max_size=12)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS, max_size=4))
def test_indexes_and_counts_stay_in_step(tmp_path: Path, batches: list[list[object]]) -> None:
    path = tmp_path / "a.db"
    path.unlink(missing_ok=True)
    writer = open_writer(path)
    present: list[int] = []
    ids: set[str] = set()
    for deeds in batches:
        with writer.batch():
            for deed in deeds:
                if deed == "delete":
                    if present:
                        writer.delete(present.pop(0))
                    continue
                which, version = deed  # type: ignore[misc]
                article, said = CORPUS[which]
                article = replace(article, outlet=f"{article.outlet} {version} {len(ids)}")
                ids.add(str(article.outlet))
                file = writer.files.number(article.path)
                present.append(writer.add(article, file, statements(article, said), "hand 1", 1))
            join_by_last_word(writer)
    writer.close()
    assert check(path) == []


def test_a_failed_batch_leaves_nothing(tmp_path: Path) -> None:
    writer = open_writer(tmp_path / "a.db")
    with pytest.raises(ZeroDivisionError), writer.batch():
        for article, said in CORPUS:
            writer.add(article, writer.files.number(article.path), statements(article, said), "hand 1", 1)
        raise ZeroDivisionError
    assert writer.connection.execute("SELECT count(*) FROM names").fetchone() == (0,)
    writer.close()
    assert check(tmp_path / "a.db") == []


def test_statements_go_in_without_a_look_at_the_text(tmp_path: Path) -> None:
    # SQLite counts characters from the start of a text: one look a statement makes a long article's time quadratic.
    import sqlite3

    writer = open_writer(tmp_path / "a.db")
    looks: list[str | None] = []

    def watch(action: int, table: str | None, column: str | None, _: str | None, by: str | None) -> int:
        if action == sqlite3.SQLITE_READ and (table, column) == ("articles", "text"):
            looks.append(by)
        return sqlite3.SQLITE_OK

    writer.connection.set_authorizer(watch)
    article, said = CORPUS[0]
    with writer.batch():
        writer.add(article, writer.files.number(article.path), statements(article, said), "hand 1", 1)
    assert set(looks) == {"articles_fts_insert"}  # once an article
    writer.connection.execute("SELECT quote FROM statement_quotes").fetchall()
    assert "statement_quotes" in looks
    writer.close()


def test_what_was_said_never_changes(tmp_path: Path) -> None:
    import sqlite3

    writer = open_writer(tmp_path / "a.db")
    with writer.batch():
        article, said = CORPUS[0]
        writer.add(article, writer.files.number(article.path), statements(article, said), "hand 1", 1)
    for sql in ("UPDATE articles SET text = 'x'", "UPDATE statements SET start = 0"):
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            writer.connection.execute(sql)
    writer.close()


@given(st.text(min_size=1, max_size=60), st.data())
def test_any_text_comes_back_as_it_was(text: str, data: st.DataObject) -> None:
    from corpus_cli.ingest.tasks import storable_article
    from corpus_cli.records import Span, Speaker, Statement
    from corpus_cli.store.writer import _said

    article = storable_article(Article(text, "a"))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    pieces = [" ".join(article.text[start:end].split()) for start, end in spans]
    quote = " … ".join(piece for piece in pieces if piece)
    statement = Statement(
        "0123456789",
        Speaker(None),
        "direct",
        "speech",
        quote,
        spans,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        (),
        0.5,
        "x",
    )
    import json
    import sqlite3

    from corpus_cli.store.record import QUOTE, RECORD

    (start, end, lead, trail), parts, kept = _said(article.text, statement)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE a (text)")
    connection.execute("INSERT INTO a VALUES (?)", (article.text,))
    connection.execute('CREATE TABLE s (start, "end", lead, trail, parts, quote)')
    connection.execute("INSERT INTO s VALUES (?, ?, ?, ?, ?, ?)", (start, end, lead, trail, parts, kept))
    ((said, where),) = connection.execute(f"SELECT {QUOTE}, {RECORD['spans']} FROM s, a")
    connection.close()
    assert said == quote
    assert json.loads(where) == [list(span) for span in spans]
