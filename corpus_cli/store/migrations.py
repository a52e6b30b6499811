"""The schema's history: named steps, each run once and in order. Only writers import this (sqlite-utils is slow to)."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from corpus_cli.store.format import APPLICATION_ID, SCHEMA_VERSION
from corpus_cli.store.record import view_sql
from corpus_cli.store.schema import (
    ALIASES,
    COPIES,
    FULL_TEXT,
    INDEXES,
    NAMESAKES,
    OTHER,
    QUOTES_INDEXED,
    REPORTS,
    TABLES,
    full_text_statements,
)

migrations = Migrations("corpus")


@migrations(name="0001_first_tables")
def first_tables(db: Database) -> None:
    """Create everything."""
    for statement in (*TABLES, *INDEXES):
        db.execute(statement)
    for index, table, columns in FULL_TEXT:
        for statement in full_text_statements(index, table, columns):
            db.execute(statement)
    for statement in OTHER:
        db.execute(statement)


@migrations(name="0002_report_groups")
def report_groups(db: Database) -> None:
    """Keep which statements report the same utterance; reextract fills it in for what is there already."""
    for statement in REPORTS:
        db.execute(statement)


@migrations(name="0003_names_for_one_thing")
def names_for_one_thing(db: Database) -> None:
    """Keep names for one thing; `reextract --all` finds them in what is there already."""
    for statement in ALIASES:
        db.execute(statement)


@migrations(name="0004_quotes_indexed_by_the_writer")
def quotes_indexed_by_the_writer(db: Database) -> None:
    """Leave it to the writer, who has the quotes at hand, to index them."""
    for statement in QUOTES_INDEXED:
        db.execute(statement)


@migrations(name="0005_copies_of_a_dispatch")
def copies_of_a_dispatch(db: Database) -> None:
    """Keep which articles are copies of one dispatch; `reextract --all` finds it for what is there already."""
    for statement in COPIES:
        db.execute(statement)


@migrations(name="0006_people_of_one_name")
def people_of_one_name(db: Database) -> None:
    """Let a name stand once for each walk of life; `reextract --all` tells people of one name apart."""
    db.execute("DROP VIEW IF EXISTS quotes")
    for statement in NAMESAKES:
        db.execute(statement)


def migrate(db: Database) -> None:
    """Bring a database to the present schema, all or nothing; foreign keys must be off, tables are made anew.

    The view is made anew each time: it is the record, and the record's keys are add-only.
    """
    with db.atomic():
        migrations.apply(db)
        db.execute("DROP VIEW IF EXISTS quotes")
        db.execute(view_sql())
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
