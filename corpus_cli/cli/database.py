"""Which database, and opening it to read."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection


def located(option: str | None) -> str:
    """Return the database's path: the option ``--db``, else CORPUS_DB, else ``corpus.db`` here."""
    return option or os.environ.get("CORPUS_DB") or "corpus.db"


def reader(option: str | None) -> Connection:
    """Open the database read-only; raise DatabaseError when it is missing or not ours."""
    from corpus_cli.store.database import open_reader

    return open_reader(located(option))
