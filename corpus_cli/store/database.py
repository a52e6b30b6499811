"""Opening the database: what is ours, what is not, and what to type next."""

from __future__ import annotations

# ruff: noqa: PTH110, PTH112, PTH117  pathlib takes longer to import than a query takes
import os
import sqlite3
import time

from corpus_cli.errors import DatabaseError
from corpus_cli.store.format import APPLICATION_ID, SCHEMA_VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from corpus_cli.store.writer import Writer

# How long to wait for another process's transaction; batches last well under a second.
_PATIENCE_S = 15.0


def open_reader(path: str | os.PathLike[str]) -> sqlite3.Connection:
    """Open a database for reading; nothing is created and nothing is written.

    Raises DatabaseError, with the command to type next, when the file is missing, foreign, newer, older or damaged.
    """
    name = os.fspath(path)
    if not os.path.exists(name):
        raise DatabaseError(f"no database at {name}; type: corpus ingest FOLDER{_option(name)}")
    try:
        connection = _connect(name, "mode=ro")
        state = _state(connection)
    except sqlite3.OperationalError as error:
        # A folder that cannot be written to has no room for the WAL's shared memory; without a WAL none is needed.
        if os.path.isdir(name) or os.path.exists(name + "-wal"):
            raise explain(error, name) from error
        try:
            connection = _connect(name, "mode=ro&immutable=1")
            state = _state(connection)
        except sqlite3.Error:
            raise explain(error, name) from error
    except sqlite3.Error as error:
        raise explain(error, name) from error
    if state == "empty":
        problem = f"{name} is empty; type: corpus ingest FOLDER{_option(name)}"
    elif state == "older":
        problem = (
            f"{name} was made by an older corpus; to bring it up to date type: corpus ingest FOLDER{_option(name)}"
        )
    elif state == "ours":
        return connection
    else:
        problem = _refusal(state, name)
    connection.close()
    raise DatabaseError(problem)


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL; the busy timeout does not cover this, so two programs that make one database try in turn."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def open_writer(path: str | os.PathLike[str]) -> Writer:
    """Open a database for writing; create it if it is not there, migrate it if it is older.

    Raises DatabaseError when the file is foreign, newer, damaged, locked, or its folder cannot be written to.
    """
    from sqlite_utils import Database

    from corpus_cli.store.migrations import migrate
    from corpus_cli.store.writer import Writer

    name = os.fspath(path)
    connection = None
    try:
        connection = _connect(name, "mode=rwc")
        state = _state(connection)
        if state in ("foreign", "newer"):
            raise DatabaseError(_refusal(state, name))
        # Articles of a few kB fill small pages better: 4 kB ones make the file a tenth larger. Fixed when it is made.
        connection.execute("PRAGMA page_size = 2048")
        _enter_wal(connection)
        # NORMAL: a commit survives a crash of the program (the system holds the pages); a power cut may take the last
        # batches back but never tears one, since the WAL is synced before it is copied into the file. What is lost is
        # read again by the next ingest: files are the truth, the database follows. FULL would cost a sync per batch
        # for no more than that.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        if state != "ours":
            connection.execute("BEGIN IMMEDIATE")
            if _state(connection) != "ours":  # another process may have been quicker
                migrate(Database(connection))
            connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys = ON")
        return Writer(connection, name)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        raise explain(error, name) from error
    except BaseException:
        if connection is not None:
            connection.close()
        raise


def explain(error: sqlite3.Error, name: str) -> DatabaseError:
    """Turn what SQLite says into one line with what to do next."""
    said = str(error)
    if "not a database" in said:
        return DatabaseError(f"{name} is not a corpus database; name another with --db")
    if "locked" in said:
        return DatabaseError(f"{name} is locked by another program; wait for it to finish and try again")
    if "malformed" in said or "disk image" in said:
        return DatabaseError(f"{name} is damaged; type: corpus check --repair{_option(name)}")
    if "full" in said:
        return DatabaseError(f"no room left on the disk for {name}; what was committed is safe, make room and go on")
    if "readonly" in said:
        return DatabaseError(f"{name} cannot be written to; check its permissions or name another with --db")
    if "unable to open" in said or os.path.isdir(name):
        return DatabaseError(f"cannot open {name}; check that its folder exists and can be written to")
    return DatabaseError(f"{name}: {said}; type: corpus check{_option(name)}")


def _connect(name: str, mode: str) -> sqlite3.Connection:
    # Of a path in a URI only these three would be read as something else; urllib.parse would cost 6 ms to say so.
    quoted = name.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if not os.path.isabs(name):
        quoted = "./" + quoted
    return sqlite3.connect(f"file:{quoted}?{mode}", uri=True, timeout=_PATIENCE_S, isolation_level=None)


def _state(connection: sqlite3.Connection) -> str:
    try:
        ((application,),) = connection.execute("PRAGMA application_id")
        ((version,),) = connection.execute("PRAGMA user_version")
        if application == APPLICATION_ID:
            return "ours" if version == SCHEMA_VERSION else "older" if version < SCHEMA_VERSION else "newer"
        ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return "foreign" if application or version or tables else "empty"


def _refusal(state: str, name: str) -> str:
    if state == "newer":
        return f"{name} was made by a newer corpus; type: pip install --upgrade corpus-cli"
    return f"{name} is not a corpus database; name another with --db"


def _option(name: str) -> str:
    return "" if name == "corpus.db" else f" --db {name}"
