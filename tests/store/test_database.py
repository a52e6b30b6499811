"""Opening: what is refused, and what it says to type next."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

import pytest
from store_corpus import PORT, fill, join_by_last_word

from corpus_cli.errors import DatabaseError
from corpus_cli.store import database
from corpus_cli.store.check import check
from corpus_cli.store.database import open_reader, open_writer
from corpus_cli.store.format import APPLICATION_ID, SCHEMA_VERSION
from corpus_cli.store.migrations import migrations


def make(path: Path) -> Path:
    writer = open_writer(path)
    fill(writer)
    writer.close()
    return path


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()


def versioned(path: Path, version: int) -> None:
    make(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


@pytest.mark.parametrize(
    ("name", "prepare", "says"),
    [
        ("none.db", lambda path: None, r"no database at .*none\.db; type: corpus ingest FOLDER --db .*none\.db"),
        ("none/none.db", lambda path: None, "type: corpus ingest"),
        ("empty.db", lambda path: path.touch(), "is empty; type: corpus ingest"),
        ("foreign.db", foreign, "is not a corpus database; name another with --db"),
        ("text.db", lambda path: path.write_text("no database " * 1000), "is not a corpus database"),
        ("newer.db", lambda path: versioned(path, SCHEMA_VERSION + 1), "newer corpus; type: pip install --upgrade"),
        ("older.db", lambda path: versioned(path, SCHEMA_VERSION - 1), "older corpus; .* type: corpus ingest"),
        ("folder.db", lambda path: path.mkdir(), "cannot open .*folder.db"),
    ],
)
def test_a_reader_refuses(tmp_path: Path, name: str, prepare: object, says: str) -> None:
    path = tmp_path / name
    prepare(path)  # type: ignore[operator]
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DatabaseError) as refused:
        open_reader(path)
    assert re.search(says, str(refused.value))
    assert "\n" not in str(refused.value)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "prepare", "says"),
    [
        ("none/none.db", lambda path: None, "cannot open"),
        ("foreign.db", foreign, "is not a corpus database"),
        ("text.db", lambda path: path.write_text("no database " * 1000), "is not a corpus database"),
        ("newer.db", lambda path: versioned(path, SCHEMA_VERSION + 1), "newer corpus"),
        ("folder.db", lambda path: path.mkdir(), "cannot open"),
    ],
)
def test_a_writer_refuses_and_changes_nothing(tmp_path: Path, name: str, prepare: object, says: str) -> None:
    path = tmp_path / name
    prepare(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseError, match=says):
        open_writer(path)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("name", ["a b.db", "q?mode=rwc.db", "h#ash.db", "50%25.db", "ünïcode.db", "-.db", "a\nb.db"])
def test_any_name_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    make(Path(name))
    open_reader(name).close()
    open_reader(tmp_path / name).close()
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))] == [name]


def test_a_reader_cannot_write(made: Path) -> None:
    connection = open_reader(made)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM articles")
    connection.close()


def test_an_older_database_is_migrated_and_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    versioned(path, SCHEMA_VERSION - 1)
    connection = sqlite3.connect(path)
    connection.execute("DROP VIEW quotes")
    connection.commit()
    connection.close()
    open_writer(path).close()
    connection = open_reader(path)
    schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    assert connection.execute("SELECT count(*) FROM quotes").fetchall() == [(6,)]
    connection.close()
    versioned_again = sqlite3.connect(path)
    versioned_again.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    versioned_again.close()
    open_writer(path).close()
    connection = open_reader(path)
    assert connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall() == schema
    connection.close()


def test_the_version_counts_the_migrations(tmp_path: Path) -> None:
    from sqlite_utils import Database

    assert len(migrations.pending(Database(memory=True))) == SCHEMA_VERSION


def test_a_closed_database_is_one_file(tmp_path: Path) -> None:
    make(tmp_path / "a.db")
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_a_database_locked_by_another_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.db")
    monkeypatch.setattr(database, "_PATIENCE_S", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="locked by another program"):
        open_writer(path)
    other.execute("ROLLBACK")
    writer = open_writer(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match="locked by another program"), writer.batch():
        pass
    reader = open_reader(path)  # readers are never kept out
    assert reader.execute("SELECT count(*) FROM quotes").fetchall() == [(6,)]
    reader.close()
    other.execute("ROLLBACK")
    other.close()
    with writer.batch():
        writer.delete(1)
    writer.close()


def test_a_full_disk_loses_the_batch_and_nothing_else(tmp_path: Path) -> None:
    path = make(tmp_path / "a.db")
    writer = open_writer(path)
    ((pages,),) = writer.connection.execute("PRAGMA page_count")
    writer.connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    from dataclasses import replace

    with pytest.raises(DatabaseError, match="no room left"), writer.batch():
        for number in range(100):
            article = replace(PORT, text=f"{number} " * 5_000, path=f"{number}.txt")
            writer.add(article, writer.files.number(article.path), (), "hand 1", 1)
    writer.connection.execute("PRAGMA max_page_count = 1000000")
    with writer.batch():
        article = replace(PORT, text="short", path="short.txt")
        writer.add(article, writer.files.number(article.path), (), "hand 1", 1)
    writer.close()
    assert check(path) == []
    reader = open_reader(path)
    assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(4,)]
    reader.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_cannot_be_written_to_can_be_read(tmp_path: Path) -> None:
    path = make(tmp_path / "a.db")
    tmp_path.chmod(0o555)
    try:
        reader = open_reader(path)
        assert reader.execute("SELECT count(*) FROM quotes").fetchall() == [(6,)]
        reader.close()
        with pytest.raises(DatabaseError):
            open_writer(path).files.number("x")
    finally:
        tmp_path.chmod(0o755)


def test_check_finds_nothing_in_a_sound_database(tmp_path: Path) -> None:
    assert check(make(tmp_path / "a.db")) == []
    assert check(tmp_path / "a.db", repair=True) == []


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("DELETE FROM articles_fts_data WHERE id > 10", "articles_fts"),
        ("DELETE FROM statements_fts_docsize", "statements_fts"),
        ("UPDATE names SET spoken = 99", "counts of names"),
        ("UPDATE speakers SET statements = 99", "counts of speakers"),
        ("UPDATE places SET about = 99", "counts of places"),
    ],
)
def test_check_finds_damage_and_repairs_it(tmp_path: Path, damage: str, says: str) -> None:
    path = make(tmp_path / "a.db")
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    assert any(says in line for line in check(path))
    assert check(path, repair=True) == []


def test_a_damaged_file_is_said_to_be_so(tmp_path: Path) -> None:
    path = make(tmp_path / "a.db")
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4096)
    path.write_bytes(data)
    try:
        assert check(path) != []
    except DatabaseError as error:
        assert "damaged" in str(error) or "check" in str(error)


def test_nothing_is_left_when_the_articles_are_gone(tmp_path: Path) -> None:
    path = make(tmp_path / "a.db")
    writer = open_writer(path)
    with writer.batch():
        for number in (1, 2, 3):
            writer.delete(number)
        join_by_last_word(writer)
    tables = ("articles", "statements", "statement_places", "appearances", "evidence", "aliases", "speakers")
    counts = [writer.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    writer.close()
    assert counts == [0] * len(tables)
    assert check(path) == []


def test_names_keep_their_numbers_when_their_table_is_made_anew(tmp_path: Path) -> None:
    from sqlite_utils import Database

    path = tmp_path / "five.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.apply(Database(connection), stop_before="0006_people_of_one_name")
    connection.execute("INSERT INTO speakers(number, name, kind) VALUES (3, 'Ann Lee', 'person')")
    connection.execute(
        "INSERT INTO names(number, name, kind, speaker, statements) VALUES (7, 'Ann Lee', 'person', 3, 1)"
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 5")
    connection.close()
    writer = open_writer(path)
    ask = writer.connection.execute
    assert ask("SELECT number, name, speaker, statements, walk FROM names").fetchall() == [(7, "Ann Lee", 3, 1, "")]
    assert ask("PRAGMA foreign_keys").fetchone() == (1,)
    assert ask("PRAGMA foreign_key_check").fetchall() == []
    assert ask("PRAGMA integrity_check").fetchone() == ("ok",)
    writer.close()
