"""Is the database sound, and if not, can it be made so?"""

from __future__ import annotations

import os
import sqlite3

from corpus_cli.errors import DatabaseError
from corpus_cli.store import copies, reports
from corpus_cli.store.database import open_reader, open_writer

_INDEXES = ("articles_fts", "statements_fts", "aliases_fts", "places_fts")
# Counts kept beside the rows they count: what, SQL that finds those that do not agree, SQL that sets them right.
_COUNTS = (
    (
        "counts of names",
        "SELECT count(*) FROM names n WHERE (statements, spoken) IS NOT (SELECT count(*), coalesce(sum(act = 0), 0) "
        "FROM statements s WHERE s.name = n.number AND s.speaker IS n.speaker)",
        "UPDATE names SET (statements, spoken) = (SELECT count(*), coalesce(sum(act = 0), 0) FROM statements s "
        "WHERE s.name = names.number AND s.speaker IS names.speaker)",
    ),
    (
        "counts of speakers",
        "SELECT count(*) FROM speakers w WHERE statements IS NOT (SELECT count(*) FROM statements s "
        "WHERE s.speaker = w.number AND act = 0)",
        "UPDATE speakers SET statements = (SELECT count(*) FROM statements s "
        "WHERE s.speaker = speakers.number AND act = 0)",
    ),
    (
        "counts of places",
        "SELECT count(*) FROM places p WHERE (spoken, about) IS NOT ((SELECT count(*) FROM statements s "
        "WHERE s.place = p.number AND act = 0), (SELECT count(*) FROM statement_places t JOIN statements s "
        "ON s.number = t.statement WHERE t.place = p.number AND act = 0))",
        "UPDATE places SET spoken = (SELECT count(*) FROM statements s WHERE s.place = places.number AND act = 0), "
        "about = (SELECT count(*) FROM statement_places t JOIN statements s ON s.number = t.statement "
        "WHERE t.place = places.number AND act = 0)",
    ),
)


def check(path: str | os.PathLike[str], repair: bool = False) -> list[str]:
    """Look for damage; give what was found, one line each, nothing when all is well.

    ``repair`` rebuilds the indexes and counts, which follow from the rows; what is found afterwards is what is left.
    Raises DatabaseError when the file cannot be opened, or damage reaches so far that nothing can be done.
    """
    open_reader(path).close()  # never creates, and refuses what is not ours
    writer = open_writer(path)
    connection = writer.connection
    try:
        if repair:
            try:
                with writer.batch():
                    connection.execute("REINDEX")
                    for index in _INDEXES:
                        connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
                    copies.sweep(connection)
                    reports.sweep(connection)
                    for _, _, right in _COUNTS:
                        connection.execute(right)
            except sqlite3.Error as error:
                raise DatabaseError(f"{writer.name} is beyond repair; delete it and ingest again") from error
        return _findings(connection)
    finally:
        writer.close()


def _findings(connection: sqlite3.Connection) -> list[str]:
    found: list[str] = []
    try:
        for (line,) in connection.execute("PRAGMA integrity_check(20)"):
            if line != "ok":
                found.append(f"file: {line}")
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            found.append(f"{table}: row {row} refers to a row of {parent} that is not there")
    except sqlite3.DatabaseError as error:
        return [*found, f"file: {error}"]
    for index in _INDEXES:
        try:
            # 1: against the table that it indexes, not only within itself.
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            found.append(f"{index}: does not agree with what it indexes")
    for what, wrong, _ in _COUNTS:
        ((rows,),) = connection.execute(wrong)
        if rows:
            found.append(f"{what}: {rows} do not agree")
    return found
